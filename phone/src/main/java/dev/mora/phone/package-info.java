/**
 * Phone numbers as a core-banking system holds them, into numbers that can be written to, or the
 * reason why not. Numbering plans age: a host may override the version of libphonenumber, of which
 * no type shows here.
 *
 * <pre>
 *  field of the host ── PhoneNumbers.read, Whereabouts ──> * PhoneReading ──┬── Usable: PhoneNumber, LineType, Mends
 *                                                               │           └── Rejected: PhoneFault, masked
 *                                                               └──> Contactability ──> ContactabilityReport
 * </pre>
 */
@NullMarked
package dev.mora.phone;

import org.jspecify.annotations.NullMarked;
