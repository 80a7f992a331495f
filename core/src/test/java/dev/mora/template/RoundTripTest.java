package dev.mora.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.json.Json;
import dev.mora.json.JsonObject;
import dev.mora.money.Money;
import dev.mora.party.PhoneNumber;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Generated templates, full of the characters that the forms use as signs. */
class RoundTripTest {

  private static final String[] BITS = {
    "a",
    "é",
    "ñ",
    " ",
    " ",
    ":",
    "->",
    "[",
    "]",
    "|",
    "\\",
    "---",
    "-",
    ">",
    "header:",
    "footer:",
    "button:",
    "component:",
    "#",
    "\"",
    "'",
    "😀",
    "\u2028",
    "\u00a0",
    ",",
    "tel:",
    "copy:",
    "x  y:"
  };
  private static final String[] FIELDS = {"nombre", "monto", "creditor"};

  @Test
  void a_template_survives_both_forms() {
    long seed = 20261121;
    Random random = new Random(seed);
    for (int i = 0; i < Cases.of(5_000); i++) {
      MessageTemplate template = template(random);

      String text = template.toText();
      String json = template.toJson();

      assertSame(MessageTemplate.parse("text", text), template, seed, i);
      assertSame(MessageTemplate.parse("json", json), template, seed, i);
      assertThat(MessageTemplate.parse("json", json).toText()).isEqualTo(text);
      assertThat(MessageTemplate.parse("text", text).toJson()).isEqualTo(json);
    }
  }

  private static void assertSame(MessageTemplate read, MessageTemplate written, long seed, int i) {
    assertThat(read.languages()).as("seed %d, round %d", seed, i).isEqualTo(written.languages());
    assertThat(read.fields()).as("seed %d, round %d", seed, i).isEqualTo(written.fields());
    assertThat(read.variants()).isEqualTo(written.variants());
    assertThat(read.provenance()).isEqualTo(written.provenance());
    assertThat(read.fallback()).isEqualTo(written.fallback());
    assertThat(read.contentHash()).isEqualTo(written.contentHash());
  }

  static MessageTemplate template(Random random) {
    TemplateBuilder builder =
        MessageTemplate.builder("t_" + random.nextInt(9), "v" + random.nextInt(9), Category.UTILITY)
            .variables(
                random.nextBoolean() ? Rendering.Variables.NAMED : Rendering.Variables.POSITIONAL)
            .field(TemplateField.text("nombre"))
            .field(TemplateField.money("monto"))
            .field(TemplateField.of("archivo", FieldType.DOCUMENT));
    for (int i = random.nextInt(5); i > 0; i--) {
      builder.field(field("f" + i, random));
    }
    builder.language(translation("es_MX", random));
    if (random.nextBoolean()) {
      builder.language(translation("pt_BR", random)).fallback(List.of("pt_BR", "es_MX"));
    }
    if (random.nextInt(3) == 0) {
      builder.variants(
          Variants.of(
              new Variants.Arm("a_" + random.nextInt(9), 1 + random.nextInt(10_000)),
              new Variants.Arm("b", 1 + random.nextInt(10_000))));
    }
    return builder.provenance(provenance(random)).build();
  }

  private static TemplateField<?> field(String name, Random random) {
    FieldType<?> type = FieldType.all().get(random.nextInt(FieldType.all().size()));
    return switch (random.nextInt(3)) {
      case 0 -> TemplateField.of(name, type);
      case 1 -> TemplateField.of(name, type).orSkip();
      default -> withDefault(name, type, random);
    };
  }

  /** A value of each type, the texts in it out of the characters that are signs in a form. */
  private static TemplateField<?> withDefault(String name, FieldType<?> type, Random random) {
    String line = clean(random);
    return switch (type.word()) {
      case "text" -> TemplateField.text(name).orElse(line);
      case "money" ->
          TemplateField.money(name).orElse(Money.of("" + random.nextInt(1_000_000), "MXN"));
      case "date" -> TemplateField.date(name).orElse(LocalDate.ofEpochDay(random.nextInt(40_000)));
      case "days" -> TemplateField.days(name).orElse(random.nextInt(Integer.MAX_VALUE));
      case "count" -> TemplateField.count(name).orElse(random.nextLong(Long.MAX_VALUE));
      case "percent" ->
          TemplateField.percent(name)
              .orElse(BigDecimal.valueOf(random.nextLong(), random.nextInt(9)));
      case "last-digits" ->
          TemplateField.lastDigits(name).orElse(LastDigits.of("" + (10 + random.nextInt(999_990))));
      case "pay-link" -> TemplateField.payLink(name).orElse(PayLink.of("p/" + random.nextInt()));
      case "document" ->
          TemplateField.of(name, FieldType.DOCUMENT)
              .orElse(MediaRef.id("a.b").named(line.replaceAll("[/\\\\]", "_")));
      case "location" ->
          TemplateField.of(name, FieldType.LOCATION)
              .orElse(GeoPoint.of("-19.4", "99", line, clean(random)));
      default ->
          TemplateField.of(name, "image".equals(type.word()) ? FieldType.IMAGE : FieldType.VIDEO)
              .orElse(MediaRef.link("https://x.mx/" + random.nextInt(99) + "?a=,;'"));
    };
  }

  private static String clean(Random random) {
    String text = CleanText.of(text(random, false).replace(";", ""));
    return CleanText.isVisible(text) ? text : "x";
  }

  private static Provenance provenance(Random random) {
    Provenance out = Provenance.NONE;
    for (int i = random.nextInt(3); i > 0; i--) {
      LocalDate on = LocalDate.ofEpochDay(random.nextInt(40_000));
      String by = "ana:" + random.nextInt(9) + ",ñ";
      out =
          random.nextBoolean()
              ? out.with(new Provenance.Change(on, by, random.nextBoolean() ? clean(random) : ""))
              : out.with(
                  new Provenance.Approval(
                      on, by, String.format(Locale.ROOT, "%012x", random.nextInt(9999))));
    }
    return out;
  }

  private static Translation translation(String language, Random random) {
    Translation out =
        Translation.of(language, wording(random, true))
            .withButtons(buttons(random))
            .withFooter(random.nextBoolean() ? line(random) : "");
    switch (random.nextInt(4)) {
      case 0 ->
          out =
              out.withHeader(
                  random.nextBoolean()
                      ? TemplateHeader.Media.unfilled(TemplateHeader.Kind.DOCUMENT)
                      : TemplateHeader.Media.of(TemplateHeader.Kind.DOCUMENT, "archivo"));
      case 1, 2 ->
          out = out.withHeader(new TemplateHeader.Text(Wording.parse(wording(random, false))));
      default -> {}
    }
    return random.nextInt(3) == 0 ? out.withOthers(List.of(raw(), raw())) : out;
  }

  private static List<TemplateButton> buttons(Random random) {
    List<TemplateButton> out = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      out.add(
          switch (random.nextInt(5)) {
            case 0 -> new TemplateButton.QuickReply(line(random), line(random));
            case 1 ->
                new TemplateButton.Url(
                    line(random), Wording.parse("https://p.mx/a]b\\\\[" + "{nombre}"));
            case 2 -> new TemplateButton.Phone(line(random), PhoneNumber.of("+525555550100"));
            case 3 ->
                new TemplateButton.CopyCode(line(random), Wording.parse(wording(random, false)));
            default -> new TemplateButton.Other(raw());
          });
    }
    return out;
  }

  private static JsonObject raw() {
    return Json.parse("raw", "{\"type\":\"X\",\"n\":[1.0,1e3,null,true,\"]\\n\"],\"o\":{}}")
        .asObject();
  }

  private static String line(Random random) {
    String text = text(random, false).strip();
    return isSeen(text) ? text : "x";
  }

  private static boolean isSeen(String text) {
    return CleanText.isVisible(CleanText.of(text));
  }

  /** In the syntax of {@link Wording#parse}. */
  private static String wording(Random random, boolean lines) {
    StringBuilder out = new StringBuilder();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      out.append(Wording.literal(text(random, lines)));
      if (random.nextInt(3) == 0) {
        out.append('{').append(FIELDS[random.nextInt(FIELDS.length)]).append('}');
      }
      if (random.nextInt(5) == 0) {
        out.append(random.nextBoolean() ? "\\{" : "\\}");
      }
    }
    String text = out.toString().strip();
    return isSeen(text) ? text : "x";
  }

  private static String text(Random random, boolean lines) {
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      out.append(BITS[random.nextInt(BITS.length)]);
      if (lines && random.nextInt(3) == 0) {
        out.append('\n');
      }
    }
    return out.toString();
  }
}
