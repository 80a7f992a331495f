/**
 * Counters and timers for a host that runs Micrometer. Names and tags hold ids of accounts, codes
 * and states, never anything about a person.
 *
 * <pre>
 *  DomainEvent ──> MoraMeters ──> MeterRegistry &lt;── MeteredSender ──> MessageSender
 * </pre>
 */
@NullMarked
package dev.mora.micrometer;

import org.jspecify.annotations.NullMarked;
