package dev.mora.testkit;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The plain mappings, on a server that knows nothing of the stand-in. */
class MappingsTest {

  private static WireMockServer server;

  @BeforeAll
  static void start() {
    server =
        new WireMockServer(
            options().dynamicPort().usingFilesUnderClasspath("META-INF/mora/wiremock"));
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop();
  }

  @Test
  void a_message_is_accepted_with_an_id_of_its_own() throws Exception {
    HttpResponse<String> one = post("1001", "+525512345678");
    HttpResponse<String> two = post("1001", "+525512345678");

    assertThat(one.statusCode()).isEqualTo(200);
    assertThat(one.body()).contains("\"wa_id\":\"525512345678\"").contains("\"id\":\"wamid.");
    assertThat(two.body()).isNotEqualTo(one.body());
  }

  @Test
  void a_number_that_ends_in_0000_cannot_be_reached() throws Exception {
    assertThat(post("1001", "+525512340000").body()).contains("131026");
    assertThat(post("1001", "+525512340001").statusCode()).isEqualTo(200);
  }

  @Test
  void the_answer_to_a_number_that_ends_in_9999_is_lost() {
    assertThatThrownBy(() -> post("1001", "+525512349999")).isInstanceOf(IOException.class);
  }

  @Test
  void an_account_that_starts_with_130429_is_too_fast_once() throws Exception {
    assertThat(post("130429", "+525512345678").body()).contains("130429");
    assertThat(post("130429", "+525512345678").statusCode()).isEqualTo(200);
  }

  @Test
  void an_account_that_starts_with_131056_is_too_fast_for_a_pair_twice() throws Exception {
    assertThat(post("131056", "+525512345678").body()).contains("131056");
    assertThat(post("131056", "+525512345678").body()).contains("131056");
    assertThat(post("131056", "+525512345678").statusCode()).isEqualTo(200);
  }

  @Test
  void an_account_that_starts_with_131000_meets_an_error_once() throws Exception {
    HttpResponse<String> error = post("131000", "+525512345678");

    assertThat(error.statusCode()).isEqualTo(500);
    assertThat(error.body()).contains("131000");
    assertThat(post("131000", "+525512345678").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "131045, 500, 131045",
    "502, 502, Bad Gateway",
    "132001, 404, 132001",
    "132015, 200, held_for_quality_assessment",
    "504, 200, accepted"
  })
  void other_accounts_have_answers_of_their_own(String account, int status, String said)
      throws Exception {
    HttpResponse<String> answer = post(account + "77", "+525512345678");

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains(said);
  }

  @Test
  void one_token_is_refused_wherever_it_is_used() throws Exception {
    Caller expired = new Caller(URI.create(server.baseUrl()), "expired");

    assertThat(expired.post("/v25.0/1001/messages", "{}").body()).contains("\"code\":190");
    assertThat(expired.get("/v25.0/2001/message_templates").statusCode()).isEqualTo(401);
  }

  @Test
  void a_person_without_a_number_has_no_wa_id() throws Exception {
    HttpResponse<String> answer =
        caller()
            .post(
                "/v25.0/1001/messages",
                "{\"messaging_product\":\"whatsapp\",\"recipient\":\"MX.134912\",\"type\":\"text\"}");

    assertThat(answer.body()).contains("\"user_id\":\"MX.134912\"").doesNotContain("wa_id");
  }

  @Test
  void a_read_mark_is_taken() throws Exception {
    assertThat(
            caller()
                .post(
                    "/v25.0/1001/messages",
                    "{\"messaging_product\":\"whatsapp\",\"status\":\"read\",\"message_id\":\"w\"}")
                .body())
        .contains("\"success\":true");
  }

  @Test
  void the_first_address_of_a_file_leads_nowhere_and_the_second_to_it() throws Exception {
    String path = "/v25.0/700000000000001";

    HttpResponse<byte[]> gone = caller().bytes(Caller.field(caller().get(path).body(), "url"));
    String resolved = caller().get(path).body();
    HttpResponse<byte[]> file = caller().bytes(Caller.field(resolved, "url"));

    assertThat(gone.statusCode()).isEqualTo(404);
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(Caller.field(resolved, "sha256"))
        .isEqualTo(
            HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file.body())));
    assertThat(resolved).contains("\"file_size\":" + file.body().length);
  }

  private static Caller caller() {
    return new Caller(URI.create(server.baseUrl()));
  }

  @Test
  void the_stand_in_works_behind_a_server_that_runs_already() throws Exception {
    WireMockServer running = new WireMockServer(options().dynamicPort());
    running.start();
    CloudApi api = CloudApi.on(running);
    try {
      HttpResponse<String> answer = post(running.port(), CloudApi.PHONE_NUMBER_ID, "+525512345678");

      assertThat(answer.body()).contains("131051");
      assertThat(api.uri()).isEqualTo(URI.create(running.baseUrl()));
      assertThat(api.account(CloudApi.PHONE_NUMBER_ID).refused()).isEqualTo(1);
    } finally {
      api.stop();
      running.stop();
    }
  }

  private static HttpResponse<String> post(String account, String to) throws Exception {
    return post(server.port(), account, to);
  }

  private static HttpResponse<String> post(int port, String account, String to) throws Exception {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .build()
        .send(
            HttpRequest.newBuilder(
                    URI.create("http://localhost:" + port + "/v25.0/" + account + "/messages"))
                .header("Authorization", "Bearer token")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"messaging_product\":\"whatsapp\",\"to\":\""
                            + to
                            + "\",\"type\":\"hologram\"}"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
