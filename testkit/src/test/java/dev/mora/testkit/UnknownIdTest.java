package dev.mora.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Only what a test has named is there. */
class UnknownIdTest {

  private static final String TEXT =
      """
      {"messaging_product":"whatsapp","to":"+525512345678","type":"text","text":{"body":"Hola"}}\
      """;

  private final CloudApiServer server = CloudApiServer.start();
  private final CloudAccount account = server.account("1001", "2001");
  private final Caller caller = new Caller(server.uri());

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest(name = "{0} {1}/{2}")
  @CsvSource({
    "POST, 1002, messages",
    "POST, 2001, messages",
    "POST, 1002, media",
    "POST, 1002, register",
    "POST, 1002, deregister",
    "POST, 2002, subscribed_apps",
    "POST, 2002, message_templates",
    "GET,  2002, message_templates",
    "GET,  1001, message_templates",
    "DELETE, 2002, message_templates"
  })
  void an_id_that_nobody_named_does_not_exist(String method, String id, String edge)
      throws Exception {
    String path = "/v25.0/" + id + "/" + edge;

    HttpResponse<String> answer =
        switch (method) {
          case "GET" -> caller.get(path);
          case "DELETE" -> caller.delete(path + "?name=aviso");
          default -> caller.post(path, TEXT);
        };

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("\"code\":100,")
        .contains("\"error_subcode\":33,")
        .contains("Object with ID '" + id + "' does not exist");
    assertThat(account.sent()).isEmpty();
  }

  @Test
  void what_was_named_is_there_before_and_after_a_reset() throws Exception {
    assertThat(caller.post("/v25.0/1001/messages", TEXT).statusCode()).isEqualTo(200);

    server.reset();

    assertThat(caller.get("/v25.0/2001/message_templates").statusCode()).isEqualTo(200);
    assertThat(caller.post("/v25.0/1001/messages", TEXT).statusCode()).isEqualTo(200);
  }
}
