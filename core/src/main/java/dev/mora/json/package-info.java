/**
 * JSON through two doors: strict trees that know where each value stood, for files that people
 * write, and a streaming pair for bytes on the wire. No type of a JSON library shows here.
 *
 * <pre>
 *  file  ──Json.read──────> JsonValue (located) ──toCanonical──> file
 *                               │ getters
 *                               └──────────────> InvalidDocument ── * Fault (where, found, expected)
 *  bytes ──JsonReader.of──> names, values, one item as a JsonValue
 *  JsonWriter ──toBytes───> bytes
 * </pre>
 */
@NullMarked
package dev.mora.json;

import org.jspecify.annotations.NullMarked;
