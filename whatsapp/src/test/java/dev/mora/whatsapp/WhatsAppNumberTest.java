package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.whatsapp.NumberStanding.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WhatsAppNumberTest {

  private static final TwoStepPin PIN = TwoStepPin.of("274918");

  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  private <T> T call(String status, String body, Function<WhatsAppNumber, CompletionStage<T>> call)
      throws Exception {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    try (RawServer server =
            new RawServer(
                peer -> {
                  requests.add(peer.request());
                  peer.write(
                      "HTTP/1.1 " + status + "\r\nContent-Length: " + length + "\r\n\r\n" + body);
                });
        WhatsAppNumber number = WhatsAppNumber.of(Reminders.config(server.port()).build())) {
      return call.apply(number).toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void a_number_is_registered_with_its_pin() throws Exception {
    var failure = call("200 OK", "{\"success\":true}", number -> number.register(PIN));

    assertThat(failure).isEmpty();
    assertThat(requests.get(0))
        .startsWith("POST /v25.0/106540352242922/register HTTP/1.1")
        .endsWith("{\"messaging_product\":\"whatsapp\",\"pin\":\"274918\"}");
  }

  @Test
  void a_number_is_deregistered() throws Exception {
    var failure = call("200 OK", "{\"success\":true}", WhatsAppNumber::deregister);

    assertThat(failure).isEmpty();
    assertThat(requests.get(0))
        .startsWith("POST /v25.0/106540352242922/deregister HTTP/1.1")
        .endsWith("\r\n\r\n{}");
  }

  @Test
  void a_pin_is_changed() throws Exception {
    var failure = call("200 OK", "{\"success\":true}", number -> number.changePin(PIN));

    assertThat(failure).isEmpty();
    assertThat(requests.get(0))
        .startsWith("POST /v25.0/106540352242922 HTTP/1.1")
        .endsWith("{\"pin\":\"274918\"}");
  }

  @Test
  void a_wrong_pin_is_a_refusal_and_is_tried_once() throws Exception {
    Optional<GraphFailure> failure =
        call(
            "400 Bad Request",
            "{\"error\":{\"code\":133005,\"message\":\"(#133005) PIN 274918 mismatch\"}}",
            number -> number.register(PIN));

    assertThat(failure.orElseThrow().kind()).isEqualTo(GraphFailure.Kind.REFUSED);
    assertThat(failure.orElseThrow().toString()).doesNotContain("274918");
    assertThat(requests).hasSize(1);
  }

  @Test
  void an_answer_without_success_is_unknown() throws Exception {
    var failure = call("200 OK", "{\"success\":false}", number -> number.register(PIN));

    assertThat(failure.orElseThrow().kind()).isEqualTo(GraphFailure.Kind.UNKNOWN);
  }

  @Test
  void how_a_number_fares_is_read_loosely() throws Exception {
    NumberStanding standing =
        call(
            "200 OK",
            """
            {"display_phone_number":"+52 55 5555 0100","verified_name":"CrediAmiga",
             "quality_rating":"GREEN","throughput":{"level":"STANDARD"},"status":"CONNECTED",
             "name_status":"APPROVED","future":1,
             "whatsapp_business_manager_messaging_limit":"TIER_2K",
             "health_status":{"can_send_message":"LIMITED","entities":[
              {"entity_type":"WABA","id":"1","can_send_message":"LIMITED","errors":[
               {"error_code":141006,"error_description":"no payment","possible_solution":"add"}]},
              {"entity_type":"APP","id":"2","can_send_message":"AVAILABLE"}]},"id":"1"}""",
            WhatsAppNumber::standing);

    assertThat(standing.verifiedName()).isEqualTo("CrediAmiga");
    assertThat(standing.tier()).isEqualTo("TIER_2K");
    assertThat(standing.perSecond()).isEqualTo(OptionalInt.of(80));
    assertThat(standing.recipientsPerDay()).isEqualTo(OptionalInt.of(2_000));
    assertThat(standing.canSend()).isEqualTo("LIMITED");
    assertThat(standing.problems())
        .containsExactly(new Problem("WABA", "LIMITED", "141006", "no payment", "add"));
    assertThat(standing.toString()).isEqualTo("NumberStanding(GREEN, STANDARD, TIER_2K, LIMITED)");
    assertThat(requests.get(0)).contains("fields=display_phone_number%2Cverified_name");
  }

  @Test
  void nothing_told_is_empty() throws Exception {
    NumberStanding standing = call("200 OK", "{}", WhatsAppNumber::standing);

    assertThat(standing.tier()).isEmpty();
    assertThat(standing.perSecond()).isEmpty();
    assertThat(standing.recipientsPerDay()).isEmpty();
    assertThat(standing.problems()).isEmpty();
  }

  @Test
  void a_read_that_fails_says_why() {
    assertThatThrownBy(
            () -> call("403 Forbidden", "{\"error\":{\"code\":10}}", WhatsAppNumber::standing))
        .hasRootCauseInstanceOf(GraphException.class)
        .hasMessageContaining("permission denied");
  }

  @Test
  void a_message_is_marked_as_read() throws Exception {
    try (RawServer server =
            new RawServer(
                peer -> {
                  requests.add(peer.request());
                  peer.write("HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\n{\"success\":true}");
                });
        WhatsAppSender sender = WhatsAppSender.of(Reminders.config(server.port()).build())) {
      var failure =
          sender.markRead("wamid.IN", true).toCompletableFuture().get(60, TimeUnit.SECONDS);

      assertThat(failure).isEmpty();
      assertThat(requests.get(0))
          .startsWith("POST /v25.0/106540352242922/messages")
          .contains("\"typing_indicator\"");
      assertThatThrownBy(() -> sender.markRead(" ", false))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"12345", "1234567", "12345a", "", "١٢٣٤٥٦"})
  void a_pin_has_six_digits_and_no_fault_shows_it(String digits) {
    assertThatThrownBy(() -> TwoStepPin.of(digits)).hasMessage("a PIN has six digits");
    assertThat(PIN.toString()).doesNotContain("274918");
  }
}
