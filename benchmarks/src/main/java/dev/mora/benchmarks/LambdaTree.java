package dev.mora.benchmarks;

import static dev.mora.benchmarks.Account.UNKNOWN;
import static dev.mora.benchmarks.Names.MXN;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/** The policy of 20 segments as a list of composed lambdas, without boxing. */
final class LambdaTree implements Peer {

  private static final List<Predicate<Account>> RULES =
      List.of(
          days(181, Integer.MAX_VALUE),
          all(
              days(121, 180),
              money(Account::outstanding, minor -> minor >= 8_000_00),
              of(
                  Account::product,
                  product -> product != Names.GROUP && product != Names.EDUCATION)),
          all(days(91, 180), money(Account::overdue, minor -> minor >= 2_500_00)),
          days(91, Integer.MAX_VALUE),
          all(
              days(31, 90),
              any(
                  of(Account::promiseState, state -> state == Names.BROKEN),
                  of(Account::promisesBroken, count -> count >= 2))),
          all(days(1, 90), of(Account::promiseState, state -> state == Names.OPEN)),
          all(
              days(8, 90),
              of(Account::reachable, bits -> (bits & (Names.WHATSAPP | Names.SMS)) == 0)),
          all(
              days(16, 90),
              of(Account::product, product -> product == Names.GROUP),
              of(Account::overdueInstallments, count -> count >= 2)),
          all(
              of(Account::product, product -> product == Names.AGRO),
              of(
                  Account::region,
                  region ->
                      region == Names.SONORA || region == Names.CHIAPAS || region == Names.TABASCO),
              days(1, 60)),
          all(
              days(31, 90),
              money(Account::overdue, minor -> minor >= 3_000_00 && minor <= 20_000_00),
              any(
                  of(Account::creditScore, score -> score != UNKNOWN && score < 600),
                  of(Account::worstDays, days -> days > 60))),
          days(31, 90),
          all(Account::firstPaymentDefault, days(1, 30)),
          all(Account::silent, days(1, 30), of(Account::attempts, count -> count >= 3)),
          all(
              days(1, 30),
              any(
                  of(Account::creditScore, score -> score < 520),
                  of(Account::times30, count -> count >= 3))),
          all(
              days(1, 15),
              of(Account::installmentsPaid, count -> count >= 6),
              of(Account::worstDays, days -> days != UNKNOWN && days <= 10),
              of(Account::creditScore, score -> score >= 650)),
          all(days(1, 30), money(Account::overdue, minor -> minor >= 1_500_00)),
          days(1, 30),
          all(
              of(Account::daysToDue, days -> days >= 0 && days <= 3),
              of(Account::installmentsPaid, count -> count <= 1),
              of(Account::age, age -> age != UNKNOWN && age < 30)),
          all(
              of(Account::daysToDue, days -> days >= 0 && days <= 3),
              any(
                  of(Account::daysSinceContact, days -> days == UNKNOWN || days > 5),
                  of(Account::loans, loans -> loans >= 2)),
              of(Account::region, region -> region != Names.GUERRERO && region != Names.OAXACA)));

  @Override
  public String name() {
    return "lambda tree";
  }

  @Override
  public void segment(Account[] accounts, int[] rules) {
    for (int i = 0; i < accounts.length; i++) {
      int rule = 0;
      while (rule < RULES.size() && !RULES.get(rule).test(accounts[i])) {
        rule++;
      }
      rules[i] = rule;
    }
  }

  /** For engines that take one condition a rule. */
  static List<Predicate<Account>> rules() {
    return RULES;
  }

  private static Predicate<Account> days(int from, int to) {
    return of(Account::countedDays, days -> days >= from && days <= to);
  }

  private static Predicate<Account> of(ToIntFunction<Account> field, IntPredicate test) {
    return account -> test.test(field.applyAsInt(account));
  }

  private static Predicate<Account> money(ToLongFunction<Account> field, LongPredicate test) {
    return account -> account.currency() == MXN && test.test(field.applyAsLong(account));
  }

  @SafeVarargs
  private static Predicate<Account> all(Predicate<Account>... parts) {
    Predicate<Account> all = parts[0];
    for (int i = 1; i < parts.length; i++) {
      all = all.and(parts[i]);
    }
    return all;
  }

  private static Predicate<Account> any(Predicate<Account> one, Predicate<Account> other) {
    return one.or(other);
  }
}
