package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphClientTest {

  private static final Duration GENEROUS = Duration.ofSeconds(60);

  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  private RawServer answering(String status, String headers, String body) throws Exception {
    return new RawServer(
        peer -> {
          requests.add(peer.request());
          peer.write(response(status, headers, body));
        });
  }

  private static String response(String status, String headers, String body) {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    return "HTTP/1.1 "
        + status
        + "\r\n"
        + headers
        + "Connection: close\r\nContent-Length: "
        + length
        + "\r\n\r\n"
        + body;
  }

  private static GraphAnswer get(RawServer server) throws Exception {
    try (GraphClient graph = GraphClient.of(Reminders.config(server.port()).build())) {
      return graph.get("1", Map.of()).get(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void a_read_carries_the_token_the_version_the_query_and_our_name() throws Exception {
    Map<String, String> query = new TreeMap<>(Map.of("fields", "name,status", "after", "a b&c="));

    try (RawServer server = answering("200 OK", "", "{\"data\":[]}");
        GraphClient graph = GraphClient.of(Reminders.config(server.port()).build())) {
      GraphAnswer answer = graph.get("77/message_templates", query).get(60, TimeUnit.SECONDS);

      assertThat(answer.object().has("data")).isTrue();
      assertThat(requests).hasSize(1);
      assertThat(requests.get(0))
          .startsWith(
              "GET /v25.0/77/message_templates?after=a%20b%26c%3D&fields=name%2Cstatus HTTP/1.1")
          .contains("Authorization: Bearer " + Reminders.TOKEN)
          .containsPattern("User-Agent: mora/\\d+\\.\\d+\\.\\d+\r\n");
    }
  }

  @Test
  void what_changes_something_is_put_once_even_if_the_answer_is_lost() throws Exception {
    try (RawServer server = new RawServer(peer -> requests.add(peer.request()));
        GraphClient graph = GraphClient.of(Reminders.config(server.port()).build())) {
      byte[] json = "{\"pin\":\"123456\"}".getBytes(StandardCharsets.UTF_8);

      GraphAnswer answer = graph.post("1/register", json).get(60, TimeUnit.SECONDS);

      assertThat(answer.failure().orElseThrow().kind()).isEqualTo(GraphFailure.Kind.UNKNOWN);
      assertThat(server.bodies()).isEqualTo(1);
    }
  }

  @Test
  void a_closed_port_is_proof_that_a_post_was_not_sent() throws Exception {
    int port;
    try (RawServer server = answering("200 OK", "", "{}")) {
      port = server.port();
    }

    try (GraphClient graph = GraphClient.of(Reminders.config(port).build())) {
      GraphAnswer answer = graph.post("1", "{}".getBytes(StandardCharsets.UTF_8)).get();

      assertThat(answer.failure().orElseThrow().kind()).isEqualTo(GraphFailure.Kind.NOT_SENT);
    }
  }

  @Test
  void a_refused_token_is_exchanged_once() throws Exception {
    String refusal = "{\"error\":{\"code\":190,\"message\":\"expired\"}}";
    TokenSupplier rotating =
        new TokenSupplier() {
          @Override
          public String token() {
            return "old";
          }

          @Override
          public String refreshedToken() {
            return "new";
          }
        };

    try (RawServer server = answering("401 Unauthorized", "", refusal);
        GraphClient graph =
            GraphClient.of(
                WhatsAppConfig.builder("1", rotating)
                    .baseUri(URI.create("http://127.0.0.1:" + server.port()))
                    .build())) {
      GraphAnswer answer = graph.delete("1", Map.of()).get(60, TimeUnit.SECONDS);

      assertThat(answer.failure().orElseThrow().code()).isEqualTo(OptionalLong.of(190));
      assertThat(requests).hasSize(2);
      assertThat(requests.get(0)).startsWith("DELETE /v25.0/1 HTTP/1.1").contains("Bearer old");
      assertThat(requests.get(1)).contains("Bearer new");
    }
  }

  @ParameterizedTest
  @CsvSource({"2999, 1", "3000, 0", "4000, 0"})
  void a_send_has_what_its_token_left_of_the_deadline(long millis, int sent) throws Exception {
    AtomicLong nanos = new AtomicLong();
    try (RawServer server = answering("400 Bad Request", "", "{\"error\":{\"code\":100}}");
        GraphClient graph =
            new GraphClient(
                WhatsAppConfig.builder("1", () -> "t")
                    .baseUri(URI.create("http://127.0.0.1:" + server.port()))
                    .build(),
                nanos::get)) {
      URI messages = URI.create("http://127.0.0.1:" + server.port() + "/v25.0/1/messages");
      nanos.set(TimeUnit.MILLISECONDS.toNanos(millis));

      Exchange exchange =
          graph
              .send(
                  GraphRequest.post(messages, new byte[] {'{', '}'}), "t", Duration.ofSeconds(3), 0)
              .get(60, TimeUnit.SECONDS);

      assertThat(requests).hasSizeLessThanOrEqualTo(sent);
      assertThat(exchange instanceof Exchange.NothingSent late && late.why().contains("too late"))
          .isEqualTo(sent == 0);
    }
  }

  @ParameterizedTest
  @CsvSource({"59, 2, REFUSED", "60, 1, NOT_SENT", "3600, 1, NOT_SENT"})
  void another_token_has_what_the_host_left_of_the_deadline(
      long seconds, int attempts, GraphFailure.Kind kind) throws Exception {
    AtomicLong nanos = new AtomicLong();
    TokenSupplier slow =
        new TokenSupplier() {
          @Override
          public String token() {
            return "old" + nanos; // one that was not refused before
          }

          @Override
          public String refreshedToken() {
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
            return "new" + nanos;
          }
        };

    try (RawServer server = answering("401 Unauthorized", "", "{\"error\":{\"code\":190}}");
        GraphClient graph =
            new GraphClient(
                WhatsAppConfig.builder("1", slow)
                    .baseUri(URI.create("http://127.0.0.1:" + server.port()))
                    .build(),
                nanos::get)) {
      URI file = URI.create("http://127.0.0.1:" + server.port() + "/file");

      var uploaded =
          graph
              .upload("1/media", "text/plain", () -> BodyPublishers.ofString("x"), GENEROUS)
              .get(60, TimeUnit.SECONDS);
      int uploads = requests.size();
      var fetched = graph.fetch(file, BodyHandlers.ofString(), GENEROUS).get(60, TimeUnit.SECONDS);

      assertThat(uploads).isEqualTo(attempts);
      assertThat(uploaded.failure().orElseThrow().kind()).isEqualTo(kind);
      assertThat(fetched.failure().orElseThrow().kind()).isEqualTo(kind);
    }
  }

  @Test
  void a_client_that_cannot_be_built_is_proof_that_nothing_was_sent() throws Exception {
    WhatsAppConfig config = Reminders.config(1).build();
    LongSupplier broken =
        () -> {
          throw new UncheckedIOException(new IOException("too many open files"));
        };

    try (CloudApiTransport transport = new CloudApiTransport(config, broken)) {
      GraphRequest request = GraphRequest.post(config.messages(), new byte[] {'{', '}'});

      Exchange exchange = transport.exchange(request, "t", GENEROUS).get(60, TimeUnit.SECONDS);

      assertThat(exchange)
          .isEqualTo(new Exchange.NothingSent("UncheckedIOException <- IOException"));
    }
  }

  @Test
  void a_failure_tells_codes_trace_and_rates_and_shows_no_number() throws Exception {
    String body =
        """
        {"error":{"message":"(#100) to +525512345678","type":"OAuthException","code":100,
         "error_subcode":2388024,"is_transient":true,"error_data":"525512345678 is here",
         "fbtrace_id":"AbcTrace01"}}""";
    String headers =
        "Retry-After: 7\r\nX-App-Usage: {\"call_count\":12,\"total_time\":99}\r\n"
            + "X-Business-Use-Case-Usage: {\"9\":[{\"call_count\":28,"
            + "\"estimated_time_to_regain_access\":5}]}\r\n";

    try (RawServer server = answering("400 Bad Request", headers, body)) {
      GraphFailure failure = get(server).failure().orElseThrow();

      assertThat(failure.kind()).isEqualTo(GraphFailure.Kind.REFUSED);
      assertThat(failure.status()).isEqualTo(400);
      assertThat(failure.says(2388024)).isTrue();
      assertThat(failure.meaning()).isEqualTo("the template exists in this language");
      assertThat(failure.trace()).isEqualTo("AbcTrace01");
      assertThat(failure.isTransient()).isTrue();
      assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7));
      assertThat(failure.usage()).isEqualTo(new RateUsage(99, Duration.ofMinutes(5)));
      assertThat(failure.detail()).isEqualTo("*** is here");
      assertThat(failure.toString()).doesNotContain("5512345678").contains("trace AbcTrace01");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 OK | <html>hello</html> | UNKNOWN",
        "200 OK | {\"error\":{\"code\":100}} | UNKNOWN",
        "200 OK | [1] | UNKNOWN",
        "302 Found | '' | UNKNOWN",
        "404 Not Found | <html> | REFUSED",
        "408 Request Timeout | '' | UNKNOWN",
        "400 Bad Request | {\"error\":{\"code\":131000}} | UNKNOWN",
        "400 Bad Request | {\"error\":{\"code\":424242}} | REFUSED",
        "500 Error | {\"error\":{\"code\":424242}} | UNKNOWN",
        "500 Error | {\"error\":{\"code\":131045}} | REFUSED",
        "502 Bad Gateway | <html>proxy</html> | UNKNOWN",
      })
  void an_answer_of_any_shape_ends_in_a_typed_result(
      String status, String body, GraphFailure.Kind kind) throws Exception {
    try (RawServer server = answering(status, "", body)) {
      GraphFailure failure = get(server).failure().orElseThrow();

      assertThat(failure.kind()).isEqualTo(kind);
      assertThat(failure.status()).isEqualTo(Integer.parseInt(status.substring(0, 3)));
    }
  }

  @Test
  void an_upload_streams_any_body() throws Exception {
    try (RawServer server = answering("200 OK", "", "{\"id\":\"9\"}");
        GraphClient graph = GraphClient.of(Reminders.config(server.port()).build())) {
      GraphAnswer answer =
          graph
              .upload(
                  "1/media",
                  "multipart/form-data; boundary=x",
                  () -> BodyPublishers.ofString("--x--"),
                  GENEROUS)
              .get(60, TimeUnit.SECONDS);

      assertThat(answer.object().string("id")).isEqualTo("9");
      assertThat(requests.get(0))
          .contains("Content-Type: multipart/form-data; boundary=x")
          .endsWith("--x--");
    }
  }

  @Test
  void a_fetch_gives_a_2xx_to_its_sink_and_follows_no_redirect() throws Exception {
    try (RawServer fine = answering("200 OK", "", "bytes");
        RawServer elsewhere = answering("302 Found", "Location: http://127.0.0.1:1/\r\n", "");
        GraphClient graph = GraphClient.of(Reminders.config(fine.port()).build())) {
      URI good = URI.create("http://127.0.0.1:" + fine.port() + "/file?h=1");
      URI moved = URI.create("http://127.0.0.1:" + elsewhere.port() + "/file");

      var fetched = graph.fetch(good, BodyHandlers.ofString(), GENEROUS).get(60, TimeUnit.SECONDS);
      var refused = graph.fetch(moved, BodyHandlers.ofString(), GENEROUS).get(60, TimeUnit.SECONDS);

      assertThat(fetched.value()).isEqualTo("bytes");
      assertThat(refused.failure().orElseThrow().status()).isEqualTo(302);
      assertThatThrownBy(refused::value).isInstanceOf(GraphException.class);
      assertThat(requests).hasSize(2);
    }
  }

  @Test
  void a_fetch_that_stalls_ends_at_its_deadline() throws Exception {
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.request();
                  peer.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nten bytes.");
                  peer.stall();
                });
        GraphClient graph = GraphClient.of(Reminders.config(server.port()).build())) {
      URI uri = URI.create("http://127.0.0.1:" + server.port() + "/file");

      var fetched =
          graph
              .fetch(uri, BodyHandlers.ofString(), Duration.ofMillis(300))
              .get(60, TimeUnit.SECONDS);

      assertThat(fetched.failure().orElseThrow().meaning())
          .startsWith("deadline inside the answer, HTTP 200");
      assertThat(server.sawTheClientHangUp()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"/1", "1/", "../1", "1//2", "a?b", "''", "a b"})
  void a_path_that_would_leave_its_place_is_an_error(String path) {
    try (GraphClient graph = GraphClient.of(Reminders.config(1).build())) {
      assertThatThrownBy(() -> graph.get(path, Map.of()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
