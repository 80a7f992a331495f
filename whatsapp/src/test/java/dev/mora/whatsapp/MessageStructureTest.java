package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.OutboundMessage;
import dev.mora.channel.SendResult;
import dev.mora.json.Json;
import dev.mora.json.JsonArray;
import dev.mora.json.JsonLimits;
import dev.mora.json.JsonNumber;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonString;
import dev.mora.json.JsonValue;
import dev.mora.money.Money;
import dev.mora.party.Creditor;
import dev.mora.party.PhoneNumber;
import dev.mora.template.Category;
import dev.mora.template.FilledTemplate;
import dev.mora.template.GeoPoint;
import dev.mora.template.InvalidMessage;
import dev.mora.template.LastDigits;
import dev.mora.template.MediaRef;
import dev.mora.template.MessageTemplate;
import dev.mora.template.PayLink;
import dev.mora.template.RecordTemplate;
import dev.mora.template.Rendering;
import dev.mora.template.TemplateBuilder;
import dev.mora.template.TemplateButton;
import dev.mora.template.TemplateField;
import dev.mora.template.TemplateHeader;
import dev.mora.template.Translation;
import dev.mora.template.Wording;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Random records in random templates: a message that obeys every limit, or a typed refusal. */
class MessageStructureTest {

  private static final long SEED = 20261122;
  private static final Pattern UNFIT = Pattern.compile("[\\n\\r\\t]| {5}");

  private static final String[] NASTY = {
    "Rosa",
    "María José",
    "\"",
    "\\",
    "\"}]}",
    "{{1}}",
    "{nombre}",
    "{",
    "}",
    "\n",
    "\t",
    "     ",
    "\r\n",
    "\u0000",
    "\u2028",
    "\u200b",
    "\u202e",
    "é",
    "e\u0301",
    "😀",
    "\ud83d",
    "\u00a0",
    "''",
    "</b>",
    "%20",
    "#",
    "@",
    "..",
    "//",
    "?a=b&c=d",
    "*",
    "_",
    "~",
    "ñ",
    "שלום",
    "1",
    "$",
    "",
    "\",\"text\":\"x",
    "null",
    "\uffff",
    "x".repeat(60),
    "y".repeat(300),
    "z".repeat(1025)
  };

  private static final String[] FIXED = {
    "Hola", "le escribe", "\"", "\\\\", "¿Cuándo paga?", "\\{", "\\}", "*x*", "😀", "\n", "%", ":"
  };

  private static final String[] FIELDS = {
    "nombre",
    "monto",
    "fecha",
    "dias",
    "veces",
    "parte",
    "cuenta",
    "pago",
    "creditor",
    "creditorPhone"
  };

  record Borrower(
      String nombre,
      Money monto,
      LocalDate fecha,
      int dias,
      long veces,
      BigDecimal parte,
      LastDigits cuenta,
      PayLink pago,
      MediaRef foto,
      MediaRef estado,
      GeoPoint lugar) {}

  @Test
  void a_message_obeys_every_limit_and_no_value_changes_its_structure() {
    Random random = new Random(SEED);
    Map<InvalidMessage.Reason, Integer> stopped = new EnumMap<>(InvalidMessage.Reason.class);
    int written = 0;
    int refused = 0;
    int cases = Cases.of(100_000);
    RecordTemplate<Borrower> template = template(random);
    for (int i = 0; i < cases; i++) {
      if (i % 20 == 0) {
        template = template(random);
      }
      String which = "seed " + SEED + ", case " + i;
      Rendering rendering;
      try {
        FilledTemplate filled = template.fill(borrower(random));
        rendering =
            filled.render(random.nextBoolean() ? "es-MX" : "es_PE", WhatsAppTemplates.profile());
      } catch (InvalidMessage e) {
        stopped.merge(e.reason(), 1, Integer::sum);
        continue;
      }
      OutboundMessage message = Reminders.message(new OutboundMessage.Template(rendering));
      Optional<SendResult.Refused> refusal = LocalCheck.of(message, Optional.empty());
      if (refusal.isPresent()) {
        assertThat(refusal.get().code()).as(which).startsWith("local-132018");
        refused++;
        continue;
      }
      written++;
      check(which, template.template(), rendering);
      if (i % 10 == 0) {
        assertThat(SentRequest.of(which, Published.MESSAGE, MessageBody.of(message)).faults())
            .as(which)
            .isEmpty();
      }
    }

    assertThat(written).isGreaterThan(cases / 4);
    assertThat(stopped.size()).isGreaterThan(cases < 1_000 ? 0 : 3);
  }

  private static void check(String which, MessageTemplate template, Rendering rendering) {
    byte[] bytes = Reminders.body(rendering);
    JsonObject message = Json.parse(which, bytes, JsonLimits.FILE).asObject();

    assertThat(message.string("to")).as(which).isEqualTo(Reminders.ROSA.e164());
    assertThat(message.string("biz_opaque_callback_data")).isEqualTo(Reminders.CORRELATION);
    JsonObject sent = message.object("template");
    assertThat(shape(sent).toJson()).as(which).isEqualTo(expected(template).toJson());
    values(sent, rendering, which);
    assertThat(length(rendering.body().text())).as(which).isLessThanOrEqualTo(1024);
    rendering
        .header()
        .ifPresent(header -> assertThat(length(header.text())).as(which).isLessThanOrEqualTo(60));
  }

  /** The values of the texts, as the provider will put them in, are those that were rendered. */
  private static void values(JsonObject sent, Rendering rendering, String which) {
    List<String> shown = new ArrayList<>();
    rendering.header().ifPresent(h -> h.values().forEach(value -> shown.add(value.text())));
    rendering.body().values().forEach(value -> shown.add(value.text()));
    List<String> found = new ArrayList<>();
    for (JsonObject component :
        sent.optionalArray("components").map(JsonArray::objects).orElse(List.of())) {
      for (JsonObject parameter : component.array("parameters").objects()) {
        if (!component.string("type").equals("button") && parameter.has("text")) {
          found.add(parameter.string("text"));
        } else if (parameter.has("text")) {
          assertThat(parameter.string("text")).as(which).matches("[!-~]{1,2000}");
        } else if (parameter.has("coupon_code")) {
          assertThat(parameter.string("coupon_code")).as(which).matches("[A-Za-z0-9]{1,20}");
        }
      }
    }
    assertThat(found).as(which).isEqualTo(shown);
    assertThat(found).as(which).noneMatch(value -> value.isBlank() || UNFIT.matcher(value).find());
  }

  /** The message with every value hidden: what is left comes from the template alone. */
  private static JsonValue shape(JsonValue value) {
    if (value instanceof JsonArray array) {
      return JsonArray.of(array.values().stream().map(MessageStructureTest::shape).toList());
    }
    if (value instanceof JsonObject object) {
      JsonObject out = JsonObject.of();
      for (String key : object.keys()) {
        boolean hidden =
            List.of(
                        "text",
                        "coupon_code",
                        "id",
                        "link",
                        "filename",
                        "latitude",
                        "longitude",
                        "address")
                    .contains(key)
                || (key.equals("name") && object.has("address"));
        JsonValue inside = object.value(key);
        boolean scalar = inside instanceof JsonString || inside instanceof JsonNumber;
        out =
            out.with(
                key.equals("link") ? "id" : key,
                hidden && scalar ? JsonString.of("*") : shape(inside));
      }
      return out;
    }
    return value;
  }

  /** The same, written from the template by other code. */
  private static JsonObject expected(MessageTemplate template) {
    Translation text = template.languages().get("es_MX");
    List<JsonObject> components = new ArrayList<>();
    boolean named = template.variables() == Rendering.Variables.NAMED;
    text.header()
        .ifPresent(
            header -> {
              if (header instanceof TemplateHeader.Text shown) {
                texts("header", shown.wording(), named, components);
              } else {
                components.add(component("header", media(((TemplateHeader.Media) header).kind())));
              }
            });
    texts("body", text.body(), named, components);
    for (int i = 0; i < text.buttons().size(); i++) {
      TemplateButton button = text.buttons().get(i);
      if (button instanceof TemplateButton.Url url && !url.url().fields().isEmpty()) {
        components.add(button("url", i, "text", "*"));
      } else if (button instanceof TemplateButton.QuickReply reply) {
        components.add(button("quick_reply", i, "payload", reply.payload()));
      } else if (button instanceof TemplateButton.CopyCode) {
        components.add(button("copy_code", i, "coupon_code", "*"));
      }
    }
    JsonObject out =
        JsonObject.of()
            .with("name", "t")
            .with(
                "language", JsonObject.of().with("policy", "deterministic").with("code", "es_MX"));
    return components.isEmpty() ? out : out.with("components", JsonArray.of(components));
  }

  private static void texts(
      String type, Wording wording, boolean named, List<JsonObject> components) {
    List<JsonObject> parameters = new ArrayList<>();
    for (String field : wording.fields()) {
      JsonObject parameter = JsonObject.of().with("type", "text");
      if (named) {
        parameter =
            parameter.with(
                "parameter_name", field.equals("creditorPhone") ? "creditor_phone" : field);
      }
      parameters.add(parameter.with("text", "*"));
    }
    if (!parameters.isEmpty()) {
      components.add(component(type, parameters.toArray(JsonObject[]::new)));
    }
  }

  private static JsonObject component(String type, JsonObject... parameters) {
    return JsonObject.of().with("type", type).with("parameters", JsonArray.of(parameters));
  }

  private static JsonObject media(TemplateHeader.Kind kind) {
    JsonObject star = JsonObject.of();
    JsonObject object =
        switch (kind) {
          case LOCATION ->
              star.with("latitude", "*")
                  .with("longitude", "*")
                  .with("name", "*")
                  .with("address", "*");
          case DOCUMENT -> star.with("id", "*").with("filename", "*");
          default -> star.with("id", "*");
        };
    return JsonObject.of().with("type", kind.word()).with(kind.word(), object);
  }

  private static JsonObject button(String kind, int index, String type, String value) {
    return JsonObject.of()
        .with("type", "button")
        .with("sub_type", kind)
        .with("index", Integer.toString(index))
        .with("parameters", JsonArray.of(JsonObject.of().with("type", type).with(type, value)));
  }

  // --- what is drawn

  private static RecordTemplate<Borrower> template(Random random) {
    TemplateBuilder builder =
        MessageTemplate.builder("t", "1", Category.UTILITY)
            .variables(pick(random, Rendering.Variables.values()))
            .field(TemplateField.text("nombre"))
            .field(TemplateField.money("monto"))
            .field(TemplateField.date("fecha"))
            .field(TemplateField.days("dias"))
            .field(TemplateField.count("veces"))
            .field(TemplateField.percent("parte"))
            .field(TemplateField.lastDigits("cuenta"))
            .field(TemplateField.payLink("pago"))
            .field(TemplateField.of("foto", "image"))
            .field(TemplateField.of("estado", "document"))
            .field(TemplateField.of("lugar", "location"));
    Translation text = Translation.of("es_MX", wording(random, 8));
    switch (random.nextInt(5)) {
      case 0 ->
          text =
              text.withHeader(
                  new TemplateHeader.Text(Wording.parse(wording(random, 2).replace("\n", ""))));
      case 1 -> text = text.withHeader(TemplateHeader.Media.of(TemplateHeader.Kind.IMAGE, "foto"));
      case 2 ->
          text = text.withHeader(TemplateHeader.Media.of(TemplateHeader.Kind.DOCUMENT, "estado"));
      case 3 ->
          text = text.withHeader(TemplateHeader.Media.of(TemplateHeader.Kind.LOCATION, "lugar"));
      default -> {}
    }
    List<TemplateButton> buttons = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      buttons.add(
          switch (random.nextInt(5)) {
            case 0 -> new TemplateButton.QuickReply("Sí \"" + i, "P\"" + i);
            case 1 ->
                new TemplateButton.Url("Pagar" + i, Wording.parse("https://pay.example/c/{pago}"));
            case 2 ->
                new TemplateButton.Url(
                    "Ver" + i,
                    Wording.parse("https://pay.example/c/" + pick(random, "{nombre}", "x")));
            case 3 ->
                new TemplateButton.CopyCode(
                    "Copiar" + i,
                    Wording.parse(pick(random, "{cuenta}", "AB{cuenta}", "{nombre}")));
            default -> new TemplateButton.Phone("Llamar" + i, PhoneNumber.of("+525555550100"));
          });
    }
    Optional<PhoneNumber> phone =
        random.nextInt(10) == 0 ? Optional.empty() : Optional.of(PhoneNumber.of("+525555550100"));
    return builder
        .language(text.withButtons(buttons))
        .fallback(List.of("es_MX"))
        .build()
        .bind(Borrower.class)
        .by(new Creditor("Credi \"Amiga\"", Creditor.Role.FIRST_PARTY, phone));
  }

  private static String wording(Random random, int most) {
    StringBuilder out = new StringBuilder("x");
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      out.append(pick(random, FIXED)).append(' ');
      if (random.nextBoolean()) {
        out.append('{').append(pick(random, FIELDS)).append('}');
      }
    }
    return out.append('x').toString();
  }

  private static Borrower borrower(Random random) {
    return new Borrower(
        text(random),
        Money.ofMinor(
            Currency.getInstance(pick(random, "MXN", "CLP", "PEN", "PYG", "USD", "BHD")),
            random.nextInt(3) == 0 ? random.nextLong() : random.nextInt(1_000_000)),
        LocalDate.ofEpochDay(random.nextInt(5) == 0 ? random.nextInt() : random.nextInt(40_000)),
        random.nextInt(20) == 0 ? -1 : random.nextInt(400),
        random.nextInt(20) == 0 ? Long.MIN_VALUE : random.nextInt(1_000_000),
        BigDecimal.valueOf(random.nextInt(10_000), pick(random, 0, 1, 2, 20, -3)),
        LastDigits.of(Integer.toString(10 + random.nextInt(999_000))),
        link(random),
        random.nextBoolean()
            ? MediaRef.id("11" + random.nextInt(99))
            : MediaRef.link("https://x.mx/a?b=\"".replace("\"", "%22") + random.nextInt(9)),
        MediaRef.id("1")
            .named(tried(random, name -> MediaRef.id("1").named(name).fileName(), "a.pdf")),
        GeoPoint.of(
            Integer.toString(random.nextInt(181) - 90),
            "-99." + random.nextInt(100_000),
            tried(random, name -> GeoPoint.of("1", "1", name, "a").name(), "Oficina"),
            tried(random, name -> GeoPoint.of("1", "1", "a", name).address(), "Centro")));
  }

  private static PayLink link(Random random) {
    return random.nextInt(4) == 0
        ? PayLink.of(pick(random, "https://pay.example/c/x%20y", "https://other.example/c/1"))
        : PayLink.of(tried(random, end -> PayLink.of(end).value(), "p/8Hq2"));
  }

  /** A nasty text if the value takes it, else a plain one: values refuse some by themselves. */
  private static String tried(Random random, Function<String, String> value, String otherwise) {
    String text = text(random).strip();
    try {
      String taken = value.apply(text);
      return taken.isEmpty() ? otherwise : taken;
    } catch (IllegalArgumentException e) {
      return otherwise;
    }
  }

  private static String text(Random random) {
    StringBuilder out = new StringBuilder(random.nextInt(4) == 0 ? "" : "Rosa");
    for (int i = random.nextInt(4); i > 0; i--) {
      out.append(pick(random, NASTY));
    }
    return out.toString();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  @SafeVarargs
  private static <T> T pick(Random random, T... from) {
    return from[random.nextInt(from.length)];
  }
}
