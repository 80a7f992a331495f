package dev.mora.attribute;

import dev.mora.money.Money;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** Amounts of several currencies, of which the first speaks for all where only one can. */
record Purse(List<Money> amounts) {

  Purse {
    amounts = List.copyOf(amounts);
    if (amounts.stream().map(Money::currency).distinct().count() < amounts.size()) {
      throw new IllegalArgumentException("one amount for each currency");
    }
  }

  Money first() {
    return amounts.get(0);
  }

  Purse with(Money amount) {
    List<Money> next = new ArrayList<>(amounts);
    next.replaceAll(one -> one.currency().equals(amount.currency()) ? amount : one);
    if (!next.contains(amount)) {
      next.add(amount);
    }
    return new Purse(next);
  }

  Optional<Money> of(Currency currency) {
    return amounts.stream().filter(money -> money.currency().equals(currency)).findFirst();
  }
}
