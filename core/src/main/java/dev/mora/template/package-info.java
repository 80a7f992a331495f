/**
 * Approved texts with typed fields. Loaded from files that a person edits, filled from a record or
 * a map, and written out exactly as the channel will show them, or refused before anything is sent.
 *
 * <pre>
 *  file ──load──> MessageTemplate 1 ── * Translation: header, body, footer, buttons
 *                      │ fill(record | map)              └── Wording: text with {fields}
 *                      v
 *                FilledTemplate ──render(language, TextProfile)──> Rendering
 * </pre>
 */
@NullMarked
package dev.mora.template;

import org.jspecify.annotations.NullMarked;
