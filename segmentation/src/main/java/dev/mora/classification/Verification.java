package dev.mora.classification;

import dev.mora.language.Language;

/**
 * How well a rule of a classification table is known. Only the first two may be told as official.
 */
public enum Verification {
  /** Read in the rule itself or on the authority's own page. */
  VERIFIED("verificado", "verificado", "verified"),

  /** Read in a page that quotes the rule. */
  SECONDARY("de fuente secundaria", "de fonte secundária", "from a secondary source"),

  /** Commonly said, not checked against a source. */
  UNVERIFIED("sin verificar", "não verificado", "unverified");

  private final String es;
  private final String pt;
  private final String en;

  Verification(String es, String pt, String en) {
    this.es = es;
    this.pt = pt;
    this.en = en;
  }

  /**
   * @param language {@code es}, {@code pt} or {@code en}, with or without a country
   */
  public String in(String language) {
    return Language.of(language).pick(es, pt, en);
  }
}
