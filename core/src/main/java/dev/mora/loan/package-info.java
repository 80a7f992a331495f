/** A loan, its schedule and what was paid. Pure values: no clock, no storage. */
@NullMarked
package dev.mora.loan;

import org.jspecify.annotations.NullMarked;
