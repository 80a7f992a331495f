package dev.mora.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.json.InvalidDocument;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedPacksTest {

  static List<ContactPack> packs() {
    return ContactPolicy.shipped().stream().map(ShippedPacks.all()::pack).toList();
  }

  @TestFactory
  Stream<DynamicTest> the_golden_cases_of_each_pack_hold() {
    return packs().stream()
        .flatMap(
            pack ->
                pack.tests().stream()
                    .map(
                        each ->
                            DynamicTest.dynamicTest(
                                pack.id() + ": " + each.name(),
                                () ->
                                    assertThat(each.failure(policy(pack.id(), each)))
                                        .isEqualTo(Optional.empty()))));
  }

  private static ContactPolicy policy(String pack, PackTest test) {
    ContactPolicy policy = ContactPolicy.of(pack).safetyMargin(Duration.ZERO);
    for (Map.Entry<String, Boolean> each : test.switches().entrySet()) {
      policy = policy.switched(pack, each.getKey(), each.getValue());
    }
    return policy;
  }

  @ParameterizedTest
  @MethodSource("packs")
  void each_pack_brings_cases_sources_and_a_review_date(ContactPack pack) {
    assertThat(pack.tests()).isNotEmpty();
    assertThat(pack.reviewedOn()).isAfterOrEqualTo(LocalDate.of(2026, 11, 21));
    assertThat(pack.rules()).allSatisfy(rule -> assertThat(rule.source()).isNotBlank());
    assertThat(pack.unchecked()).allSatisfy(duty -> assertThat(duty.source()).isNotBlank());
  }

  @ParameterizedTest
  @MethodSource("packs")
  void each_rule_can_be_told_in_three_languages(ContactPack pack) {
    assertThat(pack.items())
        .allSatisfy(
            item ->
                assertThat(item.rule().head().says().keySet())
                    .as(item.rule().head().id())
                    .containsExactlyInAnyOrderElementsOf(ContactExplanation.LANGUAGES));
  }

  @Test
  void rule_ids_are_used_once_over_all_packs() {
    List<String> ids =
        packs().stream()
            .flatMap(pack -> pack.rules().stream())
            .map(ContactPack.RuleInfo::id)
            .toList();

    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void an_unknown_pack_is_named_with_the_nearest_one() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ContactPolicy.of("GENERIC-STRCT"))
        .withMessageContaining("GENERIC-STRCT")
        .withMessageContaining("did you mean GENERIC-STRICT?");
  }

  @Test
  void a_policy_tells_its_packs_versions_and_readings() {
    assertThat(ContactPolicy.of("MX", "PE").literal().packVersions())
        .containsExactly(
            "BASE@2026.11.0",
            "WHATSAPP@2026.11.0",
            "MX@2026.11.0 windowsStrict=false",
            "PE@2026.11.0 literalScope=true");
  }

  @Test
  void unverified_rules_can_refuse_to_load_and_are_named() {
    assertThatThrownBy(() -> ContactPolicy.of("MX").onUnverified(OnUnverified.REFUSE_TO_LOAD))
        .isInstanceOf(InvalidDocument.class)
        .hasMessageContaining("MX-day-off-strict")
        .hasMessageContaining("WHATSAPP-collector-role");
  }

  @Test
  void unverified_rules_can_be_ignored() {
    ContactPolicy policy = ContactPolicy.of("MX").onUnverified(OnUnverified.IGNORE);
    ContactRequest sunday = Cases.messageInMexico("2026-11-22T10:00").build();

    ContactVerdict verdict = policy.decide(sunday, dev.mora.history.ContactHistory.none());

    assertThat(verdict.kind()).isEqualTo(ContactVerdict.Kind.ALLOW);
  }

  @Test
  void the_java_code_names_no_country() throws java.io.IOException {
    java.nio.file.Path sources = java.nio.file.Path.of("src/main/java/dev/mora/contact");
    try (Stream<java.nio.file.Path> files = java.nio.file.Files.list(sources)) {
      assertThat(files)
          .allSatisfy(
              file ->
                  assertThat(java.nio.file.Files.readString(file).lines())
                      .as(file.toString())
                      .filteredOn(line -> !line.strip().startsWith("*"))
                      .noneMatch(line -> line.matches(".*\"(MX|PE|CO|CL|AR|BR|EC)\".*")));
    }
  }
}
