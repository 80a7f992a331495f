package dev.mora.outreach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.channel.ChannelEvent;
import dev.mora.channel.Handling;
import dev.mora.channel.SendResult;
import dev.mora.json.InvalidDocument;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.Progress;
import dev.mora.ledger.State;
import dev.mora.loan.LoanId;
import dev.mora.party.Channel;
import dev.mora.portfolio.Portfolio;
import dev.mora.promise.PromiseToPay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paths through a strategy, a plan each day at ten in the morning in Mexico City. */
class SequenceTest {

  private static final LocalDate DUE = LocalDate.of(2026, 11, 20);

  private final House house = new House("2026-11-21T16:00:00Z");
  private final FakeSender sms = new FakeSender(Channel.SMS);
  private final Outreach outreach = house.builder().sender(sms).build();
  private Strategy strategy = documented();
  private Portfolio portfolio = House.late();

  // --- the worked example

  @Test
  void the_worked_example_of_the_documentation() {
    assertThat(lines(day(21))).containsExactly("soft DEFER whatsapp MX-day-off-strict");
    assertThat(lines(day(23))).containsExactly(" SILENT waiting-for-sign");
    assertThat(house.sender.bodies).hasSize(1);
    assertThat(lines(day(24))).containsExactly("soft SEND sms next-channel");
    assertThat(lines(day(25))).containsExactly("firm SEND whatsapp after-silence");
    assertThat(lines(day(26))).containsExactly(" SILENT waiting-for-sign");
    assertThat(lines(day(27))).containsExactly("call AGENT agent-step");

    assertThat(house.sender.bodies).hasSize(2);
    assertThat(sms.bodies).hasSize(1);
    assertThat(outreach.tray().open())
        .extracting(item -> item.routing().queue())
        .containsExactly("agents");
    assertThat(lines(day(28))).containsExactly("call AGENT agent-step");
    assertThat(outreach.tray().open()).hasSize(1);
  }

  // --- signs

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "DELIVERED, ' SILENT no-step-today'",
    "SENT, soft SEND sms next-channel",
    "READ, ' SILENT no-step-today'"
  })
  void a_sign_in_time_rests_the_path(ChannelEvent.Status.State told, String next) {
    strategy =
        strategy(
            """
            {"step":"soft","on":{"daysPastDue":[4]},"template":"cuota_vencida","channels":["whatsapp","sms"],
             "wait":{"for":"DELIVERED","hours":24}},
            {"step":"firm","after":"soft","template":"cuota_vencida","channels":["whatsapp"]}\
            """);
    Plan plan = day(24);
    house.hear(outreach, house.status(only(plan), "wamid.1", told));

    assertThat(lines(day(25))).containsExactly(next);
  }

  @Test
  void an_answer_counts_as_every_sign_and_may_come_by_any_door() {
    strategy =
        strategy(
            """
            {"step":"soft","on":{"daysPastDue":[4]},"template":"cuota_vencida","channels":["whatsapp","sms"],
             "wait":{"for":"READ","hours":24}}\
            """);
    day(24);
    house.hear(outreach, house.text("m-1", House.ROSA, "mañana paso"));

    assertThat(lines(day(25))).containsExactly(" SILENT no-step-today");
  }

  @Test
  void a_message_that_failed_is_not_waited_for() {
    strategy =
        strategy(
            """
            {"step":"soft","on":{"daysPastDue":[4,5]},"template":"cuota_vencida","channels":["whatsapp","sms"],
             "wait":{"for":"READ","hours":96}}\
            """);
    house.sender.next(new SendResult.Refused("131026", "unreachable", Handling.FAIL_MESSAGE));
    day(24);

    assertThat(lines(day(25))).containsExactly("soft SEND sms next-channel");
    assertThat(lines(day(26))).containsExactly(" SILENT waiting-for-sign");
  }

  @Test
  void an_unknown_outcome_counts_as_sent_and_is_not_followed_on_its_channel() {
    strategy =
        strategy(
            """
            {"step":"soft","on":{"daysPastDue":[4]},"template":"cuota_vencida","channels":["whatsapp"],
             "wait":{"for":"READ","hours":24}},
            {"step":"firm","after":"soft","template":"cuota_vencida","channels":["whatsapp"]}\
            """);
    house.sender.next(new SendResult.Unknown("reset"));
    day(24);
    assertThat(lines(day(25))).containsExactly("firm SEND whatsapp after-silence");

    assertThat(house.sender.bodies).hasSize(1);
  }

  @Test
  void while_one_channel_waits_no_step_uses_another() {
    strategy =
        strategy(
            """
            {"step":"soft","on":{"daysPastDue":[4]},"template":"cuota_vencida","channels":["whatsapp"],
             "wait":{"for":"READ","hours":72}},
            {"step":"text","on":{"daysPastDue":{"from":5,"to":9}},"template":"cuota_vencida","channels":["sms"]}\
            """);
    day(24);

    assertThat(lines(day(25))).containsExactly("text SILENT waiting-for-sign");
    assertThat(lines(day(26))).containsExactly("text SILENT waiting-for-sign");
    assertThat(lines(day(27))).containsExactly("text SEND sms step-falls-today");
  }

  @Test
  void the_path_of_somebody_who_cannot_be_reached_goes_on() {
    portfolio =
        Portfolio.builder()
            .borrower(dev.mora.party.Borrower.of("B-1", "Rosa").build())
            .loan(House.loan("L-1", "B-1", DUE.toString()))
            .build();

    assertThat(lines(day(24))).contains("firm SILENT unreachable", "call AGENT agent-step");
  }

  @Test
  void a_plan_made_again_on_the_day_is_the_same_plan() {
    Plan first = day(24, "soft falls", 4);
    Plan again = plan(24);

    assertThat(again.digest()).isEqualTo(first.digest());
  }

  // --- stops

  @ParameterizedTest(name = "{0}")
  @CsvSource({"REPLIED,  an answer", "ON_TRAY,  an answer", "PROMISED, a promise"})
  void messages_stop_and_desks_do_not(StopRule.Cause cause, String what) {
    strategy =
        strategy(
            """
            {"step":"soft","on":{"daysPastDue":{"from":1,"to":30}},"template":"cuota_vencida","channels":["whatsapp"]},
            {"step":"desk","on":{"daysPastDue":{"from":5}},"action":"AGENT"}\
            """,
            "\"stop\":{\"on\":[\"" + cause + "\"]}");
    day(24);
    if (what.equals("an answer")) {
      house.hear(outreach, house.text("m-1", House.ROSA, "hola"));
    } else {
      outreach.promised(
          new PromiseToPay(
              LoanId.of("L-1"),
              LocalDate.of(2026, 11, 24),
              LocalDate.of(2026, 11, 24),
              House.mxn("750.00"),
              java.util.Optional.of(PromiseToPay.State.CANCELLED)));
    }

    assertThat(lines(day(25))).containsExactly("soft SILENT path-stopped", "desk AGENT agent-step");
  }

  @Test
  void a_limit_of_messages_holds_for_one_due_date() {
    strategy =
        strategy(
            """
            {"step":"soft","on":{"daysPastDue":{"from":1,"to":30}},"template":"cuota_vencida","channels":["whatsapp"]}\
            """,
            "\"stop\":{\"messages\":2}");
    day(24);
    day(25);
    assertThat(lines(day(26))).containsExactly("soft SILENT path-stopped");

    portfolio =
        Portfolio.builder()
            .borrower(House.rosa())
            .loan(House.loan("L-1", "B-1", "2026-11-23"))
            .build();
    assertThat(lines(day(27))).containsExactly("soft SEND whatsapp step-falls-today");
  }

  // --- days

  @Test
  void a_broken_promise_is_an_agents_at_once() {
    outreach.promised(
        PromiseToPay.of(
            LoanId.of("L-1"),
            LocalDate.of(2026, 11, 21),
            LocalDate.of(2026, 11, 23),
            House.mxn("750.00")));
    int broken = 0;
    for (int day = 23; day < 30 && broken == 0; day++) {
      broken = lines(plan(day)).contains("call-now AGENT agent-step") ? day : 0;
    }

    assertThat(broken).isBetween(25, 29);
    assertThat(lines(plan(broken - 1))).noneMatch(line -> line.startsWith("call-now"));
  }

  @Test
  void a_step_falls_on_a_date_of_the_calendar() {
    strategy =
        strategy(
            """
            {"step":"aguinaldo","on":{"dates":["2026-11-25"]},"template":"cuota_vencida","channels":["whatsapp"]}\
            """);

    assertThat(lines(plan(24))).containsExactly(" SILENT no-step-today");
    assertThat(lines(plan(25))).containsExactly("aguinaldo SEND whatsapp step-falls-today");
  }

  @ParameterizedTest(name = "due {0}, planned {1}: {2}")
  @CsvSource({
    "2026-11-29, 26, ' SILENT no-step-today'", // Thursday; Friday is open
    "2026-11-29, 27, reminder SEND whatsapp brought-forward", // Friday; the weekend is closed
    "2026-11-30, 27, reminder SEND whatsapp step-falls-today",
    "2026-12-01, 27, ' SILENT no-step-today'" // Monday is open
  })
  void a_reminder_goes_at_the_last_open_moment_before_the_due_date(
      String due, int day, String line) {
    strategy =
        strategy(
            "PRE_DUE",
            """
            {"step":"reminder","on":{"daysToDue":[3,1]},"template":"cuota_por_vencer","channels":["whatsapp"]}\
            """,
            "");
    if (line.contains("no-step")) {
      strategy =
          strategy(
              "PRE_DUE",
              """
              {"step":"reminder","on":{"daysToDue":[1]},"template":"cuota_por_vencer","channels":["whatsapp"]}\
              """,
              "");
    }
    house.segments = house.segments.replace("\"to\":3", "\"to\":30");
    Outreach wide = house.builder().build();
    portfolio =
        Portfolio.builder().borrower(House.rosa()).loan(House.loan("L-1", "B-1", due)).build();

    assertThat(lines(day(wide, day))).containsExactly(line);
  }

  @Test
  void what_was_brought_forward_is_not_said_again_on_its_own_day() {
    strategy =
        strategy(
            "PRE_DUE",
            """
            {"step":"reminder","on":{"daysToDue":[1]},"template":"cuota_por_vencer","channels":["whatsapp"]}\
            """,
            "");
    portfolio =
        Portfolio.builder()
            .borrower(House.rosa())
            .loan(House.loan("L-1", "B-1", "2026-11-29"))
            .build();

    assertThat(lines(day(27))).containsExactly("reminder SEND whatsapp brought-forward");
    day(28);

    assertThat(house.sender.texts()).singleElement().asString().contains("en 2.");
  }

  // --- several loans

  @Test
  void several_loans_are_told_in_one_message_with_their_sum() {
    strategy = together();
    portfolio = twoLoans();

    Plan plan = day(24);

    assertThat(house.sender.texts())
        .singleElement()
        .asString()
        .contains("$1,250.00", "20 de noviembre", "hace 4.");
    assertThat(plan.dispatches().get(0).loans())
        .containsExactly(LoanId.of("L-1"), LoanId.of("L-2"));
    assertThat(plan.rows())
        .extracting(row -> row.loan() + " " + row.reason())
        .containsExactly("L-1 step-falls-today", "L-2 in-one-message");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"paid, paid", "disputed, DISPUTED", "another amount, amount-changed", "nothing, ''"})
  void what_happens_to_one_of_them_stops_the_message(String what, String reason) {
    strategy = together();
    portfolio = twoLoans();
    Outreach asking =
        house
            .builder()
            .accounts(
                loan ->
                    java.util.Optional.of(
                        house.account(
                            loan.equals(LoanId.of("L-1"))
                                ? "750.00"
                                : what.equals("another amount") ? "499.99" : "500.00",
                            "2000.00")))
            .build();
    at(24);
    Plan plan = asking.plan(CampaignId.of("mora", date(24)), strategy, () -> portfolio, date(24));
    if (what.equals("paid")) {
      house.clock.advance(Duration.ofSeconds(1));
      house.outreach().paid(LoanId.of("L-2"));
    } else if (what.equals("disputed")) {
      house.outreach().disputed(LoanId.of("L-2"));
    }

    asking.run(plan, Progress.none());

    assertThat(house.sender.bodies).hasSize(reason.isEmpty() ? 1 : 0);
    if (!reason.isEmpty()) {
      assertThat(house.ledger.find(only(plan)).orElseThrow().state()).isEqualTo(State.SUPPRESSED);
      assertThat(house.ledger.find(only(plan)).orElseThrow().reason()).isEqualTo(reason);
    }
  }

  @Test
  void a_loan_that_may_not_be_spoken_of_is_not_in_the_message() {
    strategy = together();
    portfolio = twoLoans();
    outreach.disputed(LoanId.of("L-2"));

    day(24);

    assertThat(house.sender.texts()).singleElement().asString().contains("$750.00");
  }

  // --- files

  @Test
  void what_is_written_is_read_back_equal() {
    assertThat(Strategy.parse("again", documented().toJson())).isEqualTo(documented());
    Strategy dated =
        strategy(
            """
            {"step":"x","on":{"dates":["2026-12-22","2026-01-06"]},"action":"LEGAL_REVIEW"}\
            """);
    assertThat(Strategy.parse("again", dated.toJson())).isEqualTo(dated);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "unknown sign       | \"READ\"             | \"RAED\"              |"
            + " /segments/EARLY/0/wait/for  | READ",
        "no such step       | \"after\":\"soft\"   | \"after\":\"sofd\"    |"
            + " /segments/EARLY/1/after     | soft",
        "a step that hands  | \"after\":\"firm\"   | \"after\":\"call\"    |"
            + " /segments/EARLY/2/after     | that sends",
        "no hours           | \"hours\":24         | \"hours\":0           |"
            + " /segments/EARLY/0/wait/hours | 1 to 1440",
        "unknown cause      | \"PROMISED\"         | \"PROMISSED\"         | /stop/on/1            "
            + "      | PROMISED",
        "no messages        | \"messages\":6       | \"messages\":0        | /stop/messages        "
            + "      | 1 or more",
        "unknown desk       | \"AGENCY\"           | \"AGENCI\"            |"
            + " /segments/LATE/0/action     | AGENCY",
        "unknown count      | SinceBrokenPromise   | SinceBrokenPromises   |"
            + " daysSinceBrokenPromises     | daysSinceBrokenPromise",
        "a channel twice    | \"whatsapp\",\"sms\" | \"sms\",\"sms\"       |"
            + " /segments/EARLY/0/channels  | each once",
        "unknown loans      | TOGETHER             | TOGETHR               |"
            + " /segments/EARLY/1/loans     | TOGETHER",
        "a wait for nothing | \"action\":\"AGENT\"} |"
            + " \"action\":\"AGENT\",\"wait\":{\"for\":\"READ\",\"hours\":1}} |"
            + " /segments/EARLY/2/wait | template",
        "nothing to fall on | \"on\":{\"daysPastDue\":[1]}, | `` | /segments/EARLY/0 | on"
      })
  void a_fault_says_where_and_what_was_expected(
      String what, String right, String wrong, String where, String expected) {
    String json = documentedJson();

    assertThat(json).contains(right);
    assertThatThrownBy(
            () ->
                Strategy.parse(
                    "s.json",
                    json.replaceFirst(
                        java.util.regex.Pattern.quote(right),
                        java.util.regex.Matcher.quoteReplacement(wrong))))
        .isInstanceOf(InvalidDocument.class)
        .hasMessageContaining("s.json:")
        .hasMessageContaining(where)
        .hasMessageContaining(expected);
  }

  // ---

  private static Strategy documented() {
    return Strategy.parse("strategies.md", documentedJson());
  }

  private static String documentedJson() {
    try {
      String page = Files.readString(Path.of("..", "docs", "strategies.md"));
      int from = page.indexOf("```json") + 7;
      return page.substring(from, page.indexOf("```", from));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Strategy strategy(String steps) {
    return strategy("EARLY", steps, "");
  }

  private static Strategy strategy(String steps, String stop) {
    return strategy("EARLY", steps, stop);
  }

  private static Strategy strategy(String segment, String steps, String stop) {
    return Strategy.parse(
        "s.json",
        "{\"schema\":\"mora/strategy-1\",\"name\":\"s\",\"version\":\"1\",\"creditor\":{\"name\":\"C\"},"
            + "\"segments\":{\""
            + segment
            + "\":["
            + steps
            + "]}"
            + (stop.isEmpty() ? "" : "," + stop)
            + "}");
  }

  private static Strategy together() {
    return strategy(
        """
        {"step":"soft","on":{"daysPastDue":{"from":1,"to":30}},"template":"cuota_vencida","channels":["whatsapp"],"loans":"TOGETHER"}\
        """);
  }

  private static Portfolio twoLoans() {
    return Portfolio.builder()
        .borrower(House.rosa())
        .loan(House.loan("L-1", "B-1", "2026-11-20"))
        .loan(dev.mora.loan.Loan.of("L-2", "B-1", "MXN").installment("2026-11-22", "500.00"))
        .build();
  }

  private Plan day(int day) {
    return day(outreach, day);
  }

  private Plan day(int day, String what, int daysPastDue) {
    strategy =
        strategy(
            "{\"step\":\"soft\",\"on\":{\"daysPastDue\":["
                + daysPastDue
                + "]},\"template\":\"cuota_vencida\",\"channels\":[\"whatsapp\",\"sms\"],"
                + "\"wait\":{\"for\":\"READ\",\"hours\":24}}");
    Plan plan = day(day);
    assertThat(lines(plan)).as(what).hasSize(1);
    return plan;
  }

  private Plan day(Outreach by, int day) {
    at(day);
    by.work();
    Plan plan = by.plan(CampaignId.of("mora", date(day)), strategy, () -> portfolio, date(day));
    by.run(plan, Progress.none());
    return plan;
  }

  private Plan plan(int day) {
    at(day);
    return outreach.plan(CampaignId.of("mora", date(day)), strategy, () -> portfolio, date(day));
  }

  private void at(int day) {
    var wanted = date(day).atTime(LocalTime.of(16, 0)).toInstant(ZoneOffset.UTC).plusSeconds(day);
    if (wanted.isAfter(house.clock.instant())) {
      house.clock.advance(Duration.between(house.clock.instant(), wanted));
    }
  }

  private static LocalDate date(int day) {
    return LocalDate.of(2026, 11, 1).plusDays(day - 1);
  }

  private static DispatchId only(Plan plan) {
    return plan.dispatches().get(0).id();
  }

  private static List<String> lines(Plan plan) {
    return plan.rows().stream()
        .filter(row -> row.loan().equals(LoanId.of("L-1")))
        .map(
            row ->
                row.step()
                    + " "
                    + row.verdict()
                    + row.channel().map(channel -> " " + channel.name()).orElse("")
                    + " "
                    + row.reason().code())
        .toList();
  }
}
