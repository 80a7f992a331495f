package dev.mora.conversation;

import dev.mora.json.Json;
import dev.mora.json.JsonLimits;
import dev.mora.json.JsonObject;
import dev.mora.loan.LoanId;
import dev.mora.party.BorrowerId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A tray item as text: what was written is read back equal. */
final class TrayItemJson {

  private static final String SCHEMA = "mora/tray-item-1";

  /** A message may be as long as a provider's body. */
  private static final JsonLimits LIMITS =
      new JsonLimits(64 << 20, 64, 16 << 20, 32, 5_000, 10_000, 400_000, false);

  private TrayItemJson() {}

  static String write(TrayItem item) {
    JsonObject out =
        JsonObject.of()
            .with("schema", SCHEMA)
            .with("key", item.key())
            .with("state", item.state().name())
            .with("intent", item.intent().name())
            .with("routing", routing(item.routing()))
            .with("daysPastDue", item.daysPastDue())
            .with("segment", text(item.segment()))
            .with("at", item.at().toString());
    if (item.borrower().isPresent()) {
      out = out.with("borrower", item.borrower().get().value());
    }
    if (item.loan().isPresent()) {
      out = out.with("loan", item.loan().get().value());
    }
    if (item.message().isPresent()) {
      out = out.with("message", MessageJson.write(item.message().get()));
    }
    if (item.receipt().isPresent()) {
      out = out.with("receipt", ReceiptJson.write(item.receipt().get()));
    }
    return out.toJson();
  }

  static TrayItem read(String text) {
    JsonObject in = Json.parse("tray item", text, LIMITS).asObject().requireSchema(SCHEMA);
    return new TrayItem(
        in.string("key"),
        in.optionalString("borrower").map(BorrowerId::of),
        in.optionalString("loan").map(LoanId::of),
        in.oneOf("intent", Intent.class),
        routing(in.object("routing")),
        in.integer("daysPastDue"),
        in.string("segment"),
        Instant.parse(in.string("at")),
        in.optionalObject("message").map(MessageJson::read),
        in.oneOf("state", TrayItem.State.class),
        in.optionalObject("receipt").map(ReceiptJson::read));
  }

  private static JsonObject routing(Routing routing) {
    return JsonObject.of()
        .with("queue", routing.queue())
        .with("priority", routing.priority())
        .with("rule", text(routing.rule()))
        .with("es", text(routing.es()))
        .with("pt", text(routing.pt()))
        .with("en", text(routing.en()));
  }

  private static Routing routing(JsonObject in) {
    return new Routing(
        in.string("queue"),
        in.integer("priority"),
        in.string("rule"),
        in.string("es"),
        in.string("pt"),
        in.string("en"));
  }

  /** Halves of characters, which people's phones do send, as question marks: no file holds them. */
  static String text(String value) {
    return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
