package dev.mora.promise;

import dev.mora.calendar.BusinessDays;
import dev.mora.calendar.BusinessDays.Convention;
import dev.mora.money.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * When a promise or a plan counts as kept.
 *
 * @param graceDays calendar days behind the promised one that still count
 * @param minimumShare of the promised amount, above 0 and at most 1
 * @param lookBackDays calendar days behind the window in which a reversed payment still undoes what
 *     it had kept
 * @param businessDays moves a window's end off closed days; where it does not know a day, the
 *     window ends there all the same
 */
public record PromiseTerms(
    int graceDays, BigDecimal minimumShare, int lookBackDays, Optional<BusinessDays> businessDays) {

  public PromiseTerms {
    Objects.requireNonNull(businessDays, "businessDays");
    if (graceDays < 0 || lookBackDays < 0) {
      throw new IllegalArgumentException("days must not be negative");
    }
    if (minimumShare.signum() <= 0
        || minimumShare.compareTo(BigDecimal.ONE) > 0
        || minimumShare.scale() > 10) {
      throw new IllegalArgumentException(
          "the minimum share must be above 0 and at most 1, with at most 10 decimals");
    }
  }

  /** Two days of grace, the whole amount, seven days of look-back, any calendar day. */
  public static PromiseTerms standard() {
    return new PromiseTerms(2, BigDecimal.ONE, 7, Optional.empty());
  }

  public PromiseTerms graceDays(int days) {
    return new PromiseTerms(days, minimumShare, lookBackDays, businessDays);
  }

  public PromiseTerms minimumShare(BigDecimal share) {
    return new PromiseTerms(graceDays, share, lookBackDays, businessDays);
  }

  public PromiseTerms lookBackDays(int days) {
    return new PromiseTerms(graceDays, minimumShare, days, businessDays);
  }

  public PromiseTerms businessDays(BusinessDays days) {
    return new PromiseTerms(graceDays, minimumShare, lookBackDays, Optional.of(days));
  }

  /** The last day whose payments count for something due on this day. */
  public LocalDate endOf(LocalDate dueOn) {
    LocalDate end = dueOn.plusDays(graceDays);
    return businessDays
        .map(
            days -> days.adjust(end, Convention.FOLLOWING).fold(day -> day, undecided -> undecided))
        .orElse(end);
  }

  boolean reaches(Money paid, Money promised) {
    return paid.amount().compareTo(promised.amount().multiply(minimumShare)) >= 0;
  }
}
