package dev.mora.whatsapp;

import dev.mora.channel.ChannelEvent.Header;
import dev.mora.channel.ChannelEvent.Status;
import dev.mora.channel.Handling;
import dev.mora.json.JsonObject;
import dev.mora.party.Channel;
import java.util.Optional;

/** What became of one message of ours. {@code played} is a read voice message. */
final class StatusReader {

  private StatusReader() {}

  /**
   * @throws dev.mora.json.InvalidDocument if it says neither which message nor what became of it
   */
  static Status read(JsonObject status, String raw, String account, Times times) {
    String id = Loose.text(status, "id");
    String word = Loose.text(status, "status");
    String seconds = Loose.text(status, "timestamp");
    if (id.isEmpty() && word.isEmpty()) {
      throw status.invalid("a status without id and word", "an id and a status");
    }
    Header header = new Header(Channel.WHATSAPP, account, times.of(seconds));
    Optional<Status.State> state = state(word);
    if (id.isEmpty() || state.isEmpty()) {
      String key = NotificationReader.hash(account, "status", status.toJson());
      return new Status.Unrecognised(header, key, word, raw);
    }
    String number = Loose.text(status, "recipient_id");
    return new Status.Delivery(
        header,
        id,
        Loose.text(status, "biz_opaque_callback_data"),
        state.get(),
        state.get() == Status.State.FAILED ? Optional.of(failure(status)) : Optional.empty(),
        number.isEmpty() ? Loose.text(status, "recipient_user_id") : number);
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

  /** The provider's titles and details may hold the number; the reason is of our own table. */
  private static Status.Failure failure(JsonObject status) {
    String code =
        Loose.firstObject(status, "errors")
            .map(error -> Loose.text(error, "code"))
            .filter(text -> text.matches("\\d{1,10}"))
            .orElse("");
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
}
