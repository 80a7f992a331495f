package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.SendResult;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known of an answer is told, though nobody can read its body or it broke off. */
class BrokenAnswersTest {

  private static final String TRACE = "X-FB-Trace-ID: AbcTrace01\r\n";
  private static final String USAGE = "X-App-Usage: {\"call_count\":97}\r\n";

  /** The beginning of each body; the length of the head tells whether it is whole. */
  private static String answer(String status, String headers, String body) {
    return ("HTTP/1.1 " + status + "\r\n" + headers + "\r\n" + body).replace("~", "\r\n");
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "200 OK          | Content-Length: 100~        | {\"messages    | UNKNOWN | 200",
        "200 OK          | Transfer-Encoding: chunked~ | zz~xx~          | UNKNOWN | 200",
        "200 OK          | Content-Length: 6~          | <html>          | UNKNOWN | 200",
        "200 OK          | Content-Length: 2~          | {}              | UNKNOWN | 200",
        "502 Bad Gateway | Content-Length: 6~          | <html>          | UNKNOWN | 502",
        "502 Bad Gateway | Content-Length: 100~        | <html>          | UNKNOWN | 502",
        "400 Bad Request | Content-Length: 100~        | {\"error\":{    | UNKNOWN | 400",
        "400 Bad Request | Content-Length: 12~         | {\"error\":\"x\" | UNKNOWN | 400",
        "403 Forbidden   | Content-Length: 6~          | <html>          | REFUSED | 403",
        "429 Slow        | Content-Length: 6~          | <html>          | REFUSED | 429",
      })
  void a_send_tells_status_trace_and_usage(
      String status, String length, String body, SendResult.Kind kind, int code) throws Exception {
    try (RawServer raw = once(answer(status, length + TRACE + USAGE, body));
        WhatsAppSender sender = WhatsAppSender.of(Reminders.config(raw.port()).build())) {
      SendResult result = Reminders.result(sender, Reminders.reminder());

      assertThat(result.kind()).isEqualTo(kind);
      SendResult.Answered answered =
          result.fold(
              accepted -> SendResult.Answered.NOTHING,
              SendResult.Refused::answered,
              notSent -> SendResult.Answered.NOTHING,
              SendResult.Unknown::answered);
      assertThat(answered).isEqualTo(new SendResult.Answered(code, "AbcTrace01", 97));
      assertThat(result.toString()).contains("AbcTrace01");
    }
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "200 OK          | Content-Length: 100~ | {\"data       | UNKNOWN | 200",
        "200 OK          | Content-Length: 6~   | <html>        | UNKNOWN | 200",
        "502 Bad Gateway | Content-Length: 6~   | <html>        | UNKNOWN | 502",
        "502 Bad Gateway | Content-Length: 100~ | <html>        | UNKNOWN | 502",
        "404 Not Found   | Content-Length: 6~   | <html>        | REFUSED | 404",
        "404 Not Found   | Content-Length: 100~ | <html>        | UNKNOWN | 404",
      })
  void a_call_tells_status_trace_usage_and_how_long_to_wait(
      String status, String length, String body, GraphFailure.Kind kind, int code)
      throws Exception {
    try (RawServer raw = once(answer(status, length + TRACE + USAGE + "Retry-After: 7\r\n", body));
        GraphClient client = GraphClient.of(Reminders.config(raw.port()).build())) {
      GraphFailure why =
          client
              .post("2001/message_templates", new byte[] {'{', '}'})
              .get(60, TimeUnit.SECONDS)
              .failure()
              .orElseThrow();

      assertThat(why.kind()).isEqualTo(kind);
      assertThat(why.status()).isEqualTo(code);
      assertThat(why.trace()).isEqualTo("AbcTrace01");
      assertThat(why.usage().percent()).isEqualTo(97);
      assertThat(why.retryAfter()).hasSeconds(7);
    }
  }

  @Test
  void the_trace_in_a_body_is_told_before_that_of_a_header() throws Exception {
    String body = "{\"error\":{\"code\":131042,\"fbtrace_id\":\"OfTheBody\"}}";
    String head = TRACE + "Content-Length: " + body.length() + "\r\n";
    try (RawServer raw = once(answer("400 Bad Request", head, body));
        WhatsAppSender sender = WhatsAppSender.of(Reminders.config(raw.port()).build())) {
      assertThat(Reminders.result(sender, Reminders.reminder()).toString())
          .contains("OfTheBody")
          .doesNotContain("AbcTrace01");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "X-FB-Trace-ID, OfHeader_1-a, OfHeader_1-a",
    "x-fb-request-id, OfHeader, OfHeader",
    "X-FB-Trace-ID, has blanks, ''",
    "X-FB-Trace-ID, '', ''",
    "X-FB-Trace-ID, 5512345678, ***",
    "X-Other, OfHeader, ''",
  })
  void a_trace_of_a_header_is_told_if_it_looks_like_one(String name, String value, String told)
      throws Exception {
    String head = name + ": " + value + "\r\nContent-Length: 6\r\n";
    try (RawServer raw = once(answer("502 Bad Gateway", head, "<html>"));
        WhatsAppSender sender = WhatsAppSender.of(Reminders.config(raw.port()).build())) {
      SendResult result = Reminders.result(sender, Reminders.reminder());

      assertThat(((SendResult.Unknown) result).answered().trace()).isEqualTo(told);
    }
  }

  @Test
  void an_answer_that_the_client_swallowed_has_a_reason() {
    GraphRequest request =
        GraphRequest.post(URI.create("http://127.0.0.1:1/x"), new byte[] {'{', '}'});

    Exchange exchange = new Attempt(request, "token", Duration.ofSeconds(20)).failed(null);

    assertThat(exchange).isEqualTo(new Exchange.NothingSent("an answer that nobody could read"));
  }

  private static RawServer once(String answer) throws Exception {
    return new RawServer(
        peer -> {
          peer.request();
          peer.write(answer);
        });
  }
}
