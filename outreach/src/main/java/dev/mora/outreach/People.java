package dev.mora.outreach;

import dev.mora.conversation.Caller;
import dev.mora.loan.LoanId;
import dev.mora.party.Borrower;
import dev.mora.party.BorrowerId;
import dev.mora.party.BorrowersByPhone;
import dev.mora.party.PhoneNumber;
import dev.mora.segmentation.SegmentedLoan;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;

/** Who may write to us: the borrowers of plans and sends, and those that the host looks up. */
final class People {

  private final BorrowersByPhone host;
  private final Map<String, Set<BorrowerId>> byLine = new ConcurrentHashMap<>();
  private final Map<BorrowerId, Borrower> borrowers = new ConcurrentHashMap<>();
  private final Map<BorrowerId, Standing> standings = new ConcurrentHashMap<>();

  People(BorrowersByPhone host) {
    this.host = host;
  }

  void know(Borrower borrower) {
    borrowers.put(borrower.id(), borrower);
    borrower
        .phone()
        .ifPresent(
            phone ->
                byLine
                    .computeIfAbsent(phone.line(), line -> new CopyOnWriteArraySet<>())
                    .add(borrower.id()));
  }

  void know(Plan plan) {
    plan.portfolio().borrowers().values().forEach(this::know);
    for (SegmentedLoan loan : plan.segmented().loans()) {
      standings.merge(
          loan.loan().borrower(),
          new Standing(
              loan.loan().id(), loan.delinquency().daysPastDue(), loan.placement().segment()),
          (one, other) -> other.daysPastDue() > one.daysPastDue() ? other : one);
    }
  }

  Optional<Borrower> borrower(BorrowerId id) {
    return Optional.ofNullable(borrowers.get(id));
  }

  /** Everybody whom a provider's digits may belong to. */
  List<BorrowerId> withDigits(String digits) {
    Set<BorrowerId> found = new LinkedHashSet<>();
    if (digits.isEmpty()) {
      return List.of();
    }
    try {
      PhoneNumber number = PhoneNumber.ofDigits(digits);
      found.addAll(byLine.getOrDefault(number.line(), Set.of()));
      found.addAll(host.withPhone(number));
    } catch (IllegalArgumentException notANumber) {
      return List.of();
    }
    return List.copyOf(found);
  }

  Caller caller(List<BorrowerId> who, boolean answers) {
    Optional<Standing> standing =
        who.size() == 1 ? Optional.ofNullable(standings.get(who.get(0))) : Optional.empty();
    return new Caller(
        who,
        standing.map(Standing::loan),
        standing.map(Standing::daysPastDue).orElse(0),
        standing.map(Standing::segment).orElse(""),
        answers);
  }

  /** A borrower's worst loan as it was last planned. */
  private record Standing(LoanId loan, int daysPastDue, String segment) {}
}
