package dev.mora.delinquency;

import dev.mora.loan.Component;
import dev.mora.loan.Loan;
import dev.mora.money.Money;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * All loans of a book on one date, as columns in the order of the book. Amounts are minor units of
 * the loan's currency, dates epoch days or {@link #NO_DATE}. {@link #delinquency} is the record
 * view, assessed again on demand. Immutable and thread-safe.
 */
public final class Assessments {

  /** Stands in a date column where there is none. */
  public static final int NO_DATE = Days.NONE;

  /** Loans that are measured before they are counted, so that they are still in the cache. */
  private static final int BLOCK = 512;

  private final LoanBook book;
  private final DelinquencyPolicy policy;
  private final LocalDate asOf;
  private final Rules[] rules;
  private final int day;
  private final int[] countedDays;
  private final int[] pastDueSince;
  private final long[] overdueAmount;
  private final int[] overdueInstallments;
  private volatile @Nullable Debts debts;
  private volatile @Nullable Counts counts;

  private Assessments(LoanBook book, DelinquencyPolicy policy, LocalDate asOf) {
    this.book = book;
    this.policy = policy;
    this.asOf = asOf;
    int n = book.size();
    rules = rules(book, policy);
    countedDays = new int[n];
    pastDueSince = new int[n];
    overdueAmount = new long[n];
    overdueInstallments = new int[n];
    day = Days.of(asOf);
    fill();
  }

  static Assessments of(LoanBook book, DelinquencyPolicy policy, LocalDate asOf) {
    return new Assessments(book, policy, asOf);
  }

  static Delinquency one(LoanBook book, int loan, DelinquencyPolicy policy, LocalDate asOf) {
    return one(book, loan, policy, asOf, Integer.MAX_VALUE);
  }

  /** By what was booked up to a day; what was paid to date by its completion dates. */
  static Delinquency one(
      LoanBook book, int loan, DelinquencyPolicy policy, LocalDate asOf, int knownBy) {
    Rules rule = new Rules(policy.forProduct(book.product(loan)).terms(), book.currency(loan));
    return view(book, loan, rule, asOf, knownBy);
  }

  private void fill() {
    boolean exact = Arrays.stream(rules).anyMatch(ExactLane::takes);
    ExactLane exactLane = new ExactLane(book, day);
    PlainLane lane = PlainLane.lateness(book);
    Assessor a = new Assessor();
    int to;
    for (int from = 0; from < size(); from = to) {
      to = from + Math.min(BLOCK, size() - from);
      if (exact) {
        exactLane.measure(from, to, pastDueSince, overdueAmount, overdueInstallments);
      }
      for (int loan = from; loan < to; loan++) {
        if (exactLane.isPlain(loan) && ExactLane.takes(rule(loan))) {
          count(loan);
        } else {
          a.assess(book, loan, rule(loan), day, lane);
          countedDays[loan] = a.countedDays;
          pastDueSince[loan] = a.since;
          overdueAmount[loan] = a.overdue;
          overdueInstallments[loan] = a.overdueInstallments;
        }
      }
    }
  }

  private void count(int loan) {
    int since = pastDueSince[loan];
    countedDays[loan] = since == NO_DATE ? 0 : Stops.counted(book, loan, rule(loan), since, day, 0);
  }

  /** What is not late, worked out when it is first asked for: who is late does not need it. */
  private Debts debts() {
    Debts known = debts;
    if (known == null) {
      known = new Debts(size());
      Assessor a = new Assessor();
      PlainLane lane = PlainLane.of(book);
      for (int loan = 0; loan < size(); loan++) {
        a.assess(book, loan, rule(loan), day, lane);
        known.dueToday[loan] = a.dueToday;
        known.nextDueOn[loan] = a.nextDueOn;
        known.nextDueAmount[loan] = a.nextDue;
        known.outstanding[loan] = a.outstanding;
        known.outstandingPrincipal[loan] = a.outstandingPrincipal;
        known.installmentsPaid[loan] = a.installmentsPaid;
        known.installmentsTotal[loan] = a.installmentsTotal;
      }
      debts = known;
    }
    return known;
  }

  /** What the short way does not count, worked out when it is first asked for. */
  private Counts counts() {
    Counts known = counts;
    if (known == null) {
      known = new Counts(size());
      Assessor a = new Assessor();
      for (int loan = 0; loan < size(); loan++) {
        a.assess(book, loan, rule(loan), day);
        known.missedInstallments[loan] = a.missedInstallments;
        known.basisDays[loan] = a.basisDays;
        known.materialDays[loan] = a.materialDays;
      }
      counts = known;
    }
    return known;
  }

  private static final class Counts {
    final int[] missedInstallments;
    final int[] basisDays;
    final int[] materialDays;

    Counts(int loans) {
      missedInstallments = new int[loans];
      basisDays = new int[loans];
      materialDays = new int[loans];
    }
  }

  private static final class Debts {
    final long[] dueToday;
    final int[] nextDueOn;
    final long[] nextDueAmount;
    final long[] outstanding;
    final long[] outstandingPrincipal;
    final int[] installmentsPaid;
    final int[] installmentsTotal;

    Debts(int loans) {
      dueToday = new long[loans];
      nextDueOn = new int[loans];
      nextDueAmount = new long[loans];
      outstanding = new long[loans];
      outstandingPrincipal = new long[loans];
      installmentsPaid = new int[loans];
      installmentsTotal = new int[loans];
    }
  }

  public LoanBook book() {
    return book;
  }

  public DelinquencyPolicy policy() {
    return policy;
  }

  public LocalDate asOf() {
    return asOf;
  }

  public int size() {
    return countedDays.length;
  }

  public int daysPastDue(int loan) {
    int since = pastDueSince[loan];
    return since == NO_DATE ? 0 : day - since;
  }

  public int countedDays(int loan) {
    return countedDays[loan];
  }

  public int pastDueSince(int loan) {
    return pastDueSince[loan];
  }

  public long overdueAmount(int loan) {
    return overdueAmount[loan];
  }

  public int overdueInstallments(int loan) {
    return overdueInstallments[loan];
  }

  public long dueToday(int loan) {
    return debts().dueToday[loan];
  }

  public int nextDueOn(int loan) {
    return debts().nextDueOn[loan];
  }

  public long nextDueAmount(int loan) {
    return debts().nextDueAmount[loan];
  }

  public long outstanding(int loan) {
    return debts().outstanding[loan];
  }

  public long outstandingPrincipal(int loan) {
    return debts().outstandingPrincipal[loan];
  }

  /** See {@link Delinquency#missedInstallments()}. */
  public int missedInstallments(int loan) {
    return counts().missedInstallments[loan];
  }

  /** See {@link Delinquency#basisDays()}. */
  public int basisDays(int loan) {
    return counts().basisDays[loan];
  }

  /** See {@link Delinquency#materialDays()}; 0 where the policy counts none. */
  public int materialDays(int loan) {
    return counts().materialDays[loan];
  }

  /** See {@link Delinquency#status()}. */
  public Loan.Status status(int loan) {
    Loan.Status status = book.status(loan);
    boolean later = book.disbursedOn[loan] != NO_DATE && book.disbursedOn[loan] > day;
    return later && status == Loan.Status.ACTIVE ? Loan.Status.PENDING : status;
  }

  public int installmentsPaid(int loan) {
    return debts().installmentsPaid[loan];
  }

  public int installmentsTotal(int loan) {
    return debts().installmentsTotal[loan];
  }

  /** See {@link Delinquency#bucket()}. */
  public String bucket(int loan) {
    Loan.Status status = status(loan);
    Rules rule = rule(loan);
    int index =
        switch (status) {
          case PENDING, CLOSED -> Assessor.NO_BUCKET;
          case ACTIVE -> rule.bucketTable.indexOf(countedDays[loan]);
          case WRITTEN_OFF, SOLD -> Assessor.BY_STATUS;
        };
    return bucketName(index, status.name(), rule.buckets);
  }

  public Delinquency delinquency(int loan) {
    return view(book, loan, rule(loan), asOf, Integer.MAX_VALUE);
  }

  Rules rule(int loan) {
    return rule(book, loan, rules);
  }

  /** Of {@link #rules}, which has one for each product and currency. */
  static Rules rule(LoanBook book, int loan, Rules[] rules) {
    return rules.length == 1
        ? rules[0]
        : rules[book.product[loan] * book.currencies.size() + book.currency[loan]];
  }

  static Rules[] rules(LoanBook book, DelinquencyPolicy policy) {
    Rules[] rules = new Rules[book.products.size() * book.currencies.size()];
    int i = 0;
    for (String product : book.products) {
      Terms terms = policy.forProduct(product).terms();
      for (Currency currency : book.currencies) {
        rules[i++] = new Rules(terms, currency);
      }
    }
    return rules;
  }

  static String bucketName(int index, String status, Buckets buckets) {
    if (index == Assessor.BY_STATUS) {
      return status;
    }
    return index < 0 ? "" : buckets.list().get(index).code();
  }

  private static Delinquency view(
      LoanBook book, int loan, Rules rules, LocalDate asOf, int knownBy) {
    int day = Days.of(asOf);
    Assessor a = new Assessor();
    a.lines.detailed = true;
    if (knownBy < Integer.MAX_VALUE) {
      a.lines.tellsByCompletion(Integer.MIN_VALUE);
    }
    a.assess(book, loan, rules, day, knownBy);
    Currency unit = book.currency(loan);
    Delinquency.Parts parts = new Delinquency.Parts();
    parts.loan = book.id(loan);
    parts.borrower = book.borrower(loan);
    parts.status = a.status;
    parts.product = book.product(loan);
    parts.daysPastDue = a.daysPastDue;
    parts.countedDays = a.countedDays;
    parts.pausedDays = a.pausedDays;
    parts.basisDays = a.basisDays;
    parts.carriedDays = a.carriedDays;
    parts.materialDays = rules.hasMateriality ? a.materialDays : null;
    parts.missedInstallments = a.missedInstallments;
    parts.missedBucket = missedBucket(a.missedInstallments, rules);
    parts.contractualPastDueSince = Days.date(a.sinceContractual).orElse(null);
    parts.contractualNextDueOn = Days.date(a.nextContractual).orElse(null);
    parts.undecidedHoliday = Days.date(a.lines.dates.unknown).orElse(null);
    parts.activePauses = book.activePauses(loan, day);
    parts.scheduleKnown = a.scheduleKnown;
    parts.components = new long[3 * Component.values().length];
    a.components(rules, day, parts.components);
    if (a.earliestUnpaidOn != Days.NONE) {
      parts.earliestUnpaidOn = LocalDate.ofEpochDay(a.earliestUnpaidOn);
      parts.earliestUnpaidAmount = Money.ofMinor(unit, a.earliestUnpaid);
    }
    parts.restructured = restructured(a, book.eras(loan), rules, day, knownBy);
    parts.pastDueSince = Days.date(a.since).orElse(null);
    parts.delinquentOn = Days.date(a.since).map(d -> d.plusDays(rules.graceDays)).orElse(null);
    parts.overdueInstallments = a.overdueInstallments;
    parts.dueToday = Money.ofMinor(unit, a.dueToday);
    if (a.nextDueOn != Days.NONE) {
      parts.daysToDue = a.nextDueOn - day;
      parts.nextDueOn = LocalDate.ofEpochDay(a.nextDueOn);
      parts.nextDueAmount = Money.ofMinor(unit, a.nextDue);
    }
    parts.outstandingPrincipal = Money.ofMinor(unit, a.outstandingPrincipal);
    parts.creditBalance = Money.ofMinor(unit, a.credit);
    parts.toleratedAmount = Money.ofMinor(unit, a.tolerated);
    parts.bucket = bucketName(a.bucket, a.status.name(), rules.buckets);
    parts.installmentBuckets = installmentBuckets(a, book, loan, rules, day);
    parts.installmentsPaid = a.installmentsPaid;
    parts.installmentsTotal = a.installmentsTotal;
    return new Delinquency(
        parts, asOf, Money.ofMinor(unit, a.overdue), Money.ofMinor(unit, a.outstanding));
  }

  static String missedBucket(int missed, Rules rules) {
    if (missed == 0) {
      return "0";
    }
    return rules.missed.find(missed).map(Bucket::code).orElse("");
  }

  private static Restructured restructured(
      Assessor a, @Nullable Eras eras, Rules rules, int day, int knownBy) {
    if (eras == null || a.restructures == 0) {
      return Restructured.NONE;
    }
    int last = a.restructures - 1;
    boolean known = eras.daysPastDue[last] >= 0 || eras.book.installments(last) > 0;
    return Restructured.of(
        eras,
        a.restructures,
        known
            ? OptionalInt.of(a.daysAtRestructure(eras, rules, last, day, knownBy))
            : OptionalInt.empty());
  }

  private static Map<String, Money> installmentBuckets(
      Assessor a, LoanBook book, int loan, Rules rules, int day) {
    List<Bucket> buckets = rules.buckets.list();
    long[] amounts = new long[buckets.size()];
    a.installmentBuckets(book, loan, rules, day, amounts);
    Map<String, Money> result = new LinkedHashMap<>();
    for (int i = 0; i < amounts.length; i++) {
      if (amounts[i] > 0) {
        result.put(buckets.get(i).code(), Money.ofMinor(book.currency(loan), amounts[i]));
      }
    }
    return Collections.unmodifiableMap(result);
  }
}
