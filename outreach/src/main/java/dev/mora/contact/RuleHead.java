package dev.mora.contact;

import java.util.Map;

/**
 * What every rule has.
 *
 * @param source law and article, or whose choice it is
 * @param says the rule in a sentence, by language
 */
record RuleHead(
    String id,
    RuleKind kind,
    String source,
    RuleStatus status,
    Map<String, String> says,
    Binding binding) {

  RuleHead {
    says = Map.copyOf(says);
  }
}
