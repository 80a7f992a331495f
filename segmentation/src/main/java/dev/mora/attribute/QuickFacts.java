package dev.mora.attribute;

import dev.mora.delinquency.Assessments;
import dev.mora.delinquency.LoanBook;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@link AssessedFacts} tells, straight from the columns of an assessment. */
final class QuickFacts {

  /** Gives nothing. */
  static final QuickFacts NONE = new QuickFacts();

  /** Puts one attribute of one loan. */
  private interface Put {
    void put(LoanBook book, Assessments all, int loan, FactColumn to, int row);
  }

  private final int today;
  private final boolean ready;
  private final List<Put> puts = new ArrayList<>();
  private final List<FactColumn> columns = new ArrayList<>();

  private QuickFacts() {
    today = 0;
    ready = false;
  }

  QuickFacts(LocalDate asOf) {
    today = Math.toIntExact(asOf.toEpochDay());
    ready = true;
  }

  boolean isReady() {
    return ready;
  }

  static boolean knows(Attribute<?> attribute) {
    return new QuickFacts(LocalDate.EPOCH).of(attribute) != null;
  }

  /** Whether it will fill the column of that attribute from now on. */
  boolean gives(Attribute<?> attribute, FactColumn column) {
    Put put = of(attribute);
    if (put != null) {
      puts.add(put);
      columns.add(column);
    }
    return put != null;
  }

  void put(LoanBook book, Assessments all, int loan, int row) {
    for (int i = 0; i < puts.size(); i++) {
      puts.get(i).put(book, all, loan, columns.get(i), row);
    }
  }

  private @Nullable Put of(Attribute<?> attribute) {
    if (attribute.equals(Attributes.COUNTED_DAYS)) {
      return (book, all, loan, to, row) -> to.put(row, all.countedDays(loan), null);
    }
    if (attribute.equals(Attributes.DAYS_PAST_DUE)) {
      return (book, all, loan, to, row) -> to.put(row, all.daysPastDue(loan), null);
    }
    if (attribute.equals(Attributes.DAYS_TO_DUE)) {
      return (book, all, loan, to, row) -> {
        if (all.nextDueOn(loan) != Assessments.NO_DATE) {
          to.put(row, all.nextDueOn(loan) - today, null);
        }
      };
    }
    if (attribute.equals(Attributes.BUCKET)) {
      return (book, all, loan, to, row) -> to.put(row, 0, all.bucket(loan));
    }
    if (attribute.equals(Attributes.CURRENCY)) {
      return (book, all, loan, to, row) -> to.put(row, 0, book.currency(loan).getCurrencyCode());
    }
    if (attribute.equals(Attributes.STATUS)) {
      return (book, all, loan, to, row) -> to.put(row, 0, all.status(loan).name());
    }
    if (attribute.equals(Attributes.PRODUCT)) {
      return (book, all, loan, to, row) -> {
        if (!book.product(loan).isEmpty()) {
          to.put(row, 0, book.product(loan));
        }
      };
    }
    return count(attribute);
  }

  private static @Nullable Put count(Attribute<?> attribute) {
    if (attribute.equals(Attributes.OVERDUE_INSTALLMENTS)) {
      return (book, all, loan, to, row) -> to.put(row, all.overdueInstallments(loan), null);
    }
    if (attribute.equals(Attributes.INSTALLMENTS_PAID)) {
      return (book, all, loan, to, row) -> to.put(row, all.installmentsPaid(loan), null);
    }
    if (attribute.equals(Attributes.INSTALLMENTS_TOTAL)) {
      return (book, all, loan, to, row) -> to.put(row, all.installmentsTotal(loan), null);
    }
    return amount(attribute);
  }

  private static @Nullable Put amount(Attribute<?> attribute) {
    if (attribute.equals(Attributes.OVERDUE_AMOUNT)) {
      return (book, all, loan, to, row) ->
          to.put(row, all.overdueAmount(loan), book.currency(loan));
    }
    if (attribute.equals(Attributes.DUE_TODAY)) {
      return (book, all, loan, to, row) -> to.put(row, all.dueToday(loan), book.currency(loan));
    }
    if (attribute.equals(Attributes.OUTSTANDING)) {
      return (book, all, loan, to, row) -> to.put(row, all.outstanding(loan), book.currency(loan));
    }
    if (attribute.equals(Attributes.OUTSTANDING_PRINCIPAL)) {
      return (book, all, loan, to, row) ->
          to.put(row, all.outstandingPrincipal(loan), book.currency(loan));
    }
    if (attribute.equals(Attributes.PRINCIPAL)) {
      return (book, all, loan, to, row) ->
          book.principal(loan)
              .ifPresent(money -> to.put(row, money.minorUnits(), money.currency()));
    }
    return null;
  }
}
