package dev.mora.segmentation;

/**
 * Something in a policy that is allowed but probably not meant. A warning: the policy works.
 *
 * @param rule id of the rule it is about; empty for the whole policy
 * @param message what was found and what follows from it
 */
public record Finding(Kind kind, String rule, String message) {

  public enum Kind {
    /** No case can fulfil the condition. */
    NEVER_TRUE,
    /** An earlier rule takes every case that this one could. */
    UNREACHABLE,
    /** The rule reads an attribute that must not lead to harsher treatment. */
    PROTECTED,
    /** An own column that is not declared and looks like one that is. */
    UNDECLARED
  }
}
