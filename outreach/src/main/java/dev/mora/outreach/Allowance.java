package dev.mora.outreach;

import dev.mora.contact.ContactVerdict;
import dev.mora.contact.RuleTrace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The rules that let a message go, as a ledger keeps them: {@code PACK@VERSION: RULE RULE; …}. */
final class Allowance {

  private final Map<String, Set<String>> byPack = new LinkedHashMap<>();

  /** Those that looked at it; what did not apply has no trace. */
  void add(List<RuleTrace> trace) {
    for (RuleTrace rule : trace) {
      if (rule.outcome() == ContactVerdict.Kind.ALLOW) {
        byPack
            .computeIfAbsent(rule.pack() + "@" + rule.version(), pack -> new TreeSet<>())
            .add(rule.rule());
      }
    }
  }

  String text() {
    return byPack.entrySet().stream()
        .map(pack -> pack.getKey() + ": " + String.join(" ", pack.getValue()))
        .collect(Collectors.joining("; "));
  }
}
