package dev.mora.party;

/** One address of one person on one kind of channel. */
public sealed interface ContactPoint permits PhoneNumber, EmailAddress, ScopedUserId {

  /** As it is dialled or written, unmasked: personal data. */
  String address();
}
