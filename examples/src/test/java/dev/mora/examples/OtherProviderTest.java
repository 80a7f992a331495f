package dev.mora.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mora.examples.Bench.Result;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code run} against a server that shares nothing with the stand-in: forty lines on the JDK's own,
 * which know of the Cloud API only what its reference says of a message and of its template list.
 */
class OtherProviderTest {

  @TempDir Path dir;
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final List<String> paths = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    paths.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    boolean known = "Bearer t".equals(exchange.getRequestHeaders().getFirst("Authorization"));
    String answer = "{\"error\":{\"message\":\"no\",\"type\":\"OAuthException\",\"code\":190}}";
    if (known && exchange.getRequestMethod().equals("GET")) {
      answer =
          "{\"data\":[{\"name\":\"hello\",\"language\":\"en\",\"status\":\"APPROVED\","
              + "\"category\":\"UTILITY\",\"id\":\"1\",\"components\":[]}]}";
    } else if (known) {
      bodies.add(body);
      Matcher to = Pattern.compile("\"to\":\"\\+(\\d+)\"").matcher(body);
      answer =
          "{\"messaging_product\":\"whatsapp\",\"contacts\":[{\"wa_id\":\""
              + (to.find() ? to.group(1) : "")
              + "\"}],\"messages\":[{\"id\":\"wamid.other"
              + bodies.size()
              + "\"}]}";
    }
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(known ? 200 : 401, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Test
  void a_day_is_sent_through_any_server_that_speaks_the_cloud_api() {
    Result result =
        Bench.in(dir)
            .environment("TOKEN", "t")
            .onLoans(
                "run",
                "--now",
                Bench.NOW,
                "--whatsapp-url",
                uri(),
                "--phone-number-id",
                "106540352242922",
                "--token-env",
                "TOKEN",
                "--ledger",
                "memory");

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(paths).containsOnly("POST /v25.0/106540352242922/messages").hasSize(2);
    assertThat(result.row("B1,L1,")).contains(",ACCEPTED,");
    assertThat(bodies)
        .anySatisfy(
            body ->
                assertThat(body)
                    .contains("\"to\":\"+525511112222\"", "\"name\":\"cuota_vencida\"", "$750.00"));
  }

  @Test
  void its_templates_are_listed_too() {
    Result result =
        Bench.in(dir)
            .environment("TOKEN", "t")
            .run(
                "template",
                "list",
                "--account",
                "102290129340398",
                "--whatsapp-url",
                uri(),
                "--token-env",
                "TOKEN");

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.row("hello ")).contains("en", "APPROVED", "UTILITY");
    assertThat(paths).containsExactly("GET /v25.0/102290129340398/message_templates");
  }

  private String uri() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }
}
