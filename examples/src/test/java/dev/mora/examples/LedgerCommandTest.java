package dev.mora.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.examples.Bench.Result;
import dev.mora.jdbc.JdbcLedger;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.InboxItem;
import dev.mora.ledger.LedgerSettings;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.Consent;
import dev.mora.template.MessageTemplate;
import dev.mora.testkit.CloudAccount;
import dev.mora.testkit.CloudApiServer;
import dev.mora.testkit.Fault;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A person's hand on a ledger that outlives the command, each command with a process of its own.
 */
class LedgerCommandTest {

  private static final String CAMPAIGN = "microcredit-demo/2026-11-24";

  @TempDir Path dir;
  private CloudApiServer provider;
  private CloudAccount account;
  private Bench bench;

  @BeforeEach
  void start() {
    provider = CloudApiServer.builder().appSecret("s").start();
    account = provider.account("100000000000001");
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
  void run_again_on_the_same_file_sends_nothing_twice() {
    assertThat(run().status()).isZero();
    Result again = run();

    assertThat(again.status()).as(again.err()).isZero();
    assertThat(again.row("B1,L1,")).contains(",DONE,", "already-sent").contains(",ACCEPTED,");
    assertThat(again.err())
        .containsPattern("se escribe ahora +0\n")
        .containsPattern("ya resuelto antes +2\n +already-sent +2\n");
    assertThat(account.sent()).hasSize(2);
    assertThat(on("ledger", "show").out())
        .contains(CAMPAIGN + ",B1,L1,EARLY,soft,whatsapp,ACCEPTED");
    assertThat(on("ledger", "verify", "--lang", "en").err()).contains("2 verified, 0 wrong");
  }

  @Test
  void a_plan_waits_for_a_named_person() {
    Result waits = run("--require-approval", "--lang", "en");

    assertThat(waits.status()).isEqualTo(1);
    assertThat(waits.err()).contains("it waits for an approval: mora campaign approve " + CAMPAIGN);
    assertThat(account.sent()).isEmpty();

    Result wrong = on("campaign", "approve", CAMPAIGN, "--by", "marta", "--digest", "0000");
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).contains("expected 0000");
    assertThat(on("campaign", "approve", CAMPAIGN, "--by", "marta").status()).isZero();
    assertThat(run("--require-approval").status()).isZero();
    assertThat(account.sent()).hasSize(2);
    assertThat(on("campaign", "list", "--lang", "en").out()).contains("marta 20");
  }

  @Test
  void a_stop_holds_in_every_process_until_it_is_taken_back() {
    run("--require-approval");
    on("campaign", "stop-all", "--by", "marta", "--reason", "wrong list");
    run();
    assertThat(account.sent()).isEmpty();
    assertThat(on("campaign", "list").out()).contains("TODO DETENIDO: wrong list (marta");

    on("campaign", "resume-all", "--by", "marta");
    on("campaign", "pause", CAMPAIGN, "--by", "marta");
    run();
    assertThat(account.sent()).isEmpty();

    on("campaign", "resume", CAMPAIGN, "--by", "marta");
    assertThat(on("paid", "L1", "--lang", "en").err()).contains("L1: messages cancelled 1");
    assertThat(on("campaign", "cancel", CAMPAIGN, "--by", "marta", "--lang", "en").err())
        .contains("cancelled, messages: 1");
    run();
    assertThat(account.sent()).isEmpty();
  }

  @Test
  void a_contact_made_elsewhere_is_in_the_file_of_the_borrower() {
    run();

    Result told =
        on("contacted", "B1", "--channel", "call", "--outcome", "RIGHT_PARTY", "--lang", "en");
    Path file = dir.resolve("B1.jsonl");
    Result export = on("ledger", "export", "B1", "--out", file.toString());

    assertThat(told.err()).contains("B1: contacts 2");
    assertThat(export.status()).isZero();
    assertThat(bench.read("B1.jsonl")).contains("Rosa", "\"channel\":\"call\"", "localTime");
    assertThat(bench.run("ledger", "verify", file.toString()).status()).isZero();
    bench.loans("x", "");
    assertThat(on("ledger", "export", "B99", "--lang", "en").err())
        .contains("the ledger knows nothing of B99");
  }

  @Test
  void an_id_that_nobody_knows_is_told_and_what_was_meant() {
    run();

    Result paid = on("paid", "L11", "--lang", "en");
    Result contacted =
        on("contacted", "b1", "--channel", "call", "--outcome", "RIGHT_PARTY", "--lang", "en");
    Result again =
        on("contacted", "b1", "--channel", "call", "--outcome", "RIGHT_PARTY", "--lang", "en");

    assertThat(paid.status()).isEqualTo(1);
    assertThat(paid.err())
        .contains("L11: messages cancelled 0")
        .contains("the ledger knows nothing of L11; did you mean L1?");
    assertThat(contacted.status()).isEqualTo(1);
    assertThat(contacted.err())
        .contains("b1: contacts 1")
        .contains("the ledger knows nothing of b1; did you mean B1?");
    assertThat(again.status()).as("by now it knows: %s", again.err()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "paid L11                                           | L11: messages cancelled 0",
        "contacted b1 --channel call --outcome RIGHT_PARTY  | b1: contacts 1"
      })
  void what_is_told_of_an_unknown_id_is_kept_though_nobody_can_say_what_was_meant(
      String words, String said) throws SQLException {
    run();
    spoilRowOf("B3");

    Result told = on((words + " --lang en").split(" +"));

    assertThat(told.status()).isEqualTo(2);
    assertThat(told.err()).contains(said).doesNotContain("did you mean");
    try (DeliveryLedger ledger = ledger()) {
      BorrowerId mistyped = BorrowerId.of("b1");
      int contacts = ledger.history(mistyped).of(mistyped).size();
      int payments = ledger.notes().all("loan/L11").size();
      assertThat(contacts + payments).isEqualTo(1);
    }
  }

  /** Whoever reads the whole ledger fails at it. */
  private void spoilRowOf(String borrower) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + dir.resolve("mora.db"));
        PreparedStatement spoil =
            connection.prepareStatement(
                "UPDATE mora_dispatch SET state = 'SPOILT' WHERE borrower = ?")) {
      spoil.setString(1, borrower);
      assertThat(spoil.executeUpdate()).isEqualTo(1);
    }
  }

  @Test
  void a_contact_that_is_still_to_come_is_none() {
    run();

    Result told =
        on(
            "contacted",
            "B1",
            "--channel",
            "call",
            "--outcome",
            "RIGHT_PARTY",
            "--at",
            "2099-01-01T00:00:00Z");

    assertThat(told.status()).isEqualTo(2);
    assertThat(told.err())
        .contains("--at: found 2099-01-01T00:00:00Z, expected a moment that has passed");
  }

  @Test
  void a_cancelled_campaign_is_neither_paused_nor_resumed_nor_approved() {
    run("--require-approval");
    assertThat(on("campaign", "list", "--lang", "en").out())
        .contains("no messages yet, not approved");
    on("campaign", "cancel", CAMPAIGN, "--by", "marta", "--reason", "wrong list");

    for (String word : List.of("pause", "resume", "approve")) {
      Result said = on("campaign", word, CAMPAIGN, "--by", "jose", "--lang", "en");

      assertThat(said.status()).as(word).isEqualTo(1);
      assertThat(said.err()).contains(CAMPAIGN + " is cancelled: wrong list (marta, ");
    }
    assertThat(on("campaign", "list", "--lang", "en").out())
        .contains("cancelled: wrong list")
        .doesNotContain("paused");
  }

  @Test
  void an_order_has_a_name_under_it() {
    run("--require-approval");

    for (String word : List.of("pause", "resume", "cancel", "approve")) {
      assertThat(on("campaign", word, CAMPAIGN, "--by", " ").status()).as(word).isEqualTo(2);
    }
    assertThat(on("campaign", "stop-all", "--by", "").err()).contains("expected who says so");
    assertThat(on("campaign", "list").out())
        .doesNotContain("TODO DETENIDO")
        .contains("sin aprobar");
  }

  @Test
  void counts_are_of_the_rows_that_are_shown() {
    run();

    assertThat(on("ledger", "show", "--borrower", "B1", "--lang", "en").err())
        .containsPattern("ACCEPTED +1\n");
    assertThat(on("ledger", "show", "--state", "FAILED", "--lang", "en").err())
        .doesNotContain("ACCEPTED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "none.jsonl"})
  void a_folder_or_a_missing_file_is_no_export(String name) {
    Path none = dir.resolve(name);

    Result told = bench.run("ledger", "verify", none.toString());

    assertThat(told.status()).isEqualTo(2);
    assertThat(told.err()).contains("found no file " + none);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void what_is_no_regular_file_is_read_like_one() {
    Result told = bench.run("ledger", "verify", "/dev/null", "--lang", "en");

    assertThat(told.status()).isEqualTo(1);
    assertThat(told.err())
        .contains("/dev/null: line 1: found the end of the file", "1 verified, 1 wrong");
  }

  @Test
  void a_stop_that_was_a_mistake_is_taken_back_for_everybody_who_has_the_number() {
    run();
    BorrowerId rosa = BorrowerId.of("B1");
    try (DeliveryLedger ledger = ledger()) {
      ledger.consent(
          new Consent(rosa, Channel.WHATSAPP, Consent.State.OUT, Instant.EPOCH, "OPT_OUT"));
    }
    String[] words = {
      "unstop",
      "+525511112222",
      "--channel",
      "whatsapp",
      "--by",
      "marta",
      "--because",
      "meant for another lender",
      "--portfolio",
      dir.resolve("loans").toString(),
      "--lang",
      "en"
    };

    Result first = on(words);
    Result second = on(words);

    assertThat(first.status()).as(first.err()).isZero();
    assertThat(first.err()).contains("+52***22: may be written to").doesNotContain("5511112222");
    assertThat(second.status()).isEqualTo(1);
    assertThat(second.err()).contains("had not said stop");
    try (DeliveryLedger ledger = ledger()) {
      Consent newest = ledger.consents(rosa).newest(rosa, Channel.WHATSAPP).orElseThrow();
      assertThat(newest.state()).isEqualTo(Consent.State.IN);
      assertThat(newest.source()).contains("marta", "meant for another lender");
    }
  }

  private DeliveryLedger ledger() {
    return JdbcLedger.sqlite(dir.resolve("mora.db")).settings(LedgerSettings.of("local")).build();
  }

  @Test
  void what_was_set_aside_is_listed_and_taken_in_again_once() {
    run();
    long item;
    try (DeliveryLedger ledger = ledger()) {
      InboxItem kept =
          ledger.inbox().store(Channel.WHATSAPP, "", "{}".getBytes(UTF_8), Instant.EPOCH);
      ledger.inbox().quarantine(kept, "no event");
      item = kept.id();
    }

    Result listed = on("ledger", "inbox");
    Result again = on("ledger", "again", String.valueOf(item), "--by", "marta", "--lang", "en");

    assertThat(listed.status()).isEqualTo(1);
    assertThat(listed.row(item + ",")).endsWith(",2,no event");
    assertThat(again.err()).contains("waits to be read again");
    assertThat(on("ledger", "inbox").status()).isZero();
    assertThat(on("ledger", "again", String.valueOf(item), "--by", "marta").status()).isEqualTo(2);
  }

  @Test
  void an_unknown_is_listed_until_a_person_resolves_it() {
    account.next(Fault.RESET_AFTER_READ);
    run();

    Result unknown = on("ledger", "unknown");
    assertThat(unknown.status()).isEqualTo(1);
    String id = unknown.out().lines().skip(1).findFirst().orElseThrow().split(",")[0];
    Result early = on("ledger", "resolve", id, "--as", "NOT_SENT", "--by", "marta", "--lang", "en");
    Result resolved = on("ledger", "resolve", id, "--as", "SENT", "--by", "marta", "--lang", "en");

    assertThat(early.status()).isEqualTo(2);
    assertThat(early.err()).contains("nobody can know before");
    assertThat(resolved.err()).contains(id + " is now ASSUMED_SENT");
    assertThat(on("ledger", "unknown").status()).isZero();
    assertThat(on("ledger", "resolve", id, "--as", "SENT", "--by", "marta").status()).isEqualTo(2);
  }

  @Test
  void a_ledger_that_is_not_there_is_not_made_by_looking() {
    Result result = bench.run("ledger", "show", "--ledger", dir.resolve("none.db").toString());

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("--ledger: no such file");
    assertThat(dir.resolve("none.db")).doesNotExist();
    assertThat(bench.run("ledger", "show", "--ledger", "memory").err())
        .contains("expected a file or a JDBC URL");
    assertThat(bench.run("ledger", "show", "--ledger", "jdbc:oracle:x").err())
        .contains("found jdbc:oracle, expected postgresql, sqlite or h2");
  }

  private Result run(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--now",
                Bench.NOW,
                "--whatsapp-url",
                provider.uri().toString(),
                "--phone-number-id",
                "100000000000001",
                "--token-env",
                "TOKEN",
                "--ledger",
                dir.resolve("mora.db").toString()));
    all.addAll(List.of(more));
    return bench.onLoans("run", all.toArray(String[]::new));
  }

  private Result on(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--ledger", dir.resolve("mora.db").toString()));
    if (!words[0].equals("ledger") || !words[1].equals("verify")) {
      all.addAll(List.of("--now", Bench.NOW));
    }
    return bench.run(all.toArray(String[]::new));
  }
}
