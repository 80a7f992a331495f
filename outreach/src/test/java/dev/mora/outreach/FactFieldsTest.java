package dev.mora.outreach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.calendar.Place;
import dev.mora.delinquency.Delinquency;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.ledger.CampaignId;
import dev.mora.loan.Loan;
import dev.mora.party.Borrower;
import dev.mora.party.Channel;
import dev.mora.template.MessageTemplate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactFieldsTest {

  private static final Loan LOAN =
      House.loan("L-1", "B-1", "2026-11-20").installment("2026-11-26", "100.00");
  private static final Delinquency FACTS = DelinquencyPolicy.standard().assess(LOAN, House.TUESDAY);

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

    Map<String, Object> values = fields.values(House.rosa(), FACTS, 0);

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

    assertThat(fields.values(House.rosa(), FACTS, 0))
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
        .hasMessageContaining("overdueAmount");
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

    assertThat(fields.values(House.rosa(), FACTS, later)).containsEntry("a", days);
  }

  @Test
  void a_strategy_that_names_no_template_of_the_house_is_refused_with_the_nearest() {
    House house = new House();
    Strategy wrong =
        Strategy.parse("s", House.STRATEGY.replace("\"cuota_vencida\"", "\"cuota_vencid\""));

    assertThatThrownBy(
            () -> house.outreach().plan(CampaignId.of("c"), wrong, House::late, House.TUESDAY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("segment EARLY, step soft")
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
