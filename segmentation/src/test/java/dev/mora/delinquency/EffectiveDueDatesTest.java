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
            "businessDays of product group: no calendar is given; due dates move off weekends"
                + " only");
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

  @ParameterizedTest(name = "on {0} due on {1}")
  @CsvSource({
    "2024-06-04, 2024-06-20",
    "2024-06-05, 2024-06-25",
    "2024-06-06, 2024-06-25",
    "2024-06-21, 2024-06-25"
  })
  void a_moratorium_moves_due_dates_from_its_first_day_on(LocalDate asOf, LocalDate due) {
    Loan loan = Loans.parse("due:2024-06-20=100 moratorium:2024-06-05..2024-06-10");

    Delinquency d = DelinquencyPolicy.standard().assess(loan, asOf);

    assertThat(d.nextDueOn()).contains(due);
    assertThat(d.contractualNextDueOn()).contains(LocalDate.of(2024, 6, 20));
  }

  @Test
  void many_moratoria_add_up_each_day_once() {
    Loan loan =
        Loans.parse(
            "due:2024-06-20=100 moratorium:2024-01-01..2024-01-03 moratorium:2024-02-01..2024-02-03"
                + " moratorium:2024-03-01..2024-03-05 moratorium:2024-03-03..2024-03-06"
                + " moratorium:2024-03-04..2024-03-05 moratorium:2024-05-01..2024-05-02");

    Delinquency d = DelinquencyPolicy.standard().assess(loan, LocalDate.of(2024, 6, 1));

    // 2 + 2 + 5 + 1 days.
    assertThat(d.nextDueOn()).contains(LocalDate.of(2024, 6, 30));
  }

  @Test
  void what_one_calendar_said_is_not_what_another_says() {
    LoanBook book = LoanBook.of(Loans.parse("due:2024-06-15=100"));
    DelinquencyPolicy open = policy(Convention.FOLLOWING, OPEN);
    DelinquencyPolicy closed =
        policy(Convention.FOLLOWING, OPEN.with(HOLIDAY, LIMA, DayKind.HOLIDAY));
    DueDates dates = new DueDates();
    int contractual = Days.of(LocalDate.of(2024, 6, 15));

    dates.of(book, 0, new Rules(open.terms(), Loans.MXN), contractual);
    int first = dates.effective(contractual);
    dates.of(book, 0, new Rules(closed.terms(), Loans.MXN), contractual);

    assertThat(Days.date(first)).contains(HOLIDAY);
    assertThat(Days.date(dates.effective(contractual))).contains(HOLIDAY.plusDays(1));
  }
}
