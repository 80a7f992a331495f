package dev.mora.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mora.money.Money;
import dev.mora.party.Creditor;
import dev.mora.party.PhoneNumber;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RenderingTest {

  private static final String ALL =
      """
      template: todo  category: UTILITY  version: 1
      fields: nombre text, monto money, fecha date, dias days, cuotas count, tasa percent
      --- es_MX
      {nombre}: {monto}, {fecha}, {dias} días, {cuotas} cuotas, {tasa}
      --- es
      {nombre}: {monto}, {fecha}, {dias} días, {cuotas} cuotas, {tasa}
      --- pt_BR
      {nombre}: {monto}, {fecha}, {dias} dias, {cuotas} parcelas, {tasa}
      --- en_US
      {nombre}: {monto}, {fecha}, {dias} days, {cuotas} installments, {tasa}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          es-MX | 1250.50 MXN | Ana: $1,250.50, 5 de septiembre de 2026, 1,016 días, 12 cuotas, 12.5%
          es-AR | 1250.50 ARS | Ana: $ 1.250,50, 5 de septiembre de 2026, 1.016 días, 12 cuotas, 12,5%
          es-PE | 1250.50 PEN | Ana: S/ 1,250.50, 5 de setiembre de 2026, 1,016 días, 12 cuotas, 12.5%
          es-PE | 1250.50 USD | Ana: US$ 1,250.50, 5 de setiembre de 2026, 1,016 días, 12 cuotas, 12.5%
          es-CO | 1250.50 COP | Ana: $ 1.250,50, 5 de septiembre de 2026, 1.016 días, 12 cuotas, 12,5%
          es-CL | 1250 CLP    | Ana: $1.250, 5 de septiembre de 2026, 1.016 días, 12 cuotas, 12,5%
          es-PY | 1250 PYG    | Ana: Gs. 1.250, 5 de septiembre de 2026, 1.016 días, 12 cuotas, 12,5%
          es-XX | 1250.50 EUR | Ana: 1.250,50 €, 5 de septiembre de 2026, 1.016 días, 12 cuotas, 12,5 %
          pt-BR | 1250.50 BRL | Ana: R$ 1.250,50, 5 de setembro de 2026, 1.016 dias, 12 parcelas, 12,5%
          en-US | 1250.50 USD | Ana: $1,250.50, September 5, 2026, 1,016 days, 12 installments, 12.5%
          """)
  void every_type_is_written_as_the_borrower_s_region_does(
      String language, String amount, String text) {
    FilledTemplate filled =
        MessageTemplate.parse("t", ALL)
            .fill(
                Map.of(
                    "nombre",
                    "Ana",
                    "monto",
                    Money.parse(amount),
                    "fecha",
                    LocalDate.parse("2026-09-05"),
                    "dias",
                    1016,
                    "cuotas",
                    12,
                    "tasa",
                    new BigDecimal("12.5")));

    assertThat(filled.text(language)).isEqualTo(text);
  }

  @Test
  void a_language_without_a_text_is_refused_with_those_there_are() {
    FilledTemplate filled = of("Hola").fill(Map.of());

    InvalidMessage stopped = catchThrowableOfType(InvalidMessage.class, () -> filled.text("es-PE"));

    assertThat(stopped.reason()).isEqualTo(InvalidMessage.Reason.NO_SUCH_LANGUAGE);
    assertThat(stopped).hasMessageContaining("expected one of es_MX");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{{1}}", "{b}", "$1 \\1", "*x* _y_ ~z~ `w`", "\\{a\\}", "%s", "{creditor}"})
  void a_value_is_text_and_never_read_again(String value) {
    FilledTemplate filled =
        of("a text, b text", "1 {a} 2 {b} 3 {a} 4").fill(Map.of("a", value, "b", "B"));

    assertThat(filled.text("es-MX")).isEqualTo("1 " + value + " 2 B 3 " + value + " 4");
  }

  @Test
  void substitution_is_the_same_as_joining_the_pieces() {
    long seed = 99;
    Random random = new Random(seed);
    String[] bits = {"x", " y ", "{a}", "{b}", "$", "\\\\", "\\{", "\\}", "é"};
    String[] plain = {"x", " y ", "{b}", "\\{a\\}", "$", "\\", "{", "}", "é"};
    for (int i = 0; i < Cases.of(2_000); i++) {
      StringBuilder source = new StringBuilder("<");
      StringBuilder expected = new StringBuilder("<");
      for (int j = random.nextInt(10); j > 0; j--) {
        int bit = random.nextInt(bits.length);
        source.append(bits[bit]);
        expected.append(bit == 2 ? "{b}" : bit == 3 ? "\\{a\\}" : plain[bit]);
      }
      FilledTemplate filled =
          of("a text, b text", source + ">").fill(Map.of("a", "{b}", "b", "\\{a\\}"));

      assertThat(filled.text("es-MX")).as("seed %d, %d", seed, i).isEqualTo(expected + ">");
    }
  }

  @ParameterizedTest
  @CsvSource({"1024,true", "1025,false"})
  void the_body_limit_counts_code_points_with_the_values_put_in(int length, boolean fits) {
    TextProfile profile = TextProfile.builder("test").body(1024).build();
    FilledTemplate filled = of("a text", "12345{a}").fill(Map.of("a", "😀".repeat(length - 5)));

    assertLimit(filled, profile, "body", fits);
  }

  @ParameterizedTest
  @CsvSource({"60,true", "61,false"})
  void the_header_limit_counts_code_points_with_the_values_put_in(int length, boolean fits) {
    TextProfile profile = TextProfile.builder("test").header(60).build();
    FilledTemplate filled =
        of("a text", "header: 12345{a}\nHola").fill(Map.of("a", "ñ".repeat(length - 5)));

    assertLimit(filled, profile, "header", fits);
  }

  @ParameterizedTest
  @CsvSource({"25,true", "26,false"})
  void a_label_has_a_limit(int length, boolean fits) {
    TextProfile profile = TextProfile.builder("test").label(25).build();
    FilledTemplate filled = of("Hola\n[" + "x".repeat(length) + ": P]").fill(Map.of());

    assertLimit(filled, profile, "label of button 1", fits);
  }

  @ParameterizedTest
  @CsvSource({"60,true", "61,false"})
  void a_footer_has_a_limit(int length, boolean fits) {
    TextProfile profile = TextProfile.builder("test").footer(60).build();
    FilledTemplate filled = of("Hola\nfooter: " + "x".repeat(length)).fill(Map.of());

    assertLimit(filled, profile, "footer", fits);
  }

  @ParameterizedTest
  @CsvSource({"30,true", "31,false"})
  void a_url_has_a_limit_in_its_encoded_form(int length, boolean fits) {
    TextProfile profile = TextProfile.builder("test").url(30).build();
    String value = "ñ" + "x".repeat(length - 19);
    FilledTemplate filled =
        of("a text", "Hola\n[Pagar -> https://p.mx/{a}]").fill(Map.of("a", value));

    assertLimit(filled, profile, "url", fits);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      textBlock =
          """
          p/8Hq2   | p/8Hq2
          a b      | a%20b
          ñ        | %C3%B1
          100%     | 100%25
          a?b&c=d  | a%3Fb&c=d
          {{1}}    | %7B%7B1%7D%7D
          a+b      | a+b
          """)
  void a_url_suffix_is_encoded_once(String value, String suffix) {
    FilledTemplate filled =
        of("a text", "Hola\n[Pagar -> https://p.mx/{a}]").fill(Map.of("a", value));

    Rendering.Button button = filled.render("es-MX", TextProfile.PLAIN).buttons().get(0);

    assertThat(button)
        .isEqualTo(new Rendering.Button.Url("Pagar", "https://p.mx/" + suffix, suffix));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "a//b", "a\\b", "a@b", "a#b"})
  void a_url_suffix_that_changes_the_address_is_refused(String value) {
    FilledTemplate filled =
        of("a text", "Hola\n[Pagar -> https://p.mx/{a}]").fill(Map.of("a", value));

    assertThat(stop(filled, TextProfile.PLAIN).reason()).isEqualTo(InvalidMessage.Reason.BAD_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\n", "\u200b", "\u2800"})
  void a_blank_text_is_refused_when_it_is_filled_in(String value) {
    MessageTemplate template = of("a text", "Hola {a}.");

    InvalidMessage stopped =
        catchThrowableOfType(InvalidMessage.class, () -> template.fill(Map.of("a", value)));

    assertThat(stopped.reason()).isEqualTo(InvalidMessage.Reason.BLANK_VALUE);
  }

  @Test
  void an_unclean_value_is_cleaned_or_refused_as_the_profile_says() {
    FilledTemplate filled = of("a text", "Hola {a}.").fill(Map.of("a", " Ana\n\tMaría "));

    assertThat(filled.render("es-MX", TextProfile.PLAIN).body())
        .isEqualTo(
            new Rendering.Part("Hola Ana María.", List.of(new Rendering.Value("a", "Ana María"))));
    assertThat(stop(filled, TextProfile.PLAIN.strict()).reason())
        .isEqualTo(InvalidMessage.Reason.UNCLEAN_VALUE);
  }

  @ParameterizedTest
  @CsvSource({
    "Ana https://x.co/1,false",
    "www.evil.example,false",
    "ganaste.com/x,false",
    "Ana María,true",
    "J. M. Pérez,true"
  })
  void links_in_values_are_refused_where_the_profile_says(String value, boolean passes) {
    FilledTemplate filled = of("a text", "Hola {a}.").fill(Map.of("a", value));

    Optional<InvalidMessage> stopped =
        Optional.ofNullable(
            catchThrowableOfType(
                InvalidMessage.class, () -> filled.render("es-MX", TextProfile.PLAIN.noLinks())));

    assertThat(stopped.isEmpty()).isEqualTo(passes);
  }

  @Test
  void a_creditor_s_name_is_cleaned_too() {
    FilledTemplate filled =
        of("Le escribe {creditor} hoy").fill(Map.of()).by(Creditor.firstParty("Credi\nAmiga "));

    assertThat(filled.text("es-MX")).isEqualTo("Le escribe Credi Amiga hoy");
  }

  @Test
  void a_media_header_or_an_unknown_component_stops_the_rendering_and_not_the_text() {
    FilledTemplate picture = of("header: [image]\nHola").fill(Map.of());
    FilledTemplate carousel = of("Hola\ncomponent: {\"type\":\"CAROUSEL\"}").fill(Map.of());

    assertThat(picture.text("es-MX")).isEqualTo("Hola");
    assertThat(stop(picture, TextProfile.PLAIN).reason())
        .isEqualTo(InvalidMessage.Reason.UNSUPPORTED_PART);
    assertThat(stop(carousel, TextProfile.PLAIN).reason())
        .isEqualTo(InvalidMessage.Reason.UNSUPPORTED_PART);
  }

  @Test
  void a_media_header_is_filled_from_its_field() {
    FilledTemplate file =
        of("recibo document", "header: [document {recibo}]\nHola")
            .fill(Map.of("recibo", MediaRef.link("https://x.mx/r.pdf").named("recibo.pdf")));
    FilledTemplate place =
        of("oficina location", "header: [location {oficina}]\nHola")
            .fill(Map.of("oficina", GeoPoint.of("19.43", "-99.13", "Centro", "Av. Juárez 1")));

    assertThat(file.render("es-MX", TextProfile.PLAIN).media().orElseThrow().text())
        .isEqualTo("recibo.pdf (https://x.mx/r.pdf)");
    assertThat(place.render("es-MX", TextProfile.PLAIN).media().orElseThrow().text())
        .isEqualTo("Centro, Av. Juárez 1");
    assertThat(SmsText.of(file.render("es-MX", TextProfile.PLAIN)))
        .isEqualTo(
            new SmsText("Hola", SmsText.Alphabet.GSM_7, 4, List.of("Hola"), List.of("document")));
    assertThat(SmsText.of(place.render("es-MX", TextProfile.SMS)).segments())
        .containsExactly("Centro, Av. Juárez 1\nHola");
    assertThat(EmailText.of(place.render("es-MX", TextProfile.EMAIL), "C").html())
        .contains("<p>Centro, Av. Juárez 1</p>\n<p>Hola</p>");
  }

  @Test
  void a_phone_button_needs_nothing_and_a_code_is_filled() {
    FilledTemplate filled =
        of("a text", "Hola\n[Llamar -> tel:+525555550100] [Copiar -> copy:{a}]")
            .fill(Map.of("a", "REF 77"));

    assertThat(filled.render("es-MX", TextProfile.PLAIN).buttons())
        .containsExactly(
            new Rendering.Button.Phone("Llamar", PhoneNumber.of("+525555550100")),
            new Rendering.Button.CopyCode("Copiar", "REF 77"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          p/8 q               | p/8%20q | none
          https://p.mx/p/8%20 | p/8%20  | https://p.mx/p/8%20
          """)
  void a_pay_link_ends_a_button_and_only_a_whole_one_stands_in_a_text(
      String link, String suffix, @Nullable String text) {
    FilledTemplate button =
        of("a pay-link", "Hola\n[Pagar -> https://p.mx/{a}]").fill(Map.of("a", PayLink.of(link)));
    FilledTemplate body = of("a pay-link", "Pague en {a} hoy").fill(Map.of("a", PayLink.of(link)));

    assertThat(button.render("es-MX", TextProfile.PLAIN.noLinks()).buttons())
        .containsExactly(new Rendering.Button.Url("Pagar", "https://p.mx/" + suffix, suffix));
    if (text == null) {
      assertThat(stop(body, TextProfile.PLAIN))
          .hasMessage("template t: field a is the end of a link, expected a whole one in a text");
    } else {
      assertThat(body.text("es-MX")).isEqualTo("Pague en " + text + " hoy");
    }
  }

  @Test
  void a_whole_link_to_another_address_never_ends_a_button() {
    FilledTemplate filled =
        of("a pay-link", "Hola\n[Pagar -> https://p.mx/{a}]")
            .fill(Map.of("a", PayLink.of("https://evil.example/p")));

    InvalidMessage stopped = stop(filled, TextProfile.PLAIN);

    assertThat(stopped.reason()).isEqualTo(InvalidMessage.Reason.BAD_VALUE);
    assertThat(stopped)
        .hasMessage("template t: field a is a link to another address than the button's");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          component: {"type":"CAROUSEL"} | others  | template t: a component CAROUSEL in es_MX cannot be filled
          component: {"type":1}          | others  | template t: a component without a type in es_MX cannot be filled
          component: {}                  | others  | template t: a component without a type in es_MX cannot be filled
          button: {"type":"OTP"}         | buttons | template t: a button OTP in es_MX cannot be filled
          """)
  void what_nothing_fills_stops_the_message_by_its_name(String line, String part, String message) {
    InvalidMessage stopped = stop(of("Hola\n" + line).fill(Map.of()), TextProfile.PLAIN);

    assertThat(stopped.reason()).isEqualTo(InvalidMessage.Reason.UNSUPPORTED_PART);
    assertThat(stopped.field()).isEqualTo(part);
    assertThat(stopped).hasMessage(message);
  }

  private static void assertLimit(
      FilledTemplate filled, TextProfile profile, String part, boolean fits) {
    InvalidMessage stopped =
        catchThrowableOfType(InvalidMessage.class, () -> filled.render("es-MX", profile));
    if (fits) {
      assertThat(stopped).isNull();
    } else {
      assertThat(stopped.reason()).isEqualTo(InvalidMessage.Reason.TOO_LONG);
      assertThat(stopped.field()).isEqualTo(part);
    }
  }

  private static InvalidMessage stop(FilledTemplate filled, TextProfile profile) {
    return catchThrowableOfType(InvalidMessage.class, () -> filled.render("es-MX", profile));
  }

  private static MessageTemplate of(String block) {
    return of("", block);
  }

  private static MessageTemplate of(String fields, String block) {
    return MessageTemplate.parse(
        "t",
        "template: t  category: UTILITY  version: 1\nfields: "
            + fields
            + "\n--- es_MX\n"
            + block
            + "\n");
  }
}
