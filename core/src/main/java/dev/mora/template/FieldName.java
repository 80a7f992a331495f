package dev.mora.template;

import java.util.List;
import java.util.regex.Pattern;

/** What the names of fields have in common. */
final class FieldName {

  private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9_]{0,63}");
  private static final List<String> RESERVED =
      List.of(TemplateField.CREDITOR, TemplateField.CREDITOR_PHONE);

  private FieldName() {}

  static void check(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new Misfit(
          name,
          "a field name: a small letter, then letters a-z, digits or _ (at most 64)",
          List.of());
    }
    if (isReserved(name)) {
      throw new Misfit(name, "another name: {" + name + "} is filled from the creditor", List.of());
    }
  }

  static boolean isReserved(String name) {
    return RESERVED.contains(name);
  }

  static List<String> reserved() {
    return RESERVED;
  }
}
