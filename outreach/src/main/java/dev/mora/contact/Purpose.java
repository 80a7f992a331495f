package dev.mora.contact;

/** What a contact is for. Rules name the purposes that they bind. */
public enum Purpose {
  /** Before the due date. */
  PRE_DUE_REMINDER,
  /** About the running loan, without asking for overdue money. */
  SERVICING,
  /** Asks for overdue money. */
  COLLECTION,
  /** Notice that a law or a contract prescribes. */
  LEGAL_NOTICE,
  MARKETING,
  /** Something else with an offer in it. */
  MIXED,
  /** Answers what a person wrote. */
  REPLY,
  /** Gives what a person asked for: a balance, a receipt, a confirmed plan. */
  REQUESTED_INFO,
  /** Says once that an opt-out was heard. */
  OPT_OUT_CONFIRMATION,
  /** Asks only where a person can be found. */
  LOCATION_INQUIRY
}
