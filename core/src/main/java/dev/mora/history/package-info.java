/** What was said to whom, by any door. */
@NullMarked
package dev.mora.history;

import org.jspecify.annotations.NullMarked;
