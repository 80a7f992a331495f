package dev.mora.portfolio.csv;

import java.util.List;
import java.util.stream.Stream;

/** The files of a portfolio folder and their columns. */
enum Table {
  BORROWERS(
      "borrowers.csv",
      List.of("borrower_id", "name"),
      List.of(
          "phone",
          "email",
          "language",
          "country",
          "region",
          "city",
          "time_zone",
          "birth_year",
          "gender",
          "education",
          "income",
          "credit_score")),
  LOANS(
      "loans.csv",
      List.of("loan_id", "borrower_id", "product", "currency", "principal"),
      List.of("disbursed_on", "status", "account_number", "pay_url")),
  INSTALLMENTS(
      "installments.csv",
      List.of("loan_id", "number", "due_on", "principal", "interest", "fees", "penalties"),
      List.of(
          "paid_principal",
          "paid_interest",
          "paid_fees",
          "paid_penalties",
          "completed_on",
          "replaced_on",
          "currency")),
  PAYMENTS(
      "payments.csv",
      List.of("loan_id", "payment_id", "paid_on", "amount"),
      List.of("booked_on", "reverses", "installment", "component", "currency")),
  PAUSES("pauses.csv", List.of("loan_id", "start_on", "end_on"), List.of("kind")),
  RESTRUCTURES(
      "restructures.csv",
      List.of("loan_id", "restructured_on"),
      List.of("days_past_due", "capitalised", "currency")),
  PARTIES("parties.csv", List.of("loan_id", "borrower_id", "role"), List.of()),
  CONSENTS("consents.csv", List.of("borrower_id", "channel", "state", "at"), List.of("source")),
  CONTACTS(
      "contacts.csv",
      List.of("borrower_id", "at", "channel", "direction", "outcome"),
      List.of("loan_id", "template")),
  PROMISES(
      "promises.csv",
      List.of("loan_id", "promised_on", "due_on", "amount"),
      List.of("state", "currency")),
  GIVEN(
      "given.csv",
      List.of("loan_id", "days_past_due", "overdue_amount", "outstanding"),
      List.of("next_due_on", "next_due_amount", "currency"));

  /** The column that says whose row it is. */
  static final int ID = 0;

  final String file;
  final int required;
  final List<String> columns;

  /** The first column is the one that says whose row it is. */
  Table(String file, List<String> required, List<String> optional) {
    this.file = file;
    this.required = required.size();
    this.columns = Stream.concat(required.stream(), optional.stream()).toList();
  }

  /** Other columns are attributes of the host, not mistakes. */
  boolean keepsExtraColumns() {
    return this == BORROWERS || this == LOANS;
  }

  int column(String name) {
    int index = columns.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException(file + " has no column " + name);
    }
    return index;
  }
}
