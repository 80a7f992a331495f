/**
 * What was said to whom, by any door: our own sends and the call centre's alike.
 *
 * <pre>
 *  ContactRecord (borrower, at, channel, OUT | IN, outcome) * ──> ContactHistory
 *                                       attempts(borrower, from, to), lastAttempt, lastReply
 * </pre>
 */
@NullMarked
package dev.mora.history;

import org.jspecify.annotations.NullMarked;
