package dev.mora.outreach;

import dev.mora.party.Borrower;
import dev.mora.party.BorrowerId;
import dev.mora.party.PhoneNumber;
import dev.mora.portfolio.Portfolio;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who shares a line with whom in a portfolio. */
final class SameNumber {

  private final Map<String, List<BorrowerId>> byLine = new HashMap<>();

  private SameNumber() {}

  static SameNumber in(Portfolio portfolio) {
    SameNumber lines = new SameNumber();
    for (Borrower borrower : portfolio.borrowers().values()) {
      borrower
          .phone()
          .map(PhoneNumber::line)
          .ifPresent(
              line ->
                  lines.byLine.computeIfAbsent(line, key -> new ArrayList<>()).add(borrower.id()));
    }
    return lines;
  }

  List<BorrowerId> others(Borrower borrower) {
    return borrower
        .phone()
        .map(PhoneNumber::line)
        .map(line -> byLine.getOrDefault(line, List.of()))
        .orElse(List.of())
        .stream()
        .filter(other -> !other.equals(borrower.id()))
        .toList();
  }
}
