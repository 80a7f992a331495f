/**
 * What people write back: understood as far as a button, a stop word or a file allows, routed to a
 * queue of the tray, acknowledged inside the open window. Free text is not guessed at.
 *
 * <pre>
 *  message ──> Intent ──┐
 *  who writes, how late ├──> Router ──> Routing (queue, priority, why) ──> Tray
 *                       └──> Acknowledgement, while the Conversation's window is open
 *  picture or PDF ──> Receipt on the TrayItem, its bytes in the ReceiptStore
 * </pre>
 */
@NullMarked
package dev.mora.conversation;

import org.jspecify.annotations.NullMarked;
