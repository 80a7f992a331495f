package dev.mora.benchmarks;

import dev.mora.delinquency.LoanBook;
import dev.mora.delinquency.LoanBookBuilder;
import dev.mora.loan.Loan;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Monthly loans of 12 installments with up to 13 payments, some of them partial, some late: in a
 * {@link LoanBook}, and in the arrays that {@link PrimitiveLateness} reads.
 */
record BookedLoans(
    LoanBook book,
    LocalDate asOf,
    int[] installmentsFrom,
    int[] dueOn,
    long[] due,
    int[] paymentsFrom,
    int[] paidOn,
    long[] paid) {

  static final long SEED = 20_261_121;
  static final int INSTALLMENTS = 12;

  private static final LocalDate AS_OF = LocalDate.of(2026, 11, 21);
  private static final int MOST_PAYMENTS = 13;
  private static final List<String> PAYMENT_IDS =
      IntStream.range(0, MOST_PAYMENTS).mapToObj(i -> "P" + i).toList();

  static BookedLoans draw(int loans, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    LoanBookBuilder book = LoanBook.builder();
    Currency mxn = Currency.getInstance("MXN");
    int asOf = Math.toIntExact(AS_OF.toEpochDay());
    int[] installmentsFrom = new int[loans + 1];
    int[] dueOn = new int[loans * INSTALLMENTS];
    long[] due = new long[loans * INSTALLMENTS];
    int[] paymentsFrom = new int[loans + 1];
    int[] paidOn = new int[loans * MOST_PAYMENTS];
    long[] paid = new long[loans * MOST_PAYMENTS];
    int payments = 0;
    for (int loan = 0; loan < loans; loan++) {
      book.loan("L" + loan, "B" + loan, "monthly", mxn, Loan.Status.ACTIVE).principal(1_200_00);
      int start = asOf - random.nextInt(400);
      for (int i = 0; i < INSTALLMENTS; i++) {
        int at = loan * INSTALLMENTS + i;
        int fees = random.nextInt(1_00);
        dueOn[at] = start + 30 * (i + 1);
        due[at] = 112_50L + fees;
        book.installment(i + 1, dueOn[at], 100_00, 12_50, fees, 0);
      }
      installmentsFrom[loan + 1] = (loan + 1) * INSTALLMENTS;
      int day = start;
      for (int i = random.nextInt(MOST_PAYMENTS + 1); i > 0; i--) {
        day += 20 + random.nextInt(20);
        paidOn[payments] = day;
        paid[payments] = random.nextInt(4) == 0 ? 60_00 : 113_00;
        book.payment(PAYMENT_IDS.get(payments - paymentsFrom[loan]), day, day, paid[payments], "");
        payments++;
      }
      paymentsFrom[loan + 1] = payments;
    }
    return new BookedLoans(
        book.build(),
        AS_OF,
        installmentsFrom,
        dueOn,
        due,
        paymentsFrom,
        Arrays.copyOf(paidOn, payments),
        Arrays.copyOf(paid, payments));
  }
}
