package dev.mora.portfolio.csv;

/** How the text of a field is read as a number, beside its text. */
enum Kind {
  TEXT,

  /** An epoch day. */
  DAY,

  /** A whole number of 0 or more. */
  COUNT,

  /** Digits and where the point is among them; {@link Forms#minor} makes minor units of them. */
  AMOUNT;

  /** Of a column of any table. */
  static Kind of(String column) {
    return switch (column) {
      case "number", "birth_year", "credit_score" -> COUNT;
      case "due_on", "completed_on", "paid_on", "booked_on", "disbursed_on" -> DAY;
      case "principal",
          "interest",
          "fees",
          "penalties",
          "paid_principal",
          "paid_interest",
          "paid_fees",
          "paid_penalties",
          "amount" ->
          AMOUNT;
      default -> TEXT;
    };
  }
}
