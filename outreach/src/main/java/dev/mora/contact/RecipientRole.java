package dev.mora.contact;

/** What the person to be contacted is to the debt. */
public enum RecipientRole {
  DEBTOR,
  CO_DEBTOR,
  GUARANTOR,
  SPOUSE,
  REPRESENTATIVE,
  ATTORNEY,
  ESTATE,
  REFERENCE,
  EMPLOYER,
  OTHER
}
