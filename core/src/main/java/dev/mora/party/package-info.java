/**
 * People and how they can be reached: borrowers, creditors, channels, consents. Personal data masks
 * itself.
 */
@NullMarked
package dev.mora.party;

import org.jspecify.annotations.NullMarked;
