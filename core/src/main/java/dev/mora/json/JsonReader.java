package dev.mora.json;

import com.fasterxml.jackson.core.JsonToken;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Pulls values out of bytes from a provider, one after the other. What nobody asks for is skipped
 * unread, so a hostile item harms itself alone: {@link #value()} throws for an item that breaks a
 * limit or repeats a key, and the reader then stands behind that item. Bytes that are not JSON at
 * all throw wherever the reader meets them. Faults quote no values. Not thread-safe.
 *
 * <pre>{@code
 * JsonReader in = JsonReader.of("webhook", body, JsonLimits.WIRE);
 * in.beginObject();
 * while (in.hasNext()) {
 *   switch (in.nextName()) {
 *     case "object" -> kind = in.string();
 *     default -> in.skip();
 *   }
 * }
 * in.endObject();
 * in.end();
 * }</pre>
 */
public final class JsonReader {

  /** What stands next. */
  public enum Kind {
    OBJECT,
    ARRAY,
    STRING,
    NUMBER,
    BOOLEAN,
    NULL,
    /** The end of the open object or array, or of the document. */
    END
  }

  private final String text;
  private final JsonLimits limits;
  private final Lexer lexer;
  private final Deque<Level> open = new ArrayDeque<>();
  private Position position;

  private static final class Level {
    private final Position position;
    private final boolean object;
    private final Set<String> names = new HashSet<>();
    private int items;

    private Level(Position position, boolean object) {
      this.position = position;
      this.object = object;
    }
  }

  private JsonReader(String text, JsonLimits limits, Position root) {
    this.text = text;
    this.limits = limits;
    this.lexer = new Lexer(text, limits, root);
    this.position = root;
    if (lexer.next() == null) {
      throw lexer.fault(root, "nothing", "a JSON value");
    }
    position = root.at(lexer.line(), lexer.column());
  }

  /**
   * @throws InvalidDocument if the bytes are too many, no UTF-8, or empty
   */
  public static JsonReader of(String source, byte[] utf8, JsonLimits limits) {
    Position root = Position.root(source, 1, 1);
    return new JsonReader(Json.decode(utf8, limits, root), limits, root);
  }

  public Kind peek() {
    JsonToken token = lexer.token();
    if (token == null) {
      return Kind.END;
    }
    return switch (token) {
      case START_OBJECT -> Kind.OBJECT;
      case START_ARRAY -> Kind.ARRAY;
      case VALUE_STRING -> Kind.STRING;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Kind.NUMBER;
      case VALUE_TRUE, VALUE_FALSE -> Kind.BOOLEAN;
      case VALUE_NULL -> Kind.NULL;
      default -> Kind.END;
    };
  }

  /** Where the next value stands. */
  public JsonLocation location() {
    return position.location();
  }

  public void beginObject() {
    begin(Kind.OBJECT, "an object");
  }

  public void beginArray() {
    begin(Kind.ARRAY, "an array");
  }

  /** Whether the open object or array has more. */
  public boolean hasNext() {
    JsonToken token = lexer.token();
    return token != null && !token.isStructEnd();
  }

  /** Behind the last name of the open object. */
  public void endObject() {
    end(true);
  }

  /** Behind the last value of the open array. */
  public void endArray() {
    end(false);
  }

  /** The document holds nothing more. */
  public void end() {
    if (lexer.token() != null || !open.isEmpty()) {
      throw lexer.fault(lexer.here(), "more", "the end of the document");
    }
  }

  /** The next name of the open object; its value stands next. */
  public String nextName() {
    Level level = open.peek();
    if (level == null || lexer.token() != JsonToken.FIELD_NAME) {
      throw new IllegalStateException("no name stands next");
    }
    Position at = lexer.here();
    String name = lexer.text(at);
    at = level.position.child(name, at.line(), at.column());
    if (!level.names.add(name)) {
      throw lexer.fault(at, "a key again", "each key once");
    }
    if (level.names.size() > limits.maxFields()) {
      throw lexer.fault(level.position, "more than " + limits.maxFields() + " keys", "fewer");
    }
    lexer.next();
    position = level.position.child(name, lexer.line(), lexer.column());
    return name;
  }

  public String string() {
    require(Kind.STRING, "a string");
    return scalar();
  }

  /** A number as it was written. */
  public String number() {
    require(Kind.NUMBER, "a number");
    return scalar();
  }

  /** A string or a number, as text: providers write ids and times both ways. */
  public String text() {
    if (peek() != Kind.NUMBER) {
      require(Kind.STRING, "a string or a number");
    }
    return scalar();
  }

  public boolean bool() {
    require(Kind.BOOLEAN, "true or false");
    boolean value = lexer.token() == JsonToken.VALUE_TRUE;
    advance();
    return value;
  }

  /** Passes over the next value, of whatever kind and size. */
  public void skip() {
    requireValue();
    lexer.skip();
    advance();
  }

  /** The next value as it was written, byte for byte but for the encoding; not checked further. */
  public String raw() {
    requireValue();
    int start = lexer.tokenStart();
    lexer.skip();
    String raw = text.substring(start, lexer.tokenEnd());
    advance();
    return raw;
  }

  /**
   * The next value as a located tree, within the limits.
   *
   * @throws InvalidDocument if the value breaks a limit, repeats a key or has half a surrogate
   *     pair; the reader stands behind it and can go on
   */
  public JsonValue value() {
    Position at = position;
    return TreeParser.parse(raw(), limits, at);
  }

  private void begin(Kind kind, String expected) {
    require(kind, expected);
    if (open.size() == limits.maxDepth()) {
      throw lexer.fault(position, "more than " + limits.maxDepth() + " open", "fewer");
    }
    open.push(new Level(position, kind == Kind.OBJECT));
    lexer.next();
    locate();
  }

  private void end(boolean object) {
    Level level = open.peek();
    if (level == null || level.object != object || hasNext()) {
      throw new IllegalStateException("not at the end of an " + (object ? "object" : "array"));
    }
    if (lexer.token() == null) {
      throw lexer.fault(position, "the end of the document", "the rest of it");
    }
    open.pop();
    advance();
  }

  private String scalar() {
    String value = lexer.text(position);
    advance();
    return value;
  }

  private void advance() {
    lexer.next();
    locate();
  }

  /** The next value of an array has its place at once; that of an object when its name is read. */
  private void locate() {
    Level level = open.peek();
    if (level == null || level.object || !hasNext()) {
      return;
    }
    if (level.items == limits.maxItems()) {
      throw lexer.fault(level.position, "more than " + limits.maxItems() + " items", "fewer");
    }
    position = level.position.child(Integer.toString(level.items++), lexer.line(), lexer.column());
  }

  private void require(Kind kind, String expected) {
    if (peek() != kind) {
      throw lexer.fault(position, describe(), expected);
    }
  }

  private void requireValue() {
    if (peek() == Kind.END) {
      throw new IllegalStateException("no value stands next");
    }
  }

  private String describe() {
    @Nullable JsonToken token = lexer.token();
    if (token == null) {
      return "the end of the document";
    }
    return switch (peek()) {
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      case STRING -> "a string";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case NULL -> "null";
      case END -> "a name or the end";
    };
  }
}
