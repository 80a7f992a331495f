package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.channel.MediaReference;
import dev.mora.channel.MediaResult;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each limit of the management calls, a row on each side of it. */
class GraphLimitsTest {

  @ParameterizedTest
  @CsvSource({"8192, 97", "8193, -1"})
  void a_rate_header_has_up_to_8192_characters(int length, int percent) {
    String usage = "{\"call_count\":97";
    String header = usage + " ".repeat(length - usage.length() - 1) + "}";

    RateUsage told =
        RateUsage.of(HttpHeaders.of(Map.of("X-App-Usage", List.of(header)), (a, b) -> true));

    assertThat(told.percent()).isEqualTo(percent);
  }

  @ParameterizedTest
  @CsvSource({"1439, 1439", "1440, 1440", "1441, 1440", "999999, 1440", "1000000, 0"})
  void a_throttle_lasts_a_day_at_most(int minutes, int told) {
    String use = "{\"1\":[{\"estimated_time_to_regain_access\":" + minutes + "}]}";

    RateUsage usage =
        RateUsage.of(
            HttpHeaders.of(Map.of("X-Business-Use-Case-Usage", List.of(use)), (a, b) -> true));

    assertThat(usage.regain()).isEqualTo(Duration.ofMinutes(told));
  }

  @ParameterizedTest
  @CsvSource({"499, 499", "500, 500", "501, 499", "5000, 499"})
  void a_detail_has_at_most_500_characters(int length, int told) {
    assertThat(detail("a".repeat(length))).hasSize(told);
  }

  @Test
  void a_detail_is_cut_between_two_characters() {
    String detail = detail("a".repeat(499) + "😀" + "b");

    assertThat(detail).isEqualTo("a".repeat(499));
  }

  private static String detail(String text) {
    String body = "{\"error\":{\"code\":100,\"error_data\":\"" + text + "\"}}";
    return GraphReader.failure(
            new Exchange.Answer(
                new AnswerHead(400, "", Duration.ZERO, RateUsage.NONE),
                body.getBytes(StandardCharsets.UTF_8),
                false))
        .detail();
  }

  @ParameterizedTest
  @CsvSource({"1, true", "1024, true", "1025, false", "0, false"})
  void a_message_that_is_marked_as_read_has_an_id_of_1_to_1024_characters(int length, boolean taken)
      throws Exception {
    String id = "w".repeat(length);
    try (RawServer raw = ok("{\"success\":true}");
        WhatsAppSender sender = WhatsAppSender.of(Reminders.config(raw.port()).build())) {
      if (taken) {
        assertThat(sender.markRead(id, false).toCompletableFuture().get(60, TimeUnit.SECONDS))
            .isEmpty();
      } else {
        assertThatThrownBy(() -> sender.markRead(id, false))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("1 to 1024");
        assertThat(raw.bodies()).isZero();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, true", "128, true", "129, false"})
  void a_file_has_an_id_of_1_to_128_characters(int length, boolean asked) throws Exception {
    String id = "7".repeat(length);
    try (RawServer raw = ok("{\"success\":true,\"id\":\"" + id + "\"}");
        WhatsAppMedia media = WhatsAppMedia.of(Reminders.config(raw.port()).build())) {
      MediaResult fetched =
          media
              .fetch(
                  new MediaReference(id, "application/pdf", "", 1000), new ByteArrayOutputStream())
              .toCompletableFuture()
              .get(60, TimeUnit.SECONDS);
      MediaFile file =
          MediaFile.of("%PDF-1.4 x".getBytes(StandardCharsets.UTF_8), "application/pdf");

      assertThat(raw.connections() > 0).isEqualTo(asked);
      assertThat(fetched.equals(new MediaResult.Refused(MediaResult.Fault.GONE))).isEqualTo(!asked);
      if (asked) {
        assertThat(media.upload(file).get(60, TimeUnit.SECONDS)).isEqualTo(id);
        media.delete(id).get(60, TimeUnit.SECONDS);
      } else {
        assertThatThrownBy(() -> media.upload(file).get(60, TimeUnit.SECONDS))
            .hasCauseInstanceOf(GraphException.class);
        assertThatThrownBy(() -> media.delete(id)).isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  private static RawServer ok(String body) throws Exception {
    return new RawServer(
        peer -> {
          while (true) {
            peer.request();
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
          }
        });
  }
}
