package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.calendar.BusinessDays;
import dev.mora.calendar.BusinessDays.Convention;
import dev.mora.calendar.HolidayCalendar;
import dev.mora.calendar.HolidayCalendar.DayKind;
import dev.mora.calendar.Place;
import dev.mora.loan.Loan;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Due dates and closed days, domain reference section 2.6. */
class EffectiveDueDatesTest {

  private static final Place LIMA = Place.of("PE");
  private static final LocalDate HOLIDAY = LocalDate.of(2024, 6, 17);
  private static final HolidayCalendar OPEN = (day, place) -> DayKind.ORDINARY;

  private static DelinquencyPolicy policy(Convention convention, HolidayCalendar calendar) {
    return DelinquencyPolicy.standard().toBuilder()
        .businessDays(convention)
        .build()
        .withCalendar(calendar, LIMA);
  }

  @ParameterizedTest(name = "{0} due {1} on {2}")
  @CsvSource({
    // The worked example: Saturday the 15th becomes Monday the 17th.
    "FOLLOWING,          2024-06-15, 2024-06-17, 0, 2024-06-17",
    "FOLLOWING,          2024-06-15, 2024-06-18, 1, 2024-06-17",
    "NONE,               2024-06-15, 2024-06-18, 3, 2024-06-15",
    "PRECEDING,          2024-06-15, 2024-06-18, 4, 2024-06-14",
    "MODIFIED_FOLLOWING, 2024-06-15, 2024-06-18, 1, 2024-06-17",
    // The end of the month, which it never leaves.
    "FOLLOWING,          2024-06-30, 2024-07-05, 4, 2024-07-01",
    "MODIFIED_FOLLOWING, 2024-06-30, 2024-07-05, 7, 2024-06-28",
    "FOLLOWING,          2024-06-14, 2024-06-18, 4, 2024-06-14",
  })
  void a_due_date_moves_off_a_closed_day_and_both_dates_are_kept(
      Convention convention, LocalDate due, LocalDate asOf, int days, LocalDate effective) {
    Delinquency d = policy(convention, OPEN).assess(Loans.parse("due:" + due + "=100"), asOf);

    assertThat(d.daysPastDue()).isEqualTo(days);
    assertThat(d.earliestUnpaidOn()).contains(effective);
    if (days > 0) {
      assertThat(d.pastDueSince()).contains(effective);
      assertThat(d.contractualPastDueSince()).contains(due);
    } else {
      assertThat(d.nextDueOn()).contains(effective);
      assertThat(d.contractualNextDueOn()).contains(due);
      assertThat(d.dueToday()).contains(Loans.money("100"));
    }
    assertThat(d.undecidedHoliday()).isEmpty();
  }

  @Test
  void a_holiday_moves_it_further() {
    HolidayCalendar calendar = OPEN.with(HOLIDAY, LIMA, DayKind.HOLIDAY);

    Delinquency d =
        policy(Convention.FOLLOWING, calendar)
            .assess(Loans.parse("due:2024-06-15=100"), LocalDate.of(2024, 6, 19));

    assertThat(d.pastDueSince()).contains(LocalDate.of(2024, 6, 18));
    assertThat(d.daysPastDue()).isEqualTo(1);
  }

  @Test
  void a_day_that_nobody_knows_counts_as_open_and_is_told() {
    HolidayCalendar calendar = OPEN.with(HOLIDAY, LIMA, DayKind.UNKNOWN);
    Loan loan = Loans.parse("due:2024-06-15=100");
    LocalDate asOf = LocalDate.of(2024, 6, 18);

    Delinquency d = policy(Convention.FOLLOWING, calendar).assess(loan, asOf);
    Delinquency without =
        DelinquencyPolicy.standard().toBuilder()
            .businessDays(Convention.FOLLOWING)
            .build()
            .assess(loan, asOf);

    assertThat(d.daysPastDue()).isEqualTo(1);
    assertThat(d.undecidedHoliday()).contains(HOLIDAY);
    assertThat(without.daysPastDue()).isEqualTo(1);
    assertThat(without.undecidedHoliday()).contains(HOLIDAY);
  }

  @Test
  void a_moratorium_moves_first_then_the_closed_day() {
    Delinquency d =
        policy(Convention.FOLLOWING, OPEN)
            .assess(
                Loans.parse("due:2024-06-10=100 moratorium:2024-06-05..2024-06-10"),
                LocalDate.of(2024, 6, 20));

    assertThat(d.pastDueSince()).contains(LocalDate.of(2024, 6, 17));
    assertThat(d.contractualPastDueSince()).contains(LocalDate.of(2024, 6, 10));
  }

  @Test
  void the_calendar_goes_with_the_policy_and_its_products_but_not_into_its_file() {
    DelinquencyPolicy policy =
        DelinquencyPolicy.standard().toBuilder()
            .product("group", b -> b.businessDays(Convention.FOLLOWING))
            .build();
    BusinessDays fridays = BusinessDays.of(OPEN, LIMA, EnumSet.of(DayOfWeek.FRIDAY));
    DelinquencyPolicy with = policy.withCalendar(fridays);
    Loan loan = Loans.parse("due:2024-06-14=100").toBuilder().product("group").build();

    Delinquency d = with.assess(loan, LocalDate.of(2024, 6, 16));

    assertThat(d.pastDueSince()).contains(LocalDate.of(2024, 6, 15));
    assertThat(with).isNotEqualTo(policy).isEqualTo(policy.withCalendar(fridays));
    assertThat(with.toJson()).isEqualTo(policy.toJson());
    assertThat(with.forProduct("group").assess(loan, LocalDate.of(2024, 6, 16))).isEqualTo(d);
    assertThat(with.warnings()).isEmpty();
    assertThat(policy.warnings())
        .containsExactly(
            "businessDays of product group: no calendar is given; due dates move off weekends only");
  }

  @Test
  void a_book_is_assessed_with_moved_dates_like_its_loans() {
    DelinquencyPolicy policy = policy(Convention.PRECEDING, OPEN);
    LoanBook book =
        LoanBook.of(
            List.of(
                Loans.parse("due:2024-06-15=100"),
                Loans.parse("due:2024-06-16=100 due:2029-12-30=5 due:2035-02-04=5"),
                Loans.parse("due:2024-06-16=1")));

    Assessments all = policy.assess(book, LocalDate.of(2024, 6, 20));

    for (int loan = 0; loan < book.size(); loan++) {
      assertThat(all.daysPastDue(loan)).isEqualTo(6);
      assertThat(all.delinquency(loan)).isEqualTo(policy.assess(book.loan(loan), all.asOf()));
    }
    assertThat(all.delinquency(1).nextDueOn()).contains(LocalDate.of(2029, 12, 28));
  }
}
