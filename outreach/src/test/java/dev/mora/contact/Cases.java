package dev.mora.contact;

import dev.mora.calendar.Place;
import dev.mora.history.ContactRecord;
import dev.mora.history.ContactRecord.Direction;
import dev.mora.history.ContactRecord.Outcome;
import dev.mora.loan.LoanId;
import dev.mora.party.Borrower;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.Consent;
import dev.mora.party.Consents;
import dev.mora.party.Creditor;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/** One valid request, so that a test names only what it is about. */
final class Cases {

  static final BorrowerId WHO = BorrowerId.of("B-1");
  static final Creditor LENDER = Creditor.firstParty("CrediAmiga");

  private Cases() {}

  static Instant at(String local, String zone) {
    return LocalDateTime.parse(local).atZone(ZoneId.of(zone)).toInstant();
  }

  static Borrower.Builder someone() {
    return Borrower.of(WHO.value(), "Rosa").phone("+525512345678");
  }

  /** A collection message over WhatsApp to a debtor in this zone, who opted in. */
  static ContactRequest.Builder message(String local, String zone) {
    return message(Channel.WHATSAPP, local, zone);
  }

  static ContactRequest.Builder message(Channel channel, String local, String zone) {
    Borrower borrower = someone().zone(ZoneId.of(zone)).build();
    return ContactRequest.builder(borrower, channel, LENDER, at(local, zone))
        .daysPastDue(5)
        .consents(optedIn(channel));
  }

  static ContactRequest.Builder messageInMexico(String local) {
    Borrower borrower =
        someone().zone(ZoneId.of("America/Mexico_City")).place(Place.of("MX")).build();
    return ContactRequest.builder(
            borrower, Channel.WHATSAPP, LENDER, at(local, "America/Mexico_City"))
        .daysPastDue(5)
        .consents(optedIn(Channel.WHATSAPP));
  }

  static Consents optedIn(Channel channel) {
    return Consents.of(
        List.of(new Consent(WHO, channel, Consent.State.IN, Instant.EPOCH, "contract")));
  }

  static ContactRecord out(Channel channel, Instant at, Outcome outcome) {
    return new ContactRecord(WHO, Optional.empty(), at, channel, Direction.OUT, outcome, "");
  }

  static ContactRecord out(Channel channel, Instant at, Outcome outcome, String loan) {
    return new ContactRecord(
        WHO, Optional.of(LoanId.of(loan)), at, channel, Direction.OUT, outcome, "");
  }

  static ContactRecord in(Channel channel, Instant at) {
    return new ContactRecord(WHO, Optional.empty(), at, channel, Direction.IN, Outcome.REPLIED, "");
  }

  /** {@code ALLOW}, {@code DEFER 2026-11-24T07:00}, {@code DENY OPT_OUT}, {@code NEEDS_DATA}. */
  static String told(ContactVerdict verdict, String zone) {
    return verdict.fold(
        allow -> "ALLOW",
        defer ->
            "DEFER " + ZonedDateTime.ofInstant(defer.until(), ZoneId.of(zone)).toLocalDateTime(),
        deny -> "DENY " + deny.reason(),
        needs -> "NEEDS_DATA");
  }
}
