package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.json.InvalidDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that were written to hurt end in an error with a place, by limits that are counted. */
class HostilePolicyTest {

  private static final String HURTS = "\"{}[],:0159eE-.\u0000xé\n";
  private static final String BUCKETS = "\"buckets\":[{\"code\":\"ALL\",\"from\":1}]";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"grace":{"days":1e999999999},@}                             | /grace/days
          {"grace":{"days":1e9},@}                                     | /grace
          {"grace":{"days":99999999999999999999},@}                    | /grace/days
          {"grace":{"days":2147483648},@}                              | /grace/days
          {"buckets":[{"code":"A","from":1e999999999}]}                | /buckets/0/from
          {"buckets":[{"code":"A","from":1,"to":-1e-999999999}]}       | /buckets/0/to
          {"tolerance":{"amount":"1e999999999"},@}                     | /tolerance/amount
          {"tolerance":{"amount":"9999999999999999"},@}                | /tolerance/amount
          {"tolerance":{"percent":"0.0000001"},@}                      | /tolerance/percent
          {"materiality":{"amount":"1E+999999999"},@}                  | /materiality/amount
          {"basis":{"kind":"LAST_PAYMENT","percent":"1e99999"},@}      | /basis/percent
          {"basis":{"kind":"OLDEST_UNPAID","kind":"COUNTER"},@}        | /basis/kind
          {"count":"EXCLUSIVE","count":"INCLUSIVE_DAY_END",@}          | /count
          {@,"buckets":[]}                                             | /buckets
          {"byProduct":{"x":{},"x":{}},@}                              | /byProduct/x
          {"byProduct":{"":{}},@}                                      | /byProduct
          {"byProduct":{"x":{"byProduct":{}}},@}                       | /byProduct/x/byProduct
          {"restructures":{"kind":"CARRY_DAYS","payments":1e999},@}    | /restructures/payments
          """)
  void a_value_that_is_no_value_has_its_place(String text, String pointer) {
    assertThatThrownBy(() -> DelinquencyPolicy.parse("d.json", text.replace("@", BUCKETS)))
        .isInstanceOf(InvalidDocument.class)
        .hasMessageContaining("d.json:1:")
        .hasMessageContaining(pointer);
  }

  @Test
  void depth_is_counted() {
    String deep = "[".repeat(100_000);

    assertThatThrownBy(() -> DelinquencyPolicy.parse("d.json", "{\"order\":" + deep))
        .isInstanceOf(InvalidDocument.class)
        .hasMessageContaining("d.json:1:");
  }

  @Test
  void size_is_counted() {
    String large = "{\"name\":\"" + "x".repeat(40_000_000) + "\"," + BUCKETS + "}";

    assertThatThrownBy(() -> DelinquencyPolicy.parse("d.json", large))
        .isInstanceOf(InvalidDocument.class)
        .hasMessageContaining("d.json");
  }

  @Test
  void very_many_buckets_and_products_are_read_or_refused_but_not_in_a_square_of_time() {
    String buckets =
        IntStream.rangeClosed(1, 20_000)
            .mapToObj(i -> "{\"code\":\"B" + i + "\",\"from\":" + i + ",\"to\":" + i + "}")
            .collect(Collectors.joining(",", "{\"buckets\":[", "]}"));
    String products =
        IntStream.rangeClosed(1, 20_000)
            .mapToObj(i -> "\"p" + i + "\":{\"count\":\"INCLUSIVE_DAY_END\"}")
            .collect(Collectors.joining(",", "{" + BUCKETS + ",\"byProduct\":{", "}}"));

    for (String text : List.of(buckets, products)) {
      try {
        DelinquencyPolicy policy = DelinquencyPolicy.parse("d.json", text);
        assertThat(DelinquencyPolicy.parse("again", policy.toJson())).isEqualTo(policy);
      } catch (InvalidDocument located) {
        assertThat(located).hasMessageContaining("d.json:1:");
      }
    }
  }

  @Test
  void a_file_with_some_bytes_changed_is_read_or_refused_with_a_place() {
    Random random = new Random(17);
    String good = new RandomLoans(4).wholePolicy().toJson();

    for (int i = 0; i < Cases.of(5_000); i++) {
      StringBuilder text = new StringBuilder(good);
      List<String> changes = new ArrayList<>();
      for (int k = random.nextInt(3); k >= 0; k--) {
        int at = random.nextInt(text.length());
        char to = HURTS.charAt(random.nextInt(HURTS.length()));
        text.setCharAt(at, to);
        changes.add(at + "=" + (int) to);
      }
      try {
        DelinquencyPolicy policy = DelinquencyPolicy.parse("d.json", text.toString());
        assertThat(DelinquencyPolicy.parse("again", policy.toJson()))
            .as("seed 17, case %s %s", i, changes)
            .isEqualTo(policy);
      } catch (InvalidDocument located) {
        assertThat(located).as("seed 17, case %s", i).hasMessageContaining("d.json:");
      }
    }
  }
}
