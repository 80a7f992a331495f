package dev.mora.report;

import dev.mora.money.Money;
import dev.mora.segmentation.Segmented;
import dev.mora.segmentation.SegmentedLoan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One segment with its loans and their money, apart for each currency.
 *
 * @param overdue by currency code
 * @param outstanding by currency code
 */
public record SegmentLine(
    String segment, long loans, Map<String, Money> overdue, Map<String, Money> outstanding) {

  public SegmentLine {
    overdue = Map.copyOf(overdue);
    outstanding = Map.copyOf(outstanding);
  }

  static List<SegmentLine> of(Segmented segmented) {
    Map<String, Sum> sums = new LinkedHashMap<>();
    for (String segment : segmented.policy().segments()) {
      sums.put(segment, new Sum());
    }
    for (SegmentedLoan loan : segmented.loans()) {
      sums.computeIfAbsent(loan.placement().segment(), s -> new Sum()).add(loan);
    }
    return sums.entrySet().stream()
        .map(
            e ->
                new SegmentLine(
                    e.getKey(), e.getValue().loans, e.getValue().overdue, e.getValue().outstanding))
        .toList();
  }

  /** Amounts of all currencies in one cell. */
  public String overdueText() {
    return text(overdue);
  }

  public String outstandingText() {
    return text(outstanding);
  }

  private static String text(Map<String, Money> amounts) {
    return new TreeMap<>(amounts)
        .values().stream()
            .map(
                money ->
                    String.format(
                        Locale.ROOT,
                        "%,." + money.currency().getDefaultFractionDigits() + "f %s",
                        money.amount(),
                        money.currency()))
            .collect(Collectors.joining(" + "));
  }

  private static final class Sum {
    private long loans;
    private final Map<String, Money> overdue = new TreeMap<>();
    private final Map<String, Money> outstanding = new TreeMap<>();

    void add(SegmentedLoan loan) {
      loans++;
      String currency = loan.loan().currency().getCurrencyCode();
      overdue.merge(currency, loan.delinquency().overdueAmount(), Money::plus);
      outstanding.merge(currency, loan.delinquency().outstanding(), Money::plus);
    }
  }
}
