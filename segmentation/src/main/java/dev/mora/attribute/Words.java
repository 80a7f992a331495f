package dev.mora.attribute;

import dev.mora.language.Language;

/**
 * A noun phrase in three languages. For things that are counted it has a singular, set before the
 * plural by a bar: {@code día de mora|días de mora}.
 */
record Words(String es, String pt, String en) {

  static Words same(String text) {
    return new Words(text, text, text);
  }

  boolean countable() {
    return es.indexOf('|') >= 0;
  }

  String singular(Language language) {
    String both = language.pick(es, pt, en);
    int bar = both.indexOf('|');
    return bar < 0 ? both : both.substring(0, bar);
  }

  String plural(Language language) {
    String both = language.pick(es, pt, en);
    return both.substring(both.indexOf('|') + 1);
  }
}
