package dev.mora.contact;

import java.util.Objects;

/**
 * What the text of a permitted contact must hold, or must not.
 *
 * @param block stable code such as {@code CREDITOR_NAME} or {@code JUDICIAL_LOOKALIKE}
 * @param rule the rule that asks for it
 */
public record Obligation(Kind kind, String block, String rule) {

  public Obligation {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(block, "block");
    Objects.requireNonNull(rule, "rule");
  }

  public enum Kind {
    INCLUDE,
    AVOID
  }
}
