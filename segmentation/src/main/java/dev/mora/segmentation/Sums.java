package dev.mora.segmentation;

import dev.mora.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Loans and their amounts, each currency apart. */
final class Sums {

  private long loans;
  private final Map<String, Money> overdue = new TreeMap<>();
  private final Map<String, Money> outstanding = new TreeMap<>();

  void add(Money late, Money owed) {
    loans++;
    overdue.merge(late.currency().getCurrencyCode(), late, Money::plus);
    outstanding.merge(owed.currency().getCurrencyCode(), owed, Money::plus);
  }

  Flow flow(String from, String to) {
    return new Flow(from, to, loans, amounts(overdue), amounts(outstanding));
  }

  private static List<Money> amounts(Map<String, Money> sums) {
    return new ArrayList<>(sums.values());
  }
}
