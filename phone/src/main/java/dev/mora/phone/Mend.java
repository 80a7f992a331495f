package dev.mora.phone;

/** What was done to a number as written so that it can be reached. */
public enum Mend {
  /** The country came from the borrower or the portfolio. */
  COUNTRY_ADDED,

  /** A label, a trunk or carrier prefix, or a doubled country code is gone. */
  PREFIX_REMOVED,

  /** The 9 of Argentina, the ninth digit of Brazil, the 9 of old numbers of Ecuador. */
  MOBILE_DIGIT_ADDED,

  /** The 1 behind 52 of Mexico, given up in 2019; the 15 of Argentina, where the 9 stands too. */
  MOBILE_DIGIT_REMOVED,

  /** The area code follows from the region of the borrower. */
  AREA_ADDED
}
