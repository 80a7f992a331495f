package dev.mora.contact;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What one rule said of one request.
 *
 * @param pack id of the pack, {@code house} for the desk's own rules
 * @param inputs the values that were read, without names, numbers or texts; sorted by key
 */
public record RuleTrace(
    String pack,
    String version,
    String rule,
    ContactVerdict.Kind outcome,
    Map<String, String> inputs) {

  public RuleTrace {
    Objects.requireNonNull(pack, "pack");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(outcome, "outcome");
    inputs = Collections.unmodifiableMap(new TreeMap<>(inputs));
  }
}
