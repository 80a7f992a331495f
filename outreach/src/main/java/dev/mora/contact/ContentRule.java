package dev.mora.contact;

import java.util.List;

/**
 * Blocks that a text must hold, or kinds of text that it must not hold.
 *
 * @param firstContactOnly only while nothing was sent about this loan before
 */
record ContentRule(
    RuleHead head, Obligation.Kind kind, List<String> blocks, boolean firstContactOnly)
    implements Rule.OfConduct {

  ContentRule {
    blocks = List.copyOf(blocks);
  }

  List<Obligation> obligations(Situation situation) {
    if (firstContactOnly && contactedBefore(situation)) {
      return List.of();
    }
    return blocks.stream().map(each -> new Obligation(kind, each, head.id())).toList();
  }

  private static boolean contactedBefore(Situation situation) {
    return situation.contacts().stream()
        .filter(Counting.DELIVERED::counts)
        .filter(each -> each.at().isBefore(situation.request().at()))
        .anyMatch(
            each ->
                situation.request().loan().isEmpty()
                    || each.loan().equals(situation.request().loan()));
  }

  @Override
  public boolean isAtLeastAsTightAs(Rule other) {
    return other instanceof ContentRule that
        && head.binding().covers(that.head.binding())
        && kind == that.kind
        && blocks.containsAll(that.blocks)
        && (!firstContactOnly || that.firstContactOnly);
  }
}
