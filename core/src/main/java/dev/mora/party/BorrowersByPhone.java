package dev.mora.party;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds who may be behind a number that wrote to us. A number may belong to several borrowers (a
 * family shares a phone) or to none. Thread-safe; may block on the host's store; throws only where
 * the store does.
 */
@FunctionalInterface
public interface BorrowersByPhone {

  /** All borrowers on this line, in a stable order; empty if there are none. */
  List<BorrowerId> withPhone(PhoneNumber number);

  /** Knows nobody. */
  static BorrowersByPhone none() {
    return number -> List.of();
  }

  /** Over borrowers in memory, by {@link PhoneNumber#line()}, in their order. */
  static BorrowersByPhone of(Collection<Borrower> borrowers) {
    Map<String, List<BorrowerId>> lines = new HashMap<>();
    for (Borrower borrower : borrowers) {
      borrower
          .phone()
          .ifPresent(
              phone ->
                  lines
                      .computeIfAbsent(phone.line(), line -> new ArrayList<>())
                      .add(borrower.id()));
    }
    return number -> List.copyOf(lines.getOrDefault(number.line(), List.of()));
  }
}
