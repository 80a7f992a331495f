package dev.mora.ledger;

/** What a person found out about a dispatch of which nobody knew whether it was sent. */
public enum Resolution {
  /** Somebody saw it on the phone, or the provider lists it: it stays counted and is final. */
  SENT,
  /** The provider's own list does not have it: the contact is given back, it may be sent. */
  NOT_SENT
}
