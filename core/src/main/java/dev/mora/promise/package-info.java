/** What a debtor said he would pay, and what became of it on a date. */
@NullMarked
package dev.mora.promise;

import org.jspecify.annotations.NullMarked;
