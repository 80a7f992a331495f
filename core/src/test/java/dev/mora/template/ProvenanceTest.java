package dev.mora.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mora.language.Language;
import dev.mora.party.Creditor;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProvenanceTest {

  private static final LocalDate DAY = LocalDate.parse("2026-11-22");
  private static final MessageTemplate TEMPLATE =
      MessageTemplate.parse("t", MessageTemplateTest.OVERDUE);

  @Test
  void history_and_variants_are_no_part_of_the_content() {
    MessageTemplate told = TEMPLATE.changed(DAY, "ana", "más corto").approved(DAY, "luis");
    MessageTemplate tested =
        MessageTemplate.parse(
            "t", MessageTemplateTest.OVERDUE.replace("fields:", "variants: a 1, b 2\nfields:"));

    assertThat(told.contentHash()).isEqualTo(TEMPLATE.contentHash());
    assertThat(tested.contentHash()).isEqualTo(TEMPLATE.contentHash());
    assertThat(told).isEqualTo(TEMPLATE).hasSameHashCodeAs(TEMPLATE);
    assertThat(tested).isNotEqualTo(TEMPLATE);
  }

  @Test
  void the_hash_of_a_template_stays_from_version_to_version() {
    assertThat(TEMPLATE.contentHash()).startsWith("08c115e122aad20a");
  }

  @Test
  void an_approval_is_of_the_content_that_it_was_given_for() {
    MessageTemplate approved = TEMPLATE.by(Creditor.firstParty("CrediAmiga")).approved(DAY, "luis");
    MessageTemplate edited =
        MessageTemplate.parse("t", approved.toText().replace("Hola", "Estimada"));

    assertThat(approved.provenance().approved())
        .containsExactly(new Provenance.Approval(DAY, "luis", "08c115e122aa"));
    assertThat(approved.creditor()).isPresent();
    assertThat(stale(approved)).isEmpty();
    assertThat(stale(edited))
        .containsExactly(
            "luis approved on 2026-11-22 the content 08c115e122aa, which is now "
                + edited.contentHash().substring(0, 12));
    assertThat(stale(edited.approved(DAY, "luis"))).isEmpty();
  }

  private static List<String> stale(MessageTemplate template) {
    return template.check().stream()
        .filter(finding -> finding.rule().equals("approval-stale"))
        .map(finding -> finding.message(Language.EN))
        .toList();
  }

  @Test
  void changes_stand_in_their_order() {
    MessageTemplate changed = TEMPLATE.changed(DAY, "ana", "uno").changed(DAY, "luis", "");

    assertThat(changed.provenance())
        .isEqualTo(
            new Provenance(
                List.of(
                    new Provenance.Change(DAY, "ana", "uno"),
                    new Provenance.Change(DAY, "luis", "")),
                List.of()));
    assertThat(TEMPLATE.provenance()).isEqualTo(Provenance.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\tb", "\u2003a", "\u200b", "a\u0301"})
  void a_name_is_one_visible_word(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TEMPLATE.changed(DAY, name, ""))
        .withMessageContaining("a name of 1 to 64 characters without blanks");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0123456789a", "0123456789abc", "0123456789aB", "g123456789ab"})
  void a_hash_has_12_small_digits(String hash) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Provenance.Approval(DAY, "luis", hash))
        .withMessageContaining("the first 12 digits of the content hash");
  }
}
