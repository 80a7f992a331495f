package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.loan.Loan;
import dev.mora.money.Money;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunningSumsTest {

  private static final String LOAN = "due:2024-01-31=100+10+3+2 due:2024-02-29=90+5 ";
  private static final String ALWAYS = "always";
  private static final String NEVER = "never";

  private static RunningSums sums(String events) {
    return RunningSums.of(LoanBook.of(Loans.parse(events)));
  }

  @ParameterizedTest(name = "{0}: plain from {1}")
  @CsvSource({
    "'',                                        always",
    "from:2024-01-05,                           2024-01-05",
    "pay:2024-02-01=50 pay:2024-02-03=60,       always",
    "pause:2024-02-01..2024-02-11,              always",
    "hold:2024-02-01..2024-02-11,               always",
    "moratorium:2024-02-01..2024-02-11,         never",
    "was:2024-01-15/2024-01-10=100,             never",
    "re:2024-01-15,                             never",
    "pay:2024-02-01=50 undo:2024-02-03=P1,      never",
    "due:2024-03-31=0,                          never",
    "status:CLOSED,                             never",
    "status:PENDING,                            never",
    "status:WRITTEN_OFF,                        always",
    "status:SOLD,                               always",
    "status:SOLD from:2024-01-05,               always",
    "status:SOLD moratorium:2024-02-01..2024-02-11, never",
  })
  void a_loan_is_plain_if_sums_say_all_of_it(String events, String from) {
    int expected =
        switch (from) {
          case ALWAYS -> Integer.MIN_VALUE;
          case NEVER -> RunningSums.NEVER;
          default -> Math.toIntExact(LocalDate.parse(from).toEpochDay());
        };

    assertThat(sums(LOAN + events).plainFrom).containsExactly(expected);
  }

  @Test
  void sums_go_up_line_by_line_and_payment_by_payment() {
    RunningSums sums = sums(LOAN + "pay:2024-02-01=50 pay:2024-02-03=60.50 pay:2024-02-03=1");

    assertThat(sums.due).containsExactly(115_00, 210_00);
    assertThat(sums.principal).containsExactly(100_00, 190_00);
    assertThat(sums.wholePrincipal).containsExactly(190_00);
    assertThat(sums.paid).containsExactly(50_00, 110_50, 111_50);
  }

  @Test
  void each_loan_of_a_book_starts_anew_also_behind_one_that_is_not_plain() {
    LoanBookBuilder books = LoanBook.builder();
    books.add(Loans.parse(LOAN + "pay:2024-02-01=50 undo:2024-02-03=P1"));
    books.add(Loans.parse(LOAN + "pay:2024-02-01=70"));

    RunningSums sums = RunningSums.of(books.build());

    assertThat(sums.plainFrom).containsExactly(RunningSums.NEVER, Integer.MIN_VALUE);
    assertThat(sums.due).containsExactly(115_00, 210_00, 115_00, 210_00);
    assertThat(sums.paid).endsWith(70_00);
    assertThat(sums.wholePrincipal).containsExactly(190_00, 190_00);
  }

  @ParameterizedTest(name = "{0}: plain {1}")
  @CsvSource({
    "due:2024-01-31=92233720368547758.07,                                        true",
    "due:2024-01-31=92233720368547758.06 due:2024-02-29=0.01,                    true",
    "due:2024-01-31=92233720368547758.07 due:2024-02-29=0.01,                    false",
    "due:2024-01-31=1 pay:2024-01-01=92233720368547758.07,                       true",
    "due:2024-01-31=1 pay:2024-01-01=92233720368547758.07 pay:2024-01-02=0.01,   false",
  })
  void what_is_too_large_to_add_up_is_not_plain(String events, boolean plain) {
    assertThat(sums(events).plainFrom[0] != RunningSums.NEVER).isEqualTo(plain);
  }

  @Test
  void the_short_way_says_what_the_long_way_says() {
    Loan loan = Loans.parse(LOAN + "pay:2024-02-01=50");
    DelinquencyPolicy policy = DelinquencyPolicy.standard();
    LoanBook book = LoanBook.of(loan);

    for (LocalDate day = LocalDate.of(2024, 1, 30);
        day.isBefore(LocalDate.of(2024, 3, 2));
        day = day.plusDays(1)) {
      Assessments short_ = policy.assess(book, day);
      Delinquency long_ = policy.assess(loan, day);

      assertThat(short_.daysPastDue(0)).as("%s", day).isEqualTo(long_.daysPastDue());
      assertThat(Money.ofMinor(loan.currency(), short_.overdueAmount(0)))
          .as("%s", day)
          .isEqualTo(long_.overdueAmount());
      assertThat(short_.nextDueOn(0) == Assessments.NO_DATE)
          .as("%s", day)
          .isEqualTo(long_.nextDueOn().isEmpty());
    }
  }
}
