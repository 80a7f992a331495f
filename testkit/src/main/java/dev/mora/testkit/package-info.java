/**
 * What a host needs to test its own use of Mora: a stand-in for the Cloud API, a movable clock and
 * the contract that every sender keeps.
 *
 * <pre>
 *  CloudApi (JUnit) ──> CloudApiServer 1 ── * CloudAccount ── * SentMessage
 *                            │ clock, faults        │
 *                            └── signed callbacks ◄─┴── Behaviour, replies
 * </pre>
 *
 * It knows the provider's JSON by itself and shares no code with the adapter that it tests.
 */
@NullMarked
package dev.mora.testkit;

import org.jspecify.annotations.NullMarked;
