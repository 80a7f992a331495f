package dev.mora.whatsapp;

import dev.mora.channel.SendResult;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is known of an answer before its body, which may be no JSON or break off.
 *
 * @param status 0 if no answer began
 * @param trace of the header {@code x-fb-trace-id} or else {@code x-fb-request-id}; empty if
 *     neither looks like one
 * @param retryAfter zero if the provider named none
 * @param usage what the rate headers told
 */
record AnswerHead(int status, String trace, Duration retryAfter, RateUsage usage) {

  static final AnswerHead NONE = new AnswerHead(0, "", Duration.ZERO, RateUsage.NONE);

  private static final Pattern TRACE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  static AnswerHead of(ResponseInfo info) {
    HttpHeaders headers = info.headers();
    String trace =
        Stream.of("x-fb-trace-id", "x-fb-request-id")
            .map(name -> trace(headers.firstValue(name).orElse("")))
            .filter(found -> !found.isEmpty())
            .findFirst()
            .orElse("");
    return new AnswerHead(info.statusCode(), trace, retryAfter(headers), RateUsage.of(headers));
  }

  /** Whole seconds; other forms and anything beyond an hour count as not given. */
  private static Duration retryAfter(HttpHeaders headers) {
    String value = headers.firstValue("Retry-After").orElse("");
    if (!value.matches("\\d{1,4}") || Integer.parseInt(value) > 3600) {
      return Duration.ZERO;
    }
    return Duration.ofSeconds(Integer.parseInt(value));
  }

  /** A mark as the provider writes them, digit runs masked; empty if it is something else. */
  static String trace(String text) {
    return TRACE.matcher(text).matches() ? Loose.masked(text) : "";
  }

  /**
   * @param ofBody the mark in the body, which comes first; empty if there was none
   */
  SendResult.Answered answered(Optional<String> ofBody) {
    return new SendResult.Answered(
        status, ofBody.filter(mark -> !mark.isEmpty()).orElse(trace), usage.percent());
  }
}
