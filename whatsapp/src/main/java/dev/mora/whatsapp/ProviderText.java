package dev.mora.whatsapp;

import dev.mora.template.Wording;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text as the provider keeps it, {@code Hola {{nombre}}}, from ours and into ours. */
final class ProviderText {

  private static final Pattern VARIABLE = Pattern.compile("\\{\\{([^{}]*)}}");

  private ProviderText() {}

  /**
   * @param variable the provider's name for a field
   */
  static String write(Wording wording, UnaryOperator<String> variable) {
    StringBuilder out = new StringBuilder();
    for (Wording.Piece piece : wording.pieces()) {
      if (piece instanceof Wording.Piece.Literal literal) {
        out.append(literal.text());
      } else if (piece instanceof Wording.Piece.Place place) {
        out.append("{{").append(variable.apply(place.field())).append("}}");
      }
    }
    return out.toString();
  }

  /**
   * @param field our name for a variable
   * @throws IllegalArgumentException if the text is none of ours, or {@code field} throws it
   */
  static Wording read(String text, UnaryOperator<String> field) {
    StringBuilder ours = new StringBuilder();
    Matcher variables = VARIABLE.matcher(text);
    int from = 0;
    while (variables.find()) {
      ours.append(Wording.literal(text.substring(from, variables.start())));
      ours.append('{').append(field.apply(variables.group(1))).append('}');
      from = variables.end();
    }
    return Wording.parse(ours.append(Wording.literal(text.substring(from))).toString());
  }

  /** Each time that one stands there. */
  static List<String> occurrences(String text) {
    List<String> out = new ArrayList<>();
    Matcher variables = VARIABLE.matcher(text);
    while (variables.find()) {
      out.add(variables.group(1));
    }
    return out;
  }

  /** In the order of first appearance. */
  static List<String> variables(String text) {
    return List.copyOf(new LinkedHashSet<>(occurrences(text)));
  }

  /** The fixed text, with {@code mark} where a variable stands. */
  static String fixed(String text, String mark) {
    return VARIABLE.matcher(text).replaceAll(Matcher.quoteReplacement(mark));
  }
}
