package dev.mora.delinquency;

import dev.mora.money.Money;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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

  private final Appendable out;

  private DelinquencyCsv(Appendable out) {
    this.out = out;
  }

  /**
   * Writes the header at once.
   *
   * @throws UncheckedIOException if {@code out} refuses; as does {@link #accept}
   */
  public static DelinquencyCsv to(Appendable out) {
    DelinquencyCsv csv = new DelinquencyCsv(out);
    csv.line(String.join(",", COLUMNS));
    return csv;
  }

  @Override
  public void accept(Delinquency d) {
    StringJoiner row = new StringJoiner(",");
    row.add(field(d.loan().value()));
    row.add(field(d.borrower().value()));
    row.add(d.status().name());
    row.add(d.currency().getCurrencyCode());
    row.add(d.asOf().toString());
    row.add(Integer.toString(d.daysPastDue()));
    row.add(Integer.toString(d.countedDays()));
    row.add(date(d.pastDueSince()));
    row.add(date(d.delinquentOn()));
    row.add(amount(d.overdueAmount()));
    row.add(number(d.overdueInstallments()));
    row.add(amount(d.dueToday()));
    row.add(number(d.daysToDue()));
    row.add(date(d.nextDueOn()));
    row.add(amount(d.nextDueAmount()));
    row.add(amount(d.outstanding()));
    row.add(amount(d.outstandingPrincipal()));
    row.add(amount(d.creditBalance()));
    row.add(amount(d.toleratedAmount()));
    row.add(field(d.bucket()));
    row.add(field(installmentBuckets(d.installmentBuckets())));
    line(row.toString());
  }

  private void line(String text) {
    try {
      out.append(text).append('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String installmentBuckets(Map<String, Money> buckets) {
    StringJoiner list = new StringJoiner(";");
    buckets.forEach((code, money) -> list.add(code + ":" + amount(money)));
    return list.toString();
  }

  private static String date(Optional<LocalDate> date) {
    return date.map(LocalDate::toString).orElse("");
  }

  private static String number(OptionalInt number) {
    return number.isPresent() ? Integer.toString(number.getAsInt()) : "";
  }

  private static String amount(Optional<Money> money) {
    return money.map(DelinquencyCsv::amount).orElse("");
  }

  private static String amount(Money money) {
    return money.amount().toPlainString();
  }

  /** Quoted where RFC 4180 asks for it, or where spaces at its ends would be lost. */
  private static String field(String text) {
    boolean plain =
        text.equals(text.strip()) && text.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
