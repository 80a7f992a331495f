package dev.mora.phone;

import dev.mora.language.Language;

/** What kind of line a number is by its country's numbering plan. */
public enum LineType {
  MOBILE("móvil", "celular", "mobile"),

  /** The plan does not tell them apart, as in Mexico, Chile and North America. */
  MOBILE_OR_LANDLINE("móvil o fijo", "celular ou fixo", "mobile or landline"),
  LANDLINE("fijo", "fixo", "landline"),

  /** Internet telephony and personal numbers: may have WhatsApp, seldom receive SMS. */
  OTHER("otro", "outro", "other");

  private final String es;
  private final String pt;
  private final String en;

  LineType(String es, String pt, String en) {
    this.es = es;
    this.pt = pt;
    this.en = en;
  }

  public String in(Language language) {
    return language.pick(es, pt, en);
  }
}
