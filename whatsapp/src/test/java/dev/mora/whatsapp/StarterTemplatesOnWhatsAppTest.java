package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.template.TemplateFinding;
import dev.mora.template.TemplateFinding.Level;
import dev.mora.template.catalogue.Gate;
import dev.mora.template.catalogue.StarterTemplate;
import dev.mora.template.catalogue.StarterTemplates;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StarterTemplatesOnWhatsAppTest {

  static Stream<StarterTemplate> all() {
    return StarterTemplates.standard().opening(Gate.CREDIT_BUREAU).all().stream();
  }

  @ParameterizedTest
  @MethodSource("all")
  void each_starter_template_keeps_the_limits_of_whatsapp(StarterTemplate starter) {
    List<TemplateFinding> findings = WhatsAppTemplates.check(starter.template());

    assertThat(findings).noneMatch(finding -> finding.level() == Level.ERROR);
  }
}
