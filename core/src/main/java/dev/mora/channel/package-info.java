/**
 * The way out to a provider and the way back in, as values. Nothing here knows a provider: an
 * adapter implements the two interfaces and keeps its wire format to itself.
 *
 * <pre>
 *  OutboundMessage (Template | Text in an OpenWindow)
 *    └── MessageSender.send, within SendLimits ──> SendResult: Accepted | Refused (Handling) | NotSent | Unknown
 *
 *  bytes ── InboundParser.verify, parse ──> Inbound ──┬── * ChannelEvent: Status | Message | Person | Template | Account
 *                                                     └── * Rejection
 * </pre>
 */
@NullMarked
package dev.mora.channel;

import org.jspecify.annotations.NullMarked;
