/** Borrowers and loans as the host hands them over, with what could not be used. */
@NullMarked
package dev.mora.portfolio;

import org.jspecify.annotations.NullMarked;
