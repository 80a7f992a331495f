package dev.mora.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a text, by Jackson's parser at its strictest. Its exceptions become faults of ours;
 * ours keep the limits, because only we may say where and how.
 */
final class Lexer {

  private static final int DEEPEST = 1_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final String text;
  private final JsonLimits limits;
  private final Position root;
  private final JsonParser parser;
  private @Nullable JsonToken token;
  private int tokens;

  /** Line and column of {@code root} are those of the first character of {@code text}. */
  Lexer(String text, JsonLimits limits, Position root) {
    this.text = text;
    this.limits = limits;
    this.root = root;
    try {
      parser = FACTORY.createParser(text.toCharArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (text.startsWith("\ufeff")) {
      throw fault(root, "a byte order mark", "UTF-8 without one");
    }
  }

  /** The next token; null behind the last. */
  @Nullable JsonToken next() {
    try {
      token = parser.nextToken();
    } catch (IOException e) {
      throw translated(e);
    }
    if (token != null && ++tokens > limits.maxTokens()) {
      throw fault(here(), "more than " + limits.maxTokens() + " tokens", "a smaller document");
    }
    return token;
  }

  /** The current token; null before the first and behind the last. */
  @Nullable JsonToken token() {
    return token;
  }

  /** A string, key or number as it is meant, within the limits. */
  String text(Position where) {
    String value;
    try {
      value = parser.getText();
    } catch (IOException e) {
      throw translated(e);
    }
    boolean number = token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
    int allowed = number ? limits.maxNumber() : limits.maxString();
    if (value.length() > allowed) {
      throw fault(
          where,
          (number ? "a number of " : "a string of ") + value.length() + " characters",
          "at most " + allowed);
    }
    if (number) {
      requireSmallExponent(where, value);
    } else if (JsonText.loneSurrogate(value) >= 0) {
      throw fault(where, "half of a surrogate pair", "both halves");
    }
    return value;
  }

  /** Moves to the end of the value whose first token is the current one. */
  void skip() {
    int depth = 0;
    while (token != null) {
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      }
      if (depth == 0) {
        finish();
        return;
      }
      next();
    }
  }

  int tokenStart() {
    return (int) parser.currentTokenLocation().getCharOffset();
  }

  /** Where the current token ends, once it has been read or skipped. */
  int tokenEnd() {
    return (int) parser.currentLocation().getCharOffset();
  }

  int line() {
    return lineOf(parser.currentTokenLocation());
  }

  int column() {
    return columnOf(parser.currentTokenLocation());
  }

  /** The current token, at no value in particular. */
  Position here() {
    return root.at(line(), column());
  }

  InvalidDocument fault(Position where, String found, String expected) {
    return new InvalidDocument(Fault.of(where.location(), found, expected));
  }

  private void finish() {
    try {
      parser.finishToken();
    } catch (IOException e) {
      throw translated(e);
    }
  }

  private int lineOf(JsonLocation at) {
    return root.line() + at.getLineNr() - 1;
  }

  private int columnOf(JsonLocation at) {
    return at.getLineNr() == 1 ? root.column() + at.getColumnNr() - 1 : at.getColumnNr();
  }

  private void requireSmallExponent(Position where, String number) {
    int e = Math.max(number.indexOf('e'), number.indexOf('E'));
    if (e < 0) {
      return;
    }
    int start = number.charAt(e + 1) == '+' ? e + 2 : e + 1;
    long exponent =
        number.length() - start > 9 ? Long.MAX_VALUE : Long.parseLong(number.substring(start));
    if (exponent > JsonLimits.MAX_EXPONENT || exponent < -JsonLimits.MAX_EXPONENT) {
      throw fault(
          where,
          limits.showsValues() ? number : "a number with a large exponent",
          "an exponent from -" + JsonLimits.MAX_EXPONENT + " to " + JsonLimits.MAX_EXPONENT);
    }
  }

  private InvalidDocument translated(IOException e) {
    if (e instanceof StreamConstraintsException) {
      return fault(here(), "more than " + DEEPEST + " open objects and arrays", "fewer");
    }
    if (e instanceof JsonProcessingException bad && bad.getLocation() != null) {
      JsonLocation at = bad.getLocation();
      Position where = root.at(lineOf(at), columnOf(at));
      int offset = (int) at.getCharOffset();
      if (e instanceof JsonEOFException || offset < 0 || offset > text.length()) {
        return fault(where, "the end of the document", "the rest of it");
      }
      Misstep misstep = Misstep.at(text, offset, parser.getParsingContext().inObject());
      int back = offset - misstep.offset();
      return fault(
          where.at(where.line(), where.column() - back),
          limits.showsValues() ? misstep.found() : "what is not JSON",
          misstep.expected());
    }
    throw new UncheckedIOException(e);
  }
}
