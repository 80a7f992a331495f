package dev.mora.segmentation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts nested policies in an order in which each reads only earlier ones. */
final class NestedOrder {

  static final int MOST_POLICIES = 100;
  static final int DEEPEST = 16;

  private final Map<String, Set<String>> reads;
  private final Map<String, Integer> depths = new LinkedHashMap<>();
  private final List<String> open = new ArrayList<>();

  private NestedOrder(Map<String, Set<String>> reads) {
    this.reads = reads;
  }

  /** Two policies that wait for each other, or too many that wait in a row. */
  static final class Tangled extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String policy;
    private final String found;
    private final String expected;

    Tangled(String policy, String found, String expected) {
      super("policy " + policy + ": found " + found + ", expected " + expected);
      this.policy = policy;
      this.found = found;
      this.expected = expected;
    }

    String policy() {
      return policy;
    }

    String found() {
      return found;
    }

    String expected() {
      return expected;
    }
  }

  /**
   * By how deep each stands on others, then as given.
   *
   * @param reads what each policy reads of the others, by name
   * @throws Tangled if there is no such order, or a chain of more than {@value #DEEPEST}
   */
  static List<String> of(Map<String, Set<String>> reads) {
    NestedOrder order = new NestedOrder(reads);
    reads.keySet().forEach(order::depth);
    return reads.keySet().stream().sorted(Comparator.comparing(order.depths::get)).toList();
  }

  private int depth(String policy) {
    Integer known = depths.get(policy);
    if (known != null) {
      return known;
    }
    if (open.contains(policy)) {
      List<String> circle = new ArrayList<>(open.subList(open.indexOf(policy), open.size()));
      circle.add(policy);
      throw new Tangled(
          policy,
          circle.size() == 2 ? "a policy that reads itself" : "a circle " + arrows(circle),
          "policies that do not wait for each other");
    }
    if (open.size() == DEEPEST) {
      throw tooDeep(policy);
    }
    open.add(policy);
    int depth = 0;
    for (String other : reads.getOrDefault(policy, Set.of())) {
      depth = Math.max(depth, depth(other) + 1);
    }
    if (depth >= DEEPEST) {
      throw tooDeep(policy);
    }
    open.remove(open.size() - 1);
    depths.put(policy, depth);
    return depth;
  }

  private static Tangled tooDeep(String policy) {
    return new Tangled(
        policy,
        "a chain of more than " + DEEPEST + " policies",
        "at most " + DEEPEST + " policies that read one another");
  }

  private static String arrows(Collection<String> policies) {
    return String.join(" -> ", policies);
  }
}
