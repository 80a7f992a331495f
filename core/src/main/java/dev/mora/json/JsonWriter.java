package dev.mora.json;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes one compact JSON document, piece by piece. A call out of order (a value without its name,
 * an end without a start) throws {@link IllegalStateException}; half a surrogate pair throws {@link
 * IllegalArgumentException}. Not thread-safe.
 *
 * <pre>{@code
 * byte[] body = JsonWriter.create().object().field("to", number).name("items").array().value(1).end().end().toBytes();
 * }</pre>
 */
public final class JsonWriter {

  private final StringBuilder out = new StringBuilder(256);
  private final Deque<Boolean> open = new ArrayDeque<>();
  private boolean first = true;
  private boolean named;

  private JsonWriter() {}

  public static JsonWriter create() {
    return new JsonWriter();
  }

  public JsonWriter object() {
    begin('{');
    open.push(true);
    return this;
  }

  public JsonWriter array() {
    begin('[');
    open.push(false);
    return this;
  }

  /** Closes the object or array that was opened last. */
  public JsonWriter end() {
    if (named) {
      throw new IllegalStateException("a name needs a value");
    }
    if (open.isEmpty()) {
      throw new IllegalStateException("nothing is open");
    }
    out.append(open.pop() ? '}' : ']');
    first = false;
    return this;
  }

  public JsonWriter name(String name) {
    if (named || open.isEmpty() || !open.peek()) {
      throw new IllegalStateException("a name stands in an object, before a value");
    }
    separate();
    quote(name);
    out.append(':');
    named = true;
    return this;
  }

  public JsonWriter value(String value) {
    before();
    quote(value);
    return this;
  }

  public JsonWriter value(long value) {
    before();
    out.append(value);
    return this;
  }

  public JsonWriter value(boolean value) {
    before();
    out.append(value);
    return this;
  }

  /** Without an exponent. */
  public JsonWriter value(BigDecimal value) {
    before();
    out.append(JsonText.plain(value));
    return this;
  }

  /** A whole tree, numbers as they were written. */
  public JsonWriter value(JsonValue value) {
    before();
    out.append(value.toJson());
    return this;
  }

  public JsonWriter nullValue() {
    before();
    out.append("null");
    return this;
  }

  public JsonWriter field(String name, String value) {
    return name(name).value(value);
  }

  public JsonWriter field(String name, long value) {
    return name(name).value(value);
  }

  public JsonWriter field(String name, boolean value) {
    return name(name).value(value);
  }

  public JsonWriter field(String name, JsonValue value) {
    return name(name).value(value);
  }

  /** The document in UTF-8. */
  public byte[] toBytes() {
    return text().getBytes(StandardCharsets.UTF_8);
  }

  /** The document as text. */
  public String text() {
    if (!open.isEmpty() || out.isEmpty()) {
      throw new IllegalStateException("the document is not finished");
    }
    return out.toString();
  }

  private void begin(char bracket) {
    before();
    out.append(bracket);
    first = true;
  }

  private void before() {
    if (open.isEmpty() ? !out.isEmpty() : open.peek() && !named) {
      throw new IllegalStateException(
          open.isEmpty() ? "the document has its value" : "a value in an object needs a name");
    }
    if (!named) {
      separate();
    }
    named = false;
    first = false;
  }

  private void separate() {
    if (!first) {
      out.append(',');
    }
    first = false;
  }

  private void quote(String text) {
    JsonText.requireWellFormed(text);
    JsonText.quote(out, text);
  }
}
