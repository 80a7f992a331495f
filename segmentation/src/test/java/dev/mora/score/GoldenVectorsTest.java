package dev.mora.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.json.InvalidDocument;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The figures of the file were worked out by another language's arithmetic. */
class GoldenVectorsTest {

  private static Path file(String name) throws Exception {
    return Path.of(GoldenVectorsTest.class.getResource(name).toURI());
  }

  private static RiskModel model() throws Exception {
    return RiskModel.load(file("pay.json"));
  }

  @Test
  void a_model_is_held_to_its_vectors() throws Exception {
    assertThat(GoldenVectors.load(file("pay.vectors.json")).check(model())).isEmpty();
  }

  private static String one(String features, String rest) {
    return "{\"schema\":\"mora/score-vectors-1\",\"model\":\"pay\",\"version\":\"1\",\"vectors\":["
        + "{\"features\":{"
        + features
        + "},"
        + rest
        + "}]}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"countedDays\":20 | \"score\":0.5 | a score of 0.377541 instead of 0.5",
        "\"countedDays\":20 | \"score\":null | instead of a refusal",
        "\"region\":\"x\" | \"score\":0.5 | no score instead of 0.5: nothing known of [countedDays",
        "\"countedDays\":20 | \"score\":0.377541,\"probability\":0.4 | instead of 0.4",
        "\"countedDays\":20 | \"score\":0.377541,\"reasons\":[\"X\"] | instead of [X]",
      })
  void a_deviation_is_told_with_its_place(String features, String rest, String told)
      throws Exception {
    assertThat(GoldenVectors.parse("v.json", one(features, rest)).check(model()))
        .singleElement()
        .asString()
        .contains("v.json:1:", "/vectors/0", told);
  }

  @Test
  void the_last_digit_of_the_tolerance_counts() throws Exception {
    String near = one("\"countedDays\":20", "\"score\":0.3775418");
    String far = one("\"countedDays\":20", "\"score\":0.3775421");

    assertThat(GoldenVectors.parse("v.json", near).check(model())).isEmpty();
    assertThat(GoldenVectors.parse("v.json", far).check(model())).hasSize(1);
  }

  @Test
  void vectors_of_another_version_are_told() throws Exception {
    String other =
        one("\"countedDays\":20", "\"score\":0.377541")
            .replace("\"version\":\"1\"", "\"version\":\"2\"");

    assertThat(GoldenVectors.parse("v.json", other).check(model()))
        .singleElement()
        .asString()
        .contains("for pay 2, not for pay 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"countedDay\":1 | did you mean \"countedDays\"?",
        "\"countedDays\":\"1\" | a whole number",
        "\"loan.rate\":\"1\" | a number without quotes",
        "\"overdueAmount\":\"1\" | /vectors/0/features/overdueAmount",
        "\"readButSilent\":\"yes\" | true or false",
      })
  void a_feature_that_is_none_is_a_located_fault(String features, String told) {
    assertThatThrownBy(
            () -> GoldenVectors.parse("v.json", one(features, "\"score\":1")).check(model()))
        .isInstanceOf(InvalidDocument.class)
        .hasMessageContaining(told);
  }
}
