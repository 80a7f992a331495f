package dev.mora.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.SendLimits;
import dev.mora.channel.SendResult;
import dev.mora.examples.Bench.Result;
import dev.mora.jdbc.JdbcLedger;
import dev.mora.ledger.Claim;
import dev.mora.ledger.ClaimRequest;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.GateDecision;
import dev.mora.ledger.LedgerSettings;
import dev.mora.ledger.SenderId;
import dev.mora.party.Channel;
import dev.mora.template.MessageTemplate;
import dev.mora.testkit.CloudAccount;
import dev.mora.testkit.CloudApiServer;
import dev.mora.testkit.Fault;
import dev.mora.testkit.MutableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run says of messages that it left where they are, and how a person lets them go. */
class LedgerReleaseTest {

  private static final String CAMPAIGN = "microcredit-demo/2026-11-24";
  private static final String NUMBER = "100000000000001";
  private static final String LATER = "2026-11-24T17:00:00Z";

  @TempDir Path dir;
  private CloudApiServer provider;
  private CloudAccount account;
  private Bench bench;

  @BeforeEach
  void start() {
    provider = CloudApiServer.builder().appSecret("s").start();
    account = provider.account(NUMBER);
    for (String name : List.of("cuota_por_vencer", "cuota_vencida", "acordar_fecha")) {
      account.approve(MessageTemplate.parse(name, Bench.demo("templates/" + name + ".txt")));
    }
    bench = Bench.in(dir).environment("TOKEN", "t");
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void a_run_says_what_is_stopped_or_paused_and_what_ends_it() {
    run(Bench.NOW, "--require-approval");
    on("campaign", "stop-all", "--by", "marta", "--reason", "wrong list");
    Result stopped = run(Bench.NOW);
    on("campaign", "resume-all", "--by", "marta");
    on("campaign", "pause", CAMPAIGN, "--by", "marta", "--reason", "complaints");
    Result paused = run(Bench.NOW);
    on("campaign", "resume", CAMPAIGN, "--by", "marta");
    Result free = run(Bench.NOW);

    assertThat(stopped.status()).isEqualTo(1);
    assertThat(stopped.err())
        .contains("ALL STOPPED: wrong list (marta, 2026", "mora campaign resume-all --by NAME")
        .doesNotContain("PAUSED");
    assertThat(paused.status()).isEqualTo(1);
    assertThat(paused.err())
        .contains("CAMPAIGN PAUSED: complaints (marta", "mora campaign resume " + CAMPAIGN)
        .doesNotContain("STOPPED");
    assertThat(free.status()).isZero();
    assertThat(free.err()).doesNotContain("STOPPED", "PAUSED");
    assertThat(account.sent()).hasSize(2);
  }

  @Test
  void what_no_try_could_hand_over_is_told_and_sent_once_a_person_releases_it() {
    parkAll();

    Result parked = run(LATER);
    assertThat(parked.status()).isEqualTo(1);
    assertThat(parked.err())
        .contains("parked because no try reached the provider: 2")
        .contains(
            "When " + provider.uri() + " answers: mora ledger release --campaign " + CAMPAIGN);
    assertThat(account.sent()).isEmpty();

    Result wrong = release("--campaign", "microcredit-demo/2026-11-25");
    Result one = release("--borrower", "B1");
    Result rest = release("--campaign", CAMPAIGN);
    Result none = release();
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).contains("no such campaign", CAMPAIGN);
    assertThat(one.err()).contains("1 released: the next mora run sends them");
    assertThat(rest.err()).contains("1 released");
    assertThat(none.status()).isEqualTo(1);
    assertThat(none.err()).contains("nothing is parked");

    Result sent = run(LATER);
    assertThat(sent.status()).as(sent.err()).isZero();
    assertThat(sent.row("B1,L1,")).contains(",ACCEPTED,");
    assertThat(sent.err()).doesNotContain("parked because");
    assertThat(account.sent()).hasSize(2);
    assertThat(on("ledger", "export", "B1").out()).contains("marta: the address was wrong");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void nobody_releases_without_a_name(String by) {
    parkAll();

    Result nameless = on("ledger", "release", "--by", by, "--because", "it is up again");

    assertThat(nameless.status()).isEqualTo(2);
    assertThat(nameless.err()).contains("'--by'", "expected who says so");
    assertThat(release().err()).contains("2 released");
  }

  @Test
  void a_number_that_its_provider_stopped_sends_again_when_a_person_says_so() {
    account.next(Fault.NOT_REGISTERED);

    Result stopped = run(Bench.NOW);
    Result still = run(LATER);
    int before = account.sent().size();
    Result other = on("campaign", "resume-number", "999", "--by", "marta", "--lang", "en");
    Result resumed = on("campaign", "resume-number", NUMBER, "--by", "marta", "--lang", "en");
    Result sent = run(LATER);

    assertThat(stopped.status()).isEqualTo(1);
    assertThat(stopped.err())
        .contains("NUMBER STOPPED: 131045 (provider, 2026")
        .contains(
            "Nothing more is sent until mora campaign resume-number " + NUMBER + " --by NAME");
    assertThat(still.err()).contains("NUMBER STOPPED: 131045");
    assertThat(before).isLessThan(2);
    assertThat(other.status()).isEqualTo(1);
    assertThat(other.err()).contains("999 is not stopped");
    assertThat(resumed.status()).isZero();
    assertThat(resumed.err()).contains(NUMBER + " goes on");
    assertThat(sent.status()).as(sent.err()).isZero();
    assertThat(sent.err()).doesNotContain("STOPPED");
    assertThat(account.sent()).hasSize(2);
  }

  @Test
  void a_number_that_does_not_exist_stops_and_loses_no_message() {
    Result result = run(Bench.NOW, "--phone-number-id", "999");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).contains(",PLANNED,").doesNotContain("FAILED");
    assertThat(result.err())
        .contains("NUMBER STOPPED: 33 (provider, 2026", "resume-number 999 --by NAME");
    assertThat(account.sent()).isEmpty();
  }

  @Test
  void what_failed_is_not_told_as_written_later() {
    account.next(Fault.UNDELIVERABLE);
    run(Bench.NOW);

    Result again = run(LATER);

    assertThat(again.row("B1,L1,") + again.row("B3,L3,"))
        .contains(",DONE,", "already-failed: it failed in this campaign and is not sent again")
        .contains("already-sent: ", ",FAILED,", ",ACCEPTED,");
    assertThat(again.err())
        .containsPattern("written to now +0\n")
        .containsPattern("written to later +0\n")
        .containsPattern("settled before +2\n")
        .containsPattern(" already-failed +1\n");
    assertThat(account.sent()).hasSize(1);
  }

  /** As six runs of a day would that find nobody at the address. */
  private void parkAll() {
    run(Bench.NOW, "--require-approval");
    on("campaign", "stop-all", "--by", "marta");
    run(Bench.NOW);
    on("campaign", "resume-all", "--by", "marta");
    MutableClock clock = MutableClock.at("2026-11-24T16:05:00Z");
    ClaimRequest request =
        ClaimRequest.of(
            "test",
            new SenderId(Channel.WHATSAPP, NUMBER),
            new SendLimits(1_000, Duration.ZERO, 64),
            Duration.ofMinutes(1));
    try (DeliveryLedger ledger =
        JdbcLedger.sqlite(dir.resolve("mora.db"))
            .settings(LedgerSettings.of("local"))
            .clock(clock)
            .build()) {
      for (int miss = 1; miss <= 6; miss++) {
        for (Claim claim : ledger.claim(request)) {
          ledger.gate(claim, clock.instant(), view -> GateDecision.pass());
          ledger.outcome(claim, new SendResult.NotSent("nobody there", Duration.ZERO));
        }
        clock.advance(Duration.ofSeconds(30));
      }
    }
  }

  private Result release(String... which) {
    List<String> all = new ArrayList<>(List.of("ledger", "release"));
    all.addAll(List.of(which));
    all.addAll(List.of("--by", "marta", "--because", "the address was wrong", "--lang", "en"));
    return on(all.toArray(String[]::new));
  }

  private Result run(String now, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--now",
                now,
                "--lang",
                "en",
                "--whatsapp-url",
                provider.uri().toString(),
                "--token-env",
                "TOKEN",
                "--ledger",
                dir.resolve("mora.db").toString()));
    if (!List.of(more).contains("--phone-number-id")) {
      all.addAll(List.of("--phone-number-id", NUMBER));
    }
    all.addAll(List.of(more));
    return bench.onLoans("run", all.toArray(String[]::new));
  }

  private Result on(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--ledger", dir.resolve("mora.db").toString(), "--now", LATER));
    return bench.run(all.toArray(String[]::new));
  }
}
