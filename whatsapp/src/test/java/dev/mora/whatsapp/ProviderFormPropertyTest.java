package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.json.JsonArray;
import dev.mora.json.JsonBoolean;
import dev.mora.json.JsonNull;
import dev.mora.json.JsonNumber;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonString;
import dev.mora.json.JsonValue;
import dev.mora.party.PhoneNumber;
import dev.mora.template.Category;
import dev.mora.template.MessageTemplate;
import dev.mora.template.Rendering;
import dev.mora.template.TemplateBuilder;
import dev.mora.template.TemplateButton;
import dev.mora.template.TemplateField;
import dev.mora.template.TemplateHeader;
import dev.mora.template.Translation;
import dev.mora.template.Wording;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Random templates through the provider's form, from either side. */
class ProviderFormPropertyTest {

  private static final long SEED = 20261122;
  private static final String[] FIELDS = {
    "nombre", "montoTotal", "fecha_2", "creditor", "creditorPhone"
  };
  private static final String[] WORDS = {
    "Hola",
    "ñandú",
    "¿qué?",
    "😀",
    "*x*",
    "\"",
    "\\",
    "{",
    "}",
    "[1]",
    "->",
    "1",
    "a\u2028b",
    "$5",
    "\u00a0c",
    ":"
  };

  @Test
  void ours_comes_back_from_the_providers_form() {
    Random random = new Random(SEED);
    for (int i = 0; i < Cases.of(5_000); i++) {
      MessageTemplate ours = ours(random);
      Map<String, String> examples = new HashMap<>();
      for (String field : ours.languages().get("es_MX").fieldsUsed()) {
        examples.put(field, "e" + random.nextInt(100));
      }

      JsonObject json =
          TemplateSubmission.of(ours, "es_MX").examples(examples).mediaHandle("4::h").toJson();

      assertThat(WhatsAppTemplates.read(json, ours).toJson())
          .as("seed %d, case %d", SEED, i)
          .isEqualTo(ours.toJson());
      assertThat(WhatsAppTemplates.compare(ours, json)).as("case %d", i).isEmpty();
      assertThat(TemplateSubmission.of(ours, "es_MX").over(json).toJson())
          .as("case %d", i)
          .isEqualTo(json);
    }
  }

  @Test
  void theirs_comes_back_from_our_form() {
    Random random = new Random(SEED + 1);
    for (int i = 0; i < Cases.of(5_000); i++) {
      JsonObject theirs = theirs(random);

      MessageTemplate read = WhatsAppTemplates.read(theirs);
      MessageTemplate again = MessageTemplate.parse("again", read.toText());

      assertThat(TemplateSubmission.of(again, "es_MX").over(theirs).toJson().toJson())
          .as("seed %d, case %d", SEED + 1, i)
          .isEqualTo(theirs.toJson());
      assertThat(WhatsAppTemplates.compare(again, theirs)).as("case %d", i).isEmpty();
    }
  }

  private static MessageTemplate ours(Random random) {
    TemplateBuilder builder =
        MessageTemplate.builder("t", "v1", pick(random, Category.values()))
            .variables(pick(random, Rendering.Variables.values()))
            .field(TemplateField.text("nombre"))
            .field(TemplateField.money("montoTotal"))
            .field(TemplateField.date("fecha_2"))
            .field(TemplateField.of("foto", "image"))
            .field(TemplateField.of("lugar", "location"));
    Translation text = Translation.of("es_MX", wording(random, "\n"));
    switch (random.nextInt(5)) {
      case 0 ->
          text = text.withHeader(new TemplateHeader.Text(Wording.parse(wording(random, " "))));
      case 1 -> text = text.withHeader(TemplateHeader.Media.of(TemplateHeader.Kind.IMAGE, "foto"));
      case 2 ->
          text = text.withHeader(TemplateHeader.Media.of(TemplateHeader.Kind.LOCATION, "lugar"));
      case 3 -> text = text.withHeader(TemplateHeader.Media.unfilled(TemplateHeader.Kind.VIDEO));
      default -> {}
    }
    List<TemplateButton> buttons = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      buttons.add(button(random, i));
    }
    text = text.withButtons(buttons);
    if (random.nextBoolean()) {
      text = text.withFooter("Pie " + random.nextInt(9));
    }
    if (random.nextInt(4) == 0) {
      text = text.withOthers(List.of(unknown(random), unknown(random)));
    }
    return builder.language(text).build();
  }

  private static TemplateButton button(Random random, int i) {
    String label = "B" + i + " " + pick(random, "ñ", ":", "]", "->", "\\");
    return switch (random.nextInt(6)) {
      case 0, 1 -> new TemplateButton.QuickReply(label, "P" + random.nextInt(9));
      case 2 ->
          new TemplateButton.Url(
              label, Wording.parse("https://p.mx/a?b=" + pick(random, "{nombre}", "c", "")));
      case 3 -> new TemplateButton.Phone(label, PhoneNumber.of("+52555555010" + random.nextInt(9)));
      case 4 ->
          new TemplateButton.CopyCode(
              label, Wording.parse(pick(random, "{nombre}", "AB1", "A{nombre}")));
      default -> new TemplateButton.Other(unknown(random));
    };
  }

  private static JsonObject theirs(Random random) {
    boolean named = random.nextBoolean();
    JsonObject out = unknownKeys(random, JsonObject.of().with("name", "t"));
    out = out.with("language", pick(random, "es_MX", "es-MX"));
    if (named || random.nextBoolean()) {
      out = out.with("parameter_format", named ? "NAMED" : "POSITIONAL");
    }
    out =
        out.with("category", pick(random, Category.values()).name())
            .with("id", "" + random.nextInt(99));
    List<JsonValue> components = new ArrayList<>();
    components.add(
        text(
            random,
            unknownKeys(random, JsonObject.of().with("type", pick(random, "BODY", "body"))),
            named,
            Examples.BODY));
    if (random.nextBoolean()) {
      JsonObject header = unknownKeys(random, JsonObject.of().with("type", "HEADER"));
      components.add(
          switch (random.nextInt(4)) {
            case 0, 1 ->
                text(
                    random,
                    header.with("format", pick(random, "TEXT", "text")),
                    named,
                    Examples.HEADER);
            case 2 -> header.with("format", pick(random, "IMAGE", "DOCUMENT", "GIF", "PRODUCT"));
            default -> header.with("format", "LOCATION");
          });
    }
    if (random.nextBoolean()) {
      components.add(
          unknownKeys(
              random,
              JsonObject.of()
                  .with("type", "FOOTER")
                  .with("text", pick(random, "Pie", "{{1}} pie", " "))));
    }
    if (random.nextBoolean()) {
      List<JsonValue> buttons = new ArrayList<>();
      for (int i = random.nextInt(5); i > 0; i--) {
        buttons.add(unknownKeys(random, theirButton(random, i)));
      }
      components.add(
          JsonObject.of().with("type", "BUTTONS").with("buttons", JsonArray.of(buttons)));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      components.add(unknown(random));
    }
    Collections.shuffle(components, random);
    return unknownKeys(random, out.with("components", JsonArray.of(components)));
  }

  private static JsonObject theirButton(Random random, int i) {
    JsonObject out = JsonObject.of();
    String label = "B" + i;
    return switch (random.nextInt(6)) {
      case 0 -> out.with("type", pick(random, "QUICK_REPLY", "quick_reply")).with("text", label);
      case 1 ->
          out.with("type", "URL")
              .with("text", label)
              .with("url", "https://p.mx/{{1}}")
              .with(
                  "example",
                  pick(
                      random,
                      JsonArray.ofStrings(List.of("https://p.mx/x")),
                      JsonString.of("https://p.mx/x")));
      case 2 ->
          out.with("type", "URL")
              .with("text", label)
              .with("url", pick(random, "https://p.mx/x", "https://{{1}}.mx/", "tel:1"));
      case 3 ->
          out.with("type", "PHONE_NUMBER")
              .with("text", label)
              .with(
                  "phone_number",
                  pick(random, "+525555550100", "525555550100", "52 55-5555 0100", "n/a"));
      case 4 ->
          out.with("type", "COPY_CODE")
              .with("text", "Copiar código")
              .with(
                  "example",
                  pick(random, JsonArray.ofStrings(List.of("AB1")), JsonString.of("AB1")));
      default -> unknown(random);
    };
  }

  private static JsonObject text(
      Random random, JsonObject component, boolean named, Examples where) {
    StringBuilder text = new StringBuilder("x ");
    Set<String> variables = new LinkedHashSet<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      text.append(pick(random, WORDS).replace("{", "(").replace("}", ")")).append(' ');
      if (random.nextBoolean()) {
        String next =
            named
                ? pick(
                    random,
                    "nombre",
                    "monto_total",
                    "creditor_phone",
                    "url1",
                    "image",
                    "code2",
                    "a1")
                : Integer.toString(
                    variables.isEmpty() || random.nextInt(3) > 0 ? variables.size() + 1 : 1);
        variables.add(next);
        text.append("{{").append(next).append("}}, ");
      }
    }
    JsonObject out = component.with("text", text.append("fin").toString());
    if (variables.isEmpty()) {
      return out;
    }
    Map<String, String> examples = new java.util.LinkedHashMap<>();
    variables.forEach(name -> examples.put(name, "e" + name));
    return out.with(
        "example",
        where.write(examples, named ? Rendering.Variables.NAMED : Rendering.Variables.POSITIONAL));
  }

  private static String wording(Random random, String between) {
    StringBuilder out = new StringBuilder("x");
    for (int i = random.nextInt(6); i > 0; i--) {
      String word = pick(random, WORDS);
      out.append(between).append(Wording.literal(word));
      if (random.nextInt(3) == 0) {
        out.append(' ').append('{').append(pick(random, FIELDS)).append('}').append('.');
      }
    }
    return out.toString();
  }

  private static JsonObject unknown(Random random) {
    return unknownKeys(
        random,
        JsonObject.of()
            .with("type", pick(random, "CAROUSEL", "FLOW", "OTP", "call_permission_request")));
  }

  private static JsonObject unknownKeys(Random random, JsonObject object) {
    JsonObject out = object;
    for (int i = random.nextInt(3); i > 0; i--) {
      out = out.with("x_" + random.nextInt(5), value(random, 2));
    }
    return out;
  }

  private static JsonValue value(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 6)) {
      case 0 -> JsonString.of(pick(random, WORDS));
      case 1 -> JsonNumber.of(random.nextLong());
      case 2 -> JsonBoolean.of(random.nextBoolean());
      case 3 -> JsonNull.of();
      case 4 -> JsonArray.of(value(random, depth - 1), value(random, depth - 1));
      default -> JsonObject.of().with("k", value(random, depth - 1));
    };
  }

  @SafeVarargs
  private static <T> T pick(Random random, T... from) {
    return from[random.nextInt(from.length)];
  }
}
