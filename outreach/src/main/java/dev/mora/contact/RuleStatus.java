package dev.mora.contact;

/** How well the source of a rule was read. */
public enum RuleStatus {
  /** In the law, the regulation or the provider's own page. */
  VERIFIED_PRIMARY,
  /** In a law-firm note, a newspaper, a trade body. */
  VERIFIED_SECONDARY,
  /** Ambiguous, contradicted, or background knowledge. */
  UNVERIFIED,
  /** No law: a choice of this library or of the desk. */
  CHOICE
}
