package dev.mora.contact;

import static dev.mora.contact.Cases.message;
import static dev.mora.contact.Cases.out;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.history.ContactHistory;
import dev.mora.history.ContactRecord.Outcome;
import dev.mora.ledger.contract.Proof;
import dev.mora.party.Channel;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every change of the clocks from 2020 to 2035, minute by minute for two hours before and after,
 * against hours of contact that lie across it and a second reading that knows only local minutes.
 */
class AllTransitionsTest {

  private static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2036-01-01T00:00:00Z");
  private static final int AROUND = 120;
  private static final int[][] HOURS = {{30, 135}, {165, 360}, {1320, 1410}};
  private static final ContactPolicy POLICY =
      ClockChangesTest.hours("{\"ALL_DAYS\":[\"00:30-02:15\",\"02:45-06:00\",\"22:00-23:30\"]}");
  private static final ContactPolicy ONCE_A_DAY =
      ContactPolicy.parse(
              "cap.json",
              ClockChangesTest.pack(
                  "{\"ALL_DAYS\":[\"00:00-24:00\"]}",
                  """
                  [{"id":"cap","kind":"FREQUENCY_CAP","source":"test","status":"CHOICE","max":1,
                    "per":["CALENDAR_DAY"],"scope":"BORROWER","basis":"SUBMITTED"}]"""))
          .safetyMargin(Duration.ZERO);

  private static int zones;
  private static int transitions;
  private static int minutes;

  @AfterAll
  static void tell() {
    var figures = new LinkedHashMap<String, Object>();
    figures.put("zones", zones);
    figures.put("changes of the clocks", transitions);
    figures.put("minutes decided", minutes);
    figures.put("allowed outside the hours", 0);
    figures.put("tzdata", ZoneRulesProvider.getVersions("UTC").lastKey());
    Proof.figures("T15", "hours and day caps around every change of the clocks", figures);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "America/Mexico_City",
        "America/Tijuana",
        "America/Santiago",
        "America/Asuncion",
        "America/Havana",
        "America/New_York",
        "America/Port-au-Prince",
        "America/St_Johns",
        "America/Nuuk",
        "Pacific/Easter",
        "Europe/Madrid",
        "Europe/Lisbon",
        "Europe/Chisinau",
        "Africa/Cairo",
        "Africa/Casablanca",
        "Asia/Beirut",
        "Asia/Gaza",
        "Asia/Amman",
        "Australia/Lord_Howe",
        "Pacific/Auckland"
      })
  void hours_and_day_caps_hold_around_every_change_of_the_clocks(String zone) {
    ZoneId id = ZoneId.of(zone);
    List<ZoneOffsetTransition> changes = changes(id);
    assertThat(changes).as("changes of " + zone).isNotEmpty();
    ContactRequest request = message(Channel.CALL, "2026-01-01T00:00", zone).build();

    for (ZoneOffsetTransition change : changes) {
      hoursHold(request, change.getInstant(), id);
      capHolds(request, change.getInstant(), id);
    }
    zones++;
    transitions += changes.size();
  }

  private static void hoursHold(ContactRequest request, Instant change, ZoneId zone) {
    for (int minute = -AROUND; minute <= AROUND; minute++) {
      Instant at = change.plus(Duration.ofMinutes(minute));
      ContactVerdict verdict = POLICY.decide(request.movedTo(at), ContactHistory.none());
      String expected = isInside(at, zone) ? "ALLOW" : "DEFER " + opening(at, zone);
      minutes++;
      if (!told(verdict).equals(expected)) {
        throw new AssertionError(
            zone + " at " + at + ": " + told(verdict) + ", expected " + expected);
      }
    }
  }

  /** One contact three hours before: nothing more that day, and again from its very end. */
  private static void capHolds(ContactRequest request, Instant change, ZoneId zone) {
    Instant contact = change.minus(Duration.ofHours(3));
    ContactHistory history =
        ContactHistory.none().with(out(Channel.SMS, contact, Outcome.DELIVERED));
    LocalDate day = LocalDate.ofInstant(contact, zone);
    Instant next = contact;
    while (LocalDate.ofInstant(next, zone).equals(day)) {
      next = next.plus(Duration.ofMinutes(1));
    }

    for (Instant at : List.of(contact.plusSeconds(1), change.minusSeconds(1), change)) {
      if (at.isBefore(next)) {
        assertThat(told(ONCE_A_DAY.decide(request.movedTo(at), history)))
            .as("%s at %s", zone, at)
            .isEqualTo("DEFER " + next);
      }
    }
    assertThat(told(ONCE_A_DAY.decide(request.movedTo(next), history)))
        .as("%s at %s", zone, next)
        .isEqualTo("ALLOW");
  }

  // --- the second reading

  private static boolean isInside(Instant at, ZoneId zone) {
    LocalTime local = LocalTime.ofInstant(at, zone);
    int minute = local.getHour() * 60 + local.getMinute();
    for (int[] span : HOURS) {
      if (minute >= span[0] && minute < span[1]) {
        return true;
      }
    }
    return false;
  }

  private static Instant opening(Instant from, ZoneId zone) {
    Instant at = from;
    while (!isInside(at, zone)) {
      at = at.plus(Duration.ofMinutes(1));
    }
    return at;
  }

  private static String told(ContactVerdict verdict) {
    return verdict.fold(
        allow -> "ALLOW",
        defer -> "DEFER " + defer.until(),
        deny -> "DENY " + deny.reason(),
        needs -> "NEEDS_DATA " + needs.reason());
  }

  private static List<ZoneOffsetTransition> changes(ZoneId zone) {
    var changes = new ArrayList<ZoneOffsetTransition>();
    ZoneOffsetTransition next = zone.getRules().nextTransition(FROM);
    while (next != null && next.getInstant().isBefore(TO)) {
      changes.add(next);
      next = zone.getRules().nextTransition(next.getInstant());
    }
    return changes;
  }
}
