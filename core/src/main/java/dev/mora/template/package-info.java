/** Approved texts with typed fields, filled and rendered exactly. */
@NullMarked
package dev.mora.template;

import org.jspecify.annotations.NullMarked;
