package dev.mora.loan;

/** What an installment is made of. */
public enum Component {
  PRINCIPAL,
  INTEREST,
  FEES,
  PENALTIES
}
