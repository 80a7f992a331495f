package dev.mora.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.classification.Classification.Outcome;
import dev.mora.classification.DebtorAlignment.Exposure;
import dev.mora.classification.Ifrs9Stages.Sign;
import dev.mora.classification.Ifrs9Stages.Stage;
import dev.mora.delinquency.Buckets;
import dev.mora.delinquency.Delinquency;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.delinquency.Grace;
import dev.mora.delinquency.Loans;
import dev.mora.delinquency.RestructurePolicy;
import dev.mora.json.InvalidDocument;
import dev.mora.json.Json;
import dev.mora.json.JsonObject;
import dev.mora.loan.Loan;
import dev.mora.loan.Restructure;
import dev.mora.money.CurrencyMismatch;
import dev.mora.money.Money;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassificationTableTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
  private static final Classifications ALL = Classifications.shipped().allowingUnverified();

  private static final String OWN =
      """
      {"schema":"mora/classification-1","id":"XX-OWN","country":"PE","authority":"House",
       "products":["GROUP"],"count":"EXCLUSIVE",
       "periods":[{"from":"2026-01-01","regulation":"Board 7","source":"minutes","status":"VERIFIED",
        "classes":[{"class":"GOOD","from":0,"to":7},
                   {"class":"BAD","from":8,"provision":{"percent":"12.5","upTo":"30"}}]}]}
      """;

  @ParameterizedTest(name = "unpaid since 31 March, on {0}: {2}")
  @CsvSource({
    "2024-03-30, 0, STANDARD",
    "2024-03-31, 1, SMA-0",
    "2024-04-29, 30, SMA-0",
    "2024-04-30, 31, SMA-1",
    "2024-05-29, 60, SMA-1",
    "2024-05-30, 61, SMA-2",
    "2024-06-28, 90, SMA-2",
    "2024-06-29, 91, NPA"
  })
  void india_counts_the_due_date_at_its_end(LocalDate asOf, int days, String code) {
    LateDebt debt = LateDebt.since(LocalDate.of(2024, 3, 31), asOf);

    Classification found = ALL.table("IN-RBI").classify(debt, asOf);

    assertThat(found.days()).isEqualTo(days);
    assertThat(found.code()).contains(code);
  }

  @Test
  void a_table_counts_a_loan_its_own_way_whatever_the_policy_does() {
    DelinquencyPolicy policy =
        DelinquencyPolicy.builder()
            .buckets(Buckets.standard())
            .grace(new Grace(10, Grace.Mode.SUBTRACT))
            .build();
    Delinquency late = policy.assess(Loans.parse("due:2024-03-31=100"), LocalDate.of(2024, 4, 30));
    Delinquency dueToday =
        policy.assess(Loans.parse("due:2024-03-31=100"), LocalDate.of(2024, 3, 31));
    Delinquency paid =
        policy.assess(
            Loans.parse("due:2024-03-31=100 pay:2024-03-31=100"), LocalDate.of(2024, 3, 31));

    assertThat(late.countedDays()).isEqualTo(20);
    assertThat(ALL.table("IN-RBI").classify(late).code()).contains("SMA-1");
    assertThat(ALL.table("IN-RBI").classify(dueToday).code()).contains("SMA-0");
    assertThat(ALL.table("IN-RBI").classify(paid).code()).contains("STANDARD");
    assertThat(ALL.table("UY-BCU-CONSUMER").classify(late).code()).contains("2B");
  }

  @Test
  void a_restructured_loan_keeps_the_days_that_its_policy_carries_and_is_counted() {
    Loan loan =
        Loans.parse("due:2026-12-10=100").toBuilder()
            .restructure(
                new Restructure(
                    LocalDate.of(2026, 11, 1),
                    Loans.parse("due:2026-09-12=100").installments(),
                    OptionalInt.of(50),
                    Optional.empty()))
            .build();
    DelinquencyPolicy resets = DelinquencyPolicy.standard();
    DelinquencyPolicy carries =
        resets.toBuilder().restructures(RestructurePolicy.carryDays(3)).build();

    assertThat(ALL.table("UY-BCU-CONSUMER").classify(resets.assess(loan, TODAY)).code())
        .contains("1C");
    assertThat(ALL.table("UY-BCU-CONSUMER").classify(carries.assess(loan, TODAY)).code())
        .contains("2B");
    assertThat(ALL.table("PH-BSP-MICRO").classify(resets.assess(loan, TODAY)).code())
        .contains("31-60");
  }

  @Test
  void a_loan_whose_schedule_of_the_date_is_gone_has_no_class() {
    Loan loan =
        Loans.parse("due:2026-12-10=100").toBuilder()
            .restructure(Restructure.of(LocalDate.of(2026, 11, 1), List.of()))
            .build();
    Delinquency before = DelinquencyPolicy.standard().assess(loan, LocalDate.of(2026, 10, 1));

    Classification found = ALL.table("UY-BCU-CONSUMER").classify(before);

    assertThat(found.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(found.code()).isEmpty();
    assertThat(found.in("pt")).startsWith("UY-BCU-CONSUMER: cronograma desconhecido");
  }

  @ParameterizedTest
  @CsvSource({
    "status:PENDING, NO_CLASS",
    "from:2026-10-02, NO_CLASS",
    "from:2026-10-01, CLASSIFIED",
    "status:CLOSED,  CLASSIFIED"
  })
  void a_loan_that_was_not_lent_has_no_class(String state, Outcome outcome) {
    Loan loan = Loans.parse(state + " due:2026-12-10=100");
    Delinquency before = DelinquencyPolicy.standard().assess(loan, LocalDate.of(2026, 10, 1));

    Classification found = ALL.table("UY-BCU-CONSUMER").classify(before);

    assertThat(found.outcome()).isEqualTo(outcome);
    assertThat(found.period()).isPresent();
  }

  @Test
  void a_non_performing_account_is_standard_again_only_when_all_arrears_are_paid() {
    ClassificationTable india = ALL.table("IN-RBI");

    assertThat(india.classify(LateDebt.ofDays(5), TODAY, "NPA").code()).contains("NPA");
    assertThat(india.classify(LateDebt.ofDays(0), TODAY, "NPA").code()).contains("STANDARD");
    assertThat(india.classify(new LateDebt(0, true, 0), TODAY, "NPA").code()).contains("NPA");
    assertThat(india.classify(LateDebt.ofDays(5), TODAY, "SMA-2").code()).contains("SMA-0");
    assertThat(india.classify(LateDebt.ofDays(95), TODAY, "SMA-2").code()).contains("NPA");
    assertThat(india.classify(LateDebt.ofDays(95), TODAY, "NPA").code()).contains("NPA");
    assertThatThrownBy(() -> india.classify(LateDebt.ofDays(5), TODAY, "SMA2"))
        .hasMessage("table IN-RBI has no class SMA2; did you mean SMA-2?");
  }

  @ParameterizedTest
  @CsvSource({"5,0,1-30", "5,1,31-60", "5,2,91+", "70,1,61-90", "70,2,91+", "0,1,31-60"})
  void restructures_put_a_philippine_microloan_in_a_worse_class(
      int days, int restructures, String code) {
    LateDebt debt = LateDebt.ofDays(days).restructured(restructures);

    assertThat(ALL.table("PH-BSP-MICRO").classify(debt, TODAY).code()).contains(code);
  }

  @Test
  void outside_of_its_dates_a_rule_gives_no_class_and_says_so() {
    ClassificationTable brazil = ALL.table("BR-CMN-2682");
    ClassificationTable india = ALL.table("IN-RBI");

    assertThat(brazil.classify(40, LocalDate.of(2024, 12, 31)).code()).contains("C");
    assertThat(brazil.classify(40, LocalDate.of(2025, 1, 1)).outcome())
        .isEqualTo(Outcome.NOT_IN_FORCE);
    assertThat(india.classify(40, LocalDate.of(2021, 11, 11)).outcome())
        .isEqualTo(Outcome.NOT_IN_FORCE);
    assertThat(india.classify(LateDebt.ofDays(40), LocalDate.of(2021, 11, 11), "NPA").outcome())
        .isEqualTo(Outcome.NOT_IN_FORCE);
    assertThat(ALL.table("PH-BSP-MICRO").classify(0, TODAY).outcome()).isEqualTo(Outcome.NO_CLASS);
  }

  @Test
  void argentina_had_longer_limits_for_a_year() {
    ClassificationTable table = Classifications.shipped().table("AR-BCRA-CONSUMER");

    Classification before = table.classify(85, LocalDate.of(2020, 2, 29));
    Classification during = table.classify(85, LocalDate.of(2020, 3, 1));

    assertThat(before.code()).contains("2");
    assertThat(during.code()).contains("1");
    assertThat(during.effectiveFrom()).contains(LocalDate.of(2020, 3, 1));
    assertThat(during.effectiveTo()).contains(LocalDate.of(2021, 3, 31));
    assertThat(during.regulation().orElseThrow()).contains("extended by 60 days");
    assertThat(during.in("es"))
        .isEqualTo(
            "AR-BCRA-CONSUMER: 1 Normal, 85 días (0-91), de fuente secundaria; BCRA, Clasificación"
                + " de deudores (texto ordenado), section 7, limits of classes 1 to 3 extended by"
                + " 60 days, desde 2020-03-01, hasta 2021-03-31");
  }

  @Test
  void only_proven_tables_are_there_until_the_host_asks_for_the_others() {
    Classifications proven = Classifications.shipped();

    assertThat(proven.tables().stream().map(ClassificationTable::id))
        .containsExactly(
            "AR-BCRA-CONSUMER",
            "IFRS9-STAGES",
            "IN-RBI",
            "MX-CNBV-SOCAP",
            "PE-SBS-CONSUMER",
            "PE-SBS-MORTGAGE",
            "UY-BCU-CONSUMER");
    assertThat(ALL.tables()).hasSize(20);
    assertThat(proven.find("CO-SFC-MICRO")).isEmpty();
    assertThatThrownBy(() -> proven.table("CO-SFC-MICRO"))
        .hasMessage(
            "classification table CO-SFC-MICRO is not verified: it needs allowingUnverified()");
    assertThatThrownBy(() -> proven.table("UY-BCU-CONSUMMER"))
        .hasMessage("no classification table UY-BCU-CONSUMMER; did you mean UY-BCU-CONSUMER?");
  }

  @Test
  void a_row_or_a_provision_that_is_not_verified_is_withheld_from_a_proven_table() {
    Classifications proven = Classifications.shipped();
    ClassificationTable mexico = proven.table("MX-CNBV-SOCAP");
    ClassificationTable peru = proven.table("PE-SBS-CONSUMER");

    Classification middle = mexico.classify(20, TODAY);

    assertThat(middle.outcome()).isEqualTo(Outcome.WITHHELD);
    assertThat(middle.code()).isEmpty();
    assertThat(middle.in("en"))
        .isEqualTo(
            "MX-CNBV-SOCAP: the class is not verified, 20 d; CNBV, SOCAP, Anexo C, consumer"
                + " portfolio");
    assertThat(mexico.classes(TODAY).stream().map(ClassRow::code)).containsExactly("0", "181+");
    assertThat(mexico.withheld(TODAY)).hasSize(6);
    assertThat(mexico.classify(181, TODAY).row().flatMap(ClassRow::provision).map(Object::toString))
        .contains("100 %");
    assertThat(peru.classify(40, TODAY).row().flatMap(ClassRow::provision)).isEmpty();
    assertThat(ALL.table("PE-SBS-CONSUMER").classify(40, TODAY).row().flatMap(ClassRow::provision))
        .contains(
            new Provision(new BigDecimal("25"), new BigDecimal("25"), Verification.UNVERIFIED));
  }

  @ParameterizedTest
  @CsvSource({
    "MX-CNBV-SOCAP, '1 4 15 30 50 75 90 100'",
    "PE-SBS-CONSUMER, '1 5 25 60 100'",
    "PE-SBS-MICRO, '1 5 25 60 100'",
    "BR-CMN-2682, '0.5 1 3 10 30 50 70 100'",
    "PH-BSP-MICRO, '2 20 50 100'",
    "KE-CBK-BANKS, '1 3 20 50-100 100'",
    "KE-CBK-MICROFINANCE, '1 5 25 75 100'"
  })
  void provisions_are_those_of_the_rule(String table, String percents) {
    LocalDate then = LocalDate.of(2024, 12, 31);

    assertThat(
            ALL.table(table).classes(then).stream()
                .map(row -> row.provision().orElseThrow().toString().replace(" %", "")))
        .containsExactly(percents.split(" "));
  }

  @Test
  void paraguay_is_not_shipped_because_its_days_are_not_known() throws Exception {
    assertThat(ALL.tables()).noneMatch(table -> table.country().equals("PY"));
    assertThat(files()).noneMatch(file -> file.startsWith("py"));
  }

  @Test
  void every_file_of_the_folder_is_shipped_under_its_id() throws Exception {
    Set<String> names = new TreeSet<>();
    ALL.tables().forEach(table -> names.add(table.id().toLowerCase(Locale.ROOT) + ".json"));

    assertThat(files()).containsExactlyElementsOf(names);
  }

  private static Set<String> files() throws Exception {
    Path folder =
        Path.of(Classifications.class.getResource("/META-INF/mora/classification").toURI());
    try (Stream<Path> list = Files.list(folder)) {
      return new TreeSet<>(list.map(file -> file.getFileName().toString()).toList());
    }
  }

  @Test
  void every_shipped_table_is_written_and_read_without_loss() {
    for (ClassificationTable table : ALL.tables()) {
      ClassificationTable again = ClassificationTable.parse("again", table.toJson());

      assertThat(again.allowingUnverified()).isEqualTo(table);
      assertThat(again.toJson()).isEqualTo(table.toJson());
    }
  }

  @Test
  void a_host_loads_its_own_table_in_the_same_form(@TempDir Path dir) throws Exception {
    Path file = Files.writeString(dir.resolve("own.json"), OWN);

    Classifications classifications =
        Classifications.shipped().with(ClassificationTable.load(file));
    Classification found = classifications.table("XX-OWN").classify(8, TODAY);

    assertThat(found.code()).contains("BAD");
    assertThat(found.row().flatMap(ClassRow::provision).map(Object::toString))
        .contains("12.5-30 %");
    assertThat(classifications.tables()).hasSize(8);
  }

  @Test
  void a_hosts_table_takes_the_place_of_a_shipped_one() {
    ClassificationTable other =
        ClassificationTable.parse("own", OWN.replace("XX-OWN", "UY-BCU-CONSUMER"));

    Classifications classifications = Classifications.shipped().with(other);

    assertThat(classifications.table("UY-BCU-CONSUMER").authority()).isEqualTo("House");
    assertThat(classifications.tables()).hasSize(7);
    assertThat(Classifications.none().tables()).isEmpty();
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "\"to\":7}|\"to\":6}|own:5:14 /periods/0/classes/1: found no class has 7 days, between GOOD"
            + " and BAD, expected classes from the best to the worst, without gaps and overlaps",
        "\"to\":7}|\"to\":8}|own:5:14 /periods/0/classes/1: found class BAD (8+) overlaps GOOD"
            + " (0-8)",
        "\"from\":8,|\"from\":8,\"to\":9,|the last class has no end, but BAD ends at 8-9",
        "\"from\":0,|\"from\":2,|the first class starts at 0 or 1 day, not at 2",
        "\"from\":0,|\"from\":-1,|/periods/0/classes/0: found class GOOD starts before 0 days",
        "\"class\":\"BAD\"|\"class\":\"GOOD\"|two classes have the code GOOD",
        "\"class\":\"BAD\"|\"klass\":\"BAD\"|/periods/0/classes/1/klass: found key \"klass\"",
        "12.5|125|found a provision is 0 to 100 percent: 125 to 30, expected 0 to 100 percent",
        "\"12.5\"|\"1e1\"|expected a percentage in quotes such as \"0.5\"",
        "\"VERIFIED\"|\"VERIFYED\"|found \"VERIFYED\", expected one of VERIFIED, SECONDARY,"
            + " UNVERIFIED; did you mean \"VERIFIED\"?",
        "\"EXCLUSIVE\"|\"INCLUSIVE\"|/count: found \"INCLUSIVE\", expected one of EXCLUSIVE,",
        "2026-01-01|2026-13-01|/periods/0/from: found \"2026-13-01\", expected a date",
        "\"source\":\"minutes\",|\"source\":\" \",|a classification names its regulation and its",
        "\"source\":\"minutes\",||/periods/0/source",
        "\"PE\"|\"Peru\"|a country is two letters A-Z: Peru",
        "XX-OWN|own table|an id is words of A-Z and 0-9 joined by -: own table",
        "[\"GROUP\"]|[]|a table says which products it is for",
        "\"schema\":\"mora/classification-1\",||own:1:1 /schema: found no key",
        "classification-1|classification-2|expected \"mora/classification-1\""
      })
  void a_fault_in_a_file_is_told_with_its_place(String part, String other, String message) {
    String text = OWN.replace(part, other == null ? "" : other);

    assertThatThrownBy(() -> ClassificationTable.parse("own", text))
        .isInstanceOf(InvalidDocument.class)
        .hasMessageContaining(message);
  }

  @Test
  void periods_stand_by_date_and_do_not_overlap() {
    String more =
        OWN.replace(
            "}]}]}",
            "}]},{\"from\":\"2027-01-01\",\"regulation\":\"r\",\"source\":\"s\",\"status\":"
                + "\"VERIFIED\",\"classes\":[{\"class\":\"ALL\",\"from\":0}]}]}");

    assertThatThrownBy(() -> ClassificationTable.parse("own", more))
        .hasMessageContaining("period 2 starts before the one above it has ended");

    ClassificationTable table =
        ClassificationTable.parse(
            "own", more.replace("\"2026-01-01\"", "\"2026-01-01\",\"to\":\"2026-06-30\""));
    assertThat(table.classify(3, LocalDate.of(2026, 6, 30)).code()).contains("GOOD");
    assertThat(table.classify(3, LocalDate.of(2026, 7, 1)).outcome())
        .isEqualTo(Outcome.NOT_IN_FORCE);
    assertThat(table.classify(3, LocalDate.of(2027, 1, 1)).code()).contains("ALL");
  }

  @Test
  void the_published_schema_has_the_keys_that_the_reader_takes() throws Exception {
    try (InputStream in =
        getClass().getResourceAsStream("/META-INF/mora/schema/classification-1.json")) {
      JsonObject schema = Json.read("schema", in).asObject();

      assertThat(schema.object("properties").keys())
          .containsExactly(
              "schema", "id", "country", "authority", "products", "count", "notes", "periods");
      JsonObject definitions = schema.object("$defs");
      assertThat(definitions.object("period").object("properties").keys())
          .containsExactly("from", "to", "regulation", "source", "status", "classes");
      assertThat(definitions.object("class").object("properties").keys())
          .containsExactly(
              "class", "name", "from", "to", "status", "provision", "restructures", "sticky");
      assertThat(definitions.object("status").array("enum").strings())
          .containsExactly(
              Arrays.stream(Verification.values()).map(Enum::name).toArray(String[]::new));
    }
  }

  @Test
  void a_debtor_has_the_worst_class_of_all_that_is_owed_here() {
    ClassificationTable peru = ALL.table("PE-SBS-MICRO");

    String worst =
        DebtorAlignment.PERU.worst(
            peru, TODAY, List.of(owes("0", 900), owes("2", 1), owes("1", 99)), List.of());

    assertThat(worst).isEqualTo("2");
    assertThat(DebtorAlignment.PERU.status()).isEqualTo(Verification.UNVERIFIED);
  }

  @ParameterizedTest
  @CsvSource({"199, 0", "200, 3", "201, 3"})
  void a_worse_class_elsewhere_counts_from_a_fifth_of_the_whole_debt(long there, String code) {
    String worst =
        DebtorAlignment.PERU.worst(
            ALL.table("PE-SBS-MICRO"),
            TODAY,
            List.of(owes("0", 1000 - there)),
            List.of(owes("3", there)));

    assertThat(worst).isEqualTo(code);
  }

  @Test
  void a_better_class_elsewhere_changes_nothing_and_currencies_do_not_mix() {
    ClassificationTable peru = ALL.table("PE-SBS-MICRO");
    DebtorAlignment all = new DebtorAlignment(BigDecimal.ZERO, Verification.VERIFIED);

    assertThat(all.worst(peru, TODAY, List.of(owes("2", 10)), List.of(owes("0", 990))))
        .isEqualTo("2");
    assertThat(all.worst(peru, TODAY, List.of(owes("2", 999)), List.of(owes("4", 1))))
        .isEqualTo("4");
    assertThatThrownBy(
            () ->
                all.worst(
                    peru,
                    TODAY,
                    List.of(owes("0", 10)),
                    List.of(new Exposure("1", Money.of("1.00", "USD")))))
        .isInstanceOf(CurrencyMismatch.class);
    assertThatThrownBy(() -> all.worst(peru, TODAY, List.of(), List.of()))
        .hasMessage("a debtor has a debt");
    assertThatThrownBy(() -> new DebtorAlignment(new BigDecimal("100.1"), Verification.VERIFIED))
        .hasMessageContaining("0 to 100 percent");
    assertThatThrownBy(
            () ->
                all.worst(
                    ALL.table("BR-CMN-2682"),
                    TODAY,
                    List.of(owes("A", 1), owes("B", 1)),
                    List.of()))
        .hasMessage("table BR-CMN-2682 is not in force on 2026-11-21");
  }

  private static Exposure owes(String code, long soles) {
    return new Exposure(code, Money.of(BigDecimal.valueOf(soles), Money.currencyOf("PEN")));
  }

  @ParameterizedTest
  @CsvSource({
    "0,, STAGE_1",
    "30,, STAGE_1",
    "31,, STAGE_2",
    "90,, STAGE_2",
    "91,, STAGE_3",
    "0, WATCH, STAGE_2",
    "0, PROBATION, STAGE_2",
    "0, IMPAIRED, STAGE_3",
    "31, WATCH, STAGE_2",
    "90, PROBATION, STAGE_2",
    "91, WATCH, STAGE_3"
  })
  void a_stage_follows_from_days_and_signs(int days, Sign sign, Stage stage) {
    Set<Sign> signs = sign == null ? Set.of() : EnumSet.of(sign);

    assertThat(Ifrs9Stages.standard().stage(days, signs)).isEqualTo(stage);
  }

  @Test
  void stages_by_days_alone_are_those_of_the_shipped_table() {
    ClassificationTable table = Classifications.shipped().table("IFRS9-STAGES");

    for (int days = 0; days < 400; days++) {
      Stage stage = Ifrs9Stages.standard().stage(days, Set.of());
      assertThat(table.classify(days, TODAY).code().map(code -> "STAGE_" + code))
          .contains(stage.name());
    }
    assertThat(new Ifrs9Stages(30, 89).stage(90, Set.of())).isEqualTo(Stage.STAGE_3);
    assertThatThrownBy(() -> new Ifrs9Stages(90, 90)).hasMessageContaining("stage 3 begins after");
    assertThatThrownBy(() -> Ifrs9Stages.standard().stage(-1, Set.of()))
        .hasMessageContaining("must not be negative");
  }

  @Test
  void a_debt_that_is_late_is_not_paid() {
    assertThatThrownBy(() -> new LateDebt(3, false, 0)).hasMessageContaining("3 days late");
    assertThatThrownBy(() -> LateDebt.ofDays(-1)).hasMessageContaining("0 or more");
    assertThat(LateDebt.since(TODAY.plusDays(1), TODAY)).isEqualTo(new LateDebt(0, false, 0));
  }
}
