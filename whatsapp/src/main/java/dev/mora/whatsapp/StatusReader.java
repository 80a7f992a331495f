package dev.mora.whatsapp;

import dev.mora.channel.ChannelEvent.Status;
import dev.mora.channel.ChannelEvent.Status.Detail;
import dev.mora.channel.ChannelEvent.Status.Price;
import dev.mora.channel.Handling;
import dev.mora.json.JsonSlice;
import java.util.List;
import java.util.Optional;

/** What became of one message of ours. {@code played} is a read voice message. */
final class StatusReader {

  private StatusReader() {}

  /**
   * @throws dev.mora.json.InvalidDocument if it says neither which message nor what became of it
   */
  static Status read(Item status) {
    String id = status.text("id");
    String word = status.text("status");
    if (id.isEmpty() && word.isEmpty()) {
      throw status.json().invalid("a status without id and word", "an id and a status");
    }
    Optional<Status.State> state = state(word);
    if (id.isEmpty() || state.isEmpty()) {
      return new Status.Unrecognised(
          status.header(status.times().of(status.get("timestamp"))),
          status.hash("status"),
          word,
          status.raw());
    }
    boolean group = status.text("recipient_type").equals("group");
    String number = status.text("recipient_id");
    String userId = status.text("recipient_user_id");
    return new Status.Delivery(
        status.header(status.times().of(status.get("timestamp"))),
        id,
        status.text("biz_opaque_callback_data"),
        state.get(),
        state.get() == Status.State.FAILED ? Optional.of(failure(status)) : Optional.empty(),
        number.isEmpty() ? userId : number,
        new Detail(
            word,
            userId,
            group ? number : "",
            status.text("recipient_participant_id"),
            price(status.get("pricing")),
            status.get("conversation").text("id")));
  }

  private static Optional<Status.State> state(String word) {
    return switch (word) {
      case "sent" -> Optional.of(Status.State.SENT);
      case "delivered" -> Optional.of(Status.State.DELIVERED);
      case "read", "played" -> Optional.of(Status.State.READ);
      case "failed" -> Optional.of(Status.State.FAILED);
      default -> Optional.empty();
    };
  }

  private static Optional<Price> price(JsonSlice pricing) {
    if (!pricing.isObject()) {
      return Optional.empty();
    }
    JsonSlice billable = pricing.get("billable");
    return Optional.of(
        new Price(
            pricing.text("pricing_model"),
            pricing.text("category"),
            pricing.text("type"),
            billable.isTrue() || billable.isFalse()
                ? Optional.of(billable.isTrue())
                : Optional.empty()));
  }

  private static Status.Failure failure(Item status) {
    String code = code(status.get("errors"));
    return WhatsAppErrors.standard()
        .find(code)
        .map(known -> new Status.Failure(code, known.meaning(), known.afterAcceptance()))
        .orElseGet(
            () ->
                new Status.Failure(
                    code,
                    code.isEmpty() ? "no code was given" : "a code not in the table",
                    Handling.FAIL_MESSAGE));
  }

  /**
   * Of the first error; empty if it has none. The provider's titles and details may hold the
   * number, so what is said of a code is of our own table.
   */
  static String code(JsonSlice errors) {
    for (JsonSlice error : errors.isArray() ? errors.items() : List.<JsonSlice>of()) {
      if (error.isObject()) {
        return codeOf(error);
      }
    }
    return "";
  }

  static String codeOf(JsonSlice error) {
    long code = error.get("code").whole(-1);
    return code < 0 || code > 9_999_999_999L ? "" : Long.toString(code);
  }
}
