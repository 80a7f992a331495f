package dev.mora.segmentation;

import dev.mora.money.Money;
import java.util.List;

/**
 * Loans that one policy puts here and another there.
 *
 * @param from segment, or rule, by the policy of before; {@code to} by the one of after
 * @param overdue one sum for each currency, by its code
 * @param outstanding likewise
 */
public record Flow(
    String from, String to, long loans, List<Money> overdue, List<Money> outstanding) {

  public Flow {
    overdue = List.copyOf(overdue);
    outstanding = List.copyOf(outstanding);
  }

  public boolean moves() {
    return !from.equals(to);
  }
}
