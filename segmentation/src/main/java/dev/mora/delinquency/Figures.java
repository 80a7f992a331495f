package dev.mora.delinquency;

import dev.mora.money.Money;
import dev.mora.portfolio.GivenFacts;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What two systems are compared by. */
record Figures(
    int days,
    Money overdue,
    Money outstanding,
    Optional<LocalDate> nextDueOn,
    Optional<Money> nextDueAmount) {

  static Figures of(Delinquency d) {
    return new Figures(
        d.daysPastDue(), d.overdueAmount(), d.outstanding(), d.nextDueOn(), d.nextDueAmount());
  }

  static Figures of(GivenFacts facts) {
    return new Figures(
        facts.daysPastDue(),
        facts.overdueAmount(),
        facts.outstanding(),
        facts.nextDueOn(),
        facts.nextDueAmount());
  }

  Figures days(int value) {
    return new Figures(value, overdue, outstanding, nextDueOn, nextDueAmount);
  }

  Figures overdue(Money value) {
    return new Figures(days, value, outstanding, nextDueOn, nextDueAmount);
  }

  Figures outstanding(Money value) {
    return new Figures(days, overdue, value, nextDueOn, nextDueAmount);
  }

  Figures next(Optional<LocalDate> on, Optional<Money> amount) {
    return new Figures(days, overdue, outstanding, on, amount);
  }

  /** Empty if there is none. */
  String text(Reconciliation.Figure figure) {
    return switch (figure) {
      case DAYS_PAST_DUE -> Integer.toString(days);
      case OVERDUE_AMOUNT -> overdue.toString();
      case OUTSTANDING -> outstanding.toString();
      case NEXT_DUE_ON -> nextDueOn.map(LocalDate::toString).orElse("");
      case NEXT_DUE_AMOUNT -> nextDueAmount.map(Money::toString).orElse("");
    };
  }

  /** Days and amounts always, the next due date only where it is told. */
  List<Reconciliation.Figure> given() {
    return Arrays.stream(Reconciliation.Figure.values())
        .filter(figure -> !text(figure).isEmpty())
        .toList();
  }

  /** What the core gives and gives otherwise. */
  List<Reconciliation.Figure> differing(Figures core) {
    return core.given().stream().filter(figure -> !text(figure).equals(core.text(figure))).toList();
  }
}
