package dev.mora.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.SendResult;
import dev.mora.contact.ContactPolicy;
import dev.mora.ledger.EntryFilter;
import dev.mora.ledger.Progress;
import dev.mora.ledger.State;
import dev.mora.ledger.contract.LedgerInvariants;
import dev.mora.ledger.contract.Proof;
import dev.mora.loan.Loan;
import dev.mora.party.Borrower;
import dev.mora.portfolio.Portfolio;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A campaign so slow that it runs into the night, a message a minute, on nights in which the clocks
 * change: not one leaves outside the hours, and none is forgotten.
 */
class AcrossTheNightTest {

  private static final int BORROWERS = 60;
  private static final LocalTime OPENS = LocalTime.of(8, 0);
  private static final LocalTime CLOSES = LocalTime.of(20, 0);
  private static final String HOURS =
      """
      {"schema":"mora/contact-1","id":"NIGHT","version":"1","effective":{"from":"2000-01-01"},
       "reviewedOn":"2026-11-21","rules":[
       {"id":"hours","kind":"CONTACT_WINDOW","source":"test","status":"CHOICE",
        "windows":{"ALL_DAYS":["08:00-20:00"]}},
       {"id":"daily","kind":"FREQUENCY_CAP","source":"test","status":"CHOICE","max":1,
        "per":["CALENDAR_DAY"],"scope":"BORROWER","basis":"SUBMITTED"}]}
      """;

  @ParameterizedTest
  @CsvSource({
    // the day of the campaign, when it begins, how many leave before the hours end
    "America/Santiago, 2026-09-05T19:30, 30",
    "America/Santiago, 2026-09-05T22:30, 60",
    "America/Santiago, 2026-04-04T19:45, 15",
    "America/Havana, 2026-03-07T19:30, 30",
    "America/Havana, 2026-03-07T23:59, 60",
    "Africa/Cairo, 2026-04-23T19:50, 10",
    "Europe/Madrid, 2026-10-24T19:30, 30",
    "Europe/Madrid, 2026-10-24T22:30, 60",
    "America/Mexico_City, 2026-11-24T19:59, 1",
    "America/Mexico_City, 2026-11-24T20:00, 60"
  })
  void nothing_leaves_outside_the_hours(String zone, LocalDateTime begins, int sent) {
    ZoneId where = ZoneId.of(zone);
    House house = new House(begins.atZone(where).toInstant().toString());
    house.policy =
        ContactPolicy.parse("night.json", HOURS)
            .consentForAll("contract")
            .safetyMargin(Duration.ZERO);
    house.sender.oneAtATime();
    List<Instant> left = new ArrayList<>();
    for (int i = 0; i < BORROWERS; i++) {
      String id = "wamid.n" + i;
      house.sender.next(
          message -> {
            left.add(house.clock.instant());
            house.clock.advance(Duration.ofMinutes(1));
            return CompletableFuture.completedFuture(new SendResult.Accepted(id));
          });
    }
    Outreach outreach = house.outreach();

    Plan plan = house.plan(outreach, portfolio(where, begins.toLocalDate()), begins.toLocalDate());
    outreach.run(plan, Progress.none());
    Instant end = begins.plusDays(2).atZone(where).toInstant();
    while (house.clock.instant().isBefore(end)) {
      outreach.work();
      house.clock.advance(Duration.ofMinutes(10));
    }

    assertThat(left)
        .allSatisfy(
            at ->
                assertThat(LocalTime.ofInstant(at, where))
                    .isAfterOrEqualTo(OPENS)
                    .isBefore(CLOSES));
    assertThat(left).hasSize(sent);
    assertThat(house.ledger.counts().get(State.ACCEPTED)).isEqualTo(sent);
    assertThat(house.ledger.counts().get(State.EXPIRED)).isEqualTo(BORROWERS - sent);
    assertThat(house.ledger.entries(EntryFilter.all())).hasSize(BORROWERS);
    LedgerInvariants.check(house.ledger);
    var figures = new LinkedHashMap<String, Object>();
    figures.put("messages planned", BORROWERS);
    figures.put("sent", sent);
    figures.put("expired with their day", BORROWERS - sent);
    figures.put("sent outside the hours", 0);
    Proof.figures("T15", "campaign over midnight, " + zone + " " + begins, figures);
  }

  private static Portfolio portfolio(ZoneId zone, LocalDate today) {
    Portfolio.Builder portfolio = Portfolio.builder();
    for (int i = 0; i < BORROWERS; i++) {
      String id = "B-" + i;
      Borrower borrower = House.person(id, "+52" + (5_500_000_000L + i)).zone(zone).build();
      portfolio
          .borrower(borrower)
          .loan(Loan.of("L-" + i, id, "MXN").installment(today.minusDays(4).toString(), "750.00"));
    }
    return portfolio.build();
  }
}
