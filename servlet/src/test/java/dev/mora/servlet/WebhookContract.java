package dev.mora.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.testkit.WebhookCorpus;
import dev.mora.whatsapp.WebhookReceiver;
import dev.mora.whatsapp.WhatsAppWebhook;
import jakarta.servlet.ServletContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for a receiver however it is mounted, over real HTTP. */
abstract class WebhookContract {

  static final String PATH = "/hooks/whatsapp";

  /** Escapes, letters beyond ASCII, white space, and bytes that are no UTF-8. */
  private static final byte[] BODY = bytes("{\"x\":\"\\u00e1\\/\u00e1\" ,\r\n \"y\":\"~\"}\n");

  @TempDir Path folder;

  private final WhatsAppWebhook webhook = WhatsAppWebhook.of("verify-me", "secret");
  private final List<byte[]> stored = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private Predicate<byte[]> store = stored::add;
  private Container container;

  /** Makes the receiver answer at {@link #PATH}. */
  abstract void mount(WebhookReceiver receiver, ServletContext context);

  @BeforeEach
  void start() throws LifecycleException {
    WebhookReceiver receiver = WebhookReceiver.of(webhook, body -> store.test(body));
    container = Container.start(folder, (classes, context) -> mount(receiver, context));
  }

  @AfterEach
  void stop() throws LifecycleException {
    container.close();
  }

  @Test
  void a_handshake_gets_its_challenge_and_no_other_get_anything() throws Exception {
    HttpResponse<String> known =
        get("?hub.mode=subscribe&hub.verify_token=verify-me&hub.challenge=1158201444");
    HttpResponse<String> unknown =
        get("?hub.mode=subscribe&hub.verify_token=verify-us&hub.challenge=1158201444");
    HttpResponse<String> bare = get("");

    assertThat(known.statusCode()).isEqualTo(200);
    assertThat(known.body()).isEqualTo("1158201444");
    assertThat(known.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
    assertThat(unknown.statusCode()).isEqualTo(403);
    assertThat(unknown.body()).isEmpty();
    assertThat(bare.statusCode()).isEqualTo(403);
  }

  @Test
  void a_signed_body_is_stored_byte_for_byte_whatever_it_holds() throws Exception {
    List<byte[]> bodies = new ArrayList<>(List.of(BODY));
    WebhookCorpus.all().forEach(each -> bodies.add(each.body()));

    for (byte[] body : bodies) {
      assertThat(post(webhook.sign(body), body).statusCode()).isEqualTo(200);
    }

    assertThat(stored).hasSize(bodies.size());
    for (int i = 0; i < bodies.size(); i++) {
      assertThat(stored.get(i)).isEqualTo(bodies.get(i));
    }
  }

  @Test
  void a_body_of_a_form_is_not_taken_apart_before_its_signature() throws Exception {
    byte[] form = bytes("hub.mode=subscribe&_method=PUT&x=%41");

    HttpResponse<String> reply =
        send(
            to("")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Hub-Signature-256", webhook.sign(form))
                .POST(BodyPublishers.ofByteArray(form)));

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(stored).containsExactly(form);
  }

  @Test
  void what_is_not_signed_by_us_once_is_turned_away() throws Exception {
    String other = WhatsAppWebhook.of("verify-me", "other").sign(BODY);
    String good = webhook.sign(BODY);
    byte[] recoded = new String(BODY, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);

    assertThat(post(other, BODY).statusCode()).isEqualTo(401);
    assertThat(post(good, recoded).statusCode()).isEqualTo(401);
    assertThat(send(to("").POST(BodyPublishers.ofByteArray(BODY))).statusCode()).isEqualTo(401);
    HttpRequest.Builder twice =
        to("").header("X-Hub-Signature-256", good).header("x-hub-signature-256", good);
    assertThat(send(twice.POST(BodyPublishers.ofByteArray(BODY))).statusCode()).isEqualTo(401);
    assertThat(stored).isEmpty();
  }

  @Test
  void what_is_not_stored_is_asked_for_again_and_nothing_of_it_is_told() throws Exception {
    store = body -> false;
    int refused = post(webhook.sign(BODY), BODY).statusCode();
    store =
        body -> {
          throw new IllegalStateException("no room for Rosa");
        };
    HttpResponse<String> broken = post(webhook.sign(BODY), BODY);

    assertThat(refused).isEqualTo(503);
    assertThat(broken.statusCode()).isEqualTo(503);
    assertThat(broken.body()).isEmpty();
  }

  @Test
  void a_body_of_four_mebibytes_is_stored() throws Exception {
    byte[] largest = new byte[WhatsAppWebhook.MAX_BYTES];

    assertThat(post(webhook.sign(largest), largest).statusCode()).isEqualTo(200);
    assertThat(stored).hasSize(1);
  }

  @Test
  void a_length_beyond_the_limit_is_answered_before_a_byte_of_the_body_came() throws Exception {
    String head = head("Content-Length: " + (WhatsAppWebhook.MAX_BYTES + 1));

    String status = container.raw(Container.ascii(head), InputStream.nullInputStream());

    assertThat(status).startsWith("HTTP/1.1 413");
  }

  @Test
  void a_body_without_an_end_is_answered_at_the_limit() throws Exception {
    byte[] over = new byte[WhatsAppWebhook.MAX_BYTES + 1];
    byte[] size = Container.ascii(Integer.toHexString(over.length) + "\r\n");

    String status =
        container.raw(
            Container.ascii(head("Transfer-Encoding: chunked")),
            new SequenceInputStream(
                new ByteArrayInputStream(size), new ByteArrayInputStream(over)));

    assertThat(status).startsWith("HTTP/1.1 413");
    assertThat(stored).isEmpty();
  }

  @Test
  void a_method_that_meta_does_not_use_is_told_which_there_are() throws Exception {
    HttpResponse<String> put = send(to("").PUT(BodyPublishers.ofByteArray(BODY)));

    assertThat(put.statusCode()).isEqualTo(405);
    assertThat(put.headers().firstValue("Allow")).contains("GET, POST");
    assertThat(send(to("").DELETE()).statusCode()).isEqualTo(405);
  }

  private String head(String length) {
    return "POST " + PATH + " HTTP/1.1\r\nHost: localhost\r\n" + length + "\r\n\r\n";
  }

  private HttpResponse<String> get(String query) throws IOException, InterruptedException {
    return send(to(query).GET());
  }

  private HttpResponse<String> post(String signature, byte[] body)
      throws IOException, InterruptedException {
    return send(
        to("")
            .header("Content-Type", "application/json")
            .header("X-Hub-Signature-256", signature)
            .POST(BodyPublishers.ofByteArray(body)));
  }

  private HttpRequest.Builder to(String query) {
    return HttpRequest.newBuilder(URI.create(container.uri(PATH) + query))
        .version(HttpClient.Version.HTTP_1_1);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static byte[] bytes(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '~') {
        bytes[i] = (byte) 0xC3; // the first byte of a letter that never comes
      }
    }
    return bytes;
  }
}
