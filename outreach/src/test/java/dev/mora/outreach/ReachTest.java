package dev.mora.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.DailyReach;
import dev.mora.channel.SendResult;
import dev.mora.channel.SenderNews;
import dev.mora.ledger.BusinessId;
import dev.mora.ledger.Claim;
import dev.mora.ledger.ClaimRequest;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.Progress;
import dev.mora.ledger.RunReport;
import dev.mora.ledger.State;
import dev.mora.ledger.contract.LedgerFixture;
import dev.mora.party.Channel;
import dev.mora.portfolio.Portfolio;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReachTest {

  private static final BusinessId BUSINESS = new BusinessId(Channel.WHATSAPP, "crediamiga");

  private final House house = new House();

  ReachTest() {
    house.sender.reaching(DailyReach.ofTier("crediamiga", 5));
  }

  private static Portfolio six() {
    Portfolio.Builder many = Portfolio.builder();
    for (int i = 0; i < 6; i++) {
      many.borrower(House.person("B-" + i, "+52551234%04d".formatted(5678 + i)).build())
          .loan(House.loan("L-" + i, "B-" + i, "2026-11-20"));
    }
    return many.build();
  }

  @Test
  void a_campaign_goes_as_far_as_the_tier_lets_it_and_says_why_the_rest_waits() {
    Outreach outreach = house.outreach();
    Plan plan = house.plan(outreach, six());

    RunReport report = outreach.run(plan, Progress.none());

    assertThat(house.sender.bodies).hasSize(4);
    assertThat(report.ended()).isEqualTo(RunReport.Ended.IDLE);
    assertThat(house.ledger.counts().get(State.PLANNED)).isEqualTo(2);
    CampaignProgress progress = outreach.progress(plan.campaign());
    assertThat(progress.later()).isEqualTo(2);
    assertThat(progress.crowded().orElseThrow().in("es"))
        .startsWith("2 mensajes esperan hasta 2026-11-25 16:00 UTC o después")
        .contains("el proveedor limita a cuántas personas");
  }

  @Test
  void what_waits_on_a_second_day_is_told_as_on_the_first() {
    house.ledger.plan(LedgerFixture.dispatchesTo(6));
    sendWhatMayGo();
    house.clock.advance(Duration.ofHours(24).plusSeconds(1));
    assertThat(progress().due()).as("their day is over").isEqualTo(4);
    sendWhatMayGo();

    CampaignProgress progress = progress();

    assertThat(progress.done()).isEqualTo(4);
    assertThat(progress.due()).isZero();
    assertThat(progress.later()).isEqualTo(2);
    assertThat(progress.crowded().orElseThrow().in("en"))
        .startsWith("2 messages wait until 2026-11-26 16:01 UTC or later");
    assertThat(progress.remaining()).contains(Duration.ofHours(24));
  }

  private CampaignProgress progress() {
    return Headway.of(house.ledger, LedgerFixture.CAMPAIGN, house.clock.instant());
  }

  /** To two people a day. */
  private void sendWhatMayGo() {
    DailyReach two = DailyReach.ofTier("crediamiga", 2).percent(100);
    ClaimRequest request =
        ClaimRequest.of(
            "worker-1",
            LedgerFixture.SENDER,
            LedgerFixture.FAST.reaching(two),
            LedgerFixture.LEASE);
    for (Claim claim : house.ledger.claim(request)) {
      LedgerFixture.pass(house.ledger, claim, house.clock.instant());
      house.ledger.outcome(claim, new SendResult.Accepted("w-" + claim.id()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2026-11-25T16:00:00Z,           '1 mensaje espera hasta 2026-11-25 16:00 UTC'",
    "2, 2026-11-25T16:00:00.000000001Z, '2 mensajes esperan hasta 2026-11-25 16:01 UTC'",
    "3, 2026-11-25T23:59:01Z,           '3 mensajes esperan hasta 2026-11-26 00:00 UTC'"
  })
  void a_wait_is_said_to_the_minute_and_never_too_early(long messages, Instant next, String words) {
    Reason reason = Reasons.dailyReach(messages, next);

    assertThat(reason.in("es")).startsWith(words);
    assertThat(reason.in("en"))
        .startsWith(messages == 1 ? "1 message waits" : messages + " messages wait");
    assertThat(reason.in("pt"))
        .startsWith(messages == 1 ? "1 mensagem espera" : messages + " mensagens esperam");
  }

  @Test
  void a_single_message_that_finds_no_room_is_deferred_in_words() {
    Outreach outreach = house.outreach();
    house.run(outreach, six());

    Outcome outcome =
        outreach
            .send(
                DispatchId.of("L-9", "vencida-1"),
                House.person("B-9", "+525512349999").build(),
                house.overdue("750.00", 4))
            .join();

    assertThat(outcome).isInstanceOf(Outcome.Deferred.class);
    assertThat(((Outcome.Deferred) outcome).reason().in("en"))
        .isEqualTo("as many people have been written to first as the provider allows in a day");
  }

  @Test
  void an_answer_goes_while_the_campaign_waits() {
    Outreach outreach = house.builder().acknowledge().build();
    house.run(outreach, six());

    house.hear(outreach, house.text("w-in", "5215512349999", "hola"));
    house.hear(outreach, house.text("w-in2", House.ROSA, "hola"));
    outreach.work();

    assertThat(house.sender.bodies).hasSize(5);
    assertThat(house.ledger.counts().get(State.PLANNED)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void what_the_provider_tells_of_the_tier_holds_at_once(boolean unlimited) {
    Outreach outreach = house.outreach();
    house.run(outreach, six());
    SenderNews.Reach now =
        unlimited
            ? new SenderNews.Reach("TIER_UNLIMITED", OptionalLong.empty(), true)
            : new SenderNews.Reach("TIER_2K", OptionalLong.of(2_000), false);

    house.hear(
        outreach,
        new SenderNews.CapabilityChanged(
            house.header(), "key", now, OptionalLong.empty(), OptionalLong.empty()));
    outreach.work();

    assertThat(house.sender.bodies).hasSize(6);
    assertThat(house.ledger.reach(BUSINESS, DailyReach.ofTier("crediamiga", 5)).people())
        .isEqualTo(unlimited ? DailyReach.NO_LIMIT : 1_600);
  }

  @Test
  void a_number_that_is_told_its_speed_alone_keeps_its_reach() {
    Outreach outreach = house.outreach();
    house.run(outreach, six());

    house.hear(
        outreach,
        new SenderNews.NumberChanged(
            house.header(),
            "key",
            "+52 55 1234 5678",
            "THROUGHPUT_UPGRADE",
            SenderNews.Reach.NOT_TOLD,
            SenderNews.Reach.NOT_TOLD));
    outreach.work();

    assertThat(house.sender.bodies).hasSize(4);
    house.clock.advance(Duration.ofHours(24));
    assertThat(house.ledger.reach(BUSINESS, DailyReach.ofTier("crediamiga", 5)).reached()).isZero();
  }
}
