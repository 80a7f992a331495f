package dev.mora.attribute;

import java.util.List;

/**
 * In which order conditions are asked of the cases of a block. Whatever the plan, each case gets
 * the first condition that is true of it; a plan only decides how much is read to find it.
 *
 * <p>Lists of questions have an entry for each condition of the policy, {@link Ask#NO} where a
 * condition cannot hold or was asked before.
 */
sealed interface Plan {

  /** All of the questions, with what {@link Program} makes of them. */
  record AtOnce(List<Ask> asks) implements Plan {}

  /** Some of the first questions, and the others of the cases for which none of them holds. */
  record Before(List<Ask> first, Plan others) implements Plan {}

  /** The cases for which a test holds, and the others; both are asked what can still hold. */
  record Apart(Ask.One test, Plan held, Plan others) implements Plan {}
}
