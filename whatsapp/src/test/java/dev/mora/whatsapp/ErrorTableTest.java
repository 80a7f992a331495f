package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.ChannelEvent;
import dev.mora.channel.Handling;
import dev.mora.channel.SendResult;
import dev.mora.language.Language;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks a second copy of Meta's codes, as answers of requests and as failed statuses. */
class ErrorTableTest {

  /** One line of {@code error-codes.txt}. */
  record Row(long from, long to, String sync, Handling failed, boolean token) {

    static Row of(String line) {
      String[] cells = line.split("\\|", -1);
      String[] range = cells[0].strip().split("-");
      return new Row(
          Long.parseLong(range[0]),
          Long.parseLong(range[range.length - 1]),
          cells[2].strip(),
          Handling.valueOf(cells[3].strip()),
          cells[4].strip().equals("T"));
    }
  }

  static Stream<Row> rows() throws IOException {
    try (InputStream in =
        ErrorTableTest.class.getResourceAsStream("/messages/v25.0/error-codes.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines().filter(line -> !line.startsWith("#")).map(Row::of).toList().stream();
    }
  }

  private static SendResult answered(int status, String body) {
    AnswerReader reader =
        new AnswerReader(WhatsAppErrors.standard(), new Patience(System::nanoTime));
    return reader.read(
        new Exchange.Answer(
            new AnswerHead(status, "", Duration.ZERO, RateUsage.NONE),
            body.getBytes(StandardCharsets.UTF_8),
            false),
        "+525512345678");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void a_code_means_the_same_whatever_the_http_status_says(Row row) {
    for (long code : List.of(row.from(), row.to())) {
      for (int status : List.of(400, 401, 403, 404, 429, 500, 503)) {
        SendResult result =
            answered(status, "{\"error\":{\"code\":" + code + ",\"fbtrace_id\":\"Trace01\"}}");

        if (row.sync().equals("UNKNOWN")) {
          assertThat(result).isInstanceOf(SendResult.Unknown.class);
          assertThat(((SendResult.Unknown) result).answered().trace()).isEqualTo("Trace01");
        } else {
          SendResult.Refused refused = (SendResult.Refused) result;
          assertThat(refused.handling()).as("%d", code).isEqualTo(Handling.valueOf(row.sync()));
          assertThat(refused.code()).isEqualTo(Long.toString(code));
          assertThat(refused.answered().status()).isEqualTo(status);
          assertThat(refused.answered().trace()).isEqualTo("Trace01");
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void a_failed_status_follows_the_same_table(Row row) {
    String body =
        """
        {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages",
         "value":{"metadata":{"phone_number_id":"106540352242922"},"statuses":[{"id":"wamid.1",
         "status":"failed","timestamp":"1795284000","recipient_id":"525512345678",
         "errors":[{"code":%d,"title":"t"}]}]}}]}]}"""
            .formatted(row.from());

    Optional<Handling> handling =
        WhatsAppWebhook.of("verify", "secret")
            .parse(body.getBytes(StandardCharsets.UTF_8), Reminders.NOON)
            .events()
            .stream()
            .filter(ChannelEvent.Status.Delivery.class::isInstance)
            .map(ChannelEvent.Status.Delivery.class::cast)
            .map(event -> event.failure().orElseThrow())
            .map(ChannelEvent.Status.Failure::handling)
            .findFirst();

    assertThat(handling).hasValue(row.failed());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void each_code_has_advice_and_says_whether_a_token_cures_it(Row row) {
    WhatsAppErrors.Meaning meaning = WhatsAppErrors.standard().find(row.from()).orElseThrow();

    assertThat(meaning.to()).isEqualTo(row.to());
    assertThat(meaning.refreshesToken()).isEqualTo(row.token());
    for (Language language : Language.values()) {
      assertThat(meaning.advice(language)).isNotBlank();
    }
    assertThat(meaning.advice(Language.PT)).isEqualTo(meaning.advice("pt"));
  }

  @Test
  void neither_copy_has_a_code_that_the_other_lacks() throws IOException {
    var ours = new TreeSet<Long>();
    WhatsAppErrors.standard().all().forEach(meaning -> ours.add(meaning.from()));
    var theirs = new TreeSet<Long>();
    rows().forEach(row -> theirs.add(row.from()));

    assertThat(ours).isEqualTo(theirs);
  }
}
