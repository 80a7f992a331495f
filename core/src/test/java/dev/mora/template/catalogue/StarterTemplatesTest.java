package dev.mora.template.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.template.TemplateFinding;
import dev.mora.template.TemplateFinding.Level;
import dev.mora.template.Translation;
import dev.mora.template.lint.Purpose;
import dev.mora.template.lint.TemplateLinter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StarterTemplatesTest {

  private static final StarterTemplates EVERYTHING =
      StarterTemplates.standard().opening(Gate.CREDIT_BUREAU);

  @ParameterizedTest
  @EnumSource(Purpose.class)
  void each_purpose_has_a_text_that_the_linter_passes(Purpose purpose) {
    StarterTemplate starter = EVERYTHING.of(purpose).orElseThrow();

    List<TemplateFinding> told =
        TemplateLinter.standard().forPurpose(purpose).lint(starter.template());
    List<TemplateFinding> untold = TemplateLinter.standard().lint(starter.template());

    assertThat(told).as("told its purpose").allMatch(f -> f.level() == Level.ADVICE);
    assertThat(untold).as("by its words alone").allMatch(f -> f.level() == Level.ADVICE);
  }

  @ParameterizedTest
  @EnumSource(Purpose.class)
  void each_text_can_be_filled_and_says_the_same_in_each_language(Purpose purpose) {
    StarterTemplate starter = EVERYTHING.of(purpose).orElseThrow();

    assertThat(starter.template().check())
        .extracting(TemplateFinding::rule)
        .containsOnly("language-without-region");
  }

  @ParameterizedTest
  @ValueSource(strings = {"es-MX", "es-CO", "es-PE", "es-AR", "es-GT", "pt-BR", "en-KE", "en-US"})
  void each_region_gets_every_text(String language) {
    assertThat(EVERYTHING.in(language)).hasSize(Purpose.values().length);
  }

  @Test
  void the_bureau_notice_is_given_only_to_a_host_that_asks_for_it() {
    StarterTemplates standard = StarterTemplates.standard();

    assertThat(standard.of(Purpose.BUREAU_NOTICE)).isEmpty();
    assertThat(standard.all()).hasSize(Purpose.values().length - 1);
    assertThatThrownBy(() -> standard.named("loan_bureau_notice"))
        .hasMessageContaining("CREDIT_BUREAU");
    assertThat(EVERYTHING.named("loan_bureau_notice").gate()).contains(Gate.CREDIT_BUREAU);
  }

  @Test
  void a_wrong_name_is_told_with_the_nearest() {
    assertThatThrownBy(() -> EVERYTHING.named("loan_recept")).hasMessageContaining("loan_receipt");
  }

  @Test
  void every_spanish_text_says_usted() {
    for (StarterTemplate starter : EVERYTHING.all()) {
      for (Translation text : starter.template().languages().values()) {
        if (text.language().startsWith("es")) {
          assertThat(text.body().toString().split("[^\\p{L}]+"))
              .doesNotContain("tu", "tus", "te", "ti", "vos", "tú");
        }
      }
    }
  }

  @Test
  void the_number_check_and_the_plan_reveal_no_debt() {
    for (Purpose purpose : List.of(Purpose.NUMBER_CHECK, Purpose.PLAN_OFFERED)) {
      StarterTemplate starter = EVERYTHING.of(purpose).orElseThrow();

      assertThat(starter.template().fields()).extracting(f -> f.kind()).containsOnly("text");
    }
  }
}
