/**
 * Reads a template as the borrower would and says what should not go out: threats, papers that look
 * like a court's, shaming, pressure, an offer in a utility text, a debt on the lock screen, and
 * what a decent collection message lacks. The words are data, one file for each language under
 * {@code META-INF/mora/lint}; matching takes time in proportion to the text.
 *
 * <pre>
 *  MessageTemplate ──parts──> ReadText (words, fields, sentences)
 *                                 │
 *         Lexicon (phrases) ──────┼────── Structure, Style, Preview, Disclosure
 *                                 v
 *                      TemplateFinding (rule, where, what, mend)
 * </pre>
 */
@NullMarked
package dev.mora.template.lint;

import org.jspecify.annotations.NullMarked;
