/**
 * WhatsApp as a channel: templates and answers out through Meta's Cloud API, statuses and messages
 * in through its webhook. A request whose fate is not certain is reported as unknown and never
 * repeated.
 *
 * <pre>
 *  OutboundMessage ──> WhatsAppSender ──POST /{phone number id}/messages──> SendResult
 *                        WhatsAppConfig ── TokenSupplier       WhatsAppErrors (code -> handling)
 *  webhook request ──> WebhookReceiver ──verify, store──> what to answer
 *  stored bytes ─────> WhatsAppWebhook ──parse──> Inbound ── * ChannelEvent
 * </pre>
 */
@NullMarked
package dev.mora.whatsapp;

import org.jspecify.annotations.NullMarked;
