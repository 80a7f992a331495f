package dev.mora.delinquency;

import dev.mora.loan.Amounts;
import dev.mora.loan.Component;
import dev.mora.loan.Installment;
import dev.mora.loan.Loan;
import dev.mora.loan.Pause;
import dev.mora.loan.Payment;
import dev.mora.loan.PaymentId;
import dev.mora.loan.PaymentTarget;
import dev.mora.loan.Restructure;
import dev.mora.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Loans as one line of text, so that a table of cases can hold them. */
public final class Loans {

  static final Currency MXN = Currency.getInstance("MXN");

  private Loans() {}

  /**
   * Words separated by blanks: {@code due:2024-01-31=100+10+8+5} (principal, interest, fees,
   * penalties), {@code pay:2024-02-05=60} with {@code #ID} and {@code @booked} if wanted, {@code
   * undo:2024-02-09=ID@booked} (its own id is {@code R} and its number), {@code
   * pause:2024-05-01..2024-05-20} (also {@code moratorium}, {@code hold}, {@code freeze}), {@code
   * status:CLOSED}, {@code from:2024-01-01} (disbursed). A payment may end in {@code ~2} or {@code
   * ~2.FEES}, what its payer named. {@code was:2024-03-01/2024-01-31=100} is an installment that
   * stood until a restructure, {@code re:2024-03-01=44/12.50} a restructure with its days and what
   * it capitalised, both perhaps left out.
   */
  public static Loan parse(String text) {
    Loan.Builder b = Loan.of("L-1", "B-1", "MXN").toBuilder();
    int number = 0;
    int payment = 0;
    Map<LocalDate, List<Installment>> replaced = new TreeMap<>();
    Map<LocalDate, String> known = new TreeMap<>();
    for (String word : text.strip().split("\\s+")) {
      if (word.isEmpty()) {
        continue;
      }
      String[] parts = word.split("[:=#@]");
      switch (parts[0]) {
        case "due" -> b.installment(installment(++number, parts[1], parts[2]));
        case "pay" -> b.payment(payment(word, ++payment));
        case "undo" ->
            b.payment(
                undo(b.build(), parts[1], parts[2], parts[parts.length > 3 ? 3 : 1], ++payment));
        case "pause" -> b.pause(pause(parts[1], Pause.Kind.PAUSE));
        case "moratorium" -> b.pause(pause(parts[1], Pause.Kind.MORATORIUM));
        case "hold" -> b.pause(pause(parts[1], Pause.Kind.LEGAL_HOLD));
        case "freeze" -> b.pause(pause(parts[1], Pause.Kind.DISASTER_FREEZE));
        case "was" -> {
          LocalDate on = LocalDate.parse(parts[1].split("/")[0]);
          List<Installment> old = replaced.computeIfAbsent(on, day -> new ArrayList<>());
          old.add(installment(old.size() + 1, parts[1].split("/")[1], parts[2]));
        }
        case "re" -> {
          replaced.computeIfAbsent(LocalDate.parse(parts[1]), day -> new ArrayList<>());
          known.put(LocalDate.parse(parts[1]), parts.length > 2 ? parts[2] : "");
        }
        case "status" -> b.status(Loan.Status.valueOf(parts[1]));
        case "from" -> b.disbursedOn(LocalDate.parse(parts[1]));
        default -> throw new IllegalArgumentException(word);
      }
    }
    replaced.forEach((on, old) -> b.restructure(restructure(on, old, known.getOrDefault(on, ""))));
    return b.build();
  }

  private static Pause pause(String text, Pause.Kind kind) {
    String[] ends = text.split("\\.\\.");
    return new Pause(LocalDate.parse(ends[0]), LocalDate.parse(ends[1]), kind);
  }

  private static Restructure restructure(LocalDate on, List<Installment> old, String known) {
    String days = known.split("/")[0];
    return new Restructure(
        on,
        old,
        days.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(days)),
        known.contains("/") ? Optional.of(money(known.split("/")[1])) : Optional.empty());
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
    Optional<PaymentTarget> target = Optional.empty();
    if (rest.contains("~")) {
      String[] named = rest.substring(rest.indexOf('~') + 1).split("\\.");
      int installment = Integer.parseInt(named[0]);
      target =
          Optional.of(
              named.length > 1
                  ? PaymentTarget.of(installment, Component.valueOf(named[1]))
                  : PaymentTarget.of(installment));
      rest = rest.substring(0, rest.indexOf('~'));
    }
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
        Optional.empty(),
        target);
  }

  private static Payment undo(Loan loan, String on, String id, String booked, int number) {
    Money amount =
        loan.payments().stream()
            .filter(p -> p.id().value().equals(id))
            .map(Payment::amount)
            .findFirst()
            .orElse(money("1"));
    return new Payment(
        PaymentId.of("R" + number),
        LocalDate.parse(on),
        LocalDate.parse(booked),
        amount,
        Optional.of(PaymentId.of(id)));
  }
}
