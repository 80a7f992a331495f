package dev.mora.template;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The declarations behind {@code fields:}, with commas between them: {@code name type}, {@code name
 * type?} for one that may be missing, {@code name type = "default"}. In the quotes a backslash
 * makes the next character text, so a comma there ends nothing.
 */
final class FieldLine {

  private static final Pattern ITEM =
      Pattern.compile("(\\S+)\\s+([^\\s?=\"]+)(?:\\s*(\\?)|\\s*=\\s*\"(.*)\")?");
  private static final String EXPECTED =
      "a name and a type, such as monto money, pago pay-link? or nombre text = \"cliente\"";

  private FieldLine() {}

  /** One declaration and where it starts in the line. */
  record Item(String text, int offset) {

    /** Its first word, whatever follows. */
    String name() {
      return text.split("\\s+", 2)[0];
    }

    /**
     * @throws Misfit with the offset in the item
     */
    TemplateField<?> field() {
      Matcher parts = ITEM.matcher(text);
      if (!parts.matches() || (parts.group(4) != null && !isQuoted(parts.group(4)))) {
        throw new Misfit(text, EXPECTED, List.of());
      }
      TemplateField<?> field = TemplateField.of(parts.group(1), type(parts));
      if (parts.group(3) != null) {
        return field.orSkip();
      }
      if (parts.group(4) == null) {
        return field;
      }
      try {
        return field.orElseParsed(ButtonText.unescape(parts.group(4)));
      } catch (Misfit e) {
        throw e.at(parts.start(4) - 1);
      }
    }

    /** Whether no quote ends it early and no backslash takes the one at its end. */
    private static boolean isQuoted(String text) {
      int at = 0;
      while (at < text.length() && text.charAt(at) != '"') {
        at += text.charAt(at) == '\\' ? 2 : 1;
      }
      return at == text.length();
    }

    private static FieldType<?> type(Matcher parts) {
      FieldName.check(parts.group(1));
      try {
        return FieldType.of(parts.group(2));
      } catch (Misfit e) {
        throw e.at(parts.start(2));
      }
    }
  }

  /** Cuts at the commas outside quotes. */
  static List<Item> items(String line) {
    List<Item> out = new ArrayList<>();
    boolean quoted = false;
    int from = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\' && quoted) {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        out.add(item(line.substring(from, i), from));
        from = i + 1;
      }
    }
    out.add(item(line.substring(from), from));
    return out;
  }

  private static Item item(String text, int from) {
    return new Item(text.strip(), from + text.length() - text.stripLeading().length());
  }

  static <T> String write(TemplateField<T> field) {
    String declared = field.name() + " " + field.kind();
    if (field.whenBlank() instanceof BlankPolicy.Default<T> policy) {
      String text = field.type().write(policy.value());
      return declared + " = \"" + ButtonText.escape(text, "\\\"") + "\"";
    }
    return field.whenBlank() instanceof BlankPolicy.Skip<T> ? declared + "?" : declared;
  }
}
