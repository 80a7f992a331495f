package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.Card;
import dev.mora.channel.FreeForm;
import dev.mora.channel.FreeForm.FileKind;
import dev.mora.channel.FreeForm.Option;
import dev.mora.channel.OpenWindow;
import dev.mora.channel.OutboundMessage;
import dev.mora.json.Json;
import dev.mora.json.JsonObject;
import dev.mora.party.PhoneNumber;
import dev.mora.party.ScopedUserId;
import dev.mora.template.GeoPoint;
import dev.mora.template.MediaRef;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sent beside the examples of the reference, compared as JSON. */
class FreeFormBodyTest {

  private static final OpenWindow OPEN = Reminders.window(Reminders.ROSA);
  private static final ScopedUserId ANA = ScopedUserId.of("AR.13491208655302741918");

  private static String sent(OutboundMessage message) {
    return canonical(new String(MessageBody.of(message), StandardCharsets.UTF_8));
  }

  private static String canonical(String json) {
    return Json.parse("body", json).toCanonical();
  }

  static Stream<Arguments> kinds() {
    return Stream.of(
        Arguments.of(
            new FreeForm.Buttons(
                Card.of("¿Cuándo podrás pagar la cuota 4?"),
                List.of(
                    Option.of("ptp:42:today", "Hoy"),
                    Option.of("ptp:42:fri", "El viernes"),
                    Option.of("human:42", "Hablar con alguien")),
                OPEN),
            """
            "type":"interactive","interactive":{"type":"button",
             "body":{"text":"¿Cuándo podrás pagar la cuota 4?"},
             "action":{"buttons":[{"type":"reply","reply":{"id":"ptp:42:today","title":"Hoy"}},
              {"type":"reply","reply":{"id":"ptp:42:fri","title":"El viernes"}},
              {"type":"reply","reply":{"id":"human:42","title":"Hablar con alguien"}}]}}"""),
        Arguments.of(
            new FreeForm.Buttons(
                Card.of("¿La reconoce?")
                    .under(FileKind.DOCUMENT, MediaRef.id("1122334455").named("recibo.pdf"))
                    .footed("CrediAmiga"),
                List.of(Option.of("y", "Sí")),
                OPEN),
            """
            "type":"interactive","interactive":{"type":"button",
             "header":{"type":"document","document":{"id":"1122334455","filename":"recibo.pdf"}},
             "body":{"text":"¿La reconoce?"},"footer":{"text":"CrediAmiga"},
             "action":{"buttons":[{"type":"reply","reply":{"id":"y","title":"Sí"}}]}}"""),
        Arguments.of(
            new FreeForm.Choices(
                Card.of("Elija un plan").titled("Planes").footed("CrediAmiga"),
                "Ver planes",
                List.of(
                    new FreeForm.Section("Cortos", List.of(new Option("p2", "2 pagos", "$375"))),
                    new FreeForm.Section("Largos", List.of(Option.of("p4", "4 pagos")))),
                OPEN),
            """
            "type":"interactive","interactive":{"type":"list",
             "header":{"type":"text","text":"Planes"},
             "body":{"text":"Elija un plan"},"footer":{"text":"CrediAmiga"},
             "action":{"button":"Ver planes","sections":[
              {"title":"Cortos","rows":[{"id":"p2","title":"2 pagos","description":"$375"}]},
              {"title":"Largos","rows":[{"id":"p4","title":"4 pagos"}]}]}}"""),
        Arguments.of(
            new FreeForm.Choices(
                Card.of("Elija"),
                "Ver",
                List.of(new FreeForm.Section("", List.of(Option.of("a", "A")))),
                OPEN),
            """
            "type":"interactive","interactive":{"type":"list","body":{"text":"Elija"},
             "action":{"button":"Ver","sections":[{"rows":[{"id":"a","title":"A"}]}]}}"""),
        Arguments.of(
            new FreeForm.Link(
                Card.of("Pague aquí").under(FileKind.IMAGE, MediaRef.link("https://x.mx/a.png")),
                "Pagar",
                "https://pagos.example/p/8Hq2",
                OPEN),
            """
            "type":"interactive","interactive":{"type":"cta_url",
             "header":{"type":"image","image":{"link":"https://x.mx/a.png"}},
             "body":{"text":"Pague aquí"},
             "action":{"name":"cta_url",
              "parameters":{"display_text":"Pagar","url":"https://pagos.example/p/8Hq2"}}}"""),
        Arguments.of(
            new FreeForm.File(FileKind.IMAGE, MediaRef.id("9"), "Su recibo", OPEN),
            """
            "type":"image","image":{"id":"9","caption":"Su recibo"}"""),
        Arguments.of(
            new FreeForm.File(
                FileKind.DOCUMENT, MediaRef.link("https://x.mx/e.pdf").named("e.pdf"), "", OPEN),
            """
            "type":"document","document":{"link":"https://x.mx/e.pdf","filename":"e.pdf"}"""),
        Arguments.of(
            new FreeForm.File(FileKind.VIDEO, MediaRef.id("9"), "", OPEN),
            """
            "type":"video","video":{"id":"9"}"""),
        Arguments.of(
            new FreeForm.File(FileKind.AUDIO, MediaRef.id("9"), "", OPEN),
            """
            "type":"audio","audio":{"id":"9"}"""),
        Arguments.of(
            new FreeForm.File(FileKind.VOICE, MediaRef.id("9"), "", OPEN),
            """
            "type":"audio","audio":{"id":"9","voice":true}"""),
        Arguments.of(
            new FreeForm.File(FileKind.STICKER, MediaRef.id("9"), "", OPEN),
            """
            "type":"sticker","sticker":{"id":"9"}"""),
        Arguments.of(
            new FreeForm.Place(GeoPoint.of("19.4326", "-99.1332", "Centro", "Av. Juárez 1"), OPEN),
            """
            "type":"location","location":{"latitude":19.4326,"longitude":-99.1332,
             "name":"Centro","address":"Av. Juárez 1"}"""),
        Arguments.of(
            new FreeForm.Reaction("wamid.INBOUND01", "👍🏽", OPEN),
            """
            "type":"reaction","reaction":{"message_id":"wamid.INBOUND01","emoji":"👍🏽"}"""),
        Arguments.of(
            new FreeForm.Reaction("wamid.INBOUND01", "", OPEN),
            """
            "type":"reaction","reaction":{"message_id":"wamid.INBOUND01","emoji":""}"""));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void each_kind_is_written_as_the_reference_shows_it(FreeForm said, String written) {
    String correlated =
        written.replaceFirst(
            ",", ",\"biz_opaque_callback_data\":\"" + Reminders.CORRELATION + "\",");
    String expected =
        "{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"individual\","
            + "\"to\":\"+525512345678\","
            + correlated
            + "}";

    assertThat(sent(Reminders.message(said))).isEqualTo(canonical(expected));
  }

  @Test
  void a_user_id_a_reply_and_an_identity_have_fields_of_their_own() {
    var text = new OutboundMessage.Text("Gracias", Reminders.window(ANA));
    OutboundMessage message =
        new OutboundMessage(Reminders.CORRELATION, ANA, text)
            .replyingTo("wamid.IN")
            .onlyIfStill("DF2lS5v2W6x=");
    var template =
        new OutboundMessage(
                Reminders.CORRELATION, ANA, new OutboundMessage.Template(Reminders.plain()))
            .replyingTo("wamid.IN")
            .onlyIfStill("DF2lS5v2W6x=");

    for (OutboundMessage each : List.of(message, template)) {
      JsonObject body = Json.parse("body", sent(each)).asObject();

      assertThat(body.string("recipient")).isEqualTo("AR.13491208655302741918");
      assertThat(body.has("to")).isFalse();
      assertThat(body.object("context").string("message_id")).isEqualTo("wamid.IN");
      assertThat(body.string("recipient_identity_key_hash")).isEqualTo("DF2lS5v2W6x=");
    }
  }

  @Test
  void a_read_receipt_may_show_that_somebody_types() {
    assertThat(new String(FreeFormBody.read("wamid.INBOUND01", true), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"messaging_product\":\"whatsapp\",\"status\":\"read\","
                + "\"message_id\":\"wamid.INBOUND01\",\"typing_indicator\":{\"type\":\"text\"}}");
    assertThat(new String(FreeFormBody.read("wamid.INBOUND01", false), StandardCharsets.UTF_8))
        .doesNotContain("typing");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void what_is_said_comes_back_from_its_data_and_shows_nothing_of_it(
      FreeForm said, String ignored) {
    FreeForm read = FreeForm.of(Json.parse("said", said.said().toJson()).asObject(), OPEN);

    assertThat(read).isEqualTo(said);
    assertThat(said.toString()).doesNotContain("pag", "8Hq2", "wamid", "9", "Juárez", "recibo");
  }

  @Test
  void a_number_keeps_its_plus() {
    var text = new OutboundMessage.Text("Hola", Reminders.window(PhoneNumber.of("+573001112233")));

    assertThat(sent(new OutboundMessage("c", PhoneNumber.of("+573001112233"), text)))
        .contains("+573001112233");
  }
}
