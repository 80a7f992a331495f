package dev.mora.contact;

import dev.mora.history.ContactHistory;
import dev.mora.history.ContactRecord;
import dev.mora.json.JsonArray;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonValue;
import dev.mora.party.Borrower;
import dev.mora.party.Channel;
import dev.mora.party.Consent;
import dev.mora.party.Consents;
import dev.mora.party.Creditor;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A golden case that a pack brings along: one question and the verdict that its author expects. It
 * is asked without a safety margin, of a debtor who opted in.
 */
record PackTest(
    String name,
    ContactRequest request,
    ContactHistory history,
    Map<String, Boolean> switches,
    ContactVerdict.Kind expect,
    Optional<Instant> until,
    Optional<String> rule,
    ZoneId zone) {

  private static final Pattern MOMENT = Pattern.compile("([0-9T:-]+)\\[([A-Za-z0-9/_+-]+)]");
  private static final String WHO = "B-1";

  static PackTest read(JsonObject json) {
    json.only(
        "name",
        "at",
        "zoneKnown",
        "channel",
        "purpose",
        "initiation",
        "role",
        "creditorRole",
        "daysPastDue",
        "switches",
        "history",
        "expect",
        "until",
        "rule");
    ZoneId zone = moment(json.value("at")).getZone();
    Channel channel = new Channel(json.string("channel"));
    Borrower.Builder borrower = Borrower.of(WHO, "");
    if (json.bool("zoneKnown", true)) {
      borrower.zone(zone);
    }
    Instant at = instant(json.value("at"));
    Creditor creditor =
        new Creditor(
            "x",
            json.oneOf("creditorRole", Creditor.Role.class, Creditor.Role.FIRST_PARTY),
            Optional.empty());
    Borrower who = borrower.build();
    ContactRequest request =
        ContactRequest.builder(who, channel, creditor, at)
            .purpose(json.oneOf("purpose", Purpose.class, Purpose.COLLECTION))
            .initiation(json.oneOf("initiation", Initiation.class, Initiation.OUTBOUND))
            .role(json.oneOf("role", RecipientRole.class, RecipientRole.DEBTOR))
            .daysPastDue(json.integerOr("daysPastDue", 1))
            .consents(
                Consents.of(
                    List.of(
                        new Consent(who.id(), channel, Consent.State.IN, Instant.EPOCH, "test"))))
            .build();
    Map<String, Boolean> switches = new LinkedHashMap<>();
    json.optionalObject("switches")
        .ifPresent(
            each -> each.keys().forEach(key -> switches.put(key, each.value(key).asBoolean())));
    return new PackTest(
        json.string("name"),
        request,
        history(json, who),
        switches,
        json.oneOf("expect", ContactVerdict.Kind.class),
        json.optionalValue("until").map(PackTest::instant),
        json.optionalString("rule"),
        zone);
  }

  private static ContactHistory history(JsonObject json, Borrower who) {
    List<ContactRecord> records = new ArrayList<>();
    for (JsonObject each :
        json.optionalArray("history").map(JsonArray::objects).orElse(List.of())) {
      each.only("at", "channel", "direction", "outcome");
      records.add(
          new ContactRecord(
              who.id(),
              Optional.empty(),
              instant(each.value("at")),
              new Channel(each.string("channel")),
              each.oneOf("direction", ContactRecord.Direction.class),
              each.oneOf("outcome", ContactRecord.Outcome.class),
              ""));
    }
    return ContactHistory.of(records);
  }

  /** What is wrong with the policy's answer; empty if nothing is. */
  Optional<String> failure(ContactPolicy policy) {
    ContactVerdict verdict = policy.decide(request, history);
    Optional<Instant> deferred =
        verdict.fold(
            allow -> Optional.<Instant>empty(),
            defer -> Optional.of(defer.until()),
            deny -> Optional.<Instant>empty(),
            needs -> Optional.<Instant>empty());
    boolean right =
        verdict.kind() == expect
            && (until.isEmpty() || until.equals(deferred))
            && rule.map(verdict.rule()::equals).orElse(true);
    return right
        ? Optional.empty()
        : Optional.of(
            "expected "
                + expect
                + until.map(each -> " " + each.atZone(zone)).orElse("")
                + rule.map(each -> " by " + each).orElse("")
                + ", was "
                + verdict.explanation().in("en"));
  }

  private static Instant instant(JsonValue json) {
    return moment(json).toInstant();
  }

  private static ZonedDateTime moment(JsonValue json) {
    Matcher m = MOMENT.matcher(json.asString());
    try {
      if (m.matches()) {
        return LocalDateTime.parse(m.group(1)).atZone(ZoneId.of(m.group(2)));
      }
    } catch (DateTimeException e) {
      // told below
    }
    throw json.invalid(json.describe(), "a moment such as 2026-11-21T21:30[America/Lima]");
  }
}
