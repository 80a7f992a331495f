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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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
