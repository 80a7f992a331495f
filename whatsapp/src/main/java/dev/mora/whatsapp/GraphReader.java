package dev.mora.whatsapp;

import dev.mora.json.InvalidDocument;
import dev.mora.json.Json;
import dev.mora.json.JsonLimits;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonValue;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the answer to a management call means. Reads loosely and never throws. */
final class GraphReader {

  private static final Pattern CODE = Pattern.compile("\\d{1,10}");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
  private static final int LONGEST_DETAIL = 500;

  private GraphReader() {}

  static GraphAnswer read(Exchange exchange) {
    if (exchange instanceof Exchange.Answer answer && answer.status() / 100 == 2) {
      Optional<JsonObject> body = object(answer);
      if (body.isPresent() && !body.get().has("error")) {
        return new GraphAnswer.Ok(answer.status(), body.get(), answer.head().usage());
      }
    }
    return new GraphAnswer.Failed(failure(exchange));
  }

  /** Of an exchange that did not succeed. */
  static GraphFailure failure(Exchange exchange) {
    if (exchange instanceof Exchange.NothingSent nothing) {
      return GraphFailure.local(GraphFailure.Kind.NOT_SENT, nothing.why());
    }
    if (exchange instanceof Exchange.Unclear unclear) {
      return GraphFailure.cut(unclear.head(), unclear.evidence());
    }
    return failure((Exchange.Answer) exchange);
  }

  private static GraphFailure failure(Exchange.Answer answer) {
    JsonObject error =
        object(answer).map(body -> Loose.object(body, "error")).orElseGet(JsonObject::of);
    OptionalLong code = number(error, "code");
    OptionalLong subcode = number(error, "error_subcode");
    int status = answer.status();
    GraphFailure bare =
        new GraphFailure(
            GraphFailure.Kind.UNKNOWN,
            status,
            code,
            subcode,
            code.isPresent()
                ? "a code not in the table"
                : answer.cut() ? "an answer beyond the limit" : "no readable answer",
            detail(error),
            answer
                .head()
                .answered(Optional.of(AnswerHead.trace(Loose.text(error, "fbtrace_id"))))
                .trace(),
            Loose.isTrue(error, "is_transient"),
            answer.head().retryAfter(),
            answer.head().usage());
    Optional<WhatsAppErrors.Meaning> row = bare.row();
    boolean saysNo =
        row.map(known -> status >= 400 && known.handling().isPresent())
            .orElse(status / 100 == 4 && status != 408);
    return bare.as(
        saysNo ? GraphFailure.Kind.REFUSED : GraphFailure.Kind.UNKNOWN,
        row.map(WhatsAppErrors.Meaning::meaning).orElse(bare.meaning()));
  }

  /** The most particular of what the provider wrote; {@code error_data} may be a plain string. */
  private static String detail(JsonObject error) {
    String text =
        Stream.of(
                Loose.text(error, "error_user_msg"),
                Loose.text(Loose.object(error, "error_data"), "details"),
                Loose.text(error, "error_data"),
                Loose.text(error, "message"))
            .filter(words -> !words.isBlank())
            .findFirst()
            .orElse("");
    String masked = Loose.masked(CONTROL.matcher(text).replaceAll(" ")).strip();
    return masked.length() > LONGEST_DETAIL
        ? masked.substring(0, masked.offsetByCodePoints(0, pointsWithin(masked)))
        : masked;
  }

  private static int pointsWithin(String text) {
    return text.codePointCount(0, LONGEST_DETAIL) - 1;
  }

  private static OptionalLong number(JsonObject error, String key) {
    String text = Loose.text(error, key);
    return CODE.matcher(text).matches()
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  private static Optional<JsonObject> object(Exchange.Answer answer) {
    if (answer.cut()) {
      return Optional.empty();
    }
    try {
      JsonValue value = Json.parse("answer", answer.body(), JsonLimits.WIRE);
      return Optional.of(value).filter(JsonObject.class::isInstance).map(JsonValue::asObject);
    } catch (InvalidDocument e) {
      return Optional.empty();
    }
  }
}
