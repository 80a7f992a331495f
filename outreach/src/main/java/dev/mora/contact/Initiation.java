package dev.mora.contact;

/** Who began. */
public enum Initiation {
  OUTBOUND,
  /** Counts as a reply only while the contact history shows the message that it answers. */
  REPLY_TO_INBOUND
}
