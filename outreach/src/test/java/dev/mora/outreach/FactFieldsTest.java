package dev.mora.outreach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.calendar.Place;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.ledger.CampaignId;
import dev.mora.loan.Loan;
import dev.mora.loan.Payment;
import dev.mora.party.Borrower;
import dev.mora.party.Channel;
import dev.mora.party.Creditor;
import dev.mora.promise.PromiseToPay;
import dev.mora.template.LastDigits;
import dev.mora.template.MessageTemplate;
import dev.mora.template.PayLink;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactFieldsTest {

  private static final Loan LOAN =
      House.loan("L-1", "B-1", "2026-11-20").installment("2026-11-26", "100.00");

  private static CaseFile file() {
    return file(LOAN, List.of());
  }

  private static CaseFile file(Loan loan, List<PromiseToPay> promises) {
    return new CaseFile(
        House.rosa(),
        loan,
        DelinquencyPolicy.standard().assess(loan, House.TUESDAY),
        House.TUESDAY,
        promises,
        Creditor.firstParty("CrediAmiga"),
        () -> Optional.of(PayLink.of("8Hq2")));
  }

  private static Payment paid(String id, String on, String amount) {
    return Payment.of(id, LocalDate.parse(on), House.mxn(amount));
  }

  private static Object value(String field, CaseFile file) throws Exception {
    return FactFields.of(after(Map.of()), template(field))
        .values(file, House.TUESDAY)
        .getOrDefault(field.split(" ")[0], "missing");
  }

  @Test
  void the_last_payment_is_what_stands_of_the_newest_value_date() throws Exception {
    Payment undone = paid("P-4", "2026-11-23", "9.00");
    Loan loan =
        LOAN.toBuilder()
            .payment(paid("P-1", "2026-11-01", "10.00"))
            .payment(paid("P-2", "2026-11-22", "20.00"))
            .payment(paid("P-3", "2026-11-22", "5.50"))
            .payment(undone)
            .payment(Payment.reversal("P-5", LocalDate.parse("2026-11-24"), undone))
            .payment(paid("P-6", "2026-11-25", "400.00"))
            .build();

    assertThat(value("lastPaymentAmount money", file(loan, List.of())))
        .isEqualTo(House.mxn("25.50"));
    assertThat(value("lastPaymentOn date", file(loan, List.of())))
        .isEqualTo(LocalDate.parse("2026-11-22"));
  }

  @Test
  void the_last_promise_is_the_newest_that_was_not_taken_back() throws Exception {
    CaseFile file =
        file(
            LOAN,
            List.of(
                promise("2026-11-10", "2026-11-15", "50.00", Optional.empty()),
                promise("2026-11-20", "2026-11-27", "75.00", Optional.empty()),
                promise(
                    "2026-11-22", "2026-11-29", "90.00", Optional.of(PromiseToPay.State.CANCELLED)),
                promise("2026-11-25", "2026-11-30", "99.00", Optional.empty())));

    assertThat(value("lastPromiseAmount money", file)).isEqualTo(House.mxn("75.00"));
    assertThat(value("lastPromiseOn date", file)).isEqualTo(LocalDate.parse("2026-11-27"));
  }

  private static PromiseToPay promise(
      String made, String due, String amount, Optional<PromiseToPay.State> decided) {
    return new PromiseToPay(
        LOAN.id(), LocalDate.parse(made), LocalDate.parse(due), House.mxn(amount), decided);
  }

  @Test
  void account_creditor_link_and_further_columns_fill_fields_of_their_kinds() throws Exception {
    Loan loan = LOAN.toBuilder().accountNumber("4111-2222 8842").custom("branch", "Centro").build();
    CaseFile file = file(loan, List.of());

    assertThat(value("terminacion last-digits", file)).isEqualTo(LastDigits.of("8842"));
    assertThat(value("creditorName text", file)).isEqualTo("CrediAmiga");
    assertThat(value("pago pay-link", file)).isEqualTo(PayLink.of("8Hq2"));
    FactFields branch =
        FactFields.of(after(Map.of("sucursal", "loan.branch")), template("sucursal text"));
    assertThat(branch.values(file, House.TUESDAY)).containsEntry("sucursal", "Centro");
    FactFields rate =
        FactFields.of(after(Map.of("tasa", "loan.branch")), template("tasa percent = \"5\""));
    assertThat(rate.values(file, House.TUESDAY)).isEmpty();
  }

  @Test
  void an_unknown_fact_is_the_field_s_own_affair_unless_it_needs_a_value() throws Exception {
    assertThat(value("lastPaymentOn date?", file())).isEqualTo("missing");
    assertThat(value("lastPaymentAmount money = \"1.00 MXN\"", file())).isEqualTo("missing");
    assertThatThrownBy(() -> value("lastPaymentOn date", file()))
        .isInstanceOf(FactFields.MissingFact.class)
        .hasMessageContaining("lastPaymentOn");
  }

  @Test
  void of_several_loans_arrears_are_added_up_and_all_else_is_the_leading_one_s() throws Exception {
    Loan second = House.loan("L-2", "B-1", "2026-11-10").payment("2026-11-23", "50.00");
    FactFields fields =
        FactFields.of(
            after(Map.of()),
            template(
                "overdueAmount money, pastDueSince date, dias days, loans count,"
                    + " lastPaymentOn date?, lastPaymentAmount money?"));

    Map<String, Object> values =
        fields.values(List.of(file(), file(second, List.of())), House.TUESDAY);

    assertThat(values)
        .containsEntry("overdueAmount", House.mxn("1450.00"))
        .containsEntry("pastDueSince", LocalDate.parse("2026-11-10"))
        .containsEntry("dias", 14)
        .containsEntry("loans", 2)
        .doesNotContainKeys("lastPaymentOn", "lastPaymentAmount");
  }

  private static MessageTemplate template(String fields) {
    StringBuilder body = new StringBuilder("Hola");
    for (String field : fields.split(",")) {
      body.append(" {").append(field.strip().split(" ")[0]).append('}');
    }
    return MessageTemplate.parse(
        "t", "template: t\ncategory: UTILITY\nversion: 1\nfields: " + fields + "\n--- es\n" + body);
  }

  private static Step step(Trigger.Count count, Map<String, String> fields) {
    return new Step(
        "soft",
        new Trigger.On(count, List.of(4)),
        new Step.Send("t", List.of(Channel.WHATSAPP)),
        fields);
  }

  private static Step after(Map<String, String> fields) {
    return step(Trigger.Count.DAYS_PAST_DUE, fields);
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "nombre text,            DAYS_PAST_DUE, Rosa",
    "name text,              DAYS_PAST_DUE, Rosa B-1",
    "firstName text,         DAYS_TO_DUE,   Rosa",
    "monto money,            DAYS_PAST_DUE, 750.00 MXN",
    "valor money,            DAYS_TO_DUE,   100.00 MXN",
    "outstanding money,      DAYS_PAST_DUE, 850.00 MXN",
    "nextDueAmount money,    DAYS_PAST_DUE, 100.00 MXN",
    "dueToday money,         DAYS_PAST_DUE, 0.00 MXN",
    "vencimiento date,       DAYS_PAST_DUE, 2026-11-20",
    "dueDate date,           DAYS_TO_DUE,   2026-11-26",
    "nextDueOn date,         DAYS_PAST_DUE, 2026-11-26",
    "dias days,              DAYS_PAST_DUE, 4",
    "days days,              DAYS_TO_DUE,   2",
    "cuotas count,           DAYS_PAST_DUE, 1",
    "overdueInstallments count, DAYS_TO_DUE, 1"
  })
  void a_field_is_filled_by_its_own_name_or_by_a_usual_one(
      String field, Trigger.Count count, String value) throws Exception {
    FactFields fields = FactFields.of(step(count, Map.of()), template(field));

    Map<String, Object> values = fields.values(file(), House.TUESDAY);

    assertThat(values.values()).singleElement().hasToString(value);
    assertThat(template(field).fill(values).text("es")).startsWith("Hola ");
  }

  @ParameterizedTest(name = "{0} is not guessed at")
  @CsvSource({
    "cuenta text",
    "saldo money",
    "limite date",
    "plazo days",
    "total count",
    "nombre money"
  })
  void a_field_of_another_name_must_be_named_even_if_it_is_the_only_one_of_its_kind(String field) {
    assertThatThrownBy(() -> FactFields.of(after(Map.of()), template(field)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("say in \"fields\"")
        .hasMessageContaining(field.split(" ")[0]);
  }

  @Test
  void what_the_step_names_goes_before_name_and_kind() throws Exception {
    FactFields fields =
        FactFields.of(
            after(Map.of("outstanding", "overdueAmount", "b", "nextDueAmount")),
            template("outstanding money, b money"));

    assertThat(fields.values(file(), House.TUESDAY))
        .containsEntry("outstanding", House.mxn("750.00"))
        .containsEntry("b", House.mxn("100.00"));
  }

  @Test
  void two_fields_of_a_kind_must_be_named() {
    assertThatThrownBy(
            () -> FactFields.of(after(Map.of("a", "outstanding")), template("a money, b money")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("step soft")
        .hasMessageContaining("template t")
        .hasMessageContaining("money field b")
        .hasMessageContaining("; money facts: dueToday, ")
        .hasMessageContaining("overdueAmount")
        .hasMessageContaining("loan.COLUMN, borrower.COLUMN")
        .hasMessageNotContaining("daysPastDue");
  }

  @ParameterizedTest
  @CsvSource({"percent", "text"})
  void a_kind_that_no_fact_has_must_be_named(String kind) {
    String fields = kind.equals("text") ? "a text, b text" : "a percent";

    assertThatThrownBy(() -> FactFields.of(after(Map.of()), template(fields)))
        .hasMessageContaining(kind + " field a");
  }

  @Test
  void a_fact_of_another_kind_is_refused_before_anything_is_planned() {
    assertThatThrownBy(() -> FactFields.of(after(Map.of("a", "pastDueSince")), template("a money")))
        .hasMessageContaining("field a is money")
        .hasMessageContaining("pastDueSince is date");
    assertThatThrownBy(() -> FactFields.of(after(Map.of()), template("outstanding text")))
        .hasMessageContaining("field outstanding is text")
        .hasMessageContaining("outstanding is money");
  }

  @Test
  void a_field_that_the_template_lacks_is_named_with_its_nearest() {
    assertThatThrownBy(
            () -> FactFields.of(after(Map.of("mont", "outstanding")), template("monto money")))
        .hasMessageContaining("no field mont")
        .hasMessageContaining("did you mean monto?");
  }

  @ParameterizedTest
  @CsvSource({"daysPastDue, 0, 4", "daysPastDue, 3, 7", "daysToDue, 0, 2", "daysToDue, 2, 0"})
  void counts_move_with_the_day_of_reading(String fact, int later, int days) throws Exception {
    FactFields fields = FactFields.of(after(Map.of("a", fact)), template("a days"));

    assertThat(fields.values(file(), House.TUESDAY.plusDays(later))).containsEntry("a", days);
  }

  @Test
  void a_strategy_that_names_no_template_of_the_house_is_refused_with_the_nearest() {
    House house = new House();
    Strategy wrong =
        Strategy.parse("s", House.STRATEGY.replace("\"cuota_vencida\"", "\"cuota_vencid\""));

    assertThatThrownBy(
            () -> house.outreach().plan(CampaignId.of("c"), wrong, House::late, House.TUESDAY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("strategy ")
        .hasMessageContaining(": segment EARLY, step soft: no template cuota_vencid")
        .hasMessageContaining("did you mean cuota_vencida?");
  }

  @ParameterizedTest(name = "{0} in {1}: {2}")
  @CsvSource({
    "es,    MX, es-MX",
    "es,    PE, es-PE",
    "es-AR, MX, es-AR",
    "es_AR, MX, es_AR",
    "pt,    '', pt",
    "'',    MX, es_MX"
  })
  void people_are_written_in_their_language_with_the_region_of_their_place(
      String language, String country, String expected) {
    Borrower.Builder person = Borrower.of("B-1", "Rosa");
    if (!language.isEmpty()) {
      person.language(language);
    }
    if (!country.isEmpty()) {
      person.place(Place.of(country));
    }

    assertThat(Letters.language(person.build(), new House().templates.get(0)).replace('_', '-'))
        .isEqualTo(expected.replace('_', '-'));
  }
}
