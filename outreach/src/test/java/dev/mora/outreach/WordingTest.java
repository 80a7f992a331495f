package dev.mora.outreach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.channel.OutboundMessage;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.Dispatch;
import dev.mora.loan.Loan;
import dev.mora.party.BorrowerId;
import dev.mora.portfolio.Portfolio;
import dev.mora.template.MessageTemplate;
import dev.mora.template.MoneyStyle;
import dev.mora.template.PayLink;
import dev.mora.template.Rendering;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which words a borrower gets, and who gets none. */
class WordingTest {

  private static final String ARM_A =
      """
      template: cuota_vencida   category: UTILITY   version: 1
      variants: cuota_vencida 1, cuota_vencida_b 1
      fields: nombre text, monto money
      --- es_MX
      Hola {nombre}, le escribe {creditor}. Debe {monto} hoy.
      """;

  private static final String ARM_B =
      """
      template: cuota_vencida_b   category: UTILITY   version: 1
      fields: nombre text, monto money
      --- es_MX
      {creditor} saluda a {nombre}: su saldo vencido es {monto} hoy.
      """;

  private static final String LINKED =
      """
      template: cuota_vencida   category: UTILITY   version: 1
      fields: nombre text, pago pay-link?
      --- es_MX
      Hola {nombre}, le escribe {creditor} hoy.
      [Pagar -> https://pay.example/{pago}]
      """;

  private final House house = new House();

  private Plan plan(Outreach.Builder builder, Portfolio portfolio, String... templates) {
    List<MessageTemplate> all = new ArrayList<>();
    for (String text : templates) {
      all.add(MessageTemplate.parse("t", text));
    }
    all.add(MessageTemplate.parse("reminder", House.REMINDER));
    return builder
        .templates(all)
        .build()
        .plan(CampaignId.of("c"), house.strategy, () -> portfolio, House.TUESDAY);
  }

  private static Portfolio people(int count) {
    Portfolio.Builder out = Portfolio.builder();
    for (int i = 0; i < count; i++) {
      out.borrower(House.person("B-" + i, "+5255123" + (10_000 + i)).build());
      out.loan(House.loan("L-" + i, "B-" + i, "2026-11-20"));
    }
    return out.build();
  }

  private static String said(PlannedStep row) {
    Dispatch dispatch = row.dispatch().orElseThrow();
    return ((OutboundMessage.Template) dispatch.content()).rendering().body().text();
  }

  @Test
  void each_borrower_gets_the_arm_that_is_his_and_the_plan_says_which() {
    Plan plan = plan(house.builder(), people(60), ARM_A, ARM_B);

    Map<String, Long> arms =
        plan.rows().stream()
            .collect(Collectors.groupingBy(PlannedStep::template, Collectors.counting()));
    assertThat(arms.keySet()).containsExactlyInAnyOrder("cuota_vencida", "cuota_vencida_b");
    assertThat(arms.values()).allMatch(count -> count > 15);
    for (PlannedStep row : plan.rows()) {
      Dispatch dispatch = row.dispatch().orElseThrow();
      assertThat(row.template())
          .isEqualTo(
              MessageTemplate.parse("t", ARM_A)
                  .variants()
                  .orElseThrow()
                  .choose("cuota_vencida", row.borrower()));
      assertThat(dispatch.template().orElseThrow().name()).isEqualTo(row.template());
      assertThat(dispatch.header().policies()).containsEntry("test", "cuota_vencida");
      assertThat(said(row).startsWith("Hola")).isEqualTo(row.template().equals("cuota_vencida"));
    }
    StringWriter csv = new StringWriter();
    PlanCsv.write(plan, "es", csv);
    assertThat(csv.toString()).contains(",cuota_vencida_b,SEND,").contains(",cuota_vencida,SEND,");
  }

  @Test
  void the_arm_is_the_same_in_every_plan() {
    List<String> first =
        plan(house.builder(), people(20), ARM_A, ARM_B).rows().stream()
            .map(PlannedStep::template)
            .toList();

    assertThat(
            plan(house.builder(), people(20), ARM_B, ARM_A).rows().stream()
                .map(PlannedStep::template))
        .containsExactlyElementsOf(first);
  }

  @Test
  void a_test_whose_arm_is_not_there_or_asks_for_other_fields_is_refused_before_anything() {
    assertThatThrownBy(() -> plan(house.builder(), House.late(), ARM_A))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("segment EARLY, step soft")
        .hasMessageContaining("variant cuota_vencida_b");
    assertThatThrownBy(
            () ->
                plan(
                    house.builder(),
                    House.late(),
                    ARM_A,
                    ARM_B.replace("monto money", "monto money?")))
        .hasMessageContaining("declares otherwise the fields: monto");
  }

  @Test
  void a_field_that_skips_leaves_the_borrower_alone_with_a_reason() {
    Plan plan = plan(house.builder(), House.late(), LINKED);

    PlannedStep row = plan.rows().get(0);
    assertThat(row.verdict()).isEqualTo(PlannedStep.Verdict.SILENT);
    assertThat(row.reason().code()).isEqualTo("field-skips");
    assertThat(row.reason().in("en")).contains("field pago").contains("leaves this borrower alone");
    assertThat(row.dispatch()).isEmpty();
  }

  @Test
  void a_host_s_link_is_asked_for_loans_and_amount_and_ends_in_the_button() {
    List<PaymentLinks.Asked> asked = new ArrayList<>();

    Plan plan =
        plan(
            house
                .builder()
                .paymentLinks(
                    question -> {
                      asked.add(question);
                      return Optional.of(PayLink.of("p/8Hq2"));
                    }),
            House.late(),
            LINKED);

    assertThat(asked)
        .containsExactly(
            new PaymentLinks.Asked(
                BorrowerId.of("B-1"),
                List.of(House.loanId("L-1")),
                Optional.of(House.mxn("750.00"))));
    assertThat(asked.get(0).toString()).doesNotContain("750");
    assertThat(button(plan)).isEqualTo("https://pay.example/p/8Hq2");
  }

  @Test
  void without_a_host_s_the_loan_s_own_link_is_taken_and_a_failure_is_a_missing_link() {
    Loan loan =
        House.loan("L-1", "B-1", "2026-11-20").toBuilder()
            .payUrl("https://pay.example/own")
            .build();
    Portfolio own = Portfolio.builder().borrower(House.rosa()).loan(loan).build();

    assertThat(button(plan(house.builder(), own, LINKED))).isEqualTo("https://pay.example/own");
    assertThat(
            plan(
                    house
                        .builder()
                        .paymentLinks(
                            question -> {
                              throw new IllegalStateException("down");
                            }),
                    own,
                    LINKED)
                .rows()
                .get(0)
                .reason()
                .code())
        .isEqualTo("field-skips");
  }

  @Test
  void amounts_are_written_as_the_lender_says_in_every_message() {
    Plan plan =
        plan(
            house.builder().amounts(List.of(MoneyStyle.of("MXN", "MX$ 1,234,567"))),
            House.late(),
            ARM_A.replace("variants: cuota_vencida 1, cuota_vencida_b 1\n", ""));

    assertThat(said(plan.rows().get(0))).contains("Debe MX$ 750 hoy");
  }

  private static String button(Plan plan) {
    Dispatch dispatch = plan.rows().get(0).dispatch().orElseThrow();
    return ((Rendering.Button.Url)
            ((OutboundMessage.Template) dispatch.content()).rendering().buttons().get(0))
        .url();
  }
}
