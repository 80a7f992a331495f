/** Exact amounts of one currency, in minor units. Nothing rounds unless told how. */
@NullMarked
package dev.mora.money;

import org.jspecify.annotations.NullMarked;
