package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.mora.whatsapp.WebhookReceiver.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookReceiverTest {

  private static final byte[] BODY = "{\"object\":\"x\\/y\"}".getBytes(StandardCharsets.UTF_8);

  private final WhatsAppWebhook webhook = WhatsAppWebhook.of("verify-me", "secret", "older");
  private final List<byte[]> stored = new ArrayList<>();
  private final WebhookReceiver receiver = WebhookReceiver.of(webhook, stored::add);

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "hub.mode=subscribe&hub.verify_token=verify-me&hub.challenge=1158201444, 200",
        "hub.challenge=1158201444&x&hub.verify_token=verify%2Dme&y=&hub.mode=subscribe, 200",
        "hub.mode=subscribe&hub.verify_token=verify-mE&hub.challenge=1158201444, 403",
        "hub.mode=unsubscribe&hub.verify_token=verify-me&hub.challenge=1158201444, 403",
        "hub.mode=subscribe&hub.verify_token=verify-me&hub.challenge=<b>, 403",
        "hub.mode=subscribe&hub.verify_token=verify-me, 403",
        "hub.mode=subscribe&hub.challenge=1158201444, 403",
        "hub.mode=subscribe&hub.verify_token=x&hub.verify_token=verify-me&hub.challenge=1, 403",
        "hub.mode=subscribe&hub.verify_token=%zz&hub.challenge=1158201444, 403",
        "hub_mode=subscribe&hub_verify_token=verify-me&hub_challenge=1158201444, 403",
        "'', 403",
        "null, 403"
      })
  void a_get_is_a_handshake_without_a_signature(String query, int status) {
    Reply reply = receiver.handle("GET", query, Map.of(), new byte[0]);

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.body()).isEqualTo(status == 200 ? "1158201444" : "");
    assertThat(reply.headers())
        .isEqualTo(status == 200 ? Map.of("Content-Type", "text/plain") : Map.of());
    assertThat(stored).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Hub-Signature-256", "x-hub-signature-256", "X-HUB-SIGNATURE-256"})
  void a_signed_body_is_stored_as_it_came_and_then_answered(String header) {
    Reply reply = post(Map.of(header, List.of(webhook.sign(BODY))), BODY);

    assertThat(reply).isEqualTo(new Reply(200, Map.of(), ""));
    assertThat(stored).containsExactly(BODY);
  }

  @Test
  void a_body_signed_by_the_secret_before_is_taken_too() {
    String older = WhatsAppWebhook.of("verify-me", "older").sign(BODY);

    assertThat(post(signed(older), BODY).status()).isEqualTo(200);
  }

  @Test
  void what_is_not_signed_by_us_once_is_turned_away_unread() {
    String good = webhook.sign(BODY);
    List<Map<String, List<String>>> bad =
        List.of(
            Map.of(),
            signed(""),
            signed("sha256="),
            signed(good.toUpperCase(Locale.ROOT)),
            signed(good.substring(0, good.length() - 1)),
            signed(good + "0"),
            signed(" " + good),
            signed(WhatsAppWebhook.of("verify-me", "other").sign(BODY)),
            Map.of("X-Hub-Signature-256", List.of(good, good)),
            Map.of("X-Hub-Signature-256", List.of(good), "x-hub-signature-256", List.of(good)),
            Map.of("X-Hub-Signature-256", List.of()),
            Map.of("X-Hub-Signature", List.of(good)));

    for (Map<String, List<String>> headers : bad) {
      assertThat(post(headers, BODY)).as("%s", headers).isEqualTo(new Reply(401, Map.of(), ""));
    }
    byte[] changed = BODY.clone();
    changed[3]++;
    assertThat(post(signed(good), changed).status()).isEqualTo(401);
    assertThat(stored).isEmpty();
  }

  @Test
  void a_body_of_four_mebibytes_is_taken_and_a_byte_more_is_not() {
    byte[] largest = new byte[WhatsAppWebhook.MAX_BYTES];
    byte[] larger = new byte[WhatsAppWebhook.MAX_BYTES + 1];

    assertThat(post(signed(webhook.sign(largest)), largest).status()).isEqualTo(200);
    assertThat(post(signed(webhook.sign(larger)), larger).status()).isEqualTo(413);
    assertThat(stored).hasSize(1);
  }

  @Test
  void what_announces_too_much_is_not_read_and_what_never_ends_is_read_to_the_limit()
      throws IOException {
    Counted announced = new Counted();
    Counted endless = new Counted();
    Map<String, List<String>> huge =
        Map.of("content-length", List.of(Integer.toString(WhatsAppWebhook.MAX_BYTES + 1)));

    Reply unread = receiver.handle("POST", "", huge, announced);
    Reply read = receiver.handle("POST", "", Map.of("Content-Length", List.of("-1")), endless);

    assertThat(unread.status()).isEqualTo(413);
    assertThat(announced.bytes).isZero();
    assertThat(read.status()).isEqualTo(413);
    assertThat(endless.bytes).isEqualTo(WhatsAppWebhook.MAX_BYTES + 1L);
  }

  /** A body without an end. */
  private static final class Counted extends InputStream {
    private long bytes;

    @Override
    public int read() {
      bytes++;
      return 'x';
    }

    @Override
    public int read(byte[] into, int from, int length) {
      bytes += length;
      Arrays.fill(into, from, from + length, (byte) 'x');
      return length;
    }
  }

  @Test
  void a_body_that_breaks_off_is_answered_by_nobody_and_stored_nowhere() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("reset");
          }
        };

    assertThatThrownBy(() -> receiver.handle("POST", "", signed(webhook.sign(BODY)), broken))
        .isInstanceOf(IOException.class);
    assertThat(stored).isEmpty();
  }

  @Test
  void what_is_not_stored_is_asked_for_again() {
    WebhookReceiver full = WebhookReceiver.of(webhook, body -> false);
    WebhookReceiver down =
        WebhookReceiver.of(
            webhook,
            body -> {
              throw new IllegalStateException("no room");
            });

    WebhookReceiver sneaky =
        WebhookReceiver.of(webhook, body -> WebhookReceiverTest.<RuntimeException>fail("Rosa"));

    for (WebhookReceiver each : List.of(full, down, sneaky)) {
      Reply reply = each.handle("POST", "", signed(webhook.sign(BODY)), BODY);

      assertThat(reply).isEqualTo(new Reply(503, Map.of(), ""));
    }
  }

  /** As a store in Kotlin may: a checked exception that nobody declared. */
  @SuppressWarnings("unchecked")
  private static <E extends Exception> boolean fail(String message) throws E {
    throw (E) new IOException(message);
  }

  @Test
  void a_webhook_that_only_parses_receives_nothing() {
    assertThatThrownBy(() -> WebhookReceiver.of(WhatsAppWebhook.parserOnly(), stored::add))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("WhatsAppWebhook.of");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "HEAD", "DELETE", "OPTIONS", "get", ""})
  void any_other_method_is_told_which_there_are(String method) {
    Reply reply = receiver.handle(method, "", signed(webhook.sign(BODY)), BODY);

    assertThat(reply).isEqualTo(new Reply(405, Map.of("Allow", "GET, POST"), ""));
    assertThat(stored).isEmpty();
  }

  @Test
  void neither_secret_nor_challenge_shows() {
    Reply reply =
        receiver.handle(
            "GET",
            "hub.mode=subscribe&hub.verify_token=verify-me&hub.challenge=1158201444",
            Map.of(),
            BODY);

    assertThat(receiver + " " + reply)
        .isEqualTo("WebhookReceiver(WhatsAppWebhook(2 secrets)) Reply(200)");
  }

  @Test
  void the_server_of_the_jdk_says_what_the_receiver_says() throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    server.createContext("/hook", WebhookHandler.of(receiver));
    server.start();
    try {
      URI hook = URI.create("http://localhost:" + server.getAddress().getPort() + "/hook");
      URI handshake =
          URI.create(hook + "?hub.mode=subscribe&hub.verify_token=verify-me&hub.challenge=42");
      HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofByteArray(BODY);

      HttpResponse<String> shaken = send(HttpRequest.newBuilder(handshake).GET());
      HttpResponse<String> taken =
          send(
              HttpRequest.newBuilder(hook)
                  .header("X-Hub-Signature-256", webhook.sign(BODY))
                  .POST(body));

      assertThat(shaken.body()).isEqualTo("42");
      assertThat(shaken.headers().firstValue("Content-Type")).contains("text/plain");
      assertThat(taken.statusCode()).isEqualTo(200);
      assertThat(stored).containsExactly(BODY);
      assertThat(send(HttpRequest.newBuilder(hook).GET()).statusCode()).isEqualTo(403);
      assertThat(send(HttpRequest.newBuilder(hook).POST(body)).statusCode()).isEqualTo(401);
      HttpResponse<String> put = send(HttpRequest.newBuilder(hook).PUT(body));
      assertThat(put.statusCode()).isEqualTo(405);
      assertThat(put.headers().firstValue("Allow")).contains("GET, POST");
    } finally {
      server.stop(0);
    }
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private Reply post(Map<String, List<String>> headers, byte[] body) {
    return receiver.handle("POST", "", headers, body);
  }

  private static Map<String, List<String>> signed(String signature) {
    return Map.of("X-Hub-Signature-256", List.of(signature));
  }
}
