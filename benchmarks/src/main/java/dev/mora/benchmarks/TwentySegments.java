package dev.mora.benchmarks;

import static dev.mora.benchmarks.Account.UNKNOWN;
import static dev.mora.benchmarks.Names.AGRO;
import static dev.mora.benchmarks.Names.BROKEN;
import static dev.mora.benchmarks.Names.CHIAPAS;
import static dev.mora.benchmarks.Names.EDUCATION;
import static dev.mora.benchmarks.Names.GROUP;
import static dev.mora.benchmarks.Names.GUERRERO;
import static dev.mora.benchmarks.Names.MXN;
import static dev.mora.benchmarks.Names.OAXACA;
import static dev.mora.benchmarks.Names.OPEN;
import static dev.mora.benchmarks.Names.SMS;
import static dev.mora.benchmarks.Names.SONORA;
import static dev.mora.benchmarks.Names.TABASCO;
import static dev.mora.benchmarks.Names.WHATSAPP;

/** {@code segments-20.json} as if/else. */
final class TwentySegments implements HandWritten {

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
    if (days >= 121
        && a.currency() == MXN
        && a.outstanding() >= 8_000_00
        && a.product() != GROUP
        && a.product() != EDUCATION) {
      return 1;
    }
    if (days >= 91 && a.currency() == MXN && a.overdue() >= 2_500_00) {
      return 2;
    }
    if (days >= 91) {
      return 3;
    }
    if (days >= 31 && (a.promiseState() == BROKEN || a.promisesBroken() >= 2)) {
      return 4;
    }
    if (days >= 1 && a.promiseState() == OPEN) {
      return 5;
    }
    if (days >= 8 && (a.reachable() & (WHATSAPP | SMS)) == 0) {
      return 6;
    }
    if (days >= 16 && a.product() == GROUP && a.overdueInstallments() >= 2) {
      return 7;
    }
    if (days >= 1
        && days <= 60
        && a.product() == AGRO
        && (a.region() == SONORA || a.region() == CHIAPAS || a.region() == TABASCO)) {
      return 8;
    }
    if (days >= 31
        && a.currency() == MXN
        && a.overdue() >= 3_000_00
        && a.overdue() <= 20_000_00
        && ((a.creditScore() != UNKNOWN && a.creditScore() < 600) || a.worstDays() > 60)) {
      return 9;
    }
    if (days >= 31) {
      return 10;
    }
    if (days >= 1) {
      if (a.firstPaymentDefault()) {
        return 11;
      }
      if (a.silent() && a.attempts() >= 3) {
        return 12;
      }
      if (a.creditScore() == UNKNOWN || a.creditScore() < 520 || a.times30() >= 3) {
        return 13;
      }
      if (days <= 15
          && a.installmentsPaid() >= 6
          && a.worstDays() != UNKNOWN
          && a.worstDays() <= 10
          && a.creditScore() >= 650) {
        return 14;
      }
      return a.currency() == MXN && a.overdue() >= 1_500_00 ? 15 : 16;
    }
    if (a.daysToDue() >= 0 && a.daysToDue() <= 3) {
      if (a.installmentsPaid() <= 1 && a.age() != UNKNOWN && a.age() < 30) {
        return 17;
      }
      if ((a.daysSinceContact() == UNKNOWN || a.daysSinceContact() > 5 || a.loans() >= 2)
          && a.region() != GUERRERO
          && a.region() != OAXACA) {
        return 18;
      }
    }
    return 19;
  }
}
