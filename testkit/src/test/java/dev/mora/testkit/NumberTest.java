package dev.mora.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Registration, PIN and fields of a number. */
class NumberTest {

  private static final String PATH = "/v25.0/1001";
  private static final String TEXT =
      """
      {"messaging_product":"whatsapp","to":"+525512345678","type":"text","text":{"body":"Hola"}}\
      """;

  private final CloudApiServer server = CloudApiServer.start();
  private final CloudAccount account = server.account("1001");
  private final Caller caller = new Caller(server.uri());

  @BeforeEach
  void fresh() {
    server.reset();
  }

  @org.junit.jupiter.api.AfterEach
  void close() {
    server.close();
  }

  @Test
  void a_number_sends_while_it_is_registered() throws Exception {
    account.unregistered();
    assertThat(caller.post(PATH + "/messages", TEXT).body()).contains("133010");

    assertThat(register("123456")).isEqualTo("{\"success\":true}");

    assertThat(caller.post(PATH + "/messages", TEXT).statusCode()).isEqualTo(200);
    assertThat(caller.post(PATH + "/deregister", "{}").body()).isEqualTo("{\"success\":true}");
    assertThat(account.isRegistered()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"123456, 0", "123457, 133005", "12345, 100", "1234567, 100", "12345a, 100"})
  void a_registration_gives_the_pin_that_is_set(String given, int code) throws Exception {
    account.pin("123456");

    assertThat(register(given)).contains(code == 0 ? "true" : "\"code\":" + code + ",");
  }

  @Test
  void the_pin_can_be_set_through_the_api() throws Exception {
    assertThat(caller.post(PATH, "{\"pin\":\"654321\"}").body()).isEqualTo("{\"success\":true}");
    assertThat(caller.post(PATH, "{\"pin\":\"6543210\"}").statusCode()).isEqualTo(400);

    assertThat(account.pin()).contains("654321");
  }

  @Test
  void ten_registrations_in_72_hours_are_taken() throws Exception {
    for (int i = 0; i < 10; i++) {
      assertThat(register("123456")).contains("true");
    }

    assertThat(register("123456")).contains("133016");
    ((MutableClock) server.clock()).advance(Duration.ofHours(72).minusSeconds(1));
    assertThat(register("123456")).contains("133016");
    ((MutableClock) server.clock()).advance(Duration.ofSeconds(1));
    assertThat(register("123456")).contains("true");
  }

  @Test
  void only_the_fields_that_were_asked_for_come_back() throws Exception {
    account.field("quality_rating", "YELLOW").health("LIMITED");

    assertThat(caller.get(PATH + "?fields=quality_rating,throughput").body())
        .isEqualTo(
            "{\"quality_rating\":\"YELLOW\",\"throughput\":{\"level\":\"STANDARD\"},\"id\":\"1001\"}");
    assertThat(caller.get(PATH + "?fields=health_status").body()).contains("LIMITED");
    assertThat(caller.get(PATH).body()).contains("verified_name").doesNotContain("health");
  }

  @Test
  void what_is_not_there_cannot_be_read() throws Exception {
    assertThat(caller.get("/v25.0/999").body()).contains("\"code\":100,", "\"error_subcode\":33");
    assertThat(caller.get("/other").statusCode()).isEqualTo(400);
  }

  private String register(String pin) throws Exception {
    return caller
        .post(PATH + "/register", "{\"messaging_product\":\"whatsapp\",\"pin\":\"" + pin + "\"}")
        .body();
  }
}
