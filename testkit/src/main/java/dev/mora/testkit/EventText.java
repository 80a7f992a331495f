package dev.mora.testkit;

import dev.mora.channel.ChannelEvent;
import dev.mora.channel.Inbound;
import dev.mora.channel.Raw;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Events as lines that a person can read and a test can compare: the family and name of the event,
 * then each part that is not empty by its name, {@code Message.Text account=PNID01
 * at=2026-11-21T10:00:00Z from={number=5491144445555} messageId=wamid.IN01 body="Ya pagué"}. The
 * raw JSON and keys made of hashes are left out. Holds personal data.
 */
public final class EventText {

  private static final Pattern BARE = Pattern.compile("[\\p{L}\\d_.:+/@=;|-]+");
  private static final Set<String> UNSAID = Set.of("header", "key", "raw");

  private EventText() {}

  /** Events first, then what could not be read, with its JSON pointer. */
  public static List<String> lines(Inbound inbound) {
    List<String> lines = new ArrayList<>();
    inbound.events().forEach(event -> lines.add(of(event)));
    inbound.rejections().forEach(rejection -> lines.add("Rejected " + rejection.pointer()));
    return lines.stream().map(String::strip).toList();
  }

  public static String of(ChannelEvent event) {
    return name(event.getClass())
        + " account="
        + scalar(event.header().account())
        + " at="
        + event.at()
        + parts((Record) event, " ");
  }

  private static String name(Class<?> type) {
    Class<?> family = type.getEnclosingClass();
    return family == null
        ? type.getSimpleName()
        : family.getSimpleName() + "." + type.getSimpleName();
  }

  private static String parts(Record record, String before) {
    StringBuilder out = new StringBuilder();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      String text = UNSAID.contains(component.getName()) ? "" : text(value(record, component));
      if (!text.isEmpty()) {
        out.append(out.isEmpty() ? before : " ").append(component.getName()).append('=');
        out.append(text);
      }
    }
    return out.toString();
  }

  private static Object value(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }

  /** Empty for what says nothing. */
  private static String text(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.isPresent() ? present(optional.get()) : "";
    }
    if (value instanceof OptionalInt number) {
      return number.isPresent() ? String.valueOf(number.getAsInt()) : "";
    }
    if (value instanceof OptionalLong number) {
      return number.isPresent() ? String.valueOf(number.getAsLong()) : "";
    }
    if (value instanceof String string) {
      return string.isEmpty() ? "" : scalar(string);
    }
    if (value instanceof Boolean flag) {
      return flag ? "true" : "";
    }
    if (value instanceof List<?> list) {
      return list.isEmpty()
          ? ""
          : list.stream().map(EventText::present).collect(Collectors.joining(" ", "[", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      return map.isEmpty() ? "" : present(map);
    }
    String text = present(value);
    return text.equals("{}") ? "" : text;
  }

  private static String present(Object value) {
    if (value instanceof ChannelEvent event) {
      return "{" + name(event.getClass()) + parts((Record) event, " ") + "}";
    }
    if (value instanceof Record record) {
      return "{" + parts(record, "") + "}";
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, String> sorted = new TreeMap<>();
      map.forEach((key, each) -> sorted.put(scalar(key.toString()), scalar(each.toString())));
      return sorted.entrySet().stream()
          .map(entry -> entry.getKey() + "=" + entry.getValue())
          .collect(Collectors.joining(" ", "{", "}"));
    }
    if (value instanceof Enum<?> || value instanceof Instant || value instanceof Number) {
      return value.toString();
    }
    return value instanceof Raw raw ? scalar(raw.text()) : scalar(value.toString());
  }

  /** In quotes if it is more than one word; signs that cannot be seen as escapes. */
  private static String scalar(String text) {
    if (BARE.matcher(text).matches()) {
      return text;
    }
    StringBuilder out = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              int kind = Character.getType(c);
              if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
              } else if (kind == Character.CONTROL || kind == Character.FORMAT) {
                out.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.append('"').toString();
  }
}
