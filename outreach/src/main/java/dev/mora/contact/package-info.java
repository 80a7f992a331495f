/**
 * When, how and with what duties a person may be contacted. Rules are data: one dated file per
 * jurisdiction, and a desk's own file above them.
 *
 * <pre>
 *  pack files ──┐
 *  contact.json ┴─> ContactPolicy.decide(ContactRequest, ContactHistory) ──> ContactVerdict
 *                                         │                      Allow(validUntil, obligations)
 *                    borrower, channel, purpose,                 Defer(until, rule)
 *                    consents, suppressions                      NeedsData(missing, rule)
 *                                                                Deny(rule, reason)
 * </pre>
 */
@NullMarked
package dev.mora.contact;

import org.jspecify.annotations.NullMarked;
