package dev.mora.benchmarks;

import static dev.mora.benchmarks.Account.UNKNOWN;
import static dev.mora.benchmarks.Names.MXN;
import static dev.mora.benchmarks.Names.OPEN;
import static dev.mora.benchmarks.Names.SMS;
import static dev.mora.benchmarks.Names.WHATSAPP;

/** {@code segments-8.json} as if/else. */
final class EightSegments implements HandWritten {

  @Override
  public void segment(Account[] accounts, int[] rules) {
    for (int i = 0; i < accounts.length; i++) {
      rules[i] = rule(accounts[i]);
    }
  }

  private static int rule(Account a) {
    int days = a.countedDays();
    if (days > 180) {
      return 0;
    }
    if (days >= 91 && a.currency() == MXN && a.outstanding() >= 5_000_00) {
      return 1;
    }
    if (days >= 1 && days <= 90 && a.promiseState() == OPEN) {
      return 2;
    }
    if (days >= 8 && (a.reachable() & (WHATSAPP | SMS)) == 0) {
      return 3;
    }
    if (days >= 31) {
      return 4;
    }
    if (days >= 1 && (a.creditScore() == UNKNOWN || a.creditScore() < 540 || a.times30() >= 2)) {
      return 5;
    }
    return days >= 1 ? 6 : 7;
  }
}
