/** The way out to a provider and the way back in, as values. */
@NullMarked
package dev.mora.channel;

import org.jspecify.annotations.NullMarked;
