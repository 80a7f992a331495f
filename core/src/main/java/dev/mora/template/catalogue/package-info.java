/**
 * Texts to start with, one for each moment of a loan, in Spanish, Portuguese and English. They pass
 * the linter and WhatsApp's limits; their fields bear the names of facts, so that a strategy fills
 * them without code.
 *
 * <pre>
 *  StarterTemplates ──of(Purpose), named, in(language)──> StarterTemplate ──> MessageTemplate
 *        └── opening(Gate): those that a host must ask for
 * </pre>
 */
@NullMarked
package dev.mora.template.catalogue;

import org.jspecify.annotations.NullMarked;
