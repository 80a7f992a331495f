package dev.mora.benchmarks;

/** A fact that rules of Drools write to; generated code wants it public, with getters. */
public final class DroolsRow {

  private final Account account;
  private int rule = -1;

  DroolsRow(Account account) {
    this.account = account;
  }

  public Account getAccount() {
    return account;
  }

  public int getRule() {
    return rule;
  }

  public void setRule(int value) {
    rule = value;
  }
}
