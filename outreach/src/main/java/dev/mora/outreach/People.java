package dev.mora.outreach;

import dev.mora.conversation.Caller;
import dev.mora.loan.LoanId;
import dev.mora.party.Borrower;
import dev.mora.party.BorrowerId;
import dev.mora.party.BorrowersByPhone;
import dev.mora.party.Channel;
import dev.mora.party.Consent;
import dev.mora.party.PhoneNumber;
import dev.mora.segmentation.SegmentedLoan;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;

/**
 * Who may write to us: the borrowers of plans and sends, and those that the host looks up. A number
 * that said stop before anybody knew whose it was is remembered, and holds for whoever turns out to
 * have it. Thread-safe.
 */
final class People {

  private final BorrowersByPhone host;
  private final Consumer<Consent> consents;
  private final Map<String, Set<BorrowerId>> byLine = new ConcurrentHashMap<>();
  private final Map<String, Stop> stoppedLines = new ConcurrentHashMap<>();
  private final Map<BorrowerId, Borrower> borrowers = new ConcurrentHashMap<>();
  private final Map<BorrowerId, Standing> standings = new ConcurrentHashMap<>();

  /**
   * @param consents takes what a number said before it was known
   */
  People(BorrowersByPhone host, Consumer<Consent> consents) {
    this.host = host;
    this.consents = consents;
  }

  void know(Borrower borrower) {
    borrowers.put(borrower.id(), borrower);
    borrower.phone().map(PhoneNumber::line).ifPresent(line -> know(borrower.id(), line));
  }

  private void know(BorrowerId borrower, String line) {
    byLine.computeIfAbsent(line, key -> new CopyOnWriteArraySet<>()).add(borrower);
    Stop stop = stoppedLines.get(line);
    if (stop != null) {
      consents.accept(
          new Consent(borrower, stop.channel(), Consent.State.OUT, stop.at(), stop.source()));
    }
  }

  void know(Plan plan) {
    plan.portfolio().borrowers().values().forEach(this::know);
    for (PlannedStep row : plan.rows()) {
      standings.remove(row.borrower());
    }
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
    Optional<PhoneNumber> number = number(digits);
    if (number.isEmpty()) {
      return List.of();
    }
    Set<BorrowerId> found = new LinkedHashSet<>(byLine.getOrDefault(number.get().line(), Set.of()));
    found.addAll(host.withPhone(number.get()));
    return List.copyOf(found);
  }

  /** A number that is nobody's yet wants no more messages. */
  void stopped(String digits, Channel channel, Instant at, String source) {
    number(digits)
        .ifPresent(
            number ->
                stoppedLines.merge(
                    number.line(),
                    new Stop(channel, at, source),
                    (old, later) -> later.at().isAfter(old.at()) ? later : old));
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

  private static Optional<PhoneNumber> number(String digits) {
    try {
      return digits.isEmpty() ? Optional.empty() : Optional.of(PhoneNumber.ofDigits(digits));
    } catch (IllegalArgumentException notANumber) {
      return Optional.empty();
    }
  }

  /** A borrower's worst loan as it was last planned. */
  private record Standing(LoanId loan, int daysPastDue, String segment) {}

  private record Stop(Channel channel, Instant at, String source) {}
}
