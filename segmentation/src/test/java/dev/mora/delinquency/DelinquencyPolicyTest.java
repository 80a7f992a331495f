package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.json.InvalidDocument;
import dev.mora.json.Json;
import dev.mora.json.JsonObject;
import dev.mora.portfolio.GivenFacts;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DelinquencyPolicyTest {

  private static final String BUCKETS = "\"buckets\":[{\"code\":\"ALL\",\"from\":1}]";

  @Test
  void a_policy_survives_its_own_file(@TempDir Path dir) throws Exception {
    for (long seed = 1; seed <= Cases.of(1_000); seed++) {
      RandomLoans random = new RandomLoans(seed);
      DelinquencyPolicy policy = seed % 2 == 0 ? random.policy() : random.wholePolicy();

      Path file = Files.writeString(dir.resolve("delinquency.json"), policy.toJson());

      assertThat(DelinquencyPolicy.load(file)).as("seed %s", seed).isEqualTo(policy);
      assertThat(DelinquencyPolicy.load(file).toJson()).isEqualTo(policy.toJson());
    }
  }

  @Test
  void the_published_schema_knows_every_setting_of_a_policy_and_of_a_product() throws Exception {
    JsonObject schema;
    try (InputStream in =
        DelinquencyPolicy.class.getResourceAsStream("/META-INF/mora/schema/delinquency-1.json")) {
      schema = Json.read("schema", Objects.requireNonNull(in)).asObject();
    }
    JsonObject policy = schema.object("properties");
    JsonObject product =
        policy.object("byProduct").object("additionalProperties").object("properties");

    assertThat(product.keys()).containsExactlyElementsOf(Terms.KEYS);
    assertThat(policy.keys()).containsAll(Terms.KEYS).hasSize(Terms.KEYS.size() + 4);
  }

  @Test
  void words_stand_for_their_defaults_and_the_file_says_only_what_is_not_of_old() {
    String words = "{\"basis\":\"LAST_PAYMENT\",\"restructures\":\"CARRY_DAYS\"," + BUCKETS + "}";
    String objects =
        "{\"basis\":{\"kind\":\"LAST_PAYMENT\",\"percent\":\"100.0\"},\"materiality\":\"NONE\","
            + "\"restructures\":{\"kind\":\"CARRY_DAYS\",\"payments\":3},"
            + BUCKETS
            + "}";

    DelinquencyPolicy policy = DelinquencyPolicy.parse("words", words);

    assertThat(policy.basis()).isEqualTo(Basis.lastPayment("100"));
    assertThat(policy.restructures()).isEqualTo(RestructurePolicy.carryDays(3));
    assertThat(policy.toJson())
        .isEqualTo(DelinquencyPolicy.parse("objects", objects).toJson())
        .contains("CARRY_DAYS")
        .doesNotContain("materiality", "legalHolds", "businessDays", "missed");
  }

  @Test
  void a_product_may_do_without_what_the_policy_has() {
    DelinquencyPolicy policy =
        DelinquencyPolicy.parse(
            "test",
            "{\"materiality\":{\"amount\":\"100\",\"percent\":\"1\"},\"legalHolds\":\"STOP\","
                + BUCKETS
                + ",\"byProduct\":{\"group\":{\"materiality\":\"NONE\",\"basis\":\"MATURITY\"}}}");

    DelinquencyPolicy group = policy.forProduct("group");

    assertThat(policy.materiality()).contains(Materiality.of("100", "1"));
    assertThat(group.materiality()).isEmpty();
    assertThat(group.basis()).isEqualTo(Basis.MATURITY);
    assertThat(group.legalHolds()).isEqualTo(DelinquencyPolicy.LegalHolds.STOP);
    assertThat(DelinquencyPolicy.parse("again", policy.toJson())).isEqualTo(policy);
    assertThat(
            policy.toBuilder()
                .restructures(RestructurePolicy.ORIGINAL_SCHEDULE)
                .build()
                .forProduct("group")
                .restructures())
        .isEqualTo(RestructurePolicy.ORIGINAL_SCHEDULE);
  }

  @Test
  void all_but_the_buckets_has_a_default() {
    DelinquencyPolicy policy = DelinquencyPolicy.parse("test", "{" + BUCKETS + "}");

    assertThat(policy)
        .isEqualTo(DelinquencyPolicy.builder().buckets(Buckets.of(Bucket.from("ALL", 1))).build());
    assertThat(policy.warnings()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                                   | /buckets      | no key "buckets"
          {"bukets":[]}                                                        | /bukets       | did you mean "buckets"?
          {"count":"INCLUSIVE",@}                                              | /count        | INCLUSIVE_DAY_END
          {"basis":"MATURTY",@}                                                | /basis        | did you mean "MATURITY"?
          {"basis":7,@}                                                        | /basis        | one of OLDEST_UNPAID
          {"basis":{"percent":"5"},@}                                          | /basis        | no key "kind"
          {"basis":{"kind":"MATURITY","percent":"5"},@}                        | /basis/percent | expected
          {"basis":{"kind":"LAST_PAYMENT","percent":"0"},@}                    | /basis        | above 0
          {"basis":{"kind":"LAST_PAYMENT","percent":"100.0001"},@}             | /basis        | at most 100
          {"basis":{"kind":"LAST_PAYMENT","days":3},@}                         | /basis/days   | expected
          {"basis":{"kind":"INSTALLMENTS_MISSED","days":0},@}                  | /basis        | 1 to 3660
          {"basis":{"kind":"INSTALLMENTS_MISSED","days":3661},@}               | /basis        | 1 to 3660
          {"basis":{"kind":"INSTALLMENTS_MISSED","days":1e999999999},@}        | /basis/days   | an exponent from
          {"basis":{"kind":"INSTALLMENTS_MISSED","installment":"-5"},@}        | /basis/installment | a decimal in quotes
          {"basis":"COUNTER",@}                                                | /basis        | needs its materiality
          {"byProduct":{"x":{"basis":"COUNTER"}},@}                            | /byProduct/x/basis | needs its materiality
          {"byProduct":{"x":{"materiality":"NONE"}},"basis":"COUNTER","materiality":{},@} | /byProduct/x | needs its materiality
          {"materiality":{"percent":"100.1"},@}                                | /materiality  | 0 to 100
          {"materiality":{"amount":100},@}                                     | /materiality/amount | a string
          {"materiality":"SOME",@}                                             | /materiality  | "NONE"
          {"restructures":"CARRY",@}                                           | /restructures | CARRY_DAYS
          {"restructures":{"kind":"CARRY_DAYS","payments":0},@}                | /restructures | 1 to 1000
          {"restructures":{"kind":"RESET","payments":1},@}                     | /restructures/payments | expected
          {"businessDays":"NEXT",@}                                            | /businessDays | FOLLOWING
          {"legalHolds":"WALK",@}                                              | /legalHolds   | RUN
          {"missed":[{"code":"1","from":1},{"code":"2","from":2}],@}           | /missed       | overlap
          {"missed":[],@}                                                      | /missed       | at least one
          {"allocation":"TARGET",@}                                            | /allocation   | did you mean "TARGETED"?
          {"grace":{"days":-1},@}                                              | /grace        | negative
          {"grace":{"day":1},@}                                                | /grace/day    | did you mean "days"?
          {"tolerance":{"amount":1},@}                                         | /tolerance    | a string
          {"tolerance":{"amount":"-1"},@}                                      | /tolerance    | a decimal in quotes
          {"tolerance":{"percent":"100.1"},@}                                  | /tolerance    | 100
          {"order":["PENALTIES","FEES","INTEREST"],@}                          | /order        | each once
          {"order":["PENALTIES","FEES","INTEREST","INTEREST"],@}               | /order        | each once
          {"buckets":[{"code":"A","from":1,"to":3},{"code":"B","from":3}]}     | /buckets      | overlap
          {"buckets":[{"code":"A","from":0,"to":3}]}                           | /buckets/0    | 1 counted day
          {"buckets":[{"code":"A","from":5,"to":4}]}                           | /buckets/0    | before it starts
          {"buckets":[{"code":"A;B","from":1}]}                                | /buckets/0    | bucket code
          {"buckets":[{"code":"A","from":1,"to":2},{"code":"A","from":3}]}     | /buckets      | twice
          {"buckets":[]}                                                       | /buckets      | at least one
          {"schema":"mora/segmentation-1",@}                                   | /schema       | mora/delinquency-1
          {"byProduct":{"x":{"name":"y"}},@}                                   | /byProduct/x/name | expected one of
          """)
  void a_wrong_file_says_where_and_what(String text, String pointer, String message) {
    assertThatThrownBy(() -> DelinquencyPolicy.parse("d.json", text.replace("@", BUCKETS)))
        .isInstanceOf(InvalidDocument.class)
        .hasMessageContaining("d.json:1:")
        .hasMessageContaining(pointer)
        .hasMessageContaining(message);
  }

  @Test
  void adjacent_buckets_do_not_overlap_and_a_gap_is_a_warning_with_an_empty_bucket() {
    DelinquencyPolicy policy =
        DelinquencyPolicy.builder()
            .buckets(
                Buckets.of(Bucket.of("B", 4, 30), Bucket.of("A", 2, 3), Bucket.of("C", 40, 50)))
            .build();
    var loan = Loans.parse("due:2024-01-01=10");

    assertThat(policy.buckets().gaps()).containsExactly("1-1", "31-39", "51+");
    assertThat(policy.warnings()).hasSize(3);
    assertThat(policy.assess(loan, LocalDate.of(2024, 1, 31)).bucket()).isEqualTo("B");
    assertThat(policy.assess(loan, LocalDate.of(2024, 2, 1)).bucket()).isEmpty();
  }

  @Test
  void a_product_takes_what_it_does_not_say_from_the_policy() {
    DelinquencyPolicy policy =
        DelinquencyPolicy.parse(
            "test",
            "{\"grace\":{\"days\":3},"
                + BUCKETS
                + ",\"byProduct\":{\"group\":{\"count\":\"INCLUSIVE_DAY_END\"}}}");
    var single = Loans.parse("due:2024-01-01=10");
    var group = single.toBuilder().product("group").build();
    LocalDate asOf = LocalDate.of(2024, 1, 11);

    assertThat(policy.assess(single, asOf).countedDays()).isEqualTo(7);
    assertThat(policy.assess(group, asOf).countedDays()).isEqualTo(8);
    assertThat(policy.toBuilder().grace(Grace.NONE).build().assess(group, asOf).countedDays())
        .isEqualTo(11);
  }

  @Test
  void given_figures_pass_grace_pauses_and_buckets() {
    var loan = Loans.parse("pause:2024-03-01..2024-03-06");
    DelinquencyPolicy policy =
        DelinquencyPolicy.standard().toBuilder().grace(Grace.subtract(2)).build();
    GivenFacts facts =
        new GivenFacts(
            38,
            Loans.money("100"),
            Loans.money("300"),
            Optional.of(LocalDate.of(2024, 3, 20)),
            Optional.of(Loans.money("50")));

    Delinquency d = policy.given(loan, facts, LocalDate.of(2024, 3, 15));

    assertThat(d.isGiven()).isTrue();
    assertThat(d.daysPastDue()).isEqualTo(38);
    assertThat(d.countedDays()).isEqualTo(31);
    assertThat(d.bucket()).isEqualTo("MID");
    assertThat(d.pastDueSince()).contains(LocalDate.of(2024, 2, 6));
    assertThat(d.delinquentOn()).contains(LocalDate.of(2024, 2, 8));
    assertThat(d.daysToDue()).hasValue(5);
    assertThat(d.overdueInstallments()).isEmpty();
    assertThat(d.outstandingPrincipal()).isEmpty();
    assertThat(d.installmentBuckets()).isEqualTo(Map.of());
  }

  @Test
  void a_row_of_csv_has_all_columns_and_leaves_open_what_is_not_there() {
    StringBuilder out = new StringBuilder();
    DelinquencyCsv csv = DelinquencyCsv.to(out);
    LocalDate asOf = LocalDate.of(2024, 3, 15);

    csv.accept(
        DelinquencyPolicy.standard()
            .assess(
                Loans.parse("due:2024-01-31=100+10 due:2024-02-29=100+10 due:2024-03-31=100+10"),
                asOf));
    csv.accept(
        DelinquencyPolicy.standard()
            .assess(Loans.parse("due:2024-01-31=10 pay:2024-01-31=12"), asOf));
    csv.accept(
        DelinquencyPolicy.standard()
            .given(Loans.parse(""), GivenFacts.of(0, Loans.money("0")), asOf));

    assertThat(out.toString().lines().skip(1))
        .containsExactly(
            "L-1,B-1,ACTIVE,MXN,2024-03-15,44,44,2024-01-31,2024-01-31,220.00,2,0.00,16,"
                + "2024-03-31,110.00,330.00,300.00,0.00,0.00,MID,EARLY:110.00;MID:110.00",
            "L-1,B-1,ACTIVE,MXN,2024-03-15,0,0,,,0.00,0,0.00,,,,0.00,0.00,2.00,0.00,,",
            "L-1,B-1,ACTIVE,MXN,2024-03-15,0,0,,,0.00,,,,,,0.00,,,,,");
    assertThat(out.toString().lines().findFirst().orElseThrow().split(",")).hasSize(21);
  }
}
