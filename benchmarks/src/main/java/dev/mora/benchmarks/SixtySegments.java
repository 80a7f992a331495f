package dev.mora.benchmarks;

import static dev.mora.benchmarks.Account.UNKNOWN;
import static dev.mora.benchmarks.Names.AGRO;
import static dev.mora.benchmarks.Names.GROUP;
import static dev.mora.benchmarks.Names.GUERRERO;
import static dev.mora.benchmarks.Names.HOUSING;
import static dev.mora.benchmarks.Names.KEPT;
import static dev.mora.benchmarks.Names.MICRO_SHOP;
import static dev.mora.benchmarks.Names.MXN;
import static dev.mora.benchmarks.Names.OAXACA;
import static dev.mora.benchmarks.Names.OPEN;
import static dev.mora.benchmarks.Names.SMS;
import static dev.mora.benchmarks.Names.VERACRUZ;
import static dev.mora.benchmarks.Names.VOICE;
import static dev.mora.benchmarks.Names.WHATSAPP;

/**
 * {@code segments-60.json} as if/else. The stage x risk x balance part is nested, as one would
 * write it: 11 comparisons instead of 45 rules.
 */
final class SixtySegments implements HandWritten {

  private static final int TABLE = 8;
  private static final int AFTER_TABLE = TABLE + 45;

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
    if (days >= 91) {
      if (a.product() == HOUSING && a.currency() == MXN && a.outstanding() >= 40_000_00) {
        return 1;
      }
      if (a.currency() == MXN
          && a.outstanding() >= 8_000_00
          && a.promiseState() != OPEN
          && a.promiseState() != KEPT) {
        return 2;
      }
    }
    if (days >= 31) {
      if ((a.product() == GROUP || a.product() == MICRO_SHOP)
          && a.overdueInstallments() >= 2
          && a.overdueInstallments() <= 4) {
        return 3;
      }
      if ((a.reachable() & (WHATSAPP | SMS | VOICE)) == 0) {
        return 4;
      }
    }
    if (days >= 91) {
      return 7;
    }
    if (days >= 1) {
      if (a.promiseState() == OPEN) {
        return 5;
      }
      if (days <= 60
          && a.product() == AGRO
          && (a.region() == GUERRERO || a.region() == OAXACA || a.region() == VERACRUZ)) {
        return 6;
      }
      return TABLE + 9 * stage(days) + 3 * risk(a) + balance(a);
    }
    if (a.daysToDue() == 0) {
      return a.currency() == MXN && a.outstanding() > 10_000_00 ? AFTER_TABLE : AFTER_TABLE + 1;
    }
    if (a.daysToDue() >= 1 && a.daysToDue() <= 3) {
      if (a.silent()) {
        return AFTER_TABLE + 2;
      }
      if (a.installmentsPaid() <= 1 && a.age() != UNKNOWN && a.age() < 30) {
        return AFTER_TABLE + 3;
      }
      if (a.daysSinceContact() == UNKNOWN || a.daysSinceContact() > 5 || a.loans() >= 2) {
        return AFTER_TABLE + 4;
      }
    }
    if (a.paidShare() >= 80
        && a.worstDays() != UNKNOWN
        && a.worstDays() <= 5
        && a.creditScore() >= 650) {
      return AFTER_TABLE + 5;
    }
    return AFTER_TABLE + 6;
  }

  private static int stage(int days) {
    if (days <= 7) {
      return 0;
    }
    if (days <= 15) {
      return 1;
    }
    if (days <= 30) {
      return 2;
    }
    return days <= 60 ? 3 : 4;
  }

  private static int risk(Account a) {
    if (a.creditScore() == UNKNOWN || a.creditScore() < 520 || a.times30() >= 3) {
      return 0;
    }
    return a.creditScore() <= 649 ? 1 : 2;
  }

  private static int balance(Account a) {
    if (a.currency() != MXN || a.overdue() < 1_000_00) {
      return 2;
    }
    return a.overdue() >= 5_000_00 ? 0 : 1;
  }
}
