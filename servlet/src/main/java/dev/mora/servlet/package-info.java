/**
 * WhatsApp's webhook on any servlet container of Jakarta Servlet 6.0 and later. Everything that it
 * answers is decided by the receiver; nothing is read or kept here.
 *
 * <pre>
 *  container ── request ──> WebhookServlet ── method, query, headers, stream ──> WebhookReceiver
 * </pre>
 */
@NullMarked
package dev.mora.servlet;

import org.jspecify.annotations.NullMarked;
