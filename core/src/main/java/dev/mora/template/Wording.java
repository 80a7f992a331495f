package dev.mora.template;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Approved text with places for fields: {@code Hola {nombre}}. A brace that is text is written
 * {@code \{} or {@code \}}, a backslash {@code \\}. Values are put in once and never read again:
 * whatever stands in a value is text.
 */
public final class Wording {

  private final List<Piece> pieces;
  private final List<Integer> offsets;

  private Wording(List<Piece> pieces, List<Integer> offsets) {
    this.pieces = List.copyOf(pieces);
    this.offsets = List.copyOf(offsets);
  }

  /** A stretch of fixed text, or a place for a field. */
  public sealed interface Piece {

    /** Fixed text, never empty. */
    record Literal(String text) implements Piece {}

    /** Where the value of a field goes. */
    record Place(String field) implements Piece {}
  }

  /**
   * Reads what {@link #toString()} writes.
   *
   * @throws IllegalArgumentException on a brace or a backslash that stands alone, an empty or
   *     doubled brace pair, a control character other than a line feed
   */
  public static Wording parse(String text) {
    PlainText.requireWellFormed(text);
    return new Parser(text).read();
  }

  /** The text as it is, without places. */
  public static Wording literal(String text) {
    return parse(escape(text));
  }

  public List<Piece> pieces() {
    return pieces;
  }

  /** The fields in the order of their first appearance. */
  public Set<String> fields() {
    Set<String> out = new LinkedHashSet<>();
    for (Piece piece : pieces) {
      if (piece instanceof Piece.Place place) {
        out.add(place.field());
      }
    }
    return out;
  }

  public boolean isEmpty() {
    return pieces.isEmpty();
  }

  boolean startsWithField() {
    return !pieces.isEmpty() && pieces.get(0) instanceof Piece.Place;
  }

  boolean endsWithField() {
    return !pieces.isEmpty() && pieces.get(pieces.size() - 1) instanceof Piece.Place;
  }

  boolean isOneLine() {
    return literalText().indexOf('\n') < 0;
  }

  /** Only the fixed text. */
  String literalText() {
    StringBuilder out = new StringBuilder();
    for (Piece piece : pieces) {
      if (piece instanceof Piece.Literal literal) {
        out.append(literal.text());
      }
    }
    return out.toString();
  }

  /** Where the piece stood in the text that was parsed. */
  int offset(int piece) {
    return offsets.get(piece);
  }

  /** The text with each field replaced once by its value. */
  String fill(Map<String, String> values) {
    StringBuilder out = new StringBuilder();
    for (Piece piece : pieces) {
      if (piece instanceof Piece.Literal literal) {
        out.append(literal.text());
      } else if (piece instanceof Piece.Place place) {
        out.append(values.getOrDefault(place.field(), ""));
      }
    }
    return out.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Wording wording && pieces.equals(wording.pieces);
  }

  @Override
  public int hashCode() {
    return pieces.hashCode();
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (Piece piece : pieces) {
      if (piece instanceof Piece.Literal literal) {
        out.append(escape(literal.text()));
      } else if (piece instanceof Piece.Place place) {
        out.append('{').append(place.field()).append('}');
      }
    }
    return out.toString();
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}");
  }

  /** Reads a text from left to right. */
  private static final class Parser {

    private final String text;
    private final List<Piece> pieces = new ArrayList<>();
    private final List<Integer> offsets = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private int literalFrom;

    Parser(String text) {
      this.text = text;
    }

    Wording read() {
      int at = 0;
      while (at < text.length()) {
        at = next(at);
      }
      endLiteral(at);
      return new Wording(pieces, offsets);
    }

    private int next(int at) {
      char c = text.charAt(at);
      if (c == '{') {
        return place(at);
      }
      if (c == '}') {
        throw new Misfit("}", "\\} for a brace that is text", List.of(), at);
      }
      if (c == '\\') {
        if (at + 1 == text.length() || "{}\\".indexOf(text.charAt(at + 1)) < 0) {
          throw new Misfit("\\", "\\\\, \\{ or \\}", List.of(), at);
        }
        literal.append(text.charAt(at + 1));
        return at + 2;
      }
      if (Character.isISOControl(c) && c != '\n') {
        throw new Misfit(
            String.format(Locale.ROOT, "U+%04X", (int) c),
            "text without control characters",
            List.of(),
            at);
      }
      literal.append(c);
      return at + 1;
    }

    private int place(int at) {
      if (text.startsWith("{{", at)) {
        throw new Misfit(
            "{{", "a field in single braces such as {monto}, or \\{ for a brace", List.of(), at);
      }
      int end = text.indexOf('}', at);
      if (end < 0) {
        throw new Misfit("{", "a closing }, or \\{ for a brace that is text", List.of(), at);
      }
      String field = text.substring(at + 1, end);
      if (!FieldName.isReserved(field)) {
        try {
          FieldName.check(field);
        } catch (Misfit e) {
          throw new Misfit("{" + field + "}", e.expected(), List.of(), at);
        }
      }
      endLiteral(at);
      pieces.add(new Piece.Place(field));
      offsets.add(at);
      literalFrom = end + 1;
      return end + 1;
    }

    private void endLiteral(int at) {
      if (literal.length() > 0) {
        pieces.add(new Piece.Literal(literal.toString()));
        offsets.add(literalFrom);
        literal.setLength(0);
      }
      literalFrom = at;
    }
  }
}
