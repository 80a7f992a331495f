package dev.mora.language;

/** One thing said in three languages. None of the texts is blank. */
public record Words(String es, String pt, String en) {

  public Words {
    if (es.isBlank() || pt.isBlank() || en.isBlank()) {
      throw new IllegalArgumentException("a text in es, pt and en: " + es + ", " + pt + ", " + en);
    }
  }

  /** The same in every language, for what needs no translation. */
  public static Words same(String text) {
    return new Words(text, text, text);
  }

  public String in(Language language) {
    return language.pick(es, pt, en);
  }

  /** Each {@code %s} replaced in turn by an argument, the same in each language. */
  public Words with(Object... arguments) {
    return new Words(put(es, arguments), put(pt, arguments), put(en, arguments));
  }

  private static String put(String text, Object... arguments) {
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (Object argument : arguments) {
      int at = text.indexOf("%s", from);
      if (at < 0) {
        break;
      }
      out.append(text, from, at).append(argument);
      from = at + 2;
    }
    return out.append(text.substring(from)).toString();
  }
}
