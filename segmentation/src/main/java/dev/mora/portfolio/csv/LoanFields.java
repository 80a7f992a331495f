package dev.mora.portfolio.csv;

/** Places of the columns that say what a loan is. */
final class LoanFields {

  static final int BORROWER = Table.LOANS.column("borrower_id");
  static final int PRODUCT = Table.LOANS.column("product");
  static final int CURRENCY = Table.LOANS.column("currency");
  static final int PRINCIPAL = Table.LOANS.column("principal");
  static final int DISBURSED_ON = Table.LOANS.column("disbursed_on");
  static final int STATUS = Table.LOANS.column("status");
  static final int ACCOUNT_NUMBER = Table.LOANS.column("account_number");
  static final int PAY_URL = Table.LOANS.column("pay_url");

  static final int NUMBER = Table.INSTALLMENTS.column("number");
  static final int DUE_ON = Table.INSTALLMENTS.column("due_on");
  static final int[] DUE = installment("principal", "interest", "fees", "penalties");
  static final int[] PAID =
      installment("paid_principal", "paid_interest", "paid_fees", "paid_penalties");
  static final int COMPLETED_ON = Table.INSTALLMENTS.column("completed_on");

  static final int REPLACED_ON = Table.INSTALLMENTS.column("replaced_on");

  static final int PAYMENT_ID = Table.PAYMENTS.column("payment_id");
  static final int PAID_ON = Table.PAYMENTS.column("paid_on");
  static final int AMOUNT = Table.PAYMENTS.column("amount");
  static final int BOOKED_ON = Table.PAYMENTS.column("booked_on");
  static final int REVERSES = Table.PAYMENTS.column("reverses");
  static final int TARGET = Table.PAYMENTS.column("installment");
  static final int TARGET_PART = Table.PAYMENTS.column("component");

  static final int RESTRUCTURED_ON = Table.RESTRUCTURES.column("restructured_on");
  static final int RESTRUCTURE_DAYS = Table.RESTRUCTURES.column("days_past_due");
  static final int CAPITALISED = Table.RESTRUCTURES.column("capitalised");

  static final int START_ON = Table.PAUSES.column("start_on");
  static final int END_ON = Table.PAUSES.column("end_on");
  static final int KIND = Table.PAUSES.column("kind");

  static final int PARTY = Table.PARTIES.column("borrower_id");
  static final int ROLE = Table.PARTIES.column("role");

  static final int PROMISED_ON = Table.PROMISES.column("promised_on");
  static final int PROMISE_DUE_ON = Table.PROMISES.column("due_on");
  static final int PROMISE_AMOUNT = Table.PROMISES.column("amount");
  static final int PROMISE_STATE = Table.PROMISES.column("state");

  static final int GIVEN_DAYS = Table.GIVEN.column("days_past_due");
  static final int GIVEN_OVERDUE = Table.GIVEN.column("overdue_amount");
  static final int GIVEN_OUTSTANDING = Table.GIVEN.column("outstanding");
  static final int GIVEN_NEXT_ON = Table.GIVEN.column("next_due_on");
  static final int GIVEN_NEXT_AMOUNT = Table.GIVEN.column("next_due_amount");

  private LoanFields() {}

  private static int[] installment(String... names) {
    int[] columns = new int[names.length];
    for (int i = 0; i < names.length; i++) {
      columns[i] = Table.INSTALLMENTS.column(names[i]);
    }
    return columns;
  }
}
