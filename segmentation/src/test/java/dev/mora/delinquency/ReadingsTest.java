package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.calendar.BusinessDays;
import dev.mora.calendar.CuratedHolidays;
import dev.mora.calendar.Place;
import dev.mora.delinquency.DelinquencyPolicy.Allocation;
import dev.mora.loan.Loan;
import dev.mora.portfolio.GivenFacts;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A core's days, overdue amount and outstanding of a loan whose own are 44, 220.00 and 330.00 on 15
 * March while nothing is paid, and the reading that makes them of the same loan.
 */
class ReadingsTest {

  private static final String LOAN =
      "due:2024-01-31=100+10 due:2024-02-29=100+10 due:2024-03-31=100+10 ";
  private static final LocalDate AS_OF = LocalDate.of(2024, 3, 15);

  private static DelinquencyPolicy policy(UnaryOperator<DelinquencyPolicy.Builder> change) {
    return change.apply(DelinquencyPolicy.standard().toBuilder()).build();
  }

  /** The causes, each once, as {@code KIND detail}; none and unexplained in words. */
  private static String causes(
      DelinquencyPolicy policy,
      Loan loan,
      int days,
      String overdue,
      String outstanding,
      LocalDate asOf) {
    GivenFacts theirs =
        new GivenFacts(
            days,
            Loans.money(overdue),
            Loans.money(outstanding),
            Optional.empty(),
            Optional.empty());
    return String.join(
        ", ",
        Reconciliation.of(policy, loan, theirs, asOf).differences().stream()
            .map(d -> d.cause().map(c -> (c.kind() + " " + c.detail()).strip()).orElse("?"))
            .distinct()
            .toList());
  }

  @ParameterizedTest(name = "{0} {1} days, {2} of {3}: {4}")
  @CsvSource(
      nullValues = "-",
      value = {
        "-,                                              41, 220, 330, GRACE 3",
        "pause:2024-02-05..2024-02-15,                   41, 220, 330, GRACE 3",
        "pause:2024-02-05..2024-02-15,                   31, 220, 330, GRACE 3 + 10",
        "pause:2024-02-05..2024-02-15,                   34, 220, 330, PAUSE 10",
        "pause:2024-01-20..2024-02-05,                   39, 220, 330, PAUSE 5",
        "pause:2024-01-20..2024-02-05,                   28, 220, 330, PAUSE 16",
        "-,                                              45, 220, 330, DAY_END",
        "pay:2024-03-17=110 pay:2024-03-20=110,          15, 110, 220, PAYMENT_AFTER 2024-03-17",
        "pay:2024-03-17=110 pay:2024-03-20=110,          0,  0,   110, PAYMENT_AFTER 2024-03-20",
        "pay:2024-03-20=110 pay:2024-03-17=110,          15, 110, 220, PAYMENT_AFTER 2024-03-17",
        "pay:2024-02-05=110@2024-03-15,                  44, 220, 330, PAYMENT_MISSING 2024-02-05",
        "pay:2024-02-05=110@2024-03-16,                  44, 220, 330, BOOKED_LATER",
        "pay:2024-03-15=110@2024-03-16,                  44, 220, 330, BOOKED_LATER",
        "pay:2024-02-05=60 pay:2024-02-05=50,            44, 160, 270, PAYMENT_MISSING 2024-02-05",
        "pay:2024-02-05=60 pay:2024-03-15=50,            44, 160, 270, PAYMENT_MISSING 2024-03-15",
        "pay:2024-02-05=60 pay:2024-02-05=50,            44, 170, 280, 'PAYMENT_MISSING 2024-02-05,"
            + " ?'",
        "pay:2024-02-05=110 undo:2024-03-01=P1,          15, 110, 220, REVERSAL -",
        "pay:2024-02-05=110 undo:2024-03-01=P1,          15, 220, 330, REVERSAL REVERSAL_DATE",
        "pay:2024-02-05=108,                             15, 110, 222, TOLERANCE 2.00 MXN",
        "pay:2024-03-10=115,                             44, 105, 215, ALLOCATION BY_COMPONENT",
        "-,                                              44, 220, 300, PRINCIPAL_ONLY",
        "-,                                              37, 220, 330, OTHER_DATE 2024-03-08",
        "-,                                              36, 220, 330, ?",
        "-,                                              51, 220, 330, OTHER_DATE 2024-03-22",
        "-,                                              52, 220, 330, ?",
        "-,                                              44, 200, 330, ?",
      })
  void each_figure_has_its_reading(
      String events, int days, String overdue, String outstanding, String causes) {
    DelinquencyPolicy policy = policy(b -> b.grace(Grace.subtract(3)));
    Loan loan = Loans.parse(LOAN + (events == null ? "" : events));

    assertThat(causes(policy, loan, days, overdue, outstanding, AS_OF)).isEqualTo(causes);
  }

  @ParameterizedTest(name = "{0} on {1}: {2} days are {3}")
  @CsvSource({
    "SUBTRACT,  2024-02-03, 0, GRACE 3",
    "SUBTRACT,  2024-02-04, 1, GRACE 3",
    "THRESHOLD, 2024-02-03, 0, GRACE 3",
    "THRESHOLD, 2024-02-04, 0, OTHER_DATE 2024-01-31",
    "THRESHOLD, 2024-02-04, 1, OTHER_DATE 2024-02-01",
  })
  void grace_is_taken_off_as_its_mode_says(
      Grace.Mode mode, LocalDate asOf, int days, String causes) {
    DelinquencyPolicy policy = policy(b -> b.grace(new Grace(3, mode)));

    assertThat(causes(policy, Loans.parse(LOAN), days, "110", "330", asOf)).isEqualTo(causes);
  }

  @ParameterizedTest(name = "on {0} {1} days and {2}: {3}")
  @CsvSource({
    "2024-03-31, 61, 220, DAY_END",
    "2024-03-31, 61, 330, DAY_END",
    "2024-03-31, 60, 330, DUE_TODAY_INCLUDED",
    "2024-01-31, 1,  0,   DAY_END",
    "2024-01-31, 1,  110, DAY_END",
    "2024-01-31, 0,  110, DUE_TODAY_INCLUDED",
    "2024-01-30, 1,  0,   OTHER_DATE 2024-02-01",
    "2024-01-30, 0,  110, OTHER_DATE 2024-02-01"
  })
  void what_is_due_today_may_count_already(
      LocalDate asOf, int days, String overdue, String causes) {
    DelinquencyPolicy policy = DelinquencyPolicy.standard();

    assertThat(causes(policy, Loans.parse(LOAN), days, overdue, "330", asOf)).isEqualTo(causes);
  }

  @ParameterizedTest
  @CsvSource({
    "44, 114, NO_TOLERANCE 4.00 MXN",
    "15, 114, NO_TOLERANCE 4.00 MXN",
    "15, 110, ''",
    "15, 111, ?"
  })
  void a_residue_that_we_tolerate_may_count(int days, String overdue, String causes) {
    DelinquencyPolicy policy = policy(b -> b.tolerance(Tolerance.ofInstallment("5")));
    Loan loan = Loans.parse(LOAN + "pay:2024-02-05=106");

    assertThat(causes(policy, loan, days, overdue, "224", AS_OF)).isEqualTo(causes);
  }

  @Test
  void another_allocation_is_told_by_its_name() {
    DelinquencyPolicy byComponent = policy(b -> b.allocation(Allocation.BY_COMPONENT));
    Loan loan = Loans.parse(LOAN + "pay:2024-03-10=110");

    assertThat(causes(byComponent, loan, 44, "110", "220", AS_OF)).isEmpty();
    assertThat(causes(byComponent, loan, 15, "110", "220", AS_OF))
        .isEqualTo("ALLOCATION BY_INSTALLMENT");
  }

  @ParameterizedTest
  @CsvSource({
    // All that came before 1 April is later by ten days, and the payment was booked too late.
    "moratorium:2024-02-15..2024-02-25 pay:2024-01-31=110@2024-03-16, 44, 220, 330",
    "moratorium:2024-02-15..2024-02-25 pay:2024-03-12=220@2024-03-16, 44, 220, 330",
    // The old schedule has its own payments.
    "was:2024-02-10/2024-01-15=90 pay:2024-03-01=110@2024-03-16, 44, 220, 330",
    "from:2024-01-01 pay:2024-03-01=110@2024-03-16, 44, 220, 330",
  })
  void a_reading_keeps_all_else_that_is_known_of_the_loan(
      String events, int days, String overdue, String outstanding) {
    Loan loan = Loans.parse(LOAN + events);
    Loan without = withoutPayments(loan);
    Delinquency theirs = DelinquencyPolicy.standard().assess(without, AS_OF);

    assertThat(
            causes(
                DelinquencyPolicy.standard(),
                loan,
                theirs.daysPastDue(),
                theirs.overdueAmount().amount().toPlainString(),
                theirs.outstanding().amount().toPlainString(),
                AS_OF))
        .isEqualTo("BOOKED_LATER");
    assertThat(theirs.daysPastDue()).isEqualTo(days);
    assertThat(theirs.overdueAmount()).isEqualTo(Loans.money(overdue));
    assertThat(theirs.outstanding()).isEqualTo(Loans.money(outstanding));
  }

  @ParameterizedTest(name = "{0}: {1} days, {2} are {3}")
  @CsvSource({
    // Only the second due date is moved, from 29 February to 10 March.
    "moratorium:2024-02-20..2024-03-01 pay:2024-02-05=110, 15, 110, MORATORIUM"
        + " 2024-02-20..2024-03-01",
    "moratorium:2024-02-20..2024-03-01 pay:2024-02-05=110, 14, 110, PAUSE 1",
    "moratorium:2024-02-20..2024-03-01 pay:2024-02-05=110, 13, 110, ?",
    // One that begins after the date is known to nobody.
    "moratorium:2024-03-16..2024-03-26,                    43, 220, OTHER_DATE 2024-03-14",
    "moratorium:2024-03-15..2024-03-25,                    34, 220, ?",
    "pause:2024-01-20..2024-01-25,                         39, 220, PAUSE_MOVES_DATES"
        + " 2024-01-20..2024-01-25",
    "freeze:2024-01-20..2024-01-25 hold:2024-02-01..2024-02-02, 38, 220, "
        + "'PAUSE_MOVES_DATES 2024-01-20..2024-01-25, 2024-02-01..2024-02-02'",
  })
  void days_that_do_not_count_may_move_due_dates_or_not(
      String events, int days, String overdue, String causes) {
    DelinquencyPolicy policy = DelinquencyPolicy.standard();
    Loan loan = Loans.parse(LOAN + events);
    String outstanding = events.contains("pay") ? "220" : "330";

    assertThat(causes(policy, loan, days, overdue, outstanding, AS_OF)).isEqualTo(causes);
  }

  @ParameterizedTest(name = "{0}: {1} days are {2}")
  @CsvSource({
    "RESET,             20, ''",
    "RESET,             65, RESTRUCTURE ORIGINAL_SCHEDULE",
    "RESET,             46, RESTRUCTURE CARRY_DAYS 1",
    "ORIGINAL_SCHEDULE, 20, RESTRUCTURE RESET",
    "CARRY_DAYS,        20, ''",
    "CARRY_DAYS,        46, RESTRUCTURE CARRY_DAYS 3",
    "CARRY_DAYS,        65, RESTRUCTURE ORIGINAL_SCHEDULE",
    "RESET,             21, DAY_END",
  })
  void a_restructure_may_be_read_otherwise(RestructurePolicy.Kind kind, int days, String causes) {
    Loan loan = Loans.parse("was:2024-02-25/2024-01-10=110 due:2024-02-24=110");
    RestructurePolicy restructures =
        kind == RestructurePolicy.Kind.CARRY_DAYS
            ? RestructurePolicy.carryDays(3)
            : new RestructurePolicy(kind, 0);

    assertThat(causes(policy(b -> b.restructures(restructures)), loan, days, "110", "110", AS_OF))
        .isEqualTo(causes);
  }

  @ParameterizedTest(name = "{0}: {1} days are {2}")
  @CsvSource({
    // 30 January 2016 is a Saturday, 1 February a holiday in Mexico.
    "NONE,      45, ''",
    "NONE,      42, BUSINESS_DAYS FOLLOWING",
    "NONE,      46, DAY_END",
    "NONE,      44, OTHER_DATE 2016-03-14",
    "FOLLOWING, 43, WEEKENDS_ONLY",
    "FOLLOWING, 45, BUSINESS_DAYS NONE",
    "FOLLOWING, 46, BUSINESS_DAYS MODIFIED_FOLLOWING",
    "PRECEDING, 42, BUSINESS_DAYS FOLLOWING",
    "PRECEDING, 43, OTHER_DATE 2016-03-12",
    "MODIFIED_FOLLOWING, 43, OTHER_DATE 2016-03-12",
  })
  void due_dates_may_move_otherwise_off_closed_days(
      BusinessDays.Convention convention, int days, String causes) {
    DelinquencyPolicy policy =
        policy(b -> b.businessDays(convention))
            .withCalendar(CuratedHolidays.shipped(), Place.of("MX"));
    Loan loan = Loans.parse("due:2016-01-30=110");

    assertThat(causes(policy, loan, days, "110", "110", LocalDate.of(2016, 3, 15)))
        .isEqualTo(causes);
  }

  private static Loan withoutPayments(Loan loan) {
    Loan.Builder b = Loan.builder(loan.id(), loan.borrower(), loan.currency());
    loan.disbursedOn().ifPresent(b::disbursedOn);
    loan.installments().forEach(b::installment);
    loan.pauses().forEach(b::pause);
    loan.restructures().forEach(b::restructure);
    return b.build();
  }

  @Test
  void next_due_dates_and_amounts_are_compared_where_the_core_gives_them() {
    Loan loan = Loans.parse(LOAN);
    DelinquencyPolicy policy = DelinquencyPolicy.standard();

    assertThat(next(policy, loan, "2024-03-31", "110")).isEmpty();
    assertThat(next(policy, loan, "2024-03-31", "120")).isEqualTo("NEXT_DUE_AMOUNT ?");
    assertThat(next(policy, loan, "2024-04-01", "110")).isEqualTo("NEXT_DUE_ON BUSINESS_DAYS");
    assertThat(next(policy, loan, "2024-04-02", "110")).isEqualTo("NEXT_DUE_ON ?");
    assertThat(next(policy, loan, "2024-01-31", "110")).isEqualTo("NEXT_DUE_ON OLDEST_AS_NEXT");
    assertThat(next(policy, loan, "2024-01-31", "99"))
        .isEqualTo("NEXT_DUE_ON OLDEST_AS_NEXT NEXT_DUE_AMOUNT OLDEST_AS_NEXT");
  }

  private static String next(DelinquencyPolicy policy, Loan loan, String on, String amount) {
    GivenFacts theirs =
        new GivenFacts(
            44,
            Loans.money("220"),
            Loans.money("330"),
            Optional.of(LocalDate.parse(on)),
            Optional.of(Loans.money(amount)));
    return String.join(
        " ",
        Reconciliation.of(policy, loan, theirs, AS_OF).differences().stream()
            .map(d -> d.figure() + " " + d.cause().map(c -> c.kind().name()).orElse("?"))
            .toList());
  }

  @Test
  void a_line_joins_its_differences_and_says_none_where_there_is_nothing() {
    GivenFacts theirs =
        new GivenFacts(
            45,
            Loans.money("220"),
            Loans.money("331"),
            Optional.of(LocalDate.of(2024, 5, 1)),
            Optional.empty());
    Loan loan = Loans.parse("due:2024-01-31=220+110");

    Reconciliation r = Reconciliation.of(DelinquencyPolicy.standard(), loan, theirs, AS_OF);

    assertThat(r.in("en"))
        .isEqualTo(
            "L-1: days past due: ours 44, the core's 45 (probably it counts the due date too);"
                + " overdue amount: ours 330.00 MXN, the core's 220.00 MXN"
                + " (no known reading explains it);"
                + " outstanding: ours 330.00 MXN, the core's 331.00 MXN"
                + " (no known reading explains it);"
                + " next due date: ours none, the core's 2024-05-01"
                + " (no known reading explains it)");
    assertThat(r.in("pt")).contains("nós nenhum, o core 2024-05-01", "nenhuma leitura conhecida");
  }
}
