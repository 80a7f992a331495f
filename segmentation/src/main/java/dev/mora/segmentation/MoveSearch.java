package dev.mora.segmentation;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.AttributeType;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.CaseFacts;
import dev.mora.money.Money;
import dev.mora.segmentation.Search.Need;
import dev.mora.segmentation.Variable.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks for the smallest change of one case that leads to another segment. */
final class MoveSearch {

  private static final long STEPS = 2_000_000;
  private static final int MOST_OPTIONS = 4_096;

  /**
   * What a person is, where it lives, what was agreed, what has been and what the lender books:
   * neither time nor a payment changes it.
   */
  private static final Set<Attribute<?>> FIXED =
      Set.of(
          Attributes.GENDER,
          Attributes.AGE,
          Attributes.EDUCATION,
          Attributes.LANGUAGE,
          Attributes.COUNTRY,
          Attributes.REGION,
          Attributes.CITY,
          Attributes.PRODUCT,
          Attributes.CURRENCY,
          Attributes.PRINCIPAL,
          Attributes.INSTALLMENTS_TOTAL,
          Attributes.FIRST_PAYMENT_DEFAULT,
          Attributes.STATUS);

  /** What stays as it is once nothing is owed: no day is late, nothing is paid or promised. */
  private static final Set<String> ENDS_WITH_THE_DEBT =
      Stream.of(
              Attributes.COUNTED_DAYS,
              Attributes.DAYS_PAST_DUE,
              Attributes.DAYS_TO_DUE,
              Attributes.BUCKET,
              Attributes.OVERDUE_AMOUNT,
              Attributes.DUE_TODAY,
              Attributes.OUTSTANDING,
              Attributes.OUTSTANDING_PRINCIPAL,
              Attributes.OVERDUE_INSTALLMENTS,
              Attributes.INSTALLMENTS_PAID,
              Attributes.PAID_SHARE,
              Attributes.TIMES_1_IN_6M,
              Attributes.TIMES_30_IN_12M,
              Attributes.TIMES_60_IN_12M,
              Attributes.TIMES_90_IN_12M,
              Attributes.WORST_DAYS_PAST_DUE_12M,
              Attributes.AVERAGE_LATENESS,
              Attributes.PARTIAL_PAYMENTS_60D,
              Attributes.RESTRUCTURES,
              Attributes.PROMISE_STATE,
              Attributes.PLAN_STATE,
              Attributes.PROMISES_BROKEN_90D,
              Attributes.PROMISES_KEPT_SHARE)
          .map(Attribute::name)
          .collect(Collectors.toUnmodifiableSet());

  private final Segmentation segmentation;
  private final Space space;
  private final int[] pieces;
  private final CaseFacts facts;
  private final boolean owesNothing;
  private final List<Node> rules;
  private final Steps steps = new Steps(STEPS);

  private MoveSearch(Segmentation segmentation, Space space, int[] pieces, CaseFacts facts) {
    this.segmentation = segmentation;
    this.space = space;
    this.pieces = pieces;
    this.facts = facts;
    List<Money> owed = facts.amounts(Attributes.OUTSTANDING);
    owesNothing = !owed.isEmpty() && owed.stream().allMatch(Money::isZero);
    rules = segmentation.rules().stream().map(space::node).toList();
  }

  /** One way to know an attribute. */
  private record Option(int[] places, int[] pieces, long distance, Object value) {}

  /**
   * @param wanted segments to go to
   * @return empty if no change leads there, or if none was found within the steps
   */
  static Optional<Move> find(Segmentation segmentation, CaseFacts facts, Predicate<String> wanted) {
    boolean loan = facts.loan().isPresent() || facts.borrower().isEmpty();
    for (boolean oneCurrency : loan ? new boolean[] {true, false} : new boolean[] {false}) {
      Space space = Space.of(segmentation.rules(), segmentation.policies(), oneCurrency);
      Optional<int[]> pieces = space.pieces(facts);
      if (pieces.isPresent()) {
        try {
          return new MoveSearch(segmentation, space, pieces.get(), facts).smallest(wanted);
        } catch (Steps.Exhausted e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Move> smallest(Predicate<String> wanted) {
    List<Attribute<?>> free =
        space.attributes().stream().filter(this::canChange).collect(Collectors.toList());
    for (int size = 1; size <= free.size(); size++) {
      for (int slow = 0; slow <= size; slow++) {
        Optional<Move> move = among(free, 0, size, slow, new ArrayList<>(), wanted);
        if (move.isPresent()) {
          return move;
        }
      }
    }
    return Optional.empty();
  }

  private boolean canChange(Attribute<?> attribute) {
    return !attribute.isProtected()
        && !FIXED.contains(attribute)
        && !attribute.name().startsWith("experiment.")
        && !(owesNothing && ENDS_WITH_THE_DEBT.contains(ranked(attribute)))
        && (attribute.type() != AttributeType.MONEY
            || facts.knows(attribute)
            || hasCurrency(attribute));
  }

  /** The name of what a percentile ranks, or of the attribute itself. */
  private static String ranked(Attribute<?> attribute) {
    String name = attribute.name();
    return name.startsWith("percentile.") ? name.substring("percentile.".length()) : name;
  }

  /** Whether it is told in which currency an amount would be that is not known. */
  private boolean hasCurrency(Attribute<?> attribute) {
    return space.of(attribute).stream()
            .noneMatch(place -> space.variables().get(place).role() == Role.PURSE_REST)
        && space.currencyOf(facts).isPresent();
  }

  /** Does not follow from time and payments by itself, or is not known today. */
  private boolean isSlow(Attribute<?> attribute) {
    return attribute.name().indexOf('.') > 0
        || attribute.equals(Attributes.INCOME)
        || !facts.knows(attribute);
  }

  /** Every choice of so many attributes, as many of them slow, in the order of reading. */
  private Optional<Move> among(
      List<Attribute<?>> free,
      int from,
      int size,
      int slow,
      List<Attribute<?>> chosen,
      Predicate<String> wanted) {
    if (chosen.size() == size) {
      return slow == 0 ? least(chosen, wanted) : Optional.empty();
    }
    for (int i = from; i <= free.size() - (size - chosen.size()); i++) {
      Attribute<?> next = free.get(i);
      int rest = slow - (isSlow(next) ? 1 : 0);
      if (rest < 0) {
        continue;
      }
      chosen.add(next);
      Optional<Move> move = among(free, i + 1, size, rest, chosen, wanted);
      chosen.remove(chosen.size() - 1);
      if (move.isPresent()) {
        return move;
      }
    }
    return Optional.empty();
  }

  /** The least change of the first attribute, then of the next, if the rest stays as it is. */
  private Optional<Move> least(List<Attribute<?>> chosen, Predicate<String> wanted) {
    int[] fixed = pieces.clone();
    chosen.forEach(attribute -> space.of(attribute).forEach(place -> fixed[place] = -1));
    List<List<Need>> ways = ways(fixed, wanted);
    List<List<Option>> options = chosen.stream().map(this::options).toList();
    Cases cases = Cases.all(space, steps);
    for (List<Option> some : options) {
      if (some.isEmpty()) {
        return Optional.empty();
      }
      int[] places = some.get(0).places();
      for (int i = 0; i < places.length; i++) {
        long[] reached = Cases.none(space.variables().get(places[i]).size());
        for (Option option : some) {
          Cases.set(reached, option.pieces()[i]);
        }
        cases.keep(places[i], reached);
      }
    }
    List<Option> taken = new ArrayList<>();
    if (!leads(cases, ways) || !take(cases, ways, options, taken)) {
      return Optional.empty();
    }
    List<Change> changes = new ArrayList<>();
    int[] changed = pieces.clone();
    for (int i = 0; i < taken.size(); i++) {
      Option option = taken.get(i);
      for (int j = 0; j < option.places().length; j++) {
        changed[option.places()[j]] = option.pieces()[j];
      }
      Attribute<?> attribute = chosen.get(i);
      changes.add(new Change(attribute, before(attribute, option.value()), option.value()));
    }
    return Optional.of(move(changed, changes));
  }

  /** The first option of each attribute in turn that still leads there. */
  private static boolean take(
      Cases cases, List<List<Need>> ways, List<List<Option>> options, List<Option> taken) {
    if (taken.size() == options.size()) {
      return true;
    }
    for (Option option : options.get(taken.size())) {
      Cases narrower = cases.copy();
      for (int i = 0; i < option.places().length; i++) {
        narrower.fix(option.places()[i], option.pieces()[i]);
      }
      if (leads(narrower, ways)) {
        taken.add(option);
        if (take(narrower, ways, options, taken)) {
          return true;
        }
        taken.remove(taken.size() - 1);
      }
    }
    return false;
  }

  private static boolean leads(Cases cases, List<List<Need>> ways) {
    return ways.stream().anyMatch(needs -> Search.find(cases, needs).isPresent());
  }

  /** What must be for each rule of a wanted segment to decide. */
  private List<List<Need>> ways(int[] fixed, Predicate<String> wanted) {
    List<List<Need>> ways = new ArrayList<>();
    List<Need> before = new ArrayList<>();
    for (int i = 0; i <= rules.size(); i++) {
      steps.take();
      Node rule = i < rules.size() ? rules.get(i).with(fixed) : Node.ALWAYS;
      if (wanted.test(segmentation.segmentOf(i))) {
        List<Need> needs = new ArrayList<>(before);
        needs.add(0, Need.holds(rule));
        ways.add(needs);
      }
      before.add(Need.fails(rule));
    }
    return ways;
  }

  private Move move(int[] changed, List<Change> changes) {
    int decided = 0;
    while (decided < rules.size() && !holds(rules.get(decided).with(changed))) {
      decided++;
    }
    return new Move(segmentation.segmentOf(decided), segmentation.ruleId(decided), changes, false);
  }

  private boolean holds(Node decided) {
    return decided.mask(Cases.all(space, steps)) == Node.TRUE;
  }

  private Optional<Object> before(Attribute<?> attribute, Object to) {
    if (to instanceof Money money) {
      return facts.amount(attribute, money.currency()).map(Object.class::cast);
    }
    return facts.value(attribute.name());
  }

  /** Every way to know the attribute, the nearest to what it is first. */
  private List<Option> options(Attribute<?> attribute) {
    List<Integer> places = space.of(attribute);
    List<Option> options = new ArrayList<>();
    if (attribute.type() == AttributeType.SET) {
      sets(attribute, places, options);
    } else {
      for (int place : places) {
        Variable variable = space.variables().get(place);
        // An amount stays in the currencies that it is in.
        if (variable.role() == Role.PURSE_REST
            || (variable.role() == Role.PURSE && facts.knows(attribute) && pieces[place] == 0)) {
          continue;
        }
        for (int piece = 1; piece < variable.size(); piece++) {
          options.add(option(attribute, places, place, piece));
        }
      }
    }
    options.sort(Comparator.comparingLong(Option::distance));
    return options;
  }

  private Option option(Attribute<?> attribute, List<Integer> places, int place, int piece) {
    Variable variable = space.variables().get(place);
    int[] all = places.stream().mapToInt(Integer::intValue).toArray();
    int[] values = Arrays.stream(all).map(one -> pieces[one]).toArray();
    values[places.indexOf(place)] = piece;
    if (variable.role() == Role.PURSE || variable.role() == Role.ORDERED) {
      long now = now(attribute, variable);
      long next = variable.nearest(piece, now);
      return new Option(all, values, distance(now, next), ordered(attribute, variable, next));
    }
    int distance = pieces[place] == piece ? 0 : 1;
    Object value =
        distance == 0
            ? facts.value(attribute.name()).orElseThrow()
            : Picture.value(variable, piece);
    return new Option(all, values, distance, value);
  }

  private static long distance(long a, long b) {
    long distance = a > b ? a - b : b - a;
    return distance < 0 ? Long.MAX_VALUE : distance;
  }

  private long now(Attribute<?> attribute, Variable variable) {
    Optional<Object> value =
        variable.role() == Role.PURSE
            ? facts.amount(attribute, Money.currencyOf(variable.name())).map(Object.class::cast)
            : facts.value(attribute.name());
    return value.map(Space::value).orElse(0L);
  }

  private Object ordered(Attribute<?> attribute, Variable variable, long value) {
    return switch (attribute.type()) {
      case DAYS, COUNT -> (int) value;
      case MONEY -> Money.ofMinor(Money.currencyOf(currency(variable)), value);
      default -> Spans.decimal(value);
    };
  }

  private String currency(Variable variable) {
    if (variable.role() == Role.PURSE) {
      return variable.name();
    }
    return space.currencyOf(facts).orElseThrow();
  }

  private void sets(Attribute<?> attribute, List<Integer> places, List<Option> options) {
    int[] all = places.stream().mapToInt(Integer::intValue).toArray();
    int members = all.length - 1;
    if (members > 12) {
      throw new Steps.Exhausted();
    }
    Set<String> now = new TreeSet<>();
    facts
        .value(attribute.name())
        .ifPresent(value -> ((Set<?>) value).forEach(name -> now.add((String) name)));
    for (int chosen = 0; chosen < Math.min(1 << members, MOST_OPTIONS); chosen++) {
      int[] values = new int[all.length];
      Set<String> next = new TreeSet<>(now);
      int distance = 0;
      for (int i = 0, member = 0; i < all.length; i++) {
        Variable variable = space.variables().get(all[i]);
        if (variable.role() == Role.KNOWN) {
          values[i] = 1;
          continue;
        }
        values[i] = chosen >> member++ & 1;
        boolean moved = values[i] == 1 ? next.add(variable.name()) : next.remove(variable.name());
        distance += moved ? 1 : 0;
      }
      options.add(new Option(all, values, distance, next));
    }
  }
}
