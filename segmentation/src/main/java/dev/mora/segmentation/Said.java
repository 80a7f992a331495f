package dev.mora.segmentation;

import dev.mora.language.Language;

/** One sentence in the three languages of the desk. */
record Said(String es, String pt, String en) {

  String in(Language language) {
    return language.pick(es, pt, en);
  }
}
