/**
 * The workbench: the {@code mora} command, with which a person tries each part of the library on
 * files. It alone reads the system clock and the environment, and prints.
 *
 * <pre>
 *  Mora ── one class per command ──┬── Loans          the portfolio folder and the day
 *                                  ├── …Desk          the policies of a lender
 *                                  ├── Output         where results go, in which language
 *                                  └── Work           faults and progress, on standard error
 * </pre>
 */
@NullMarked
package dev.mora.examples;

import org.jspecify.annotations.NullMarked;
