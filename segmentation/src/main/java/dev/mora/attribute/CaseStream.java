package dev.mora.attribute;

import dev.mora.delinquency.Assessments;
import dev.mora.delinquency.Delinquency;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.delinquency.LoanBook;
import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
import dev.mora.party.Borrower;
import dev.mora.party.BorrowerId;
import dev.mora.portfolio.DataFault;
import dev.mora.portfolio.Portfolio;
import dev.mora.portfolio.csv.LoanBatch;
import dev.mora.portfolio.csv.PortfolioFolder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * All loans of a folder on a date as cases, like {@link CaseBook}, without the folder in memory:
 * only the attributes that somebody wants are kept, as columns, and a case is made of them when it
 * is asked for. Not thread-safe.
 */
public final class CaseStream {

  /** What a loan tells with its payments and promises, beside {@link QuickFacts}. */
  private static final Set<Attribute<?>> OF_LOAN =
      Set.of(
          Attributes.PAID_SHARE,
          Attributes.WORST_DAYS_PAST_DUE_12M,
          Attributes.AVERAGE_LATENESS,
          Attributes.DAYS_SINCE_PAYMENT,
          Attributes.TIMES_1_IN_6M,
          Attributes.TIMES_30_IN_12M,
          Attributes.TIMES_60_IN_12M,
          Attributes.TIMES_90_IN_12M,
          Attributes.FIRST_PAYMENT_DEFAULT,
          Attributes.PARTIAL_PAYMENTS_60D,
          Attributes.RESTRUCTURES,
          Attributes.PROMISE_STATE,
          Attributes.PROMISES_BROKEN_90D,
          Attributes.PROMISES_KEPT_SHARE);

  private static final Set<Attribute<?>> OF_ALL_LOANS =
      Set.of(
          Attributes.LOANS, Attributes.BORROWER_DAYS_PAST_DUE, Attributes.BORROWER_OVERDUE_AMOUNT);

  private final DelinquencyPolicy policy;
  private final LocalDate asOf;
  private final Attributes attributes;
  private final Set<Attribute<?>> wanted = new LinkedHashSet<>();
  private final CustomColumns own;

  private Map<Attribute<?>, FactColumn> ofLoans = Map.of();
  private Map<Attribute<?>, FactColumn> ofPeople = Map.of();
  private List<FactColumn> ownOfPeople = List.of();
  private List<FactColumn> ownOfLoans = List.of();
  private QuickFacts quick = QuickFacts.NONE;
  private TextPages loanIds = new TextPages();
  private TextPages borrowerIds = new TextPages();
  private BorrowerSums sums = new BorrowerSums();
  private FactColumn currency = new FactColumn(0);
  private int[] borrowers = new int[64];
  private int size;

  private CaseStream(
      DelinquencyPolicy policy,
      LocalDate asOf,
      Attributes attributes,
      Collection<Attribute<?>> wanted) {
    this.policy = policy;
    this.asOf = asOf;
    this.attributes = attributes;
    this.wanted.addAll(wanted);
    own = new CustomColumns(attributes);
  }

  /** The first of the attributes that a stream cannot give. */
  public static Optional<Attribute<?>> missing(Collection<Attribute<?>> wanted) {
    return wanted.stream()
        .filter(one -> !OF_LOAN.contains(one) && BorrowerFacts.reading(one).isEmpty())
        .filter(one -> !OF_ALL_LOANS.contains(one) && !CustomColumns.isColumn(one))
        .<Attribute<?>>map(one -> one)
        .filter(one -> !QuickFacts.knows(one))
        .findFirst();
  }

  /**
   * Reads the folder.
   *
   * @param wanted what will be read; nothing of {@link #missing}
   * @param byBorrower whether {@link #borrower} will be asked
   * @param faults hears what {@link Portfolio#faults()} would tell
   */
  public static CaseStream read(
      PortfolioFolder folder,
      DelinquencyPolicy policy,
      LocalDate asOf,
      Attributes attributes,
      Collection<Attribute<?>> wanted,
      boolean byBorrower,
      Consumer<DataFault> faults,
      PortfolioFolder.Progress progress) {
    CaseStream stream = new CaseStream(policy, asOf, attributes, wanted);
    if (byBorrower) {
      stream.wanted.add(Attributes.STATUS);
      stream.wanted.add(Attributes.COUNTED_DAYS);
      stream.wanted.add(Attributes.DAYS_PAST_DUE);
      stream.wanted.add(Attributes.DAYS_TO_DUE);
    }
    stream.begin();
    folder.stream(stream.loanColumns(), stream.intake(), faults, progress);
    stream.checkOwn();
    stream.own.faults().forEach(faults);
    return stream;
  }

  private Set<String> loanColumns() {
    Set<String> names = new LinkedHashSet<>();
    for (Attribute<?> attribute : own.ofLoans()) {
      names.addAll(CustomColumns.namesOf(attribute));
    }
    return names;
  }

  private void begin() {
    ofLoans = new LinkedHashMap<>();
    ofPeople = new LinkedHashMap<>();
    List<FactColumn> slow = new ArrayList<>();
    quick = new QuickFacts(asOf);
    for (Attribute<?> attribute : wanted) {
      int place = attributes.placeOf(attribute);
      if (place < 0 || own.has(attribute) || OF_ALL_LOANS.contains(attribute)) {
        continue;
      }
      FactColumn column = new FactColumn(place);
      if (BorrowerFacts.reading(attribute).isPresent()) {
        ofPeople.put(attribute, column);
      } else {
        ofLoans.put(attribute, column);
        if (!quick.gives(attribute, column)) {
          slow.add(column);
        }
      }
    }
    quick = slow.isEmpty() ? quick : QuickFacts.NONE;
    ownOfLoans = own.ofLoans().stream().map(one -> new FactColumn(0)).toList();
    ownOfPeople = own.ofPeople().stream().map(one -> new FactColumn(0)).toList();
    loanIds = new TextPages();
    borrowerIds = new TextPages();
    sums = new BorrowerSums();
    currency = new FactColumn(0);
    size = 0;
  }

  private PortfolioFolder.Intake intake() {
    return new PortfolioFolder.Intake() {
      @Override
      public void again() {
        begin();
      }

      @Override
      public void loans(LoanBatch loans) {
        Assessments assessed = policy.assess(loans.book(), asOf);
        for (int i = 0; i < assessed.size(); i++) {
          loan(loans, assessed, i);
        }
      }

      @Override
      public void borrower(int number, Borrower borrower) {
        person(number, borrower);
      }
    };
  }

  private void loan(LoanBatch loans, Assessments assessed, int i) {
    LoanBook book = loans.book();
    int row = size++;
    int borrower = loans.borrower(i);
    if (row == borrowers.length) {
      borrowers = Arrays.copyOf(borrowers, row + (row >> 1));
    }
    borrowers[row] = borrower;
    loanIds.put(row, book.id(i).value());
    if (sums.firstLoan(borrower) == BorrowerSums.NONE) {
      borrowerIds.put(borrower, book.borrower(i).value());
    }
    currency.put(row, 0, book.currency(i));
    boolean plain = loans.given(i).isEmpty() && !book.isRestructured(i);
    if (plain && quick.isReady()) {
      quick.put(book, assessed, i, row);
      sums.add(
          row,
          borrower,
          assessed.status(i),
          assessed.daysPastDue(i),
          assessed.overdueAmount(i),
          book.currency(i));
    } else {
      slowly(loans, i, row, borrower);
    }
    if (!ownOfLoans.isEmpty()) {
      Map<String, String> custom = book.custom(i);
      for (int k = 0; k < ownOfLoans.size(); k++) {
        keep(ownOfLoans.get(k), row, CustomColumns.column(custom, own.ofLoans().get(k)));
      }
    }
  }

  /** The loan as a portfolio of its own. */
  private void slowly(LoanBatch loans, int i, int row, int borrower) {
    Loan loan = loans.book().loan(i);
    Portfolio.Builder alone =
        Portfolio.builder().loan(loan).borrower(Borrower.of(loan.borrower().value(), "").build());
    loans.given(i).ifPresent(given -> alone.given(loan.id(), given));
    loans.promises(i).forEach(alone::promise);
    if (loans.keepsPromises()) {
      alone.keepsPromises();
    }
    Case one = CaseBook.of(alone.build(), policy, asOf, attributes, wanted).cases().get(0);
    ofLoans.values().forEach(column -> column.copy(row, one.facts()));
    Delinquency d = one.delinquency();
    sums.add(
        row,
        borrower,
        d.status(),
        d.daysPastDue(),
        d.overdueAmount().minorUnits(),
        loan.currency());
  }

  private void person(int number, Borrower borrower) {
    if (sums.firstLoan(number) == BorrowerSums.NONE) {
      return;
    }
    ofPeople.forEach(
        (attribute, column) ->
            BorrowerFacts.reading(attribute)
                .flatMap(reading -> reading.of(borrower, asOf))
                .ifPresent(value -> column.set(number, attribute, value)));
    for (int k = 0; k < ownOfPeople.size(); k++) {
      keep(
          ownOfPeople.get(k),
          number,
          CustomColumns.column(borrower.custom(), own.ofPeople().get(k)));
    }
  }

  private static void keep(FactColumn column, int row, @Nullable String text) {
    if (text != null) {
      column.put(row, 0, text);
    }
  }

  /** Number of loans. */
  public int size() {
    return size;
  }

  public LoanId loanId(int loan) {
    return LoanId.of(loanIds.get(loan));
  }

  /** Number of the borrower of a loan; two loans of one person have the same. */
  public int borrower(int loan) {
    return borrowers[loan];
  }

  public BorrowerId borrowerId(int borrower) {
    return BorrowerId.of(borrowerIds.get(borrower));
  }

  private void checkOwn() {
    if (ownOfLoans.isEmpty() && ownOfPeople.isEmpty()) {
      return;
    }
    for (int loan = 0; loan < size; loan++) {
      int row = loan;
      int number = borrowers[loan];
      own.check(
          k -> text(ownOfLoans.get(k), row),
          k -> text(ownOfPeople.get(k), number),
          loanIds.get(loan),
          borrowerIds.get(number),
          unit(loan));
    }
  }

  private static @Nullable String text(FactColumn column, int row) {
    return (String) column.beside(row);
  }

  private Currency unit(int loan) {
    if (currency.beside(loan) instanceof Currency known) {
      return known;
    }
    throw new IndexOutOfBoundsException("no loan " + loan);
  }

  /** What is known of a loan, made anew with each call. In the order of the folder. */
  public CaseFacts facts(int loan) {
    int borrower = borrowers[loan];
    CaseFacts.Builder out =
        CaseFacts.builder(attributes).loan(loanId(loan)).borrower(borrowerId(borrower));
    for (FactColumn column : ofLoans.values()) {
      column.copyTo(out, loan);
    }
    for (FactColumn column : ofPeople.values()) {
      column.copyTo(out, borrower);
    }
    if (wanted.contains(Attributes.LOANS)) {
      out.set(Attributes.LOANS, sums.active(borrower));
    }
    if (wanted.contains(Attributes.BORROWER_DAYS_PAST_DUE)) {
      out.set(Attributes.BORROWER_DAYS_PAST_DUE, sums.daysPastDue(borrower));
    }
    for (int k = 0; k < ownOfLoans.size(); k++) {
      own.put(own.ofLoans().get(k), text(ownOfLoans.get(k), loan), unit(loan), out);
    }
    for (int k = 0; k < ownOfPeople.size(); k++) {
      own.put(own.ofPeople().get(k), text(ownOfPeople.get(k), borrower), unit(loan), out);
    }
    if (wanted.contains(Attributes.BORROWER_OVERDUE_AMOUNT)) {
      out.amounts(Attributes.BORROWER_OVERDUE_AMOUNT, sums.overdue(borrower, unit(loan)));
    }
    return out.build();
  }

  /** One attribute of {@link #facts} for any loan, without the others. */
  public IntFunction<Optional<?>> values(Attribute<?> attribute) {
    FactColumn ofLoan = ofLoans.get(attribute);
    if (ofLoan != null) {
      return loan -> ofLoan.get(loan, attribute);
    }
    FactColumn ofPerson = ofPeople.get(attribute);
    if (ofPerson != null) {
      return loan -> ofPerson.get(borrowers[loan], attribute);
    }
    return loan -> facts(loan).get(attribute);
  }

  /**
   * What is known of a borrower, as {@link CaseBook#borrowers} has it.
   *
   * @param borrower a number of {@link #borrower(int)}
   */
  public CaseFacts borrowerFacts(int borrower) {
    List<CaseFacts> all = new ArrayList<>();
    int loan = sums.firstLoan(borrower);
    for (; loan != BorrowerSums.NONE; loan = sums.nextLoan(loan)) {
      all.add(facts(loan));
    }
    return DebtFacts.ofBorrower(borrowerId(borrower), all);
  }
}
