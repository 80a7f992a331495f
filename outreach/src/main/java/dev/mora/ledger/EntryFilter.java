package dev.mora.ledger;

import dev.mora.loan.LoanId;
import dev.mora.party.BorrowerId;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Which dispatches are meant. */
public record EntryFilter(
    Optional<DispatchId> dispatch,
    Optional<CampaignId> campaign,
    Optional<BorrowerId> borrower,
    Optional<LoanId> loan,
    Set<State> states) {

  public EntryFilter {
    Objects.requireNonNull(dispatch, "dispatch");
    Objects.requireNonNull(campaign, "campaign");
    Objects.requireNonNull(borrower, "borrower");
    Objects.requireNonNull(loan, "loan");
    states = Set.copyOf(states);
  }

  public static EntryFilter all() {
    return new EntryFilter(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        EnumSet.allOf(State.class));
  }

  public static EntryFilter of(DispatchId dispatch) {
    return new EntryFilter(
        Optional.of(dispatch),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        EnumSet.allOf(State.class));
  }

  public static EntryFilter of(CampaignId campaign) {
    return new EntryFilter(
        Optional.empty(),
        Optional.of(campaign),
        Optional.empty(),
        Optional.empty(),
        EnumSet.allOf(State.class));
  }

  public static EntryFilter of(BorrowerId borrower) {
    return new EntryFilter(
        Optional.empty(),
        Optional.empty(),
        Optional.of(borrower),
        Optional.empty(),
        EnumSet.allOf(State.class));
  }

  /** Those that name the loan, first or among others. */
  public static EntryFilter about(LoanId loan) {
    return new EntryFilter(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(loan),
        EnumSet.allOf(State.class));
  }

  public EntryFilter and(CampaignId one) {
    return new EntryFilter(dispatch, Optional.of(one), borrower, loan, states);
  }

  public EntryFilter in(State first, State... others) {
    return new EntryFilter(dispatch, campaign, borrower, loan, EnumSet.of(first, others));
  }

  /** Of these states, those that are among others. */
  EntryFilter only(Set<State> others) {
    EnumSet<State> both = EnumSet.copyOf(others);
    both.retainAll(states);
    return new EntryFilter(dispatch, campaign, borrower, loan, both);
  }

  public boolean matches(DispatchEntry entry) {
    return states.contains(entry.state())
        && dispatch.map(entry.id()::equals).orElse(true)
        && campaign.map(entry.campaign()::equals).orElse(true)
        && borrower.map(entry.borrower()::equals).orElse(true)
        && loan.map(entry.header().loans()::contains).orElse(true);
  }
}
