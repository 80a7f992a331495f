/**
 * People and how they can be reached: borrowers, creditors, channels, consents. Personal data masks
 * itself.
 *
 * <pre>
 *  Borrower 1 ── 0..1 PhoneNumber ──line()──> BorrowersByPhone ──> * BorrowerId
 *     │         ─ 0..1 EmailAddress
 *     └─ BorrowerId ── * Consent (channel, IN | OUT, at) ──> Consents.standing: IN | OUT | UNKNOWN
 * </pre>
 */
@NullMarked
package dev.mora.party;

import org.jspecify.annotations.NullMarked;
