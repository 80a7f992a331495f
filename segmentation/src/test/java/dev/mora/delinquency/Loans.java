package dev.mora.delinquency;

import dev.mora.loan.Amounts;
import dev.mora.loan.Installment;
import dev.mora.loan.Loan;
import dev.mora.loan.Pause;
import dev.mora.loan.Payment;
import dev.mora.loan.PaymentId;
import dev.mora.money.Money;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Optional;

/** Loans as one line of text, so that a table of cases can hold them. */
final class Loans {

  static final Currency MXN = Currency.getInstance("MXN");

  private Loans() {}

  /**
   * Words separated by blanks: {@code due:2024-01-31=100+10+8+5} (principal, interest, fees,
   * penalties), {@code pay:2024-02-05=60} with {@code #ID} and {@code @booked} if wanted, {@code
   * undo:2024-02-09=ID}, {@code pause:2024-05-01..2024-05-20}, {@code status:CLOSED}, {@code
   * from:2024-01-01} (disbursed).
   */
  static Loan parse(String text) {
    Loan.Builder b = Loan.of("L-1", "B-1", "MXN").toBuilder();
    int number = 0;
    int payment = 0;
    for (String word : text.strip().split("\\s+")) {
      if (word.isEmpty()) {
        continue;
      }
      String[] parts = word.split("[:=#@]");
      switch (parts[0]) {
        case "due" -> b.installment(installment(++number, parts[1], parts[2]));
        case "pay" -> b.payment(payment(word, ++payment));
        case "undo" -> b.payment(undo(b.build(), parts[1], parts[2], ++payment));
        case "pause" -> {
          String[] ends = parts[1].split("\\.\\.");
          b.pause(Pause.of(LocalDate.parse(ends[0]), LocalDate.parse(ends[1])));
        }
        case "status" -> b.status(Loan.Status.valueOf(parts[1]));
        case "from" -> b.disbursedOn(LocalDate.parse(parts[1]));
        default -> throw new IllegalArgumentException(word);
      }
    }
    return b.build();
  }

  static Money money(String amount) {
    return Money.of(amount, "MXN");
  }

  private static Installment installment(int number, String dueOn, String amounts) {
    String[] a = (amounts + "+0+0+0").split("\\+");
    return Installment.of(
        number,
        LocalDate.parse(dueOn),
        new Amounts(money(a[0]), money(a[1]), money(a[2]), money(a[3])));
  }

  private static Payment payment(String word, int number) {
    String rest = word.substring("pay:".length());
    String booked = rest.contains("@") ? rest.substring(rest.indexOf('@') + 1) : "";
    rest = rest.replace("@" + booked, "");
    String id = rest.contains("#") ? rest.substring(rest.indexOf('#') + 1) : "P" + number;
    String[] a = rest.replace("#" + id, "").split("=");
    LocalDate paidOn = LocalDate.parse(a[0]);
    return new Payment(
        PaymentId.of(id),
        paidOn,
        booked.isEmpty() ? paidOn : LocalDate.parse(booked),
        money(a[1]),
        Optional.empty());
  }

  private static Payment undo(Loan loan, String on, String id, int number) {
    LocalDate date = LocalDate.parse(on);
    Money amount =
        loan.payments().stream()
            .filter(p -> p.id().value().equals(id))
            .map(Payment::amount)
            .findFirst()
            .orElse(money("1"));
    return new Payment(
        PaymentId.of("R" + number), date, date, amount, Optional.of(PaymentId.of(id)));
  }
}
