package dev.mora.benchmarks;

import static dev.mora.benchmarks.Account.UNKNOWN;

import java.util.Locale;
import java.util.SplittableRandom;

/** Draws accounts from a seed. The same shape, size and seed always give the same accounts. */
final class Accounts {

  /** Of everything that is committed or published. */
  static final long SEED = 20261121;

  /** Which portfolio is drawn. */
  enum Shape {
    /** Attributes independent of each other, about two accounts in three past due. */
    RANDOM,
    /**
     * What lenders have: 85 % current, the late ones mostly by days, and late ones alike (more
     * installments, worse scores), so that branches are easier to predict.
     */
    SKEWED;

    static Shape of(String name) {
      return valueOf(name.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final SplittableRandom random;
  private final Shape shape;

  private Accounts(Shape shape, long seed) {
    this.shape = shape;
    random = new SplittableRandom(seed);
  }

  static Account[] draw(Shape shape, int count, long seed) {
    Accounts accounts = new Accounts(shape, seed);
    Account[] result = new Account[count];
    for (int i = 0; i < count; i++) {
      result[i] = accounts.next();
    }
    return result;
  }

  private Account next() {
    boolean skewed = shape == Shape.SKEWED;
    int days = skewed ? skewedDays() : randomDays();
    int overdueInstallments = skewed ? (days + 29) / 30 : random.nextInt(0, 7);
    int installmentsPaid = random.nextInt(0, 12);
    int score = random.nextInt(300, 850) - (skewed && days > 0 ? random.nextInt(0, 120) : 0);
    return new Account(
        days,
        days == 0 || !skewed ? random.nextInt(0, 15) : 30 - days % 30,
        skewed ? overdueInstallments * amount(12_000_00) : amount(10_000_00),
        amount(60_000_00),
        currency(),
        overdueInstallments,
        installmentsPaid,
        skewed ? installmentsPaid * 100 / 12 : random.nextInt(0, 101),
        missing(3) ? UNKNOWN : Math.max(skewed ? days : 0, random.nextInt(0, 120)),
        skewed && days == 0 ? random.nextInt(0, 2) : random.nextInt(0, 6),
        missing(10) ? UNKNOWN : score,
        random.nextInt(Names.PRODUCTS.size()),
        random.nextInt(Names.REGIONS.size()),
        skewed && days == 0 ? Names.NONE : random.nextInt(Names.PROMISES.size()),
        random.nextInt(0, 4),
        missing(5) ? UNKNOWN : random.nextInt(18, 76),
        random.nextInt(1, 4),
        random.nextInt(0, 6),
        missing(20) ? UNKNOWN : random.nextInt(0, 31),
        random.nextInt(0, 16),
        random.nextInt(10) < 3,
        random.nextInt(10) < 1);
  }

  private int randomDays() {
    return random.nextInt(100) < 35
        ? 0
        : 1 + Math.min(random.nextInt(0, 240), random.nextInt(0, 240));
  }

  private int skewedDays() {
    int percent = random.nextInt(100);
    if (percent < 85) {
      return 0;
    }
    return percent < 95 ? random.nextInt(1, 31) : random.nextInt(31, 241);
  }

  private int currency() {
    int percent = random.nextInt(100);
    return percent < 90 ? Names.MXN : percent < 97 ? Names.GTQ : 2;
  }

  private long amount(long most) {
    return Math.min(random.nextLong(0, most), random.nextLong(0, most));
  }

  private boolean missing(int percent) {
    return random.nextInt(100) < percent;
  }
}
