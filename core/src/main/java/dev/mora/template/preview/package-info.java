/**
 * Messages as people will see them, before anybody gets one. A page of bubbles for the eye, and the
 * exact text by channel for a terminal or a review.
 *
 * <pre>
 *  Rendering ──> TextPreview   text as it is, by channel, with what a channel leaves out
 *      └───────> ChatPage      HTML: locked screen, chat bubble, SMS with its segments, e-mail
 * </pre>
 */
@NullMarked
package dev.mora.template.preview;

import org.jspecify.annotations.NullMarked;
