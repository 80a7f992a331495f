package dev.mora.delinquency;

import dev.mora.money.Money;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Consumer;

/**
 * Writes assessments as machine CSV: a header, then a row for each, {@code \n} behind each line,
 * ISO dates, amounts at the currency's scale; a part that is empty is an empty field. Not
 * thread-safe.
 */
public final class DelinquencyCsv implements Consumer<Delinquency> {

  public static final List<String> COLUMNS =
      List.of(
          "loan_id",
          "borrower_id",
          "status",
          "currency",
          "as_of",
          "days_past_due",
          "counted_days",
          "past_due_since",
          "delinquent_on",
          "overdue_amount",
          "overdue_installments",
          "due_today",
          "days_to_due",
          "next_due_on",
          "next_due_amount",
          "outstanding",
          "outstanding_principal",
          "credit_balance",
          "tolerated_amount",
          "bucket",
          "installment_buckets");

  private final CsvText csv;

  private DelinquencyCsv(CsvText csv) {
    this.csv = csv;
  }

  /**
   * Writes the header at once.
   *
   * @throws UncheckedIOException if {@code out} refuses; as does {@link #accept}
   */
  public static DelinquencyCsv to(Appendable out) {
    CsvText csv = new CsvText(out);
    csv.line(COLUMNS.toArray());
    return new DelinquencyCsv(csv);
  }

  @Override
  public void accept(Delinquency d) {
    csv.line(
        d.loan(),
        d.borrower(),
        d.status(),
        d.currency(),
        d.asOf(),
        d.daysPastDue(),
        d.countedDays(),
        d.pastDueSince(),
        d.delinquentOn(),
        d.overdueAmount(),
        d.overdueInstallments(),
        d.dueToday(),
        d.daysToDue(),
        d.nextDueOn(),
        d.nextDueAmount(),
        d.outstanding(),
        d.outstandingPrincipal(),
        d.creditBalance(),
        d.toleratedAmount(),
        d.bucket(),
        installmentBuckets(d.installmentBuckets()));
  }

  private static String installmentBuckets(Map<String, Money> buckets) {
    StringJoiner list = new StringJoiner(";");
    buckets.forEach((code, money) -> list.add(code + ":" + money.amount().toPlainString()));
    return list.toString();
  }
}
