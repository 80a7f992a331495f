package dev.mora.promise;

import dev.mora.loan.Payment;
import dev.mora.loan.PaymentId;
import dev.mora.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The payments that count for something agreed on a day, as seen at the end of another. */
final class Received {

  private final Map<PaymentId, Payment> payments = new LinkedHashMap<>();
  private final Map<PaymentId, List<Payment>> reversals = new HashMap<>();
  private final LocalDate agreedOn;
  private final PromiseTerms terms;
  private final LocalDate asOf;

  private Received(LocalDate agreedOn, PromiseTerms terms, LocalDate asOf) {
    this.agreedOn = agreedOn;
    this.terms = terms;
    this.asOf = asOf;
  }

  static Received of(
      Collection<Payment> payments, LocalDate agreedOn, PromiseTerms terms, LocalDate asOf) {
    Received received = new Received(agreedOn, terms, asOf);
    for (Payment payment : payments) {
      boolean known = received.payments.putIfAbsent(payment.id(), payment) != null;
      if (!known && payment.reverses().isPresent()) {
        received
            .reversals
            .computeIfAbsent(payment.reverses().get(), id -> new ArrayList<>())
            .add(payment);
      }
    }
    return received;
  }

  /** The sum of what came in by the end of a window and was not undone by its look-back. */
  Money until(LocalDate end, Currency currency) {
    LocalDate last = end.isBefore(asOf) ? end : asOf;
    LocalDate undoneBy = end.plusDays(terms.lookBackDays());
    LocalDate seen = undoneBy.isBefore(asOf) ? undoneBy : asOf;
    Money sum = Money.zero(currency);
    for (Payment payment : payments.values()) {
      if (payment.reverses().isEmpty()
          && isBehindTheAgreement(payment)
          && !payment.paidOn().isAfter(last)
          && !isUndone(payment, seen, new HashSet<>())) {
        sum = sum.plus(payment.amount());
      }
    }
    return sum;
  }

  private boolean isBehindTheAgreement(Payment payment) {
    return payment.paidOn().isAfter(agreedOn)
        || (payment.paidOn().equals(agreedOn) && payment.bookedOn().isAfter(agreedOn));
  }

  /** A reversal that is itself reversed undoes nothing. */
  private boolean isUndone(Payment payment, LocalDate seen, Set<PaymentId> visited) {
    return visited.add(payment.id())
        && reversals.getOrDefault(payment.id(), List.of()).stream()
            .anyMatch(
                reversal -> !reversal.paidOn().isAfter(seen) && !isUndone(reversal, seen, visited));
  }
}
