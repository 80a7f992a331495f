package dev.mora.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * One value where it stands within bytes from a provider: the whole is gone over once, nothing is
 * copied, and a string is decoded only when somebody asks. What is missing or of another kind reads
 * as empty, because providers write what they like; what breaks a limit, repeats a key or is no
 * text is found by {@link #checked()}, for each item by itself. Immutable as long as the bytes are.
 *
 * <pre>{@code
 * JsonSlice body = JsonSlice.of("webhook", bytes, JsonLimits.WIRE);
 * for (JsonSlice message : body.get("messages").items()) {
 *   message.checked();
 *   read(message.get("id").text(), message.get("text").get("body").text());
 * }
 * }</pre>
 */
public final class JsonSlice {

  private static final JsonSlice MISSING =
      new JsonSlice(JsonTape.of("", new byte[] {'0'}, JsonLimits.WIRE), -1);

  private static final int DIGITS = 18;

  final JsonTape tape;
  final int token;

  JsonSlice(JsonTape tape, int token) {
    this.tape = tape;
    this.token = token;
  }

  /**
   * @param utf8 not copied, and not changed by anybody from now on
   * @throws InvalidDocument if the bytes are too many or are not JSON: brackets, commas, colons and
   *     words have to be right for the whole, strings and numbers only for the item that holds them
   */
  public static JsonSlice of(String source, byte[] utf8, JsonLimits limits) {
    return new JsonSlice(JsonTape.of(source, utf8, limits), 0);
  }

  /** A value that is not there. */
  public static JsonSlice missing() {
    return MISSING;
  }

  public boolean isMissing() {
    return token < 0;
  }

  public boolean isObject() {
    return is(JsonTape.OBJECT);
  }

  public boolean isArray() {
    return is(JsonTape.ARRAY);
  }

  public boolean isString() {
    return is(JsonTape.STRING);
  }

  /** Whether it is a written true; all else is not. */
  public boolean isTrue() {
    return is(JsonTape.TRUE);
  }

  public boolean isFalse() {
    return is(JsonTape.FALSE);
  }

  private boolean is(int kind) {
    return token >= 0 && tape.kind(token) == kind;
  }

  /** The value of this key, the first if it stands there twice; missing if there is none. */
  public JsonSlice get(String key) {
    int value = find(key);
    return value < 0 ? MISSING : new JsonSlice(tape, value);
  }

  /** {@code get(key).text()}, without a slice in between. */
  public String text(String key) {
    int value = find(key);
    return value < 0 ? "" : text(value);
  }

  /** Whether it is a string of just this text. */
  public boolean says(String text) {
    return isString() && isText(token, text);
  }

  private int find(String key) {
    if (isObject()) {
      for (int at = token + 1; tape.kind(at) != JsonTape.END; at = tape.next(at + 1)) {
        if (isText(at, key)) {
          return at + 1;
        }
      }
    }
    return -1;
  }

  private boolean isText(int at, String key) {
    if (tape.is(at, JsonTape.CODED)) {
      return !tape.is(at, JsonTape.FLAWED)
          && JsonWords.decode(tape.body, tape.start(at), tape.end(at)).equals(key);
    }
    int start = tape.start(at);
    int length = key.length();
    if (tape.end(at) - start != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (tape.body[start + i] != key.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The values of an array in order, or those of an object; none of anything else. */
  public Iterable<JsonSlice> items() {
    return () -> new Items(tape, isObject(), isObject() || isArray() ? token + 1 : -1);
  }

  /** The keys of an object in order; none of anything else. */
  public Iterable<JsonSlice> keys() {
    return () -> new Keys(tape, isObject() ? token + 1 : -1);
  }

  /** A string or a number as text, for providers write ids and times both ways; else empty. */
  public String text() {
    return token < 0 ? "" : text(token);
  }

  private String text(int value) {
    int kind = tape.kind(value);
    boolean readable = kind == JsonTape.STRING || kind == JsonTape.NUMBER;
    if (!readable || tape.is(value, JsonTape.FLAWED)) {
      return "";
    }
    int start = tape.start(value);
    int end = tape.end(value);
    if (start == end) {
      return "";
    }
    return tape.is(value, JsonTape.CODED)
        ? JsonWords.decode(tape.body, start, end)
        : new String(tape.body, start, end - start, StandardCharsets.ISO_8859_1);
  }

  /** A whole number of at most 18 digits without sign, written as number or string. */
  public long whole(long otherwise) {
    boolean readable = is(JsonTape.STRING) || is(JsonTape.NUMBER);
    int start = readable ? tape.start(token) : 0;
    int end = readable ? tape.end(token) : 0;
    if (start == end || end - start > DIGITS) {
      return otherwise;
    }
    long value = 0;
    for (int i = start; i < end; i++) {
      int digit = tape.body[i] - '0';
      if (digit < 0 || digit > 9) {
        return otherwise;
      }
      value = 10 * value + digit;
    }
    return value;
  }

  /** Where it starts within the bytes, quote and all; 0 if it is missing. */
  public int start() {
    return token < 0 ? 0 : isString() ? tape.start(token) - 1 : tape.start(token);
  }

  /** Behind its last byte; 0 if it is missing. */
  public int end() {
    return token < 0 ? 0 : isString() ? tape.end(token) + 1 : tape.end(token);
  }

  /** A copy of its bytes as they were written. */
  public byte[] bytes() {
    return Arrays.copyOfRange(tape.body, start(), end());
  }

  /** As a located tree, for what is easier to read so; its places are counted from its start. */
  public JsonValue tree() {
    return Json.parse(tape.source, bytes(), tape.limits);
  }

  /**
   * This, if all in it keeps the limits, has each key once and is text where it is a string.
   *
   * @throws InvalidDocument at the first that is not; quotes no value
   */
  public JsonSlice checked() {
    if (token >= 0) {
      tape.check.all(token);
    }
    return this;
  }

  /**
   * Like {@link #checked()} for the keys of this object alone: for an envelope, whose items are
   * checked one by one.
   */
  public JsonSlice checkedKeys() {
    if (isObject()) {
      tape.check.keys(token);
    }
    return this;
  }

  /** RFC 6901, from the whole document; walks it, so for faults only. */
  public String pointer() {
    return token < 0 ? "" : SliceCheck.pointer(tape, token);
  }

  /** A fault at this value, ready to be thrown. */
  public InvalidDocument invalid(String found, String expected) {
    return tape.fault(start(), tape.isTold() ? pointer() : "", found, expected);
  }

  /** What it is, without what it says. */
  public String describe() {
    if (token < 0) {
      return "nothing";
    }
    return switch (tape.kind(token)) {
      case JsonTape.OBJECT -> "an object";
      case JsonTape.ARRAY -> "an array";
      case JsonTape.STRING -> "a string";
      case JsonTape.NUMBER -> "a number";
      case JsonTape.NULL -> "null";
      default -> "true or false";
    };
  }

  @Override
  public String toString() {
    return "JsonSlice(" + describe() + ")";
  }

  private static final class Items implements Iterator<JsonSlice> {

    private final JsonTape tape;
    private final boolean object;
    private int at;

    Items(JsonTape tape, boolean object, int first) {
      this.tape = tape;
      this.object = object;
      at = first;
    }

    @Override
    public boolean hasNext() {
      return at >= 0 && tape.kind(at) != JsonTape.END;
    }

    @Override
    public JsonSlice next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      int value = object ? at + 1 : at;
      at = tape.next(value);
      return new JsonSlice(tape, value);
    }
  }

  private static final class Keys implements Iterator<JsonSlice> {

    private final JsonTape tape;
    private int at;

    Keys(JsonTape tape, int first) {
      this.tape = tape;
      at = first;
    }

    @Override
    public boolean hasNext() {
      return at >= 0 && tape.kind(at) != JsonTape.END;
    }

    @Override
    public JsonSlice next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      int key = at;
      at = tape.next(key + 1);
      return new JsonSlice(tape, key);
    }
  }
}
