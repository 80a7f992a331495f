package dev.mora.contact;

/** What a rule is about; the {@code kind} of a rule in a file. */
public enum RuleKind {
  CONTACT_WINDOW,
  DAY_OFF,
  FREQUENCY_CAP,
  MIN_GAP,
  CHANNEL_POLICY,
  CONTACT_POINT,
  OPT_OUT,
  RECIPIENT,
  SUPPRESSION,
  INBOUND,
  CONTENT_REQUIRED,
  CONTENT_FORBIDDEN
}
