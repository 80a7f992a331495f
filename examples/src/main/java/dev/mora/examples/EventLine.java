package dev.mora.examples;

import dev.mora.channel.ChannelEvent;
import dev.mora.channel.ChannelEvent.Message;
import dev.mora.channel.MessageContext;
import dev.mora.channel.Raw;
import dev.mora.json.InvalidDocument;
import dev.mora.json.Json;
import dev.mora.json.JsonArray;
import dev.mora.json.JsonBoolean;
import dev.mora.json.JsonNumber;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonString;
import dev.mora.json.JsonValue;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One event as a line of JSON: file, type, family, ids, then what it says: each part of the record
 * under its name, with underscores; what is empty is left out but for the parts that every message
 * and every status has. Holds personal data.
 */
final class EventLine {

  private static final Set<String> SAID =
      Set.of("header", "from", "context", "messageId", "key", "raw");

  private EventLine() {}

  static JsonObject of(String file, ChannelEvent event) {
    JsonObject line =
        JsonObject.of()
            .with("file", file)
            .with("event", event.getClass().getSimpleName())
            .with("family", family(event))
            .with("channel", event.header().channel().name())
            .with("account", text(event.header().account()))
            .with("at", event.at().toString());
    if (event instanceof ChannelEvent.Status.Delivery status) {
      return status(line, status);
    }
    if (event instanceof Message message) {
      line = message(line, message);
    }
    if (event instanceof ChannelEvent.Status.Unrecognised raw) {
      return unrecognised(line, raw.type(), raw.raw());
    }
    if (event instanceof Message.Unrecognised raw) {
      return unrecognised(line, raw.type(), raw.raw());
    }
    if (event instanceof ChannelEvent.Person.Unrecognised raw) {
      return unrecognised(fields(line, raw), raw.type(), raw.raw());
    }
    if (event instanceof ChannelEvent.Template.Unrecognised raw) {
      return unrecognised(line, raw.type(), raw.raw());
    }
    if (event instanceof ChannelEvent.Account.Unrecognised raw) {
      return unrecognised(line, raw.type(), raw.raw());
    }
    return fields(line, (Record) event);
  }

  private static String family(ChannelEvent event) {
    if (event instanceof ChannelEvent.Status) {
      return "status";
    }
    if (event instanceof Message) {
      return "message";
    }
    if (event instanceof ChannelEvent.Person) {
      return "person";
    }
    return event instanceof ChannelEvent.Template ? "template" : "account";
  }

  private static JsonObject status(JsonObject line, ChannelEvent.Status.Delivery status) {
    JsonObject full =
        line.with("message_id", text(status.providerMessageId()))
            .with("correlation", text(status.correlation()))
            .with("state", status.state().name())
            .with("recipient", text(status.recipientId()));
    if (status.failure().isPresent()) {
      ChannelEvent.Status.Failure failure = status.failure().get();
      full =
          full.with("code", failure.code())
              .with("reason", failure.reason())
              .with("handling", failure.handling().name());
    }
    return fields(full, status.detail());
  }

  private static JsonObject message(JsonObject line, Message message) {
    Message.Sender from = message.from();
    JsonObject full =
        line.with("message_id", text(message.messageId()))
            .with("reply_to", text(message.replyTo()))
            .with("from", text(from.number()))
            .with("user_id", text(from.userId()))
            .with("profile_name", text(from.profileName()));
    full = given(full, "username", from.username());
    full = given(full, "parent_user_id", from.parentUserId());
    full = given(full, "identity", from.identity());
    MessageContext context = message.context();
    full = given(full, "group", context.group());
    if (context.forwarded()) {
      full = full.with("forwarded", context.forwardedOften() ? "often" : "once");
    }
    full = context.product().isPresent() ? part(full, "product", context.product()) : full;
    return context.referral().isPresent() ? part(full, "referral", context.referral()) : full;
  }

  private static JsonObject given(JsonObject line, String key, String value) {
    return value.isEmpty() ? line : line.with(key, text(value));
  }

  /** Each part of a record that is not said elsewhere in the line. */
  private static JsonObject fields(JsonObject line, Record record) {
    JsonObject out = line;
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      boolean event = record instanceof ChannelEvent;
      if (!event || !SAID.contains(component.getName())) {
        out = part(out, snake(component.getName()), value(record, component));
      }
    }
    return out;
  }

  private static Object value(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a part of an event that cannot be read", e);
    }
  }

  private static JsonObject part(JsonObject out, String name, Object value) {
    @Nullable Object bare = bare(value);
    return bare == null ? out : out.with(name, json(bare));
  }

  /** Null for what is empty. */
  private static @Nullable Object bare(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.orElse(null);
    }
    if (value instanceof OptionalInt number) {
      return number.isPresent() ? number.getAsInt() : null;
    }
    if (value instanceof OptionalLong number) {
      return number.isPresent() ? number.getAsLong() : null;
    }
    return value;
  }

  private static JsonValue json(Object value) {
    if (value instanceof Message message) {
      JsonObject ids =
          JsonObject.of()
              .with("event", message.getClass().getSimpleName())
              .with("message_id", text(message.messageId()));
      return fields(ids, (Record) message);
    }
    if (value instanceof Record record) {
      return fields(JsonObject.of(), record);
    }
    if (value instanceof List<?> list) {
      return JsonArray.of(list.stream().map(EventLine::json).toList());
    }
    if (value instanceof Map<?, ?> map) {
      JsonObject out = JsonObject.of();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out = out.with(text(entry.getKey().toString()), json(entry.getValue()));
      }
      return out;
    }
    if (value instanceof Boolean flag) {
      return JsonBoolean.of(flag);
    }
    if (value instanceof Integer || value instanceof Long) {
      return JsonNumber.of(((Number) value).longValue());
    }
    return JsonString.of(text(value instanceof Raw raw ? raw.text() : value.toString()));
  }

  /** {@code mimeType} to {@code mime_type}. */
  static String snake(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  /** Halves of characters, which phones do send, as question marks. */
  private static String text(String value) {
    return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  /** The raw JSON stands in the line as JSON; as text if it is more than a strict reader takes. */
  private static JsonObject unrecognised(JsonObject line, String type, String raw) {
    JsonObject full = line.with("type", type);
    try {
      return full.with("raw", Json.parse("raw", raw));
    } catch (InvalidDocument e) {
      return full.with("raw", raw);
    }
  }
}
