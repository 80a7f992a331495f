package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.Handling;
import dev.mora.channel.SendResult;
import dev.mora.channel.SendResult.Accepted;
import dev.mora.channel.SendResult.NotSent;
import dev.mora.channel.SendResult.Refused;
import dev.mora.channel.SendResult.Unknown;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each limit of what an answer means, a row on each side of it. */
class AnswerReaderTest {

  private static final String ROSA = "+525512345678";
  private static final String TOO_FAST = "{\"error\":{\"code\":130429}}";
  private static final String PAIR = "{\"error\":{\"code\":131056}}";

  private final AtomicLong nanos = new AtomicLong();
  private final AnswerReader reader =
      new AnswerReader(WhatsAppErrors.standard(), new Patience(nanos::get));

  private static Exchange.Answer answer(int status, String body) {
    return answer(status, body, Duration.ZERO, false);
  }

  private static Exchange.Answer answer(int status, String body, Duration wait, boolean cut) {
    return new Exchange.Answer(
        new AnswerHead(status, "", wait, RateUsage.NONE),
        body.getBytes(StandardCharsets.UTF_8),
        cut);
  }

  private SendResult read(int status, String body) {
    return reader.read(answer(status, body), ROSA);
  }

  private static String error(String code) {
    return "{\"error\":{\"code\":" + code + "}}";
  }

  @ParameterizedTest(name = "HTTP {0}: accepted {1}")
  @CsvSource({"199, false", "200, true", "202, true", "299, true", "300, false", "400, false"})
  void an_id_in_an_answer_of_success_alone_is_an_acceptance(int status, boolean accepted) {
    SendResult result = read(status, "{\"messages\":[{\"id\":\"wamid.1\"}]}");

    assertThat(result).isInstanceOf(accepted ? Accepted.class : Unknown.class);
  }

  @ParameterizedTest(name = "{0} characters: {1}")
  @CsvSource({"1, true", "1024, true", "1025, false"})
  void an_id_has_up_to_1024_characters(int length, boolean accepted) {
    SendResult result = read(200, "{\"messages\":[{\"id\":\"" + "w".repeat(length) + "\"}]}");

    assertThat(result).isInstanceOf(accepted ? Accepted.class : Unknown.class);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"wa_id\":\"5255\" | 5255",
        "\"wa_id\":\"5255\",\"user_id\":\"MX.1\" | 5255",
        "\"user_id\":\"MX.1\" | MX.1",
        "\"input\":\"+5255\" | ~~"
      })
  void a_recipient_is_named_by_number_or_else_by_the_providers_id(String contact, String named) {
    String body = "{\"contacts\":[{" + contact + "}],\"messages\":[{\"id\":\"wamid.1\"}]}";

    assertThat(read(200, body)).isEqualTo(new Accepted("wamid.1", false, named));
  }

  @Test
  void an_answer_beyond_the_limit_is_unknown_whatever_its_beginning_says() {
    String accepted = "{\"messages\":[{\"id\":\"wamid.1\"}]}";

    SendResult result = reader.read(answer(200, accepted, Duration.ZERO, true), ROSA);
    SendResult error = reader.read(answer(400, TOO_FAST, Duration.ZERO, true), ROSA);

    assertThat(result)
        .isEqualTo(
            new Unknown(
                "an answer beyond the limit (HTTP 200)", new SendResult.Answered(200, "", -1)));
    assertThat(error)
        .isEqualTo(
            new Unknown("no readable error (HTTP 400)", new SendResult.Answered(400, "", -1)));
  }

  @Test
  void what_never_left_and_what_has_no_answer_are_told_apart() {
    assertThat(reader.read(new Exchange.NothingSent("refused"), ROSA))
        .isEqualTo(new NotSent("refused", Duration.ZERO));
    assertThat(reader.read(new Exchange.Unclear("EOFException", AnswerHead.NONE), ROSA))
        .isEqualTo(new Unknown("EOFException"));
  }

  @ParameterizedTest(name = "code {0}, subcode {1}: {3}")
  @CsvSource({
    "100, 33, 33,  STOP_SENDER",
    "100, 32, 100, FAIL_MESSAGE",
    "100, 34, 100, FAIL_MESSAGE",
    "132000, 33, 132000, STOP_TEMPLATE"
  })
  void a_number_that_does_not_exist_is_no_fault_of_the_message(
      String code, String subcode, String told, Handling handling) {
    SendResult result =
        read(400, "{\"error\":{\"code\":" + code + ",\"error_subcode\":" + subcode + "}}");

    assertThat(result)
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(told);
              assertThat(refused.handling()).isEqualTo(handling);
              assertThat(refused.reason()).contains("HTTP 400, code " + code);
            });
  }

  @ParameterizedTest(name = "code {1} with HTTP {0}: {2}")
  @CsvSource({
    "399, 100,         UNKNOWN",
    "400, 100,         FAIL_MESSAGE",
    "400, 9999999999,  FAIL_MESSAGE",
    "400, 99999999999, UNKNOWN",
    "407, 777,         FAIL_MESSAGE",
    "408, 777,         UNKNOWN",
    "409, 777,         FAIL_MESSAGE",
    "499, 777,         FAIL_MESSAGE",
    "500, 777,         UNKNOWN"
  })
  void a_code_without_an_entry_leaves_it_to_the_status(int status, String code, String expected) {
    SendResult result = read(status, error(code));

    assertThat(result instanceof Refused refused ? refused.handling().name() : "UNKNOWN")
        .isEqualTo(expected);
  }

  @Test
  void what_is_unknown_says_what_the_code_means_or_that_nobody_lists_it() {
    assertThat(read(500, error("131000")))
        .isEqualTo(
            new Unknown(
                "something went wrong at the provider (HTTP 500, code 131000)",
                new SendResult.Answered(500, "", -1)));
    assertThat(read(500, error("777")))
        .isEqualTo(
            new Unknown(
                "an unlisted code (HTTP 500, code 777)", new SendResult.Answered(500, "", -1)));
    assertThat(read(400, error("777")))
        .isEqualTo(
            new Refused(
                "777",
                "a code not in the table (HTTP 400, code 777)",
                Handling.FAIL_MESSAGE,
                Duration.ZERO,
                new SendResult.Answered(400, "", -1)));
  }

  @ParameterizedTest(name = "HTTP {0} with code {1}: the server said no: {2}")
  @CsvSource({
    "400, 2,      true",
    "500, 2,      true",
    "500, 131016, true",
    "500, 131057, true",
    "503, 133004, true",
    "399, 131016, false",
    "408, 131016, false",
    "200, 131016, false",
    "500, 1,      false",
    "500, 131000, false",
    "500, 777,    false",
    "500, '',     false"
  })
  void only_some_codes_are_a_servers_word_that_it_could_not_do_it(
      int status, String code, boolean saidNo) {
    SendResult result = read(status, code.isEmpty() ? "down" : error(code));

    assertThat(result).isInstanceOf(Unknown.class);
    assertThat(((Unknown) result).saidNo()).isEqualTo(saidNo);
  }

  @Test
  void half_an_answer_is_no_word_of_a_server() {
    SendResult result = reader.read(answer(500, error("131016"), Duration.ZERO, true), ROSA);

    assertThat(((Unknown) result).saidNo()).isFalse();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"64, true", "65, false"})
  void a_trace_has_up_to_64_letters_digits_and_dashes(int length, boolean kept) {
    String trace = "A_-b".repeat(16) + "x".repeat(length - 64);

    Unknown result =
        (Unknown) read(500, "{\"error\":{\"code\":777,\"fbtrace_id\":\"" + trace + "\"}}");

    assertThat(result.answered().trace()).isEqualTo(kept ? trace : "");
    assertThat(result.evidence())
        .isEqualTo(
            "an unlisted code (HTTP 500, code 777" + (kept ? ", trace " + trace + ")" : ")"));
  }

  @Test
  void runs_of_digits_are_masked_wherever_they_stand() {
    Unknown result =
        (Unknown) read(500, "{\"error\":{\"code\":5255123,\"fbtrace_id\":\"a5255123456b\"}}");

    assertThat(result.evidence()).isEqualTo("an unlisted code (HTTP 500, code ***, trace a***b)");
    assertThat(result.answered().trace()).isEqualTo("a***b");
  }

  @ParameterizedTest
  @CsvSource({"2388012, 2388012", "2387999, ***", "131042, 131042", "999999, 999999"})
  void a_code_of_the_table_is_told_whole(String code, String told) {
    assertThat(read(400, error(code)).toString()).contains("HTTP 400, code " + told + ")");
  }

  // --- waiting

  @ParameterizedTest(name = "asked {0} ms: {1} ms")
  @CsvSource({"0, 1000", "999, 1000", "1000, 1000", "1001, 1001"})
  void the_longer_of_our_wait_and_the_providers_counts(long asked, long waits) {
    for (String body : new String[] {TOO_FAST, PAIR}) {
      var answer = answer(400, body, Duration.ofMillis(asked), false);

      Refused refused = (Refused) reader.read(answer, ROSA);

      assertThat(refused.retryAfter()).hasMillis(waits);
    }
  }

  @Test
  void what_does_not_wait_is_asked_to_wait_in_vain() {
    var answer = answer(400, error("100"), Duration.ofHours(1), false);

    assertThat(((Refused) reader.read(answer, ROSA)).retryAfter()).isZero();
  }

  @Test
  void an_acceptance_ends_the_patience_with_a_number_and_with_the_sender() {
    assertThat(((Refused) read(400, PAIR)).retryAfter()).hasSeconds(1);
    assertThat(((Refused) read(400, PAIR)).retryAfter()).hasSeconds(4);
    assertThat(((Refused) read(400, TOO_FAST)).retryAfter()).hasSeconds(1);
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());

    read(200, "{\"messages\":[{\"id\":\"wamid.1\"}]}");

    assertThat(((Refused) read(400, PAIR)).retryAfter()).hasSeconds(1);
    assertThat(((Refused) read(400, TOO_FAST)).retryAfter()).hasSeconds(1);
  }

  // --- tokens

  @ParameterizedTest(name = "HTTP {0} with code {1}: {2}")
  @CsvSource({
    "399, 190, false",
    "400, 190, true",
    "499, 0,   true",
    "500, 190, false",
    "401, 190, true",
    "401, 100, false",
    "401, 777, false",
    "401, '',  true",
    "400, '',  false",
    "403, '',  false"
  })
  void a_token_is_blamed_by_its_codes_or_by_a_bare_401(int status, String code, boolean blamed) {
    String body = code.isEmpty() ? "no" : error(code);

    assertThat(reader.blamesTheToken(answer(status, body))).isEqualTo(blamed);
  }

  @Test
  void no_token_is_blamed_for_what_has_no_answer() {
    assertThat(reader.blamesTheToken(new Exchange.NothingSent("x"))).isFalse();
    assertThat(reader.blamesTheToken(new Exchange.Unclear("x", AnswerHead.NONE))).isFalse();
  }
}
