package dev.mora.ledger;

/**
 * What an outcome did.
 *
 * @param isChanged false if it was known already, or came too late to count
 */
public record Applied(DispatchEntry entry, boolean isChanged) {}
