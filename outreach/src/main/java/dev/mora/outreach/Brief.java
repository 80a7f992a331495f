package dev.mora.outreach;

import dev.mora.calendar.Place;
import dev.mora.contact.Initiation;
import dev.mora.contact.Purpose;
import dev.mora.json.InvalidDocument;
import dev.mora.json.Json;
import dev.mora.json.JsonArray;
import dev.mora.json.JsonObject;
import dev.mora.ledger.Dispatch;
import dev.mora.loan.LoanId;
import dev.mora.money.Money;
import dev.mora.party.Borrower;
import dev.mora.party.BorrowerId;
import dev.mora.party.ContactPoint;
import dev.mora.party.Creditor;
import dev.mora.party.EmailAddress;
import dev.mora.party.PhoneNumber;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An errand in the words that a dispatch carries in its ledger, so that whichever process comes to
 * the gate asks the same questions as the one that planned. Address and content are the dispatch's
 * own.
 */
final class Brief {

  private static final Logger LOG = LoggerFactory.getLogger(Brief.class);
  private static final String SCHEMA = "mora/errand-1";

  private Brief() {}

  static String of(Errand errand) {
    Approach approach = errand.approach();
    Borrower borrower = approach.borrower();
    JsonObject out =
        JsonObject.of()
            .with("schema", SCHEMA)
            .with("madeAt", errand.madeAt().toString())
            .with("knownUntil", errand.knownUntil().toString())
            .with("purpose", approach.purpose().name())
            .with("initiation", approach.initiation().name())
            .with("creditor", creditor(approach.creditor()));
    out = with(out, "language", borrower.language());
    out = with(out, "country", borrower.place().map(Place::country));
    out = with(out, "region", borrower.place().map(Place::region).filter(r -> !r.isEmpty()));
    out = with(out, "zone", borrower.zone().map(ZoneId::getId));
    out = with(out, "product", Optional.of(approach.product()).filter(p -> !p.isEmpty()));
    if (approach.daysPastDue() > 0) {
      out = out.with("daysPastDue", approach.daysPastDue());
    }
    out = with(out, "overdue", approach.overdue().map(Money::toString));
    if (!approach.others().isEmpty()) {
      JsonArray others = JsonArray.of();
      for (Approach.Share share : approach.others()) {
        others =
            others.with(
                with(
                    JsonObject.of().with("loan", share.loan().value()),
                    "overdue",
                    share.overdue().map(Money::toString)));
      }
      out = out.with("others", others);
    }
    if (!errand.sameNumber().isEmpty()) {
      out =
          out.with(
              "sameNumber",
              JsonArray.ofStrings(errand.sameNumber().stream().map(BorrowerId::value).toList()));
    }
    return out.toJson();
  }

  /** Empty if the dispatch was planned by somebody who says nothing that we understand. */
  static Optional<Errand> read(Dispatch dispatch) {
    if (dispatch.brief().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(dispatch, Json.parse("brief", dispatch.brief()).asObject()));
    } catch (InvalidDocument | IllegalArgumentException | DateTimeException e) {
      LOG.warn("the brief of {} cannot be read: {}", dispatch.id(), e.getClass().getName());
      return Optional.empty();
    }
  }

  private static Errand read(Dispatch dispatch, JsonObject in) {
    in.requireSchema(SCHEMA);
    Approach approach =
        new Approach(
            borrower(dispatch, in),
            dispatch.channel(),
            creditor(in.object("creditor")),
            in.oneOf("purpose", Purpose.class),
            in.oneOf("initiation", Initiation.class),
            dispatch.loans().stream().findFirst(),
            in.stringOr("product", ""),
            in.integerOr("daysPastDue", 0),
            in.optionalString("overdue").map(Money::parse),
            in.optionalArray("others").stream()
                .flatMap(list -> list.objects().stream())
                .map(
                    share ->
                        new Approach.Share(
                            LoanId.of(share.string("loan")),
                            share.optionalString("overdue").map(Money::parse)))
                .toList());
    String madeAt = in.string("madeAt");
    return new Errand(
        approach,
        dispatch.content(),
        Instant.parse(madeAt),
        Instant.parse(in.stringOr("knownUntil", madeAt)),
        dispatch.expiresAt(),
        false,
        in.optionalArray("sameNumber").stream()
            .flatMap(list -> list.strings().stream())
            .map(BorrowerId::of)
            .toList());
  }

  private static Borrower borrower(Dispatch dispatch, JsonObject in) {
    Borrower.Builder borrower = Borrower.of(dispatch.borrower().value(), "");
    ContactPoint to = dispatch.to();
    if (to instanceof PhoneNumber phone) {
      borrower.phone(phone);
    } else if (to instanceof EmailAddress email) {
      borrower.email(email);
    }
    in.optionalString("language").ifPresent(borrower::language);
    in.optionalString("zone").map(ZoneId::of).ifPresent(borrower::zone);
    in.optionalString("country")
        .map(country -> Place.of(country, in.stringOr("region", "")))
        .ifPresent(borrower::place);
    return borrower.build();
  }

  private static JsonObject creditor(Creditor creditor) {
    return with(
        JsonObject.of().with("name", creditor.name()).with("role", creditor.role().name()),
        "phone",
        creditor.phone().map(PhoneNumber::e164));
  }

  private static Creditor creditor(JsonObject in) {
    return new Creditor(
        in.string("name"),
        in.oneOf("role", Creditor.Role.class),
        in.optionalString("phone").map(PhoneNumber::of));
  }

  private static JsonObject with(JsonObject out, String key, Optional<String> value) {
    return value.map(each -> out.with(key, each)).orElse(out);
  }
}
