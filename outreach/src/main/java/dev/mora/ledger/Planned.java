package dev.mora.ledger;

/**
 * What planning one dispatch came to.
 *
 * @param entry the row, as it stands
 * @param isNew false if its id or its plan key was known: then nothing changed
 */
public record Planned(DispatchEntry entry, boolean isNew) {}
