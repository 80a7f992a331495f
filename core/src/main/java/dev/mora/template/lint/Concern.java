package dev.mora.template.lint;

/** What a rule guards against. Rules of one concern share their mark in the labelled texts. */
public enum Concern {
  /** Harm, arrest, seizure by force, visits as a menace. */
  THREAT,
  /** Looks like a paper of a court or of a lawyer. */
  JUDICIAL_LOOKALIKE,
  /** Insults, telling others, lists of debtors. */
  SHAMING,
  /** Pretends to be police, a court, a bureau, a ministry or a regulator. */
  FALSE_AUTHORITY,
  /** A consequence that cannot follow, or that is said as certain, such as a lawsuit. */
  FALSE_CONSEQUENCE,
  /** Asks why she did not pay. */
  ASKS_REASON,
  /** Last chances, today or else, shouting. */
  PRESSURE,
  /** The lock screen tells of the debt. */
  PREVIEW_REVEALS,
  /** An offer in a text that was filed as {@code UTILITY}. */
  PROMOTIONAL,
  /** Does not say who writes. */
  NO_SENDER,
  /** Speaks of arrears without an amount, or without what it is about. */
  NO_AMOUNT,
  /** Nothing that can be answered, and no button. */
  NO_QUESTION,
  /** Long sentences, legalese. */
  HARD_TO_READ,
  /** Asks for a card number, an account number, an identity number or a password. */
  ASKS_IDENTIFIER,
  /** A disclosure that was handed in is missing. */
  DISCLOSURE,
  /** The text was not read, or not whole. */
  NOT_READ
}
