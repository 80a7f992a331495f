package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.json.JsonObject;
import dev.mora.template.MessageTemplate;
import dev.mora.template.PayLink;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateSubmissionTest {

  private static MessageTemplate template(String kind) {
    return MessageTemplate.parse(
        "t.txt",
        "template: t  category: UTILITY  version: 1\nfields: p "
            + kind
            + "\n--- es_MX\nPague aquí cuando pueda, por favor: {p}. Gracias.\n"
            + "[Pagar -> https://pay.example/{p}]\n");
  }

  private static List<String> addressExample(TemplateSubmission submission) {
    JsonObject buttons =
        submission.toJson().array("components").objects().stream()
            .filter(component -> component.string("type").equals("BUTTONS"))
            .findFirst()
            .orElseThrow();
    return buttons.array("buttons").objects().get(0).array("example").strings();
  }

  @Test
  void a_whole_link_in_the_text_is_no_end_of_the_address_below() {
    MessageTemplate template = template("pay-link");

    TemplateSubmission submission =
        TemplateSubmission.of(template, "es_MX")
            .examples(template.fill(Map.of("p", PayLink.of("https://pay.example/p/8Hq2"))));

    assertThat(addressExample(submission)).containsExactly("https://pay.example/p/8Hq2");
    assertThat(WhatsAppTemplates.check(submission.toJson())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "p/8Hq2, https://pay.example/p/8Hq2",
    "Ana Núñez, https://pay.example/Ana%20N%C3%BA%C3%B1ez",
    "Ana%20N, https://pay.example/Ana%20N"
  })
  void the_example_of_an_address_is_an_address(String shown, String example) {
    TemplateSubmission submission =
        TemplateSubmission.of(template("text"), "es_MX").examples(Map.of("p", shown));

    assertThat(addressExample(submission)).containsExactly(example);
  }
}
