package dev.mora.whatsapp;

import dev.mora.template.Rendering;
import dev.mora.template.Wording;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The provider's names of our fields. Named ones have small letters, digits and {@code _} (template
 * components, v25.0), so {@code creditorPhone} is {@code creditor_phone} there. Positional ones
 * count from 1 in each part by first appearance. A URL has one variable, {@code 1}, in either
 * format.
 */
final class VariableNames {

  private VariableNames() {}

  static String named(String field) {
    boolean same = true;
    for (int i = 0; i < field.length(); i++) {
      same &= field.charAt(i) < 'A' || field.charAt(i) > 'Z';
    }
    if (same) {
      return field;
    }
    StringBuilder name = new StringBuilder(field.length() + 4);
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        name.append('_').append((char) (c - 'A' + 'a'));
      } else {
        name.append(c);
      }
    }
    return name.toString();
  }

  static UnaryOperator<String> in(Wording wording, Rendering.Variables how) {
    List<String> fields = List.copyOf(wording.fields());
    return how == Rendering.Variables.NAMED
        ? VariableNames::named
        : field -> Integer.toString(fields.indexOf(field) + 1);
  }
}
