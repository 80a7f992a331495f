/** Which days are holidays at a place, and how a due date moves because of them. */
@NullMarked
package dev.mora.calendar;

import org.jspecify.annotations.NullMarked;
