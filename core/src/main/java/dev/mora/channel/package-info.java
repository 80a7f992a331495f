/**
 * The way out to a provider and the way back in, as values. Nothing here knows a provider: an
 * adapter implements the interfaces and keeps its wire format to itself.
 *
 * <pre>
 *  OutboundMessage (Template | Text in an OpenWindow)
 *    └── MessageSender.send, within SendLimits ──> SendResult: Accepted | Refused (Handling) | NotSent | Unknown
 *
 *  bytes ── InboundParser.verify, parse ──> Inbound ──┬── * ChannelEvent: Status | Message | Person | Template | Account
 *                                                     └── * Rejection
 *
 *  MediaReference ── MediaSource.fetch ──> bytes into a sink, MediaResult: Fetched (MediaType) | Refused | Failed
 *                                            └── ContentScanner.scan ──> CLEAN | REFUSED | NOT_SCANNED
 * </pre>
 */
@NullMarked
package dev.mora.channel;

import org.jspecify.annotations.NullMarked;
