package dev.mora.whatsapp;

import dev.mora.channel.Handling;
import dev.mora.channel.SendResult;
import dev.mora.json.InvalidDocument;
import dev.mora.json.Json;
import dev.mora.json.JsonLimits;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an exchange means. A readable error decides by its code; without one, only an HTTP status
 * that says by itself that nothing was done (401, 403, 429) is a refusal. Whatever cannot be read
 * is unknown, because it may stand for a message that went out. Reasons and evidence hold the
 * status, the code and the trace id of the provider, and never a word of its answer.
 */
final class AnswerReader {

  private static final Logger LOG = LoggerFactory.getLogger(AnswerReader.class);
  private static final Pattern CODE = Pattern.compile("\\d{1,10}");
  private static final int LONGEST_ID = 1024;
  private static final long INVALID = 100;
  private static final long NO_SUCH_ID = 33;

  private final WhatsAppErrors errors;
  private final Patience patience;

  AnswerReader(WhatsAppErrors errors, Patience patience) {
    this.errors = errors;
    this.patience = patience;
  }

  /** Whether another token may cure this refusal. */
  boolean blamesTheToken(Exchange exchange) {
    if (!(exchange instanceof Exchange.Answer answer) || answer.status() / 100 != 4) {
      return false;
    }
    Optional<Long> code = code(answer);
    return code.isPresent()
        ? errors.find(code.get()).filter(WhatsAppErrors.Meaning::refreshesToken).isPresent()
        : answer.status() == 401;
  }

  /**
   * @param number whom the message was for, to pace what goes there next
   */
  SendResult read(Exchange exchange, String number) {
    if (exchange instanceof Exchange.NothingSent nothing) {
      return new SendResult.NotSent(nothing.why(), Duration.ZERO);
    }
    if (exchange instanceof Exchange.Unclear unclear) {
      SendResult.Answered begun = unclear.head().answered(Optional.empty());
      return new SendResult.Unknown(unclear.evidence() + marked(begun.trace()), begun);
    }
    Exchange.Answer answer = (Exchange.Answer) exchange;
    return answer.status() / 100 == 2 ? success(answer, number) : failure(answer, number);
  }

  private SendResult success(Exchange.Answer answer, String number) {
    Optional<JsonObject> body = body(answer);
    if (body.isEmpty()) {
      return unknown(answer, answer.cut() ? "an answer beyond the limit" : "no readable answer");
    }
    List<JsonObject> messages = Loose.objects(body.get(), "messages");
    String id = messages.isEmpty() ? "" : Loose.text(messages.get(0), "id");
    if (id.isBlank() || id.length() > LONGEST_ID) {
      return unknown(answer, "no message id");
    }
    if (messages.size() > 1) {
      LOG.warn("one message, {} ids in the answer: the first is kept", messages.size());
    }
    patience.accepted(number);
    String status = Loose.text(messages.get(0), "message_status");
    boolean held = status.equals("held_for_quality_assessment") || status.equals("paused");
    return new SendResult.Accepted(id, held, recipient(body.get()));
  }

  private static String recipient(JsonObject body) {
    JsonObject contact = Loose.firstObject(body, "contacts").orElseGet(JsonObject::of);
    String number = Loose.text(contact, "wa_id");
    return number.isEmpty() ? Loose.text(contact, "user_id") : number;
  }

  private SendResult failure(Exchange.Answer answer, String number) {
    int status = answer.status();
    Optional<Long> code = code(answer).map(said -> isOfNoNumber(answer, said) ? NO_SUCH_ID : said);
    if (status < 400 || (code.isEmpty() && !saysNoByItself(status))) {
      return unknown(answer, "no readable error");
    }
    Optional<WhatsAppErrors.Meaning> known = code.flatMap(errors::find);
    Optional<Handling> handling = known.isPresent() ? known.get().handling() : byStatus(status);
    if (handling.isEmpty()) {
      String what = known.map(WhatsAppErrors.Meaning::meaning).orElse("an unlisted code");
      // 408: what somebody on the way says of a server that has not answered
      boolean saysNo = status != 408 && known.filter(WhatsAppErrors.Meaning::saysNo).isPresent();
      return new SendResult.Unknown(what + " (" + facts(answer) + ")", answered(answer), saysNo);
    }
    String reason = known.map(WhatsAppErrors.Meaning::meaning).orElse("a code not in the table");
    return new SendResult.Refused(
        code.map(String::valueOf).orElse("http-" + status),
        reason + " (" + facts(answer) + ")",
        handling.get(),
        wait(handling.get(), answer.head().retryAfter(), number),
        answered(answer));
  }

  /**
   * The Graph API has one code for a wrong parameter and for a number that is not there, or that
   * this token may not see; the second is no fault of any message.
   */
  private static boolean isOfNoNumber(Exchange.Answer answer, long code) {
    return code == INVALID
        && error(answer)
            .map(error -> Loose.text(error, "error_subcode"))
            .filter(Long.toString(NO_SUCH_ID)::equals)
            .isPresent();
  }

  /** For codes that are not in the table, or an answer without one. */
  private static Optional<Handling> byStatus(int status) {
    return switch (status) {
      case 401, 403 -> Optional.of(Handling.STOP_SENDER);
      case 429 -> Optional.of(Handling.SLOW_SENDER);
      case 408 -> Optional.empty();
      default -> status < 500 ? Optional.of(Handling.FAIL_MESSAGE) : Optional.empty();
    };
  }

  private static boolean saysNoByItself(int status) {
    return status == 401 || status == 403 || status == 429;
  }

  private Duration wait(Handling handling, Duration asked, String number) {
    Duration own =
        switch (handling) {
          case SLOW_SENDER -> patience.sender();
          case PAUSE_PAIR -> patience.pair(number);
          default -> Duration.ZERO;
        };
    return handling.waits() && asked.compareTo(own) > 0 ? asked : own;
  }

  private SendResult unknown(Exchange.Answer answer, String what) {
    return new SendResult.Unknown(what + " (" + facts(answer) + ")", answered(answer));
  }

  private static SendResult.Answered answered(Exchange.Answer answer) {
    return answer
        .head()
        .answered(error(answer).map(error -> AnswerHead.trace(Loose.text(error, "fbtrace_id"))));
  }

  private static String marked(String trace) {
    return trace.isEmpty() ? "" : ", trace " + trace;
  }

  private String facts(Exchange.Answer answer) {
    StringBuilder facts = new StringBuilder("HTTP ").append(answer.status());
    code(answer).ifPresent(code -> facts.append(", code ").append(shown(code)));
    return facts.append(marked(answered(answer).trace())).toString();
  }

  /** Whole if the table has it: another of seven digits or more could be a phone number. */
  private String shown(long code) {
    String text = Long.toString(code);
    return errors.find(code).isPresent() ? text : Loose.masked(text);
  }

  private static Optional<Long> code(Exchange.Answer answer) {
    return error(answer)
        .map(error -> Loose.text(error, "code"))
        .filter(code -> CODE.matcher(code).matches())
        .map(Long::parseLong);
  }

  private static Optional<JsonObject> error(Exchange.Answer answer) {
    return body(answer)
        .flatMap(body -> body.optionalValue("error"))
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast);
  }

  private static Optional<JsonObject> body(Exchange.Answer answer) {
    if (answer.cut()) {
      return Optional.empty();
    }
    try {
      JsonValue value = Json.parse("answer", answer.body(), JsonLimits.WIRE);
      return Optional.of(value.asObject());
    } catch (InvalidDocument e) {
      return Optional.empty();
    }
  }
}
