package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.channel.ChannelEvent;
import dev.mora.channel.Inbound;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhatsAppWebhookTest {

  private static final Instant RECEIVED = Instant.parse("2025-11-27T08:00:05Z");
  private static final String SECRET = "app-secret-CANARY";

  private final WhatsAppWebhook webhook = WhatsAppWebhook.of("verify-me", SECRET);

  // -- what a body becomes ------------------------------------------------------------------------

  @ParameterizedTest(name = "{0}")
  @MethodSource("messages")
  void a_message_becomes_an_event_that_loses_nothing(String name, String item, String expected) {
    Inbound inbound = parse(messagesBody("messages", item));

    assertThat(WebhookCases.lines(inbound)).containsExactly(expected);
    inbound.events().forEach(event -> assertThat(event.header().raw().text()).isEqualTo(item));
  }

  static Stream<Arguments> messages() {
    return WebhookCases.in("messages.txt");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("statuses")
  void a_status_becomes_an_event_with_its_failure(String name, String item, String expected) {
    Inbound inbound = parse(messagesBody("statuses", item));

    assertThat(WebhookCases.lines(inbound)).containsExactly(expected);
    inbound.events().forEach(event -> assertThat(event.header().raw().text()).isEqualTo(item));
  }

  static Stream<Arguments> statuses() {
    return WebhookCases.in("statuses.txt");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("notices")
  void any_other_change_is_kept_for_whoever_knows_it(String name, String change, String expected) {
    Inbound inbound =
        parse(
            "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"WABA01\",\"time\":1764230400,\"changes\":["
                + change
                + "]}]}");

    assertThat(WebhookCases.lines(inbound)).containsExactly(expected);
  }

  static Stream<Arguments> notices() {
    return WebhookCases.in("notices.txt");
  }

  @Test
  void the_case_files_are_read_whole() {
    assertThat(messages()).hasSize(49);
    assertThat(statuses()).hasSize(29);
    assertThat(notices()).hasSize(25);
  }

  @Test
  void each_item_of_a_batch_stands_for_itself_and_events_keep_the_order_of_the_body() {
    Inbound inbound = parse(WebhookCases.text("batch.json"));

    assertThat(WebhookCases.lines(inbound))
        .containsExactly(
            "Delivery|wamid.OUT01||SENT|-|5491144445555",
            "Delivery|wamid.OUT01||DELIVERED|-|5491144445555",
            "Text|5491144445555||Ana P.|wamid.IN01||Ya pagué",
            "Delivery|wamid.OUT02||READ|-|5491144445555",
            "Template?|WABA02|message_template_status_update",
            "Rejected|/entry/0/changes/0/value/statuses/1",
            "Rejected|/entry/0/changes/1",
            "Rejected|/entry/1",
            "Rejected|/entry/2");
    assertThat(inbound.events())
        .extracting(event -> event.header().account())
        .containsExactly("PNID01", "PNID01", "PNID01", "PNID02", "WABA02");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hopeless")
  void a_body_without_an_event_is_one_rejection(String name, byte[] body, String pointer) {
    Inbound inbound = webhook.parse(body, RECEIVED);

    assertThat(inbound.events()).isEmpty();
    assertThat(inbound.rejections())
        .singleElement()
        .satisfies(rejection -> assertThat(rejection.pointer()).isEqualTo(pointer));
    assertThat(inbound.toString()).doesNotContain("5491144445555").doesNotContain("Rosa");
  }

  static Stream<Arguments> hopeless() {
    String head = "{\"object\":\"whatsapp_business_account\",\"entry\":[";
    String one =
        "{\"id\":\"W\",\"changes\":[{\"field\":\"messages\",\"value\":{\"statuses\":[{\"id\":\"a\",\"status\":\"sent\"}]}}]}";
    return Stream.of(
        body("nothing", "", ""),
        body("blanks", "  ", ""),
        body("an empty object", "{}", "/object"),
        body("an array", "[]", ""),
        body("null", "null", ""),
        body("a string", "\"Rosa 5491144445555\"", ""),
        body("another product", "{\"object\":\"page\",\"entry\":[" + one + "]}", "/object"),
        body("no product", "{\"entry\":[" + one + "]}", "/object"),
        body("no entry", "{\"object\":\"whatsapp_business_account\"}", ""),
        body("empty entry", head + "]}", ""),
        body(
            "entry is an object",
            "{\"object\":\"whatsapp_business_account\",\"entry\":{}}",
            "/entry"),
        body("html", "<html>Rosa 5491144445555</html>", ""),
        body("cut off", head + one, ""),
        body("more behind the end", head + one + "]} {}", ""),
        body("a trailing comma", head + one + ",]}", ""),
        body("single quotes", "{'object':'whatsapp_business_account'}", ""),
        body("a comment", "/* x */" + head + one + "]}", ""),
        body("not a number", head + "NaN]}", ""),
        body("entry twice", head + one + "],\"entry\":[" + one + "]}", ""),
        body("brackets without end", "[".repeat(100_000), ""),
        body("objects without end", "{\"a\":".repeat(100_000), ""),
        Arguments.of("a byte order mark", bytes("\ufeff" + head + one + "]}"), ""),
        Arguments.of("bytes that are no text", new byte[] {'{', (byte) 0xff, '}'}, ""),
        Arguments.of("NUL", new byte[] {0, 0, 0}, ""),
        Arguments.of(
            "beyond 4 MiB",
            bytes(head + one + "]" + " ".repeat(WhatsAppWebhook.MAX_BYTES) + "}"),
            ""));
  }

  private static Arguments body(String name, String body, String pointer) {
    return Arguments.of(name, bytes(body), pointer);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void a_hostile_item_harms_itself_alone(String name, String item) {
    String good =
        "{\"from\":\"5491144445555\",\"id\":\"wamid.GOOD\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}";

    Inbound inbound = parse(messagesBody("messages", item + "," + good));

    assertThat(WebhookCases.lines(inbound))
        .containsExactly(
            "Text|5491144445555|AR.1|Ana P.|wamid.GOOD||x",
            "Rejected|/entry/0/changes/0/value/messages/0");
  }

  static Stream<Arguments> hostile() {
    String start = "{\"from\":\"5491144445555\",\"id\":\"wamid.BAD\",\"type\":\"text\",";
    StringBuilder fields = new StringBuilder();
    for (int i = 0; i < 600; i++) {
      fields.append(",\"f").append(i).append("\":0");
    }
    return Stream.of(
        Arguments.of("deep arrays", start + "\"x\":" + "[".repeat(60) + "]".repeat(60) + "}"),
        Arguments.of(
            "deep objects", start + "\"x\":" + "{\"a\":".repeat(60) + "1" + "}".repeat(60) + "}"),
        Arguments.of(
            "a long string", start + "\"text\":{\"body\":\"" + "x".repeat(70_000) + "\"}}"),
        Arguments.of("a long number", start + "\"x\":" + "9".repeat(40) + "}"),
        Arguments.of("a large exponent", start + "\"x\":1e999999999}"),
        Arguments.of("many fields", start + "\"x\":{\"a\":1" + fields + "}}"),
        Arguments.of("many items", start + "\"x\":[0" + ",0".repeat(2_500) + "]}"),
        Arguments.of("a key twice, deep", start + "\"text\":{\"body\":\"a\",\"body\":\"b\"}}"),
        Arguments.of("half a pair", start + "\"text\":{\"body\":\"\\udc00\"}}"));
  }

  @Test
  void mutated_bodies_never_throw_and_always_say_something() {
    byte[] original = bytes(WebhookCases.text("batch.json"));
    long seed = 20261121L;
    Random random = new Random(seed);

    for (int i = 0; i < 4_000; i++) {
      byte[] mutant = original.clone();
      for (int j = random.nextInt(4); j >= 0; j--) {
        mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
      }
      mutant =
          random.nextInt(5) == 0 ? Arrays.copyOf(mutant, random.nextInt(mutant.length)) : mutant;

      Inbound inbound = webhook.parse(mutant, RECEIVED);

      assertThat(inbound.events().size() + inbound.rejections().size())
          .as("seed " + seed + ", mutant " + i)
          .isPositive();
    }
  }

  // -- time and identity
  // ----------------------------------------------------------------------------

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "1764230399"   | 2025-11-27T07:59:59Z
          1764230399     | 2025-11-27T07:59:59Z
          "1230768000"   | 2009-01-01T00:00:00Z
          "1230767999"   | 2025-11-27T08:00:05Z
          "1764316805"   | 2025-11-28T08:00:05Z
          "1764316806"   | 2025-11-27T08:00:05Z
          "1764230399000"| 2025-11-27T08:00:05Z
          "-1"           | 2025-11-27T08:00:05Z
          1.7e9          | 2025-11-27T08:00:05Z
          ""             | 2025-11-27T08:00:05Z
          "today"        | 2025-11-27T08:00:05Z
          null           | 2025-11-27T08:00:05Z
          true           | 2025-11-27T08:00:05Z
          []             | 2025-11-27T08:00:05Z
          """,
      quoteCharacter = '`')
  void a_time_is_seconds_in_either_form_and_an_implausible_one_is_the_receipt(
      String timestamp, Instant at) {
    String item =
        "{\"from\":\"5491144445555\",\"id\":\"w\",\"type\":\"x\",\"timestamp\":" + timestamp + "}";

    Inbound inbound = parse(messagesBody("messages", item));

    assertThat(inbound.events()).singleElement().satisfies(e -> assertThat(e.at()).isEqualTo(at));
  }

  @Test
  void a_message_without_a_time_came_when_it_was_received() {
    Inbound inbound =
        parse(messagesBody("messages", "{\"from\":\"5491144445555\",\"id\":\"w\",\"type\":\"x\"}"));

    assertThat(inbound.events().get(0).at()).isEqualTo(RECEIVED);
  }

  @Test
  void the_same_body_again_has_the_same_keys_whenever_it_comes() {
    byte[] body = bytes(WebhookCases.text("batch.json"));

    List<String> first = keys(webhook.parse(body, RECEIVED));
    List<String> again = keys(webhook.parse(body, RECEIVED.plusSeconds(86_400)));

    assertThat(again).isEqualTo(first);
    assertThat(new HashSet<>(first)).hasSameSizeAs(first);
  }

  @Test
  void every_event_of_the_case_files_has_a_key_and_shows_no_person() {
    List<ChannelEvent> events = new ArrayList<>();
    messages()
        .forEach(c -> events.addAll(parse(messagesBody("messages", (String) c.get()[1])).events()));
    statuses()
        .forEach(c -> events.addAll(parse(messagesBody("statuses", (String) c.get()[1])).events()));

    assertThat(events)
        .allSatisfy(
            event -> {
              assertThat(event.key()).isNotBlank();
              assertThat(event.toString())
                  .doesNotContain("5491144445555")
                  .doesNotContain("Ana")
                  .doesNotContain("wamid")
                  .doesNotContain("Ya pagué ayer");
            });
  }

  @Test
  void a_problem_of_the_account_is_told_again_when_it_comes_again() {
    String body =
        "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"W\",\"changes\":[{\"field\":\"messages\",\"value\":{\"errors\":[{\"code\":131000}]}}]}]}";

    List<String> first = keys(parse(body));
    List<String> later = keys(webhook.parse(bytes(body), RECEIVED.plusSeconds(60)));

    assertThat(first).doesNotContainAnyElementsOf(later);
    assertThat(keys(parse(body))).isEqualTo(first);
  }

  // -- signature
  // ------------------------------------------------------------------------------------

  @Test
  void what_the_provider_signs_is_verified_over_the_raw_bytes() {
    byte[] escaped = bytes("{\"text\":\"Pagu\\u00e9 \\/ <b>@\"}");

    String signature = signature(SECRET, escaped);

    assertThat(webhook.verify(escaped, signature)).isTrue();
    assertThat(webhook.verify(bytes("{\"text\":\"Pagué / <b>@\"}"), signature)).isFalse();
  }

  @Test
  void the_signature_is_hmac_sha256_as_rfc_4231_has_it() {
    // RFC 4231, test case 2
    String signature = signature("Jefe", bytes("what do ya want for nothing?"));

    assertThat(signature)
        .isEqualTo("sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forged")
  void any_other_signature_fails_closed(String name, String signature) {
    assertThat(webhook.verify(bytes("{}"), signature)).isFalse();
  }

  static Stream<Arguments> forged() {
    String good = signature(SECRET, bytes("{}"));
    String hex = good.substring(7);
    return Stream.of(
        Arguments.of("missing", ""),
        Arguments.of("null", null),
        Arguments.of("without prefix", hex),
        Arguments.of("upper-case hex", "sha256=" + hex.toUpperCase(Locale.ROOT)),
        Arguments.of("upper-case prefix", "SHA256=" + hex),
        Arguments.of("another algorithm", "sha1=" + hex),
        Arguments.of("one digit short", good.substring(0, good.length() - 1)),
        Arguments.of("one digit long", good + "0"),
        Arguments.of("a blank in front", " " + good),
        Arguments.of("a blank behind", good + " "),
        Arguments.of("a line break behind", good + "\n"),
        Arguments.of("two headers", good + "," + good),
        Arguments.of("no hex", "sha256=" + "g".repeat(64)),
        Arguments.of("zeros", "sha256=" + "0".repeat(64)),
        Arguments.of("only the prefix", "sha256="),
        Arguments.of("of another body", signature(SECRET, bytes("{} "))),
        Arguments.of("of another secret", signature("other", bytes("{}"))));
  }

  @Test
  void any_bit_of_the_body_counts() {
    byte[] body = bytes(WebhookCases.text("batch.json"));
    String signature = signature(SECRET, body);

    for (int i = 0; i < body.length; i += 7) {
      byte[] other = body.clone();
      other[i] ^= 1;
      assertThat(webhook.verify(other, signature)).isFalse();
    }
    assertThat(webhook.verify(body, signature)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"current", "previous", "of another app"})
  void any_of_several_secrets_verifies(String secret) {
    WhatsAppWebhook several = WhatsAppWebhook.of("v", "current", "previous", "of another app");

    assertThat(several.verify(bytes("{}"), signature(secret, bytes("{}")))).isTrue();
  }

  @Test
  void a_body_beyond_the_limit_is_not_verified() {
    byte[] fits = new byte[WhatsAppWebhook.MAX_BYTES];
    byte[] more = new byte[WhatsAppWebhook.MAX_BYTES + 1];

    assertThat(webhook.verify(fits, signature(SECRET, fits))).isTrue();
    assertThat(webhook.verify(more, signature(SECRET, more))).isFalse();
  }

  @Test
  void a_parser_without_secrets_verifies_nothing() {
    WhatsAppWebhook parser = WhatsAppWebhook.parserOnly();

    assertThat(parser.verify(bytes("{}"), signature(SECRET, bytes("{}")))).isFalse();
    assertThat(parser.handshake("subscribe", "", "1")).isEmpty();
    assertThat(parser.parse(bytes(WebhookCases.text("batch.json")), RECEIVED).events()).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource({"'',s", "' ',s", "v,''", "v,'  '"})
  void a_blank_token_or_secret_is_refused_at_once(String verifyToken, String secret) {
    assertThatThrownBy(() -> WhatsAppWebhook.of(verifyToken, secret))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must not be blank");
  }

  @Test
  void it_shows_no_secret() {
    assertThat(webhook.toString()).isEqualTo("WhatsAppWebhook(1 secrets)");
  }

  // -- handshake
  // ------------------------------------------------------------------------------------

  @Test
  void the_handshake_gives_the_challenge_back() {
    assertThat(webhook.handshake("subscribe", "verify-me", "1158201444")).contains("1158201444");
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({
    "unsubscribe,verify-me,1158201444",
    "SUBSCRIBE,verify-me,1158201444",
    "'',verify-me,1158201444",
    ",verify-me,1158201444",
    "subscribe,verify-mE,1158201444",
    "subscribe,verify-me-too,1158201444",
    "subscribe,'',1158201444",
    "subscribe,,1158201444",
    "subscribe,verify-me,''",
    "subscribe,verify-me,",
    "subscribe,verify-me,<script>",
    "subscribe,verify-me,1 2"
  })
  void any_other_handshake_is_refused(String mode, String token, String challenge) {
    assertThat(webhook.handshake(mode, token, challenge)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"256,true", "257,false"})
  void a_challenge_has_at_most_256_characters(int length, boolean given) {
    assertThat(webhook.handshake("subscribe", "verify-me", "x".repeat(length)).isPresent())
        .isEqualTo(given);
  }

  @ParameterizedTest
  @NullSource
  void a_missing_parameter_is_no_error(String missing) {
    assertThat(webhook.handshake(missing, missing, missing)).isEmpty();
  }

  // -- pieces
  // ---------------------------------------------------------------------------------------

  private Inbound parse(String body) {
    return webhook.parse(bytes(body), RECEIVED);
  }

  private static String messagesBody(String kind, String item) {
    return "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"WABA01\",\"changes\":[{\"field\":\"messages\",\"value\":{"
        + "\"messaging_product\":\"whatsapp\",\"metadata\":{\"display_phone_number\":\"5491100000000\",\"phone_number_id\":\"PNID01\"},"
        + "\"contacts\":[{\"profile\":{\"name\":\"Ana P.\"},\"wa_id\":\"5491144445555\",\"user_id\":\"AR.1\"},"
        + "{\"profile\":{\"name\":\"Bea\",\"username\":\"bea\"},\"wa_id\":\"5215512345678\",\"user_id\":\"MX.2\"}],"
        + "\""
        + kind
        + "\":["
        + item
        + "]}}]}]}";
  }

  private static List<String> keys(Inbound inbound) {
    return inbound.events().stream().map(ChannelEvent::key).toList();
  }

  private static String signature(String secret, byte[] body) {
    return Signature.header(AppSecret.of(secret), body);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
