package dev.mora.delinquency;

import dev.mora.delinquency.PortfolioSnapshot.Kind;
import dev.mora.delinquency.PortfolioSnapshot.Position;
import dev.mora.loan.LoanId;
import dev.mora.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Portfolios of two currencies on some day, the same for the same seed. */
final class RandomSnapshots {

  static final List<String> BUCKETS = List.of("B1", "B2", "B3");
  static final LocalDate START = LocalDate.of(2026, 6, 30);

  private static final Currency[] UNITS = {
    Currency.getInstance("PEN"), Currency.getInstance("MXN")
  };

  private final Random random;

  RandomSnapshots(long seed) {
    random = new Random(seed);
  }

  /** Of loans L-0 to L-(loans), each there or not; the currency belongs to the number. */
  PortfolioSnapshot on(LocalDate asOf, int loans) {
    PortfolioSnapshot.Builder b = PortfolioSnapshot.builder(asOf, BUCKETS);
    positions(loans).forEach(b::add);
    return b.build();
  }

  private List<Position> positions(int loans) {
    List<Position> positions = new ArrayList<>();
    for (int i = 0; i < loans; i++) {
      Currency unit = UNITS[i % 3 == 0 ? 0 : 1];
      LoanId id = LoanId.of("L-" + i);
      int what = random.nextInt(12);
      if (what == 0) {
        continue;
      }
      if (what < 5) {
        positions.add(Position.gone(id, Kind.values()[1 + random.nextInt(4)], unit));
        continue;
      }
      int days = random.nextInt(3) == 0 ? 0 : random.nextInt(200);
      long principal = random.nextInt(8) == 0 ? 0 : random.nextInt(1_000_000);
      Money owed = Money.ofMinor(unit, principal);
      positions.add(
          new Position(
              id,
              Kind.OPEN,
              state(days),
              days,
              owed,
              Optional.of(Money.ofMinor(unit, days == 0 ? 0 : principal / 2)),
              random.nextInt(10) == 0));
    }
    return positions;
  }

  private String state(int days) {
    if (days == 0) {
      return PortfolioSnapshot.CURRENT;
    }
    if (days > 150 && random.nextBoolean()) {
      return PortfolioSnapshot.UNCLASSIFIED;
    }
    return days <= 30 ? "B1" : days <= 60 ? "B2" : "B3";
  }
}
