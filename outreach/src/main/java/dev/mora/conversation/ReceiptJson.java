package dev.mora.conversation;

import dev.mora.channel.ContentScanner;
import dev.mora.channel.MediaType;
import dev.mora.json.JsonObject;
import java.util.Optional;

/** A receipt as part of a tray item's text. */
final class ReceiptJson {

  private ReceiptJson() {}

  static JsonObject write(Receipt receipt) {
    JsonObject out =
        JsonObject.of()
            .with("state", receipt.state().name())
            .with("size", receipt.size())
            .with("sha256", receipt.sha256())
            .with("repeats", receipt.repeats().name())
            .with("first", receipt.first())
            .with("scan", receipt.scan().name())
            .with("problem", receipt.problem().name());
    Optional<MediaType> type = receipt.type();
    return type.isPresent() ? out.with("type", type.get().name()) : out;
  }

  static Receipt read(JsonObject in) {
    return new Receipt(
        in.oneOf("state", Receipt.State.class),
        in.has("type") ? Optional.of(in.oneOf("type", MediaType.class)) : Optional.empty(),
        in.longValue("size"),
        in.string("sha256"),
        in.oneOf("repeats", Receipt.Repeat.class),
        in.string("first"),
        in.oneOf("scan", ContentScanner.Verdict.class),
        in.oneOf("problem", Receipt.Problem.class));
  }
}
