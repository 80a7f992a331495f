package dev.mora.delinquency;

import dev.mora.money.Money;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the restructures of a loan would otherwise hide. All but the count is of the last one up to
 * the as-of date, and empty if there was none.
 *
 * @param count restructures up to the as-of date
 * @param on first day of the schedule in force
 * @param daysPastDue raw days on that day under the schedule before it, as the host gives them or
 *     worked out; empty if that schedule is unknown and they are not given
 * @param originalPastDueSince {@code on} less those days, if there were any
 * @param capitalised arrears that became part of the new schedule, if the host knows
 */
public record Restructured(
    int count,
    Optional<LocalDate> on,
    OptionalInt daysPastDue,
    Optional<LocalDate> originalPastDueSince,
    Optional<Money> capitalised) {

  static final Restructured NONE =
      new Restructured(
          0, Optional.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty());

  public Restructured {
    Objects.requireNonNull(on, "on");
    Objects.requireNonNull(daysPastDue, "daysPastDue");
    Objects.requireNonNull(originalPastDueSince, "originalPastDueSince");
    Objects.requireNonNull(capitalised, "capitalised");
    if (count < 0 || (count > 0) != on.isPresent()) {
      throw new IllegalArgumentException("restructured " + count + " times, last on " + on);
    }
  }

  static Restructured of(Eras eras, int count, OptionalInt days) {
    int last = count - 1;
    LocalDate on = LocalDate.ofEpochDay(eras.on[last]);
    return new Restructured(
        count,
        Optional.of(on),
        days,
        days.orElse(0) == 0 ? Optional.empty() : Optional.of(on.minusDays(days.getAsInt())),
        eras.capitalised[last] < 0
            ? Optional.empty()
            : Optional.of(Money.ofMinor(eras.book.currency(last), eras.capitalised[last])));
  }

  /** No amounts: they are personal. */
  @Override
  public String toString() {
    return "Restructured(" + count + ", last " + on.map(Object::toString).orElse("never") + ")";
  }
}
