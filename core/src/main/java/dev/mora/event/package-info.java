/**
 * Things that happen, and those who listen. The events themselves live in the packages that cause
 * them.
 *
 * <pre>
 *  whoever causes it ── DomainEvent ──> EventListener.and(EventListener)
 * </pre>
 */
@NullMarked
package dev.mora.event;

import org.jspecify.annotations.NullMarked;
