package dev.mora.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.ChannelEvent;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.DispatchEntry;
import dev.mora.loan.Loan;
import dev.mora.money.Money;
import dev.mora.outreach.House;
import dev.mora.outreach.Outreach;
import dev.mora.outreach.Plan;
import dev.mora.outreach.PlannedStep;
import dev.mora.party.Borrower;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.portfolio.DataFault;
import dev.mora.portfolio.Portfolio;
import dev.mora.segmentation.SegmentedLoan;
import dev.mora.template.MessageTemplate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportTest {

  private static final String HOSTILE = "<b>&\"'</b>";

  private final House house = new House();
  private final Outreach outreach = house.outreach();

  private static Portfolio portfolio() {
    return Portfolio.builder()
        .borrower(House.rosa())
        .loan(House.loan("L-1", "B-1", "2026-11-20"))
        .borrower(
            Borrower.of("B-2", HOSTILE + " Ana")
                .phone("+525500000002")
                .language("es-MX")
                .zone(ZoneId.of("America/Mexico_City"))
                .build())
        .loan(Loan.of("L-2", "B-2", "MXN").installment("2026-11-21", "1234567.89"))
        .borrower(House.person("B-3", "+525500000003").build())
        .loan(Loan.of("L-3", "B-3", "USD").installment("2026-11-22", "10.00"))
        .borrower(Borrower.of("B-4", "Eva").contactFault("phone", HOSTILE).build())
        .loan(House.loan("L-4", "B-4", "2026-11-20"))
        .borrower(House.person("B-5", "+525500000005").build())
        .loan(House.loan("L-5", "B-5", "2026-08-20"))
        .fault(
            new DataFault(
                "loans.csv",
                9,
                "principal",
                "L-9",
                HOSTILE,
                "an amount",
                DataFault.Effect.LOAN_SKIPPED))
        .build();
  }

  @ParameterizedTest
  @CsvSource({
    "es, Segmentos, '1,236,067.89'",
    "pt, Segmentos, '1.236.067,89'",
    "en, Segments, '1,236,067.89'",
    "fr, Segments, '1,236,067.89'"
  })
  void the_page_has_every_section_in_the_language(String language, String heading, String sum) {
    Plan plan = house.run(outreach, portfolio());
    house.hear(
        outreach,
        new ChannelEvent.Message.Text(
            new ChannelEvent.Header(Channel.WHATSAPP, "100", plan.plannedAt()),
            new ChannelEvent.Message.Sender(House.ROSA, "", HOSTILE),
            "w1",
            "",
            HOSTILE));

    String page = Report.of(plan).with(house.ledger).with(outreach.tray()).html(language);

    assertThat(page)
        .startsWith("<!DOCTYPE html>")
        .contains("<h2>" + heading, plan.digest().substring(0, 12), "2026-11-24");
    assertThat(Pattern.compile("<h2>").matcher(page).results().count()).isEqualTo(6);
    assertThat(page).contains(sum).contains("unreachable").contains("senior-agents");
    assertThat(page).doesNotContain("http://", "https://", "<script");
  }

  private static MessageTemplate wording(String name, String head) {
    return MessageTemplate.parse(
        name,
        "template: "
            + name
            + "  category: UTILITY  version: 1\n"
            + head
            + "fields: nombre text, monto money\n--- es_MX\nHola {nombre}: son {monto} hoy.");
  }

  private Plan testing(Outreach.Builder builder, int people) {
    Portfolio.Builder portfolio = Portfolio.builder();
    for (int i = 0; i < people; i++) {
      portfolio.borrower(House.person("B-" + i, "+5255123" + (10_000 + i)).build());
      portfolio.loan(House.loan("L-" + i, "B-" + i, "2026-11-20"));
    }
    return builder
        .templates(
            List.of(
                wording("cuota_vencida", "variants: cuota_vencida 1, cuota_vencida_b 1\n"),
                wording("cuota_vencida_b", ""),
                wording("reminder", "")))
        .build()
        .plan(CampaignId.of("c"), house.strategy, portfolio::build, House.TUESDAY);
  }

  @Test
  void the_arms_of_a_test_of_wordings_are_counted_apart() {
    Plan plan = testing(house.builder(), 12);

    List<ArmLine> arms = Report.of(plan).arms();

    assertThat(arms).extracting(ArmLine::test).containsOnly("cuota_vencida");
    assertThat(arms)
        .extracting(ArmLine::template)
        .containsExactly("cuota_vencida", "cuota_vencida_b");
    assertThat(arms.stream().mapToLong(ArmLine::planned).sum()).isEqualTo(plan.dispatches().size());
    assertThat(arms).allMatch(arm -> arm.planned() > 0 && arm.sent() == 0 && arm.answered() == 0);
    assertThat(Report.of(plan).html("es"))
        .contains("<h2>Pruebas de textos</h2>", "<td>cuota_vencida_b</td>");
    assertThat(Report.of(plan).html("pt")).contains("<h2>Testes de textos</h2>");
    assertThat(Report.of(house.run(outreach, portfolio())).html("en"))
        .doesNotContain("Tests of wordings");
  }

  @Test
  void an_arm_counts_what_was_sent_and_answered_of_what_the_ledger_has() {
    List<DispatchEntry> entries =
        testing(house.builder(), 12).dispatches().stream().map(DispatchEntry::planned).toList();
    BorrowerId first = entries.get(0).borrower();
    String arm = entries.get(0).template().orElseThrow().name();

    List<ArmLine> arms =
        ArmLine.of(entries, entry -> true, entry -> entry.borrower().equals(first));

    assertThat(arms).allMatch(line -> line.sent() == line.planned());
    assertThat(arms)
        .filteredOn(line -> line.answered() == 1)
        .extracting(ArmLine::template)
        .containsExactly(arm);
    assertThat(arms.stream().mapToLong(ArmLine::answered).sum()).isEqualTo(1);
  }

  @Test
  void nothing_that_somebody_wrote_becomes_markup() {
    Plan plan = house.run(outreach, portfolio());

    String page = Report.of(plan).with(house.ledger).with(outreach.tray()).html("es");

    assertThat(page)
        .doesNotContain(HOSTILE, "<b>&")
        .contains("&lt;b&gt;&amp;&quot;&#39;&lt;/b&gt;");
  }

  @Test
  void every_element_that_opens_closes() {
    String page = Report.of(house.run(outreach, portfolio())).with(house.ledger).html("es");

    for (String element :
        List.of("section", "table", "tr", "td", "th", "ul", "li", "svg", "figure")) {
      assertThat(Pattern.compile("<" + element + "[ >]").matcher(page).results().count())
          .as(element)
          .isEqualTo(Pattern.compile("</" + element + ">").matcher(page).results().count());
    }
  }

  @Test
  void figures_stand_right_in_head_and_body_alike() {
    String page = Report.of(house.plan(outreach, portfolio())).html("en");

    String table = page.substring(page.indexOf("<table"), page.indexOf("</table>"));
    assertThat(table)
        .contains("<th>Segment</th>", "<th class=\"n\">Loans</th>", "<td class=\"n\">");
  }

  @Test
  void the_sums_are_those_of_a_second_count() {
    Plan plan = house.plan(outreach, portfolio());

    for (SegmentLine line : Report.of(plan).segments()) {
      long loans = 0;
      Money overdue = Money.of("0", "MXN");
      for (SegmentedLoan loan : plan.segmented().loans()) {
        if (loan.placement().segment().equals(line.segment())) {
          loans++;
          if (loan.loan().currency().getCurrencyCode().equals("MXN")) {
            overdue = overdue.plus(loan.delinquency().overdueAmount());
          }
        }
      }
      assertThat(line.loans()).isEqualTo(loans);
      assertThat(line.overdue().getOrDefault("MXN", Money.of("0", "MXN"))).isEqualTo(overdue);
    }
    assertThat(Report.of(plan).segments().stream().mapToLong(SegmentLine::loans).sum())
        .isEqualTo(5);
  }

  @Test
  void later_stages_of_the_funnel_are_never_more_than_earlier_ones() {
    Plan plan = house.run(outreach, portfolio());
    var ids = plan.dispatches().stream().map(dispatch -> dispatch.id()).toList();
    house.hear(
        outreach,
        house.status(ids.get(0), "wamid.1", ChannelEvent.Status.State.READ),
        house.status(ids.get(1), "wamid.2", ChannelEvent.Status.State.DELIVERED));

    Map<String, Long> lines = Report.of(plan).with(house.ledger).funnel().orElseThrow().lines();

    assertThat(lines)
        .containsEntry("planned", 3L)
        .containsEntry("accepted", 3L)
        .containsEntry("sent", 2L)
        .containsEntry("delivered", 2L)
        .containsEntry("read", 1L)
        .containsEntry("replied", 0L)
        .containsEntry("failed", 0L);
    assertThat(plan.counts().get(PlannedStep.Verdict.SEND)).isEqualTo(3L);
  }

  @Test
  void the_page_is_written_as_utf_8(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("plan.html");

    Report.of(house.plan(outreach, portfolio())).writeHtml(file, "es");

    assertThat(Files.readString(file)).contains("Créditos");
  }
}
