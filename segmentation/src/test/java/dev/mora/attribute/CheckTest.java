package dev.mora.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mora.money.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckTest {

  private static final Money LIMIT = Money.of("500.00", "MXN");

  private static Truth on(Condition condition, CaseFacts facts) {
    return Check.of(condition, facts.attributes()).on(facts);
  }

  private static CaseFacts.Builder facts() {
    return CaseFacts.builder(Attributes.standard());
  }

  private static CaseFacts days(String value) {
    return value.equals("?")
        ? facts().build()
        : facts().set(Attributes.COUNTED_DAYS, Integer.valueOf(value)).build();
  }

  private static Condition daysTest(String test) {
    Attribute<Integer> days = Attributes.COUNTED_DAYS;
    return switch (test) {
      case "is 5" -> days.is(5);
      case "isNot 5" -> days.isNot(5);
      case "in 5 7" -> days.in(List.of(7, 5));
      case "notIn 5 7" -> days.notIn(List.of(5, 7));
      case "from 5 to 7" -> days.between(5, 7);
      case "from 5" -> days.from(5);
      case "to 5" -> days.upTo(5);
      case "above 5" -> days.above(5);
      case "atLeast 5" -> days.atLeast(5);
      case "below 5" -> days.below(5);
      case "atMost 5" -> days.atMost(5);
      case "known" -> days.isKnown();
      case "unknown" -> days.isUnknown();
      default -> throw new IllegalArgumentException(test);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "is 5, 4, FALSE",
    "is 5, 5, TRUE",
    "is 5, 6, FALSE",
    "is 5, ?, UNKNOWN",
    "isNot 5, 4, TRUE",
    "isNot 5, 5, FALSE",
    "isNot 5, 6, TRUE",
    "isNot 5, ?, UNKNOWN",
    "in 5 7, 4, FALSE",
    "in 5 7, 5, TRUE",
    "in 5 7, 6, FALSE",
    "in 5 7, 7, TRUE",
    "in 5 7, 8, FALSE",
    "in 5 7, ?, UNKNOWN",
    "notIn 5 7, 5, FALSE",
    "notIn 5 7, 6, TRUE",
    "notIn 5 7, 7, FALSE",
    "notIn 5 7, ?, UNKNOWN",
    "from 5 to 7, 4, FALSE",
    "from 5 to 7, 5, TRUE",
    "from 5 to 7, 7, TRUE",
    "from 5 to 7, 8, FALSE",
    "from 5 to 7, ?, UNKNOWN",
    "from 5, 4, FALSE",
    "from 5, 5, TRUE",
    "from 5, ?, UNKNOWN",
    "to 5, 5, TRUE",
    "to 5, 6, FALSE",
    "to 5, ?, UNKNOWN",
    "above 5, 5, FALSE",
    "above 5, 6, TRUE",
    "above 5, ?, UNKNOWN",
    "atLeast 5, 4, FALSE",
    "atLeast 5, 5, TRUE",
    "atLeast 5, ?, UNKNOWN",
    "below 5, 4, TRUE",
    "below 5, 5, FALSE",
    "below 5, ?, UNKNOWN",
    "atMost 5, 5, TRUE",
    "atMost 5, 6, FALSE",
    "atMost 5, ?, UNKNOWN",
    "known, 0, TRUE",
    "known, ?, FALSE",
    "unknown, 0, FALSE",
    "unknown, ?, TRUE",
    "from 5, -2147483648, FALSE",
    "above 5, 2147483647, TRUE"
  })
  void a_test_of_days_has_its_limits_where_it_says(String test, String value, Truth truth) {
    assertThat(on(daysTest(test), days(value))).isEqualTo(truth);
  }

  @ParameterizedTest
  @CsvSource({"TRUE, TRUE", "FALSE, FALSE", "UNKNOWN, UNKNOWN"})
  void a_missing_value_counts_as_the_test_says(Truth onUnknown, Truth truth) {
    Condition test = Attributes.COUNTED_DAYS.from(5).onUnknown(onUnknown);

    assertThat(on(test, days("?"))).isEqualTo(truth);
    assertThat(on(test, days("5"))).isEqualTo(Truth.TRUE);
    assertThat(on(test, days("4"))).isEqualTo(Truth.FALSE);
  }

  @ParameterizedTest
  @CsvSource({
    "499.99 MXN, FALSE, FALSE, TRUE, TRUE, FALSE",
    "500.00 MXN, TRUE, FALSE, TRUE, FALSE, TRUE",
    "500.01 MXN, TRUE, TRUE, FALSE, FALSE, FALSE",
    "500.00 USD, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN"
  })
  void an_amount_compares_in_its_own_currency_alone(
      String amount, Truth atLeast, Truth above, Truth atMost, Truth below, Truth is) {
    CaseFacts facts = facts().set(Attributes.OVERDUE_AMOUNT, Money.parse(amount)).build();

    assertThat(on(Attributes.OVERDUE_AMOUNT.atLeast(LIMIT), facts)).isEqualTo(atLeast);
    assertThat(on(Attributes.OVERDUE_AMOUNT.above(LIMIT), facts)).isEqualTo(above);
    assertThat(on(Attributes.OVERDUE_AMOUNT.atMost(LIMIT), facts)).isEqualTo(atMost);
    assertThat(on(Attributes.OVERDUE_AMOUNT.below(LIMIT), facts)).isEqualTo(below);
    assertThat(on(Attributes.OVERDUE_AMOUNT.is(LIMIT), facts)).isEqualTo(is);
  }

  @Test
  void debts_in_two_currencies_are_each_tested_in_their_own() {
    CaseFacts facts =
        facts()
            .amounts(
                Attributes.OVERDUE_AMOUNT, List.of(Money.of("10", "USD"), Money.of("600", "MXN")))
            .build();

    assertThat(on(Attributes.OVERDUE_AMOUNT.atLeast(LIMIT), facts)).isEqualTo(Truth.TRUE);
    assertThat(on(Attributes.OVERDUE_AMOUNT.below(Money.of("10", "USD")), facts))
        .isEqualTo(Truth.FALSE);
    assertThat(on(Attributes.OVERDUE_AMOUNT.below(Money.of("10", "PEN")), facts))
        .isEqualTo(Truth.UNKNOWN);
    assertThat(facts.get(Attributes.OVERDUE_AMOUNT)).contains(Money.of("10", "USD"));
  }

  @ParameterizedTest
  @CsvSource({"559.999999, TRUE", "560, FALSE", "560.000001, FALSE"})
  void a_number_is_exact_to_six_decimals(String score, Truth truth) {
    CaseFacts facts = facts().set(Attributes.CREDIT_SCORE, new BigDecimal(score)).build();

    assertThat(on(Attributes.CREDIT_SCORE.below(new BigDecimal("560.000")), facts))
        .isEqualTo(truth);
  }

  @ParameterizedTest
  @CsvSource({
    "Jalisco, TRUE, FALSE",
    "Sonora, TRUE, FALSE",
    "jalisco, FALSE, TRUE",
    "?, UNKNOWN, UNKNOWN"
  })
  void text_is_compared_letter_by_letter(String region, Truth in, Truth notIn) {
    CaseFacts.Builder facts = facts();
    if (!region.equals("?")) {
      facts.set(Attributes.REGION, region);
    }
    List<String> both = List.of("Jalisco", "Sonora");

    assertThat(on(Attributes.REGION.in(both), facts.build())).isEqualTo(in);
    assertThat(on(Attributes.REGION.notIn(both), facts.build())).isEqualTo(notIn);
  }

  @Test
  void a_set_is_asked_whether_it_holds_a_name() {
    CaseFacts some = facts().set(Attributes.REACHABLE, Set.of("sms", "email")).build();
    CaseFacts none = facts().set(Attributes.REACHABLE, Set.of()).build();

    assertThat(on(Attributes.REACHABLE.holds("sms"), some)).isEqualTo(Truth.TRUE);
    assertThat(on(Attributes.REACHABLE.holds("whatsapp"), some)).isEqualTo(Truth.FALSE);
    assertThat(on(Attributes.REACHABLE.holds("sms"), none)).isEqualTo(Truth.FALSE);
    assertThat(on(Attributes.REACHABLE.holds("sms"), facts().build())).isEqualTo(Truth.UNKNOWN);
    assertThat(on(Attributes.REACHABLE.isKnown(), none)).isEqualTo(Truth.TRUE);
  }

  @Test
  void a_flag_is_one_or_the_other_or_unknown() {
    Condition missed = Attributes.FIRST_PAYMENT_DEFAULT.is(true);

    assertThat(on(missed, facts().set(Attributes.FIRST_PAYMENT_DEFAULT, true).build()))
        .isEqualTo(Truth.TRUE);
    assertThat(on(missed, facts().set(Attributes.FIRST_PAYMENT_DEFAULT, false).build()))
        .isEqualTo(Truth.FALSE);
    assertThat(on(missed, facts().build())).isEqualTo(Truth.UNKNOWN);
  }

  @Test
  void an_unknown_part_decides_nothing_that_another_part_decides() {
    Condition unknown = Attributes.CREDIT_SCORE.below(BigDecimal.TEN);
    Condition yes = Attributes.COUNTED_DAYS.is(5);
    Condition no = Attributes.COUNTED_DAYS.is(6);
    CaseFacts facts = days("5");

    assertThat(on(Condition.all(unknown, yes), facts)).isEqualTo(Truth.UNKNOWN);
    assertThat(on(Condition.all(unknown, no), facts)).isEqualTo(Truth.FALSE);
    assertThat(on(Condition.any(unknown, yes), facts)).isEqualTo(Truth.TRUE);
    assertThat(on(Condition.any(unknown, no), facts)).isEqualTo(Truth.UNKNOWN);
    assertThat(on(Condition.not(unknown), facts)).isEqualTo(Truth.UNKNOWN);
    assertThat(on(Condition.not(yes), facts)).isEqualTo(Truth.FALSE);
  }

  @Test
  void a_test_that_makes_no_sense_is_refused_with_its_reason() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Attributes.REGION.above("Jalisco"))
        .withMessage("region: above makes no sense for a value of type text");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Attributes.COUNTED_DAYS.between(5, 4))
        .withMessage("countedDays: from 5 is more than to 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Attributes.OVERDUE_AMOUNT.between(LIMIT, Money.of("600.00", "USD")))
        .withMessage("overdueAmount: amounts of one test must be of one currency");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Attributes.PROMISE_STATE.is("OPENED"))
        .withMessageStartingWith("promiseState: expected one of [NONE, OPEN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Attributes.REGION.isKnown().onUnknown(Truth.TRUE))
        .withMessage("region: known is never unknown: leave onUnknown out");
  }
}
