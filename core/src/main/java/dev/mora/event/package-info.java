/**
 * Things that happen, and those who listen. The events themselves live in the packages that cause
 * them.
 */
@NullMarked
package dev.mora.event;

import org.jspecify.annotations.NullMarked;
