package com.example.collections;

import dev.mora.loan.Loan;

/** The first lines of the README, as they stand there. */
final class FirstSteps {
  private FirstSteps() {}

  public static void main(String[] args) {
    var loan = Loan.of("L-17", "B-9", "MXN").installment("2026-11-05", "750.00");
    System.out.println(loan.id() + " owes " + loan.installments().get(0).due().total());
  }
}
