package dev.mora.ledger;

/**
 * What became of one page of rows.
 *
 * @param last the number of its last row
 * @param isFull whether more may follow
 */
record Swept(int done, long last, boolean isFull) {}
