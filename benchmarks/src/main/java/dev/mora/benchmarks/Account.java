package dev.mora.benchmarks;

/**
 * An account as a careful host would hold it for speed: primitives alone, amounts in minor units of
 * {@link #currency}, names as places in the lists of {@link Names}. {@link #UNKNOWN} stands for a
 * missing value; only {@code creditScore}, {@code age}, {@code daysSinceContact} and {@code
 * worstDays} may miss.
 *
 * @param reachable one bit for each of {@link Names#CHANNELS}
 */
public record Account(
    int countedDays,
    int daysToDue,
    long overdue,
    long outstanding,
    int currency,
    int overdueInstallments,
    int installmentsPaid,
    int paidShare,
    int worstDays,
    int times30,
    int creditScore,
    int product,
    int region,
    int promiseState,
    int promisesBroken,
    int age,
    int loans,
    int attempts,
    int daysSinceContact,
    int reachable,
    boolean silent,
    boolean firstPaymentDefault) {

  static final int UNKNOWN = Integer.MIN_VALUE;
}
