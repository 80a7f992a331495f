package dev.mora.segmentation;

import dev.mora.language.Language;

/** One sentence in the three languages of the desk. */
record Said(String es, String pt, String en) {

  /** Of one of the policies that stand in another. */
  Said inside(String policy) {
    return new Said(
        "política " + policy + ": " + es,
        "política " + policy + ": " + pt,
        "policy " + policy + ": " + en);
  }

  String in(Language language) {
    return language.pick(es, pt, en);
  }
}
