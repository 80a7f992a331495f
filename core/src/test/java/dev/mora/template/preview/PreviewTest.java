package dev.mora.template.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.language.Language;
import dev.mora.party.Creditor;
import dev.mora.template.EmailText;
import dev.mora.template.MessageTemplate;
import dev.mora.template.Rendering;
import dev.mora.template.SmsText;
import dev.mora.template.TextProfile;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreviewTest {

  private static final Pattern TAG =
      Pattern.compile("<(/?)([a-z0-9]+)((?: [A-Za-z-]+(?:=\"[^\"<>]*\")?)*)/?>");

  private static final String WHOLE =
      """
      header: Un aviso de {creditor}
      Hola *{a}*, su cuota venció.
      ¿Cuándo puede pagarla?
      footer: Responda BAJA
      [Ya pagué: PAID] [Pagar -> https://p.mx/1] [Llamar -> tel:+525555550100]
      """;

  @Test
  void a_chat_is_shown_as_text_with_its_buttons_in_brackets() {
    String text =
        TextPreview.whatsapp(message(WHOLE + "[Copiar -> copy:77]\n", "Ana"), Language.ES);

    assertThat(text)
        .isEqualTo(
            """
            Un aviso de CrediAmiga
            Hola *Ana*, su cuota venció.
            ¿Cuándo puede pagarla?
            Responda BAJA
            [Ya pagué: PAID]
            [Pagar -> https://p.mx/1]
            [Llamar -> +525555550100]
            [Copiar -> copia 77]\
            """);
  }

  @Test
  void an_sms_says_what_it_costs_and_what_it_leaves_out() {
    SmsText sms = SmsText.of(message(WHOLE, "Ana"));

    assertThat(TextPreview.sms(sms, Language.ES))
        .isEqualTo(
            """
            Un aviso de CrediAmiga
            Hola *Ana*, su cuota venció.
            ¿Cuándo puede pagarla?
            Pagar: https://p.mx/1
            Llamar: +525555550100
            Responda BAJA
            [2 segmentos, UCS-2, 132 de 134]
            [sin botón: Ya pagué]\
            """);
    assertThat(TextPreview.sms(sms.folded(), Language.EN))
        .endsWith("[1 segment, GSM-7, 132 of 160]\n[without button: Ya pagué]");
  }

  @Test
  void an_e_mail_starts_with_its_subject() {
    EmailText mail = EmailText.of(message(WHOLE, "Ana"), "CrediAmiga");

    assertThat(TextPreview.email(mail, Language.PT))
        .startsWith("Assunto: Un aviso de CrediAmiga\n\nHola *Ana*, su cuota")
        .endsWith("Responda BAJA\n[sem botão: Ya pagué]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          header: CrediAmiga informa\\nHola {a}, hoy | CrediAmiga informa Hola Ana, hoy
          Hola *{a}*, le escribe CrediAmiga de parte de todos | Hola Ana, le escribe CrediAmiga de parte
          """)
  void a_locked_screen_shows_forty_characters_without_marks(String block, String shown) {
    Rendering rendering = message(block.replace("\\n", "\n"), "Ana");

    assertThat(TextPreview.lockScreen(rendering).strip()).isEqualTo(shown);
  }

  @Test
  void the_page_shows_every_part_formatted_and_in_the_reader_s_language() {
    String html = page(Language.PT, message(WHOLE, "Ana"));

    assertThat(html)
        .contains("<html lang=\"pt\">")
        .contains("<div class=\"head\">Un aviso de CrediAmiga</div>")
        .contains("Hola <b>Ana</b>, su cuota venció.\n¿Cuándo puede pagarla?</p>")
        .contains("<p class=\"foot\">Responda BAJA</p>")
        .contains("<p class=\"time\">09:05</p>")
        .contains("Tela bloqueada")
        .contains("Ya pagué</div>")
        .contains("<span class=\"goes\">https://p.mx/1</span>")
        .contains("WhatsApp · t 1 · es_MX · UTILITY")
        .doesNotContain("Ver todas");
  }

  @ParameterizedTest
  @CsvSource({"1,1,false", "3,3,false", "4,2,true", "10,2,true"})
  void more_than_three_buttons_are_two_and_the_whole_list(int buttons, int open, boolean folded) {
    StringBuilder block = new StringBuilder("Hola {a}, hoy\n");
    for (int i = 1; i <= buttons; i++) {
      block.append("[Uno ").append(i).append(": P").append(i).append("]\n");
    }

    String html = page(Language.EN, message(block.toString(), "Ana"));

    assertThat(count(html, "class=\"button\">")).isEqualTo(folded ? open + 1 + buttons : open);
    assertThat(html.contains("See all options")).isEqualTo(folded);
  }

  @Test
  void whatever_the_values_are_the_tags_are_the_page_s_own() {
    long seed = 20261122;
    Random random = new Random(seed);
    String[] bits = {
      "<script>",
      "</div>",
      "\"",
      "'",
      "&lt;",
      "*",
      "_",
      "`",
      "```",
      "a",
      " ",
      "\n",
      "]]>",
      "<!--",
      "😀",
      "\u202e",
      "=",
      "/>",
      "</style>",
      "</iframe>",
      "srcdoc="
    };
    for (int i = 0; i < 300; i++) {
      StringBuilder value = new StringBuilder("x");
      for (int j = random.nextInt(12); j > 0; j--) {
        value.append(bits[random.nextInt(bits.length)]);
      }
      Rendering rendering = message(WHOLE, value.toString());

      String html =
          ChatPage.of(value.toString(), LocalTime.NOON, Language.ES)
              .whatsapp(rendering)
              .sms(rendering, SmsText.of(rendering))
              .email(rendering, EmailText.of(rendering, "x"))
              .html();

      assertWellFormed(html, "seed " + seed + ", " + i);
    }
  }

  @Test
  void the_page_loads_nothing_and_runs_nothing() {
    Rendering rendering = message(WHOLE, "Ana");
    String html =
        ChatPage.of("C", LocalTime.NOON, Language.ES)
            .whatsapp(rendering)
            .email(rendering, EmailText.of(rendering, "x"))
            .html();

    assertThat(html)
        .contains("default-src 'none'")
        .contains("<iframe sandbox srcdoc=")
        .doesNotContain("<script", "src=\"", "url(", "@import", "onclick");
  }

  @Test
  void the_page_of_an_sms_marks_each_segment() {
    Rendering rendering = message("Hola {a}, hoy", "a".repeat(300));

    String html =
        ChatPage.of("C", LocalTime.NOON, Language.ES).sms(rendering, SmsText.of(rendering)).html();

    assertThat(count(html, "<mark>")).isEqualTo(3);
    assertThat(html).contains("SMS · 3 segmentos, GSM-7, 310 de 459 · t 1");
  }

  @Test
  void nothing_of_a_message_is_in_a_string_for_logs() {
    assertThat(LockScreen.of(message(WHOLE, "Ana")).toString()).doesNotContain("Ana", "Credi");
  }

  private static void assertWellFormed(String html, String what) {
    String body = html.substring(html.indexOf("<body>"), html.indexOf("</html>"));
    Deque<String> open = new ArrayDeque<>();
    Matcher tags = TAG.matcher(body);
    int at = 0;
    while (tags.find()) {
      assertThat(body.substring(at, tags.start())).as(what).doesNotContain("<", ">");
      at = tags.end();
      if (tags.group(2).equals("path")) {
        continue;
      }
      if (tags.group(1).isEmpty()) {
        open.push(tags.group(2));
      } else {
        assertThat(open.poll()).as(what).isEqualTo(tags.group(2));
      }
    }
    assertThat(body.substring(at)).as(what).isBlank();
    assertThat(open).as(what).isEmpty();
  }

  private static int count(String html, String part) {
    return html.split(Pattern.quote(part), -1).length - 1;
  }

  private static String page(Language language, Rendering rendering) {
    return ChatPage.of("CrediAmiga", LocalTime.of(9, 5), language).whatsapp(rendering).html();
  }

  private static Rendering message(String block, String value) {
    return MessageTemplate.parse(
            "t",
            "template: t  category: UTILITY  version: 1\nfields: a text\n--- es_MX\n"
                + block.stripTrailing()
                + "\n")
        .by(Creditor.firstParty("CrediAmiga"))
        .fill(Map.of("a", value))
        .render("es-MX", TextProfile.PLAIN);
  }
}
