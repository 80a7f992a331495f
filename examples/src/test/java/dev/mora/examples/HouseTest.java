package dev.mora.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** Keeps the house in order; each rule is also shown a sample that breaks it. */
class HouseTest {
  private static final JavaClasses MORA =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages(House.MORA.base());

  private static final String SAMPLE_BASE = "dev.mora.examples.sample";
  private static final JavaClasses SAMPLE = new ClassFileImporter().importPackages(SAMPLE_BASE);
  private static final House SAMPLE_HOUSE =
      new House(
          SAMPLE_BASE,
          List.of(
              new House.Module("core", true, List.of("event", "json", "money", "loan")),
              new House.Module("examples", false, List.of("examples"))));

  static final List<Arguments> RULES =
      List.of(
          rule(House::packages_are_free_of_cycles, "Cycle detected"),
          rule(
              House::a_package_imports_only_from_lines_above_its_own,
              "sample.money stands above dev.mora.examples.sample.loan",
              "package dev.mora.examples.sample.surplus has no line in the list"),
          rule(
              House::time_is_an_argument,
              "LocalDate.now()",
              "LocalDate.now(java.time.ZoneId)",
              "Instant.now()",
              "System.currentTimeMillis()",
              "Clock.systemUTC()",
              "ZoneId.systemDefault()",
              "Locale.getDefault()",
              "java.util.Date.<init>()"),
          rule(
              House::nothing_prints_outside_examples,
              "java.lang.System.out",
              "java.lang.System.err",
              "printStackTrace()"),
          rule(
              House::no_third_party_type_in_a_public_signature,
              "shows com.fasterxml.jackson.databind.JsonNode",
              "shows org.slf4j.Logger"),
          rule(House::json_has_one_door, "com.fasterxml.jackson.databind.JsonNode"),
          rule(House::http_goes_through_the_http_client, "java.net.HttpURLConnection"),
          rule(
              House::money_knows_no_floating_point,
              "Coin.worth",
              "Coin.add(double)",
              "BigDecimal.doubleValue()"));

  @ParameterizedTest
  @FieldSource("RULES")
  void the_house_keeps(Function<House, ArchRule> rule) {
    rule.apply(House.MORA).check(MORA);
  }

  @ParameterizedTest
  @FieldSource("RULES")
  void a_bad_sample_breaks(Function<House, ArchRule> rule, List<String> found) {
    assertThatThrownBy(() -> rule.apply(SAMPLE_HOUSE).check(SAMPLE))
        .isInstanceOf(AssertionError.class)
        .message()
        .contains(found)
        .doesNotContain("Innocent");
  }

  @Test
  void every_module_is_looked_at() {
    for (House.Module module : House.MORA.modules()) {
      assertThat(MORA.that(House.of(module, House.MORA))).as(module.name()).isNotEmpty();
    }
  }

  @Test
  void a_package_takes_the_place_of_its_nearest_listed_ancestor() {
    assertThat(House.MORA.place("dev.mora.whatsapp.internal.wire")).contains("dev.mora.whatsapp");
    assertThat(House.MORA.place("dev.mora.portfolio.csv")).contains("dev.mora.portfolio.csv");
    assertThat(House.MORA.place("dev.mora.portfolio.internal")).contains("dev.mora.portfolio");
    assertThat(House.MORA.place("dev.mora.util")).isEmpty();
  }

  private static Arguments rule(Function<House, ArchRule> rule, String... found) {
    return Arguments.of(rule, Stream.of(found).toList());
  }
}
