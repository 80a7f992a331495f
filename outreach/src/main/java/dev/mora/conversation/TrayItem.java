package dev.mora.conversation;

import dev.mora.channel.ChannelEvent;
import dev.mora.loan.LoanId;
import dev.mora.party.BorrowerId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One case for a person of the lender: something that somebody wrote, or a step of a strategy.
 *
 * @param key the same key twice is the same case
 * @param message what was written, personal data; empty for a step of a strategy
 * @param receipt the file that came with it; empty if none is fetched
 */
public record TrayItem(
    String key,
    Optional<BorrowerId> borrower,
    Optional<LoanId> loan,
    Intent intent,
    Routing routing,
    int daysPastDue,
    String segment,
    Instant at,
    Optional<ChannelEvent.Message> message,
    State state,
    Optional<Receipt> receipt) {

  /** Without a file. */
  public TrayItem(
      String key,
      Optional<BorrowerId> borrower,
      Optional<LoanId> loan,
      Intent intent,
      Routing routing,
      int daysPastDue,
      String segment,
      Instant at,
      Optional<ChannelEvent.Message> message,
      State state) {
    this(
        key,
        borrower,
        loan,
        intent,
        routing,
        daysPastDue,
        segment,
        at,
        message,
        state,
        Optional.empty());
  }

  public TrayItem {
    Objects.requireNonNull(borrower, "borrower");
    Objects.requireNonNull(loan, "loan");
    Objects.requireNonNull(intent, "intent");
    Objects.requireNonNull(routing, "routing");
    Objects.requireNonNull(segment, "segment");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(receipt, "receipt");
    if (key.isBlank()) {
      throw new IllegalArgumentException("a tray item has a key");
    }
  }

  public TrayItem with(State next) {
    return new TrayItem(
        key, borrower, loan, intent, routing, daysPastDue, segment, at, message, next, receipt);
  }

  public TrayItem with(Receipt file) {
    return under(key, file);
  }

  /** The same case a second time, for a tray that changes nothing it has. */
  TrayItem under(String otherKey, Receipt file) {
    return new TrayItem(
        otherKey,
        borrower,
        loan,
        intent,
        routing,
        daysPastDue,
        segment,
        at,
        message,
        state,
        Optional.of(file));
  }

  @Override
  public String toString() {
    return "TrayItem(" + routing.queue() + ", " + intent + ", " + state + ")";
  }

  public enum State {
    OPEN,
    DONE
  }
}
