package dev.mora.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.AttributeType;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.CaseFacts;
import dev.mora.attribute.Condition;
import dev.mora.language.Language;
import dev.mora.money.Money;
import dev.mora.party.BorrowerId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestMoveTest {

  private static final int CASES = Draws.of(750);

  /** What of a small world cannot change once nothing is owed. */
  private static final Set<Attribute<?>> OF_A_DEBT =
      Set.of(
          Attributes.COUNTED_DAYS,
          Attributes.DAYS_TO_DUE,
          Attributes.PAID_SHARE,
          Attributes.PROMISE_STATE,
          Attributes.OVERDUE_AMOUNT,
          Attributes.OUTSTANDING);

  private static final SegmentationPolicy STAGES =
      SegmentationPolicy.builder("stages", "1")
          .rule("late", "LATE", Attributes.COUNTED_DAYS.above(30))
          .rule(
              "early-big",
              "EARLY_BIG",
              Condition.all(
                  Attributes.COUNTED_DAYS.above(0),
                  Attributes.OVERDUE_AMOUNT.atLeast(Money.of("500", "MXN"))))
          .rule("early", "EARLY", Attributes.COUNTED_DAYS.above(0))
          .otherwise("CURRENT")
          .build();

  private static CaseFacts.Builder facts(int days, String amount) {
    return CaseFacts.builder(Attributes.standard())
        .set(Attributes.COUNTED_DAYS, days)
        .set(Attributes.CURRENCY, "MXN")
        .set(Attributes.OVERDUE_AMOUNT, Money.of(amount, "MXN"));
  }

  private static String said(SegmentationPolicy policy, CaseFacts facts, Language language) {
    return policy.segment(facts).explanation().nearest().orElseThrow().in(language);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "33 | 90.00  | ES | con 3 días menos de mora (hasta 30) pasaría a EARLY",
        "33 | 90.00  | PT | com 3 dias menos de atraso (até 30) passaria para EARLY",
        "33 | 90.00  | EN | with 3 fewer days past due (up to 30) it would go to EARLY",
        "33 | 900.00 | ES | con 3 días menos de mora (hasta 30) pasaría a EARLY_BIG",
        "30 | 90.00  | ES | con 1 día más de mora (desde 31) pasaría a LATE",
        "1  | 90.00  | ES | con 1 día menos de mora (hasta 0) pasaría a CURRENT",
        "0  | 90.00  | EN | with 1 more day past due (from 1) it would go to EARLY"
      })
  void the_nearest_segment_is_told_in_days(
      int days, String amount, Language language, String line) {
    assertThat(said(STAGES, facts(days, amount).build(), language)).isEqualTo(line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ES | con 9.50 MXN más de monto vencido (desde 500.00 MXN) pasaría a EARLY_BIG",
        "PT | com 9,50 MXN mais de valor vencido (a partir de 500,00 MXN) passaria para EARLY_BIG",
        "EN | with 9.50 MXN more overdue amount (from 500.00 MXN) it would go to EARLY_BIG"
      })
  void a_segment_that_is_asked_for_is_told_in_its_own_unit(Language language, String line) {
    Explanation early = STAGES.segment(facts(12, "490.50").build()).explanation();

    assertThat(early.nearest("EARLY_BIG").orElseThrow().in(language)).isEqualTo(line);
    assertThat(early.nearest("EARLY")).isEmpty();
    assertThat(early.nearest("NOWHERE")).isEmpty();
  }

  @Test
  void two_attributes_are_changed_where_one_does_not_do() {
    Explanation late = STAGES.segment(facts(31, "90.00").build()).explanation();

    Move move = late.nearest("EARLY_BIG").orElseThrow();

    assertThat(move.in(Language.ES))
        .isEqualTo(
            "con 1 día menos de mora (hasta 30) y 410.00 MXN más de monto vencido"
                + " (desde 500.00 MXN) pasaría a EARLY_BIG");
    assertThat(move)
        .hasToString(
            "Move(EARLY_BIG, early-big, [Change(countedDays)," + " Change(overdueAmount)])");
  }

  @Test
  void what_a_person_is_never_stands_in_a_change() {
    SegmentationPolicy policy =
        SegmentationPolicy.builder("p", "1")
            .rule("a", "A", Attributes.GENDER.is("F"))
            .rule("b", "B", Attributes.AGE.below(30))
            .rule("c", "C", Attributes.REGION.is("Jalisco"))
            .otherwise("Z")
            .build();
    CaseFacts facts = CaseFacts.builder(Attributes.standard()).set(Attributes.AGE, 30).build();

    assertThat(policy.segment(facts).explanation().nearest()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ES | con promesa de pago OPEN (hoy NONE) pasaría a PROMISED",
        "PT | com promessa de pagamento OPEN (hoje NONE) passaria para PROMISED",
        "EN | with promise to pay OPEN (today NONE) it would go to PROMISED"
      })
  void words_say_what_they_are_today(Language language, String line) {
    SegmentationPolicy policy =
        SegmentationPolicy.builder("p", "1")
            .rule("a", "PROMISED", Attributes.PROMISE_STATE.is("OPEN"))
            .otherwise("Z")
            .build();
    CaseFacts facts =
        CaseFacts.builder(Attributes.standard()).set(Attributes.PROMISE_STATE, "NONE").build();

    assertThat(said(policy, facts, language)).isEqualTo(line);
  }

  @Test
  void scores_flags_sets_and_missing_values_read_as_well() {
    Condition score = Attributes.CREDIT_SCORE.above(new BigDecimal("560"));
    Condition reached = Attributes.REACHABLE.holds("sms");
    Condition silent = Attributes.READ_BUT_SILENT.is(true);
    CaseFacts facts =
        CaseFacts.builder(Attributes.standard())
            .set(Attributes.CREDIT_SCORE, new BigDecimal("540"))
            .set(Attributes.REACHABLE, Set.of("call"))
            .set(Attributes.READ_BUT_SILENT, false)
            .build();

    assertThat(said(only(score), facts, Language.ES))
        .isEqualTo("con 20 más de puntaje de crédito (más de 560) pasaría a A");
    assertThat(said(only(reached), facts, Language.ES)).isEqualTo("con canales +sms pasaría a A");
    assertThat(said(only(silent), facts, Language.ES))
        .isEqualTo("con leyó sin responder: sí (hoy no) pasaría a A");
    assertThat(said(only(Attributes.ATTEMPTS_7D.atLeast(2)), facts, Language.ES))
        .isEqualTo("con 2 intentos en 7 días (hoy sin dato) pasaría a A");
  }

  /** Each row: the test; what is said of a case with 1 of each count, 540 points and 40 percent. */
  @ParameterizedTest
  @MethodSource("steps")
  void a_step_is_told_in_the_words_of_its_attribute(
      Condition when, Language language, String words) {
    CaseFacts facts =
        CaseFacts.builder(Attributes.standard().with(VISITS))
            .set(Attributes.INSTALLMENTS_PAID, 1)
            .set(Attributes.ATTEMPTS_7D, 1)
            .set(VISITS, 1)
            .set(Attributes.CREDIT_SCORE, new BigDecimal("540"))
            .set(Attributes.PAID_SHARE, new BigDecimal("40"))
            .build();

    String said = said(only(when), facts, language);

    assertThat(said)
        .isEqualTo(
            language.pick(
                "con " + words + " pasaría a A",
                "com " + words + " passaria para A",
                "with " + words + " it would go to A"));
  }

  @Test
  void an_amount_that_is_not_known_is_told_where_the_currency_is() {
    SegmentationPolicy policy =
        SegmentationPolicy.builder("p", "1")
            .rule("c", "C", Attributes.CURRENCY.is("USD"))
            .rule("a", "A", Attributes.OVERDUE_AMOUNT.atLeast(Money.of("500", "MXN")))
            .otherwise("Z")
            .build();
    CaseFacts pesos =
        CaseFacts.builder(Attributes.standard()).set(Attributes.CURRENCY, "MXN").build();

    assertThat(said(policy, pesos, Language.EN))
        .isEqualTo("with overdue amount 500.00 MXN (unknown today) it would go to A");
    assertThat(
            policy
                .segment(CaseFacts.builder(Attributes.standard()).build())
                .explanation()
                .nearest())
        .isEmpty();
  }

  /** Income, own columns and what is not known come after what time and payments change. */
  @Test
  void what_changes_by_itself_comes_before_what_does_not() {
    Attribute<Integer> own = Attribute.count("loan.visits");
    SegmentationPolicy policy =
        SegmentationPolicy.builder("p", "1")
            .rule("income", "I", Attributes.INCOME.atLeast(Money.of("10", "MXN")))
            .rule("own", "O", own.atLeast(2))
            .rule("unknown", "U", Attributes.CREDIT_SCORE.above(BigDecimal.ONE))
            .rule("late", "L", Attributes.COUNTED_DAYS.above(30))
            .otherwise("Z")
            .build();
    CaseFacts facts =
        CaseFacts.builder(policy.attributes())
            .set(Attributes.INCOME, Money.of("9.99", "MXN"))
            .set(own, 1)
            .set(Attributes.COUNTED_DAYS, 3)
            .build();

    assertThat(policy.segment(facts).explanation().nearest().orElseThrow().segment())
        .isEqualTo("L");
    assertThat(policy.segment(facts).explanation().nearest("I").orElseThrow().in(Language.EN))
        .isEqualTo("with 0.01 MXN more income (from 10.00 MXN) it would go to I");
  }

  @Test
  void a_set_gains_and_loses_as_few_members_as_it_must() {
    SegmentationPolicy policy =
        only(
            Condition.all(
                Attributes.REACHABLE.holds("sms"),
                Condition.not(Attributes.REACHABLE.holds("call")),
                Condition.any(
                    Attributes.REACHABLE.holds("email"), Attributes.REACHABLE.holds("whatsapp"))));
    CaseFacts facts =
        CaseFacts.builder(Attributes.standard())
            .set(Attributes.REACHABLE, Set.of("call", "whatsapp"))
            .build();

    assertThat(said(policy, facts, Language.ES)).isEqualTo("con canales +sms -call pasaría a A");
  }

  @Test
  void a_share_may_be_all() {
    Attribute<BigDecimal> share = Attributes.PAID_SHARE;
    CaseFacts paid =
        CaseFacts.builder(Attributes.standard()).set(share, new BigDecimal(100)).build();

    assertThat(said(only(share.below(new BigDecimal(50))), paid, Language.ES))
        .isEqualTo("con 50 % menos de parte pagada (menos de 50 %) pasaría a A");
  }

  private static final Attribute<Integer> VISITS = Attribute.count("loan.visits");

  static Stream<Arguments> steps() {
    Attribute<BigDecimal> score = Attributes.CREDIT_SCORE;
    Attribute<BigDecimal> share = Attributes.PAID_SHARE;
    Condition paid = Attributes.INSTALLMENTS_PAID.atLeast(3);
    Condition attempts = Attributes.ATTEMPTS_7D.atLeast(3);
    return Stream.of(
        Arguments.of(paid, Language.ES, "2 cuotas pagadas más (desde 3)"),
        Arguments.of(paid, Language.EN, "2 more installments paid (from 3)"),
        Arguments.of(attempts, Language.ES, "2 intentos más en 7 días (desde 3)"),
        Arguments.of(attempts, Language.PT, "2 tentativas mais em 7 dias (a partir de 3)"),
        Arguments.of(VISITS.atLeast(3), Language.ES, "2 loan.visits más (desde 3)"),
        Arguments.of(
            score.atLeast(new BigDecimal("600")),
            Language.ES,
            "60 más de puntaje de crédito (desde 600)"),
        Arguments.of(
            score.atLeast(new BigDecimal("560.000002")),
            Language.EN,
            "20.000002 more credit score (from 560.000002)"),
        Arguments.of(
            score.below(new BigDecimal("500")),
            Language.PT,
            "40 menos de pontuação de crédito (menos de 500)"),
        Arguments.of(
            score.atMost(new BigDecimal("500")),
            Language.ES,
            "40 menos de puntaje de crédito (hasta 500)"),
        Arguments.of(
            share.above(new BigDecimal("50")),
            Language.ES,
            "10 % más de parte pagada (más de 50 %)"),
        Arguments.of(
            share.atMost(new BigDecimal("30")), Language.EN, "10% less share paid (up to 30%)"));
  }

  private static SegmentationPolicy only(Condition when) {
    return SegmentationPolicy.builder("p", "1").rule("a", "A", when).otherwise("Z").build();
  }

  /** Beside trying every other case of a small world. */
  @ParameterizedTest
  @ValueSource(longs = {20261121L, 5L})
  void trying_every_other_case_finds_no_smaller_change(long seed) {
    Random random = new Random(seed);
    int moved = 0;
    for (int c = 0; c < CASES; c++) {
      SmallWorld world = SmallWorld.of(random);
      List<Map<Attribute<?>, Object>> all = world.cases();
      Map<Attribute<?>, Object> now = all.get(random.nextInt(all.size()));
      SegmentationPolicy policy = world.policy();
      CaseFacts.Builder facts = world.facts(now).toBuilder();
      if (policy.unit() == SegmentationPolicy.Unit.BORROWER) {
        facts.borrower(BorrowerId.of("B"));
      }
      Placement placed = policy.segment(facts.build());
      String about = "seed " + seed + ", case " + c + ": " + now + "\n" + policy.toJson();

      Optional<Move> move = placed.explanation().nearest();

      Optional<List<Object>> expected = smallest(world, all, now, placed.segment());
      assertThat(move.map(one -> figures(world, one, now))).as(about).isEqualTo(expected);
      if (move.isPresent()) {
        Map<Attribute<?>, Object> then = new LinkedHashMap<>(now);
        move.get().changes().forEach(change -> apply(change, then));
        Placement moves = policy.segment(world.facts(then));
        assertThat(moves.segment()).as(about).isEqualTo(move.get().segment());
        assertThat(moves.rule()).as(about).isEqualTo(move.get().rule());
        assertThat(moves.segment()).as(about).isNotEqualTo(placed.segment());
        assertThat(move.get().in(Language.EN)).contains(moves.segment());
        moved++;
      }
    }
    assertThat(moved).isGreaterThan(CASES / 4);
  }

  /** An amount of one currency leaves those of the others as they are. */
  private static void apply(Change change, Map<Attribute<?>, Object> values) {
    Object before = values.get(change.attribute());
    if (before instanceof List<?> purse) {
      Money to = (Money) change.to();
      List<Money> next = new ArrayList<>();
      purse.forEach(
          one -> next.add(((Money) one).currency().equals(to.currency()) ? to : (Money) one));
      values.put(change.attribute(), next);
    } else {
      values.put(change.attribute(), change.to());
    }
  }

  /** How many changes, how many slow ones, then places of the attributes and distances. */
  private static List<Object> figures(SmallWorld world, Move move, Map<Attribute<?>, Object> now) {
    List<Attribute<?>> reading = List.copyOf(Space.of(world.policy()).attributes());
    List<Object> figures = new ArrayList<>();
    figures.add((long) move.changes().size());
    figures.add(move.changes().stream().filter(one -> isSlow(one.attribute(), now)).count());
    move.changes().forEach(one -> figures.add((long) reading.indexOf(one.attribute())));
    move.changes().forEach(one -> figures.add(distance(one.from().orElse(null), one.to())));
    return figures;
  }

  private static Optional<List<Object>> smallest(
      SmallWorld world,
      List<Map<Attribute<?>, Object>> all,
      Map<Attribute<?>, Object> now,
      String segment) {
    Set<Attribute<?>> fixed = new HashSet<>(Set.of(Attributes.REGION, Attributes.CURRENCY));
    Object owed = now.get(Attributes.OUTSTANDING);
    if (owed != null && purse(owed).stream().allMatch(Money::isZero)) {
      fixed.addAll(OF_A_DEBT);
    }
    List<Attribute<?>> reading = List.copyOf(Space.of(world.policy()).attributes());
    Set<String> currencies = currencies(world, now);
    List<Object> best = null;
    for (Map<Attribute<?>, Object> then : all) {
      List<Attribute<?>> changed = new ArrayList<>();
      boolean possible = then.keySet().containsAll(now.keySet());
      for (Attribute<?> attribute : world.attributes()) {
        if (!Objects.equals(now.get(attribute), then.get(attribute))) {
          changed.add(attribute);
          possible &=
              !fixed.contains(attribute)
                  && reading.contains(attribute)
                  && then.containsKey(attribute)
                  && isMoved(attribute, now.get(attribute), then.get(attribute), currencies);
        }
      }
      if (!possible
          || changed.isEmpty()
          || world.policy().segment(world.facts(then)).segment().equals(segment)) {
        continue;
      }
      changed.sort(Comparator.comparingInt(reading::indexOf));
      List<Object> figures = new ArrayList<>();
      figures.add((long) changed.size());
      figures.add(changed.stream().filter(one -> isSlow(one, now)).count());
      changed.forEach(one -> figures.add((long) reading.indexOf(one)));
      changed.forEach(one -> figures.add(distance(now.get(one), then.get(one))));
      if (best == null || isLess(figures, best)) {
        best = figures;
      }
    }
    return Optional.ofNullable(best);
  }

  private static boolean isLess(List<Object> a, List<Object> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = Long.compare((Long) a.get(i), (Long) b.get(i));
      if (order != 0) {
        return order < 0;
      }
    }
    return false;
  }

  private static boolean isSlow(Attribute<?> attribute, Map<Attribute<?>, Object> now) {
    return attribute.equals(Attributes.INCOME) || !now.containsKey(attribute);
  }

  /** Currencies of the loan itself; empty if the case does not tell. */
  private static Set<String> currencies(SmallWorld world, Map<Attribute<?>, Object> now) {
    Set<String> codes = new HashSet<>();
    if (world.policy().unit() == SegmentationPolicy.Unit.LOAN) {
      for (Attribute<?> attribute :
          List.of(Attributes.OVERDUE_AMOUNT, Attributes.OUTSTANDING, Attributes.CURRENCY)) {
        Object value =
            Space.of(world.policy()).attributes().contains(attribute) ? now.get(attribute) : null;
        if (value != null) {
          codes.add(
              value instanceof Money money ? money.currency().getCurrencyCode() : value.toString());
        }
      }
    }
    return codes;
  }

  private static boolean isMoved(
      Attribute<?> attribute, Object before, Object after, Set<String> currencies) {
    if (attribute.type() != AttributeType.MONEY) {
      return true;
    }
    if (before == null) {
      return after instanceof Money money
          && (attribute.equals(Attributes.OVERDUE_AMOUNT)
              || attribute.equals(Attributes.OUTSTANDING))
          && currencies.contains(money.currency().getCurrencyCode());
    }
    List<Money> old = purse(before);
    List<Money> next = purse(after);
    int moved = 0;
    for (int i = 0; i < old.size() && old.size() == next.size(); i++) {
      if (!old.get(i).currency().equals(next.get(i).currency())) {
        return false;
      }
      moved += old.get(i).equals(next.get(i)) ? 0 : 1;
    }
    return old.size() == next.size() && moved == 1;
  }

  private static List<Money> purse(Object value) {
    List<Money> amounts = new ArrayList<>();
    if (value instanceof Money money) {
      amounts.add(money);
    } else {
      ((List<?>) value).forEach(one -> amounts.add((Money) one));
    }
    return amounts;
  }

  private static long distance(Object before, Object after) {
    if (after instanceof Set<?> names) {
      Set<Object> gained = new HashSet<>(names);
      Set<Object> lost = before == null ? new HashSet<>() : new HashSet<>((Set<?>) before);
      Set<Object> both = new HashSet<>(gained);
      both.retainAll(lost);
      return gained.size() + lost.size() - 2L * both.size();
    }
    if (after instanceof String || after instanceof Boolean) {
      return 1;
    }
    if (before instanceof List<?> || after instanceof List<?>) {
      List<Money> old = purse(before);
      List<Money> next = purse(after);
      long sum = 0;
      for (int i = 0; i < old.size(); i++) {
        sum += Math.abs(old.get(i).minorUnits() - next.get(i).minorUnits());
      }
      return sum;
    }
    return Math.abs((before == null ? 0 : Space.value(before)) - Space.value(after));
  }
}
