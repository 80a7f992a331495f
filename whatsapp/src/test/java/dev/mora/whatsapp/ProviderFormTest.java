package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.json.InvalidDocument;
import dev.mora.json.Json;
import dev.mora.json.JsonArray;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonString;
import dev.mora.money.Money;
import dev.mora.template.FieldType;
import dev.mora.template.MessageTemplate;
import dev.mora.template.Rendering;
import dev.mora.template.TemplateButton;
import dev.mora.template.TemplateField;
import dev.mora.template.TemplateHeader;
import dev.mora.template.Translation;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The provider's JSON of a template, as its reference shows it. */
class ProviderFormTest {

  private static final MessageTemplate OURS =
      MessageTemplate.parse(
          "cuota.txt",
          """
          template: payment_due_v3  category: UTILITY  version: 3
          fields: firstName text, loan last-digits, amount money, due date, pay pay-link
          --- es_MX
          header: Cuota por vencer
          Hola {firstName}, tu cuota del crédito terminado en {loan} por {amount} vence el {due}. Si ya pagaste, ignora este aviso.
          footer: Responde BAJA para no recibir avisos
          [Ya pagué: PAID] [Necesito un plan: PLAN] [Pagar -> https://pay.example.com/{pay}]
          """);

  private static final String NAMED =
      """
      {"name":"payment_due_v3","language":"es_MX","category":"UTILITY","parameter_format":"NAMED",
       "message_send_ttl_seconds":43200,
       "components":[
        {"type":"HEADER","format":"TEXT","text":"Cuota por vencer"},
        {"type":"BODY","text":"Hola {{first_name}}, tu cuota del crédito terminado en {{loan}} por {{amount}} vence el {{due}}. Si ya pagaste, ignora este aviso.",
         "example":{"body_text_named_params":[{"param_name":"first_name","example":"Ana"},{"param_name":"loan","example":"4821"},
           {"param_name":"amount","example":"$1,250.00"},{"param_name":"due","example":"28 de noviembre de 2026"}]}},
        {"type":"FOOTER","text":"Responde BAJA para no recibir avisos"},
        {"type":"BUTTONS","buttons":[
          {"type":"QUICK_REPLY","text":"Ya pagué"},{"type":"QUICK_REPLY","text":"Necesito un plan"},
          {"type":"URL","text":"Pagar","url":"https://pay.example.com/{{1}}","example":["https://pay.example.com/p/8Hq2"]}]}]}
      """;

  private static final Map<String, String> EXAMPLES =
      Map.of(
          "firstName", "Ana",
          "loan", "4821",
          "amount", "$1,250.00",
          "due", "28 de noviembre de 2026",
          "pay", "p/8Hq2");

  @Test
  void a_submission_is_the_form_that_creates_a_template() {
    JsonObject json =
        TemplateSubmission.of(OURS, "es_MX")
            .examples(EXAMPLES)
            .timeToLive(Duration.ofHours(12))
            .toJson();

    assertThat(json).isEqualTo(json(NAMED));
  }

  @Test
  void examples_can_come_from_invented_values() {
    record Sample(
        String firstName,
        dev.mora.template.LastDigits loan,
        Money amount,
        LocalDate due,
        dev.mora.template.PayLink pay) {}
    Sample sample =
        new Sample(
            "Ana",
            dev.mora.template.LastDigits.of("4821"),
            Money.of("1250.00", "MXN"),
            LocalDate.of(2026, 11, 28),
            dev.mora.template.PayLink.of("p/8Hq2"));

    JsonObject json =
        TemplateSubmission.of(OURS, "es_MX")
            .examples(OURS.bind(Sample.class).fill(sample))
            .timeToLive(Duration.ofHours(12))
            .toJson();

    assertThat(json).isEqualTo(json(NAMED));
  }

  @Test
  void positional_variables_count_in_each_part() {
    MessageTemplate ours =
        MessageTemplate.parse(
            "t",
            """
            template: t  category: UTILITY  version: 1  variables: POSITIONAL
            fields: nombre text, monto money
            --- es_MX
            header: Para {nombre} hoy
            Debe {monto}, {nombre}, y son {monto} en total. ¿Cuándo paga?
            """);

    JsonObject json =
        TemplateSubmission.of(ours, "es_MX")
            .examples(Map.of("nombre", "Ana", "monto", "$1.00"))
            .toJson();

    assertThat(json.string("parameter_format")).isEqualTo("POSITIONAL");
    assertThat(json.array("components").toJson())
        .isEqualTo(
            "[{\"type\":\"HEADER\",\"format\":\"TEXT\",\"text\":\"Para {{1}} hoy\","
                + "\"example\":{\"header_text\":[\"Ana\"]}},{\"type\":\"BODY\",\"text\":\"Debe"
                + " {{1}}, {{2}}, y son {{1}} en total. ¿Cuándo paga?\","
                + "\"example\":{\"body_text\":[[\"$1.00\",\"Ana\"]]}}]");
    assertThat(WhatsAppTemplates.read(json, ours)).isEqualTo(ours);
  }

  @Test
  void a_media_header_shows_an_uploaded_example() {
    MessageTemplate ours =
        MessageTemplate.parse(
            "t",
            """
            template: t  category: UTILITY  version: 1
            fields: estado document
            --- es_MX
            header: [document {estado}]
            Su estado de cuenta está listo. ¿Lo recibió?
            """);
    TemplateSubmission submission = TemplateSubmission.of(ours, "es_MX");

    assertThat(submission.mediaHandle("4::aW").toJson().array("components").objects().get(0))
        .isEqualTo(
            json(
                "{\"type\":\"HEADER\",\"format\":\"DOCUMENT\",\"example\":{\"header_handle\":[\"4::aW\"]}}"));
    assertThatThrownBy(submission::toJson).hasMessageContaining("handle");
  }

  @Test
  void a_place_header_needs_no_example_and_a_code_needs_one() {
    MessageTemplate ours =
        MessageTemplate.parse(
            "t",
            """
            template: t  category: UTILITY  version: 1
            fields: sucursal location, referencia text
            --- es_MX
            header: [location {sucursal}]
            Puede pagar en la sucursal con su referencia. ¿Le queda cerca?
            [Copiar -> copy:{referencia}] [Llamar -> tel:+525555550100]
            """);

    JsonObject json =
        TemplateSubmission.of(ours, "es_MX").examples(Map.of("referencia", "AB12")).toJson();

    assertThat(json.array("components").toJson())
        .contains(
            "{\"type\":\"HEADER\",\"format\":\"LOCATION\"}",
            "{\"type\":\"COPY_CODE\",\"example\":\"AB12\"}",
            "{\"type\":\"PHONE_NUMBER\",\"text\":\"Llamar\",\"phone_number\":\"+525555550100\"}");
    assertThat(WhatsAppTemplates.read(json, ours)).isEqualTo(ours);
  }

  @Test
  void a_variable_without_an_example_is_refused_by_name() {
    assertThatThrownBy(() -> TemplateSubmission.of(OURS, "es_MX").examples(Map.of()).toJson())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("{firstName}");
    assertThatThrownBy(() -> TemplateSubmission.of(OURS, "es_AR"))
        .hasMessageContaining("es_AR")
        .hasMessageContaining("es_MX");
  }

  @Test
  void a_listed_template_reads_as_ours() {
    MessageTemplate read =
        WhatsAppTemplates.read(
            json(NAMED).with("id", "1689556908129832").with("status", "APPROVED"));

    Translation text = read.languages().get("es_MX");
    assertThat(read.name()).isEqualTo("payment_due_v3");
    assertThat(read.version()).isEqualTo("1689556908129832");
    assertThat(read.variables()).isEqualTo(Rendering.Variables.NAMED);
    assertThat(text.body().toString()).startsWith("Hola {first_name}, tu cuota");
    assertThat(text.footer()).isEqualTo("Responde BAJA para no recibir avisos");
    assertThat(text.buttons().get(0))
        .isEqualTo(new TemplateButton.QuickReply("Ya pagué", "Ya pagué"));
    assertThat(read.fields())
        .extracting(TemplateField::name)
        .containsExactly("first_name", "loan", "amount", "due", "url3");
    assertThat(read.fields().get(4).type()).isEqualTo(FieldType.PAY_LINK);
  }

  @Test
  void names_types_payloads_and_version_come_from_ours() {
    assertThat(WhatsAppTemplates.read(json(NAMED), OURS)).isEqualTo(OURS);
  }

  @Test
  void the_creditor_is_known_by_the_providers_name_of_it() {
    MessageTemplate read =
        WhatsAppTemplates.read(
            json(NAMED.replace("{{first_name}}", "{{creditor}} {{creditor_phone}}")));

    assertThat(read.languages().get("es_MX").fieldsUsed()).contains("creditor", "creditorPhone");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"category\":\"UTILITY\"     | \"category\":\"OTHER\"     | /category",
        "{{first_name}}               | {{First}}                  | /components/1/text",
        "\"type\":\"BODY\"            | \"type\":\"BODIES\"        | /components",
        "\"type\":\"FOOTER\"          | \"type\":\"BODY\"          | /components/2",
        "payment_due_v3               | Payment due                | /name",
        "\"language\":\"es_MX\"       | \"language\":\"x\"         | ''",
      })
  void what_is_no_template_is_refused_with_its_place(String right, String wrong, String at) {
    assertThatThrownBy(() -> WhatsAppTemplates.read(json(NAMED.replace(right, wrong))))
        .isInstanceOfSatisfying(
            InvalidDocument.class,
            e -> assertThat(e.faults().get(0).where().pointer()).isEqualTo(at));
  }

  @Test
  void numbers_out_of_order_are_refused() {
    JsonObject json =
        json(
            """
            {"name":"t","language":"es_MX","category":"UTILITY",
             "components":[{"type":"BODY","text":"Hola {{2}} y {{1}}."}]}
            """);

    assertThatThrownBy(() -> WhatsAppTemplates.read(json))
        .isInstanceOf(InvalidDocument.class)
        .hasMessageContaining("{{1}}");
  }

  /** What we have no word for comes back as it was, also around a changed text. */
  @Test
  void unknown_components_buttons_and_keys_survive_an_edit() {
    JsonObject copy =
        json(
            """
            {"id":"1","status":"APPROVED","quality_score":{"score":"GREEN","date":1.0},"name":"t","language":"es_MX",
             "category":"MARKETING","parameter_format":"named","cta_url_link_tracking_opted_out":true,
             "components":[
              {"type":"limited_time_offer","limited_time_offer":{"text":"Oferta","has_expiration":true}},
              {"type":"BODY","text":"Hola {{nombre}}, ¿hablamos hoy?","x":[1,null],
               "example":{"body_text_named_params":[{"param_name":"nombre","example":"Ana"}]}},
              {"type":"CAROUSEL","cards":[{"components":[{"type":"BODY","text":"{{1}}"}]}]},
              {"type":"HEADER","format":"GIF","example":{"header_handle":["4::x"]}},
              {"type":"BUTTONS","buttons":[
               {"type":"FLOW","text":"Abrir","flow_id":123456789012345678,"flow_action":"navigate"},
               {"type":"OTP","otp_type":"ONE_TAP","supported_apps":[{"package_name":"a.b","signature_hash":"K8a%2FAINcGX7"}]},
               {"type":"QUICK_REPLY","text":"Sí","y":"z"},
               {"type":"URL","text":"Ver","url":"https://{{1}}.example/","example":"https://a.example/"},
               {"type":"PHONE_NUMBER","text":"Llamar","phone_number":"52 55 5555 0100"}]}]}
            """);

    MessageTemplate read = WhatsAppTemplates.read(copy);
    assertThat(TemplateSubmission.of(read, "es_MX").over(copy).toJson()).isEqualTo(copy);
    assertThat(read.languages().get("es_MX").buttons())
        .extracting(button -> button.getClass().getSimpleName())
        .containsExactly("Other", "Other", "QuickReply", "Other", "Phone");

    MessageTemplate edited =
        MessageTemplate.parse("t", read.toJson().replace("¿hablamos hoy?", "¿hablamos mañana?"));
    JsonObject json = TemplateSubmission.of(edited, "es_MX").over(copy).toJson();

    assertThat(json)
        .isEqualTo(
            Trees.with(
                copy, "/components/1/text", JsonString.of("Hola {{nombre}}, ¿hablamos mañana?")));
  }

  @Test
  void a_part_that_is_gone_or_new_changes_only_itself() {
    JsonObject copy = json(NAMED).with("id", "7");
    MessageTemplate read = WhatsAppTemplates.read(copy, OURS);
    Translation text = read.languages().get("es_MX");

    JsonObject fewer = written(read, text.withFooter("").withButtons(List.of()), copy);
    JsonObject more =
        written(
            read,
            text.withHeader(TemplateHeader.Media.unfilled(TemplateHeader.Kind.LOCATION)),
            copy);

    assertThat(fewer.array("components").objects())
        .extracting(component -> component.string("type"))
        .containsExactly("HEADER", "BODY");
    assertThat(more.array("components").objects().get(0))
        .isEqualTo(json("{\"type\":\"HEADER\",\"format\":\"LOCATION\"}"));
    assertThat(more.string("id")).isEqualTo("7");
    assertThat(JsonArray.of(more.array("components").values().subList(1, 4)))
        .isEqualTo(JsonArray.of(copy.array("components").values().subList(1, 4)));
  }

  private static JsonObject written(MessageTemplate like, Translation text, JsonObject over) {
    var builder = MessageTemplate.builder(like.name(), like.version(), like.category());
    like.fields().forEach(builder::field);
    return TemplateSubmission.of(builder.language(text).build(), "es_MX").over(over).toJson();
  }

  private static JsonObject json(String text) {
    return Json.parse("template", text).asObject();
  }
}
