package dev.mora.contact;

/** What becomes of a rule that is {@link RuleStatus#UNVERIFIED}. */
public enum OnUnverified {
  /** It binds: the stricter reading. */
  APPLY_STRICT,
  IGNORE,
  /** Loading fails and names the rule. */
  REFUSE_TO_LOAD
}
