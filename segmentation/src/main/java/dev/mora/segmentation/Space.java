package dev.mora.segmentation;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.CaseFacts;
import dev.mora.attribute.Comparison;
import dev.mora.attribute.Condition;
import dev.mora.attribute.Truth;
import dev.mora.money.Money;
import dev.mora.segmentation.Variable.Role;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Every case that some conditions can tell apart, and the conditions over it. Finite: each
 * attribute's values fall into pieces at the constants that are compared with it.
 *
 * <p>For loans, the amounts of the loan itself and {@code currency} are of one and the same
 * currency. Every other amount, and those of a borrower with several loans, may be known in several
 * currencies at once. What a nested policy works out is no value of its own: it follows from what
 * that policy reads.
 */
final class Space {

  private static final Set<Attribute<?>> OF_THE_LOAN =
      Set.of(
          Attributes.OVERDUE_AMOUNT,
          Attributes.DUE_TODAY,
          Attributes.OUTSTANDING,
          Attributes.OUTSTANDING_PRINCIPAL,
          Attributes.PRINCIPAL);

  private final boolean oneCurrency;
  private final Map<String, SegmentationPolicy> policies;
  private final List<Variable> variables = new ArrayList<>();
  private final Map<String, Integer> places = new LinkedHashMap<>();
  private final Map<Attribute<?>, List<Condition.Test>> tests = new LinkedHashMap<>();

  private Space(boolean oneCurrency, Map<String, SegmentationPolicy> policies) {
    this.oneCurrency = oneCurrency;
    this.policies = policies;
  }

  /**
   * @param policies nested ones that the rules may read, each after those that it reads
   * @param oneCurrency whether the cases are loans
   */
  static Space of(List<Rule> rules, Map<String, SegmentationPolicy> policies, boolean oneCurrency) {
    Space space = new Space(oneCurrency, policies);
    space.gather(rules, new HashSet<>());
    space.tests.forEach(space::cut);
    space.cutCurrency();
    return space;
  }

  static Space of(SegmentationPolicy policy) {
    return of(policy.rules(), policy.policies(), policy.unit() == SegmentationPolicy.Unit.LOAN);
  }

  private void gather(List<Rule> rules, Set<String> seen) {
    for (Rule rule : rules) {
      rule.when().ifPresent(when -> when.forEachTest(test -> gather(test, seen)));
    }
  }

  private void gather(Condition.Test test, Set<String> seen) {
    Optional<SegmentationPolicy> nested = nested(test.attribute());
    if (nested.isEmpty()) {
      tests.computeIfAbsent(test.attribute(), name -> new ArrayList<>()).add(test);
    } else if (seen.add(nested.get().name())) {
      gather(nested.get().rules(), seen);
    }
  }

  /** The nested policy that works the attribute out. */
  Optional<SegmentationPolicy> nested(Attribute<?> attribute) {
    return Derivation.policyBehind(attribute).stream()
        .filter(policies::containsKey)
        .findFirst()
        .map(policies::get);
  }

  List<Variable> variables() {
    return variables;
  }

  Set<Attribute<?>> attributes() {
    return tests.keySet();
  }

  /** The variables that say something of one attribute, the shared currency left out. */
  List<Integer> of(Attribute<?> attribute) {
    List<Integer> result = new ArrayList<>();
    for (int v = 0; v < variables.size(); v++) {
      if (variables.get(v).role() != Role.CURRENCY
          && variables.get(v).attribute().equals(attribute)) {
        result.add(v);
      }
    }
    return result;
  }

  Optional<Integer> currency() {
    return Optional.ofNullable(places.get(key(Role.CURRENCY, Attributes.CURRENCY, "")));
  }

  private boolean sharesCurrency(Attribute<?> attribute) {
    return oneCurrency && (OF_THE_LOAN.contains(attribute) || isCurrency(attribute));
  }

  private static boolean isCurrency(Attribute<?> attribute) {
    return attribute.equals(Attributes.CURRENCY);
  }

  private void cut(Attribute<?> attribute, List<Condition.Test> asked) {
    switch (attribute.type()) {
      case DAYS, COUNT, NUMBER, PERCENT ->
          add(Variable.ordered(attribute, Role.ORDERED, "", starts(asked, "")));
      case FLAG -> add(Variable.plain(attribute, Role.FLAG, ""));
      case TEXT -> {
        if (sharesCurrency(attribute)) {
          add(Variable.plain(attribute, Role.KNOWN, ""));
        } else {
          add(Variable.text(attribute, names(asked)));
        }
      }
      case SET -> {
        add(Variable.plain(attribute, Role.KNOWN, ""));
        names(asked).forEach(name -> add(Variable.plain(attribute, Role.MEMBER, name)));
      }
      case MONEY -> {
        if (sharesCurrency(attribute)) {
          add(Variable.ordered(attribute, Role.ORDERED, "", starts(asked, "")));
        } else {
          for (String code : currencies(asked)) {
            add(Variable.ordered(attribute, Role.PURSE, code, starts(asked, code)));
          }
          add(Variable.plain(attribute, Role.PURSE_REST, ""));
        }
      }
    }
  }

  private void cutCurrency() {
    Set<String> codes = new TreeSet<>();
    boolean shared = false;
    for (Attribute<?> attribute : tests.keySet()) {
      if (sharesCurrency(attribute)) {
        shared = true;
        List<Condition.Test> asked = tests.getOrDefault(attribute, List.of());
        codes.addAll(isCurrency(attribute) ? names(asked) : currencies(asked));
      }
    }
    codes.removeIf(code -> !isReal(code));
    if (shared) {
      add(Variable.currency(Attributes.CURRENCY, codes));
    }
  }

  static boolean isReal(String code) {
    try {
      Money.currencyOf(code);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void add(Variable variable) {
    places.put(key(variable.role(), variable.attribute(), variable.name()), variables.size());
    variables.add(variable);
  }

  private static String key(Role role, Attribute<?> attribute, String name) {
    return role + " " + attribute.name() + " " + name;
  }

  private int place(Role role, Attribute<?> attribute, String name) {
    Integer place = places.get(key(role, attribute, name));
    if (place == null) {
      throw new IllegalArgumentException("not of this space: " + attribute + " " + name);
    }
    return place;
  }

  private static Set<Long> starts(List<Condition.Test> asked, String currency) {
    Set<Long> starts = new TreeSet<>();
    for (Condition.Test test : asked) {
      if (!(test.comparison() instanceof Comparison.Known)
          && (currency.isEmpty() || currency.equals(Limits.currency(test.comparison())))) {
        starts.addAll(Spans.of(test.comparison(), test.attribute().type()).starts());
      }
    }
    return starts;
  }

  private static Set<String> names(List<Condition.Test> asked) {
    Set<String> names = new LinkedHashSet<>();
    asked.forEach(test -> test.comparison().operands().forEach(one -> names.add(one.toString())));
    return names;
  }

  private static Set<String> currencies(List<Condition.Test> asked) {
    Set<String> codes = new TreeSet<>();
    asked.forEach(test -> codes.add(Limits.currency(test.comparison())));
    codes.remove("");
    return codes;
  }

  /** The condition over this space; its attributes must be among those that made it. */
  Node node(Condition condition) {
    if (condition instanceof Condition.All all) {
      return Node.all(all.conditions().stream().map(this::node).toList());
    }
    if (condition instanceof Condition.Any any) {
      return Node.any(any.conditions().stream().map(this::node).toList());
    }
    if (condition instanceof Condition.Not not) {
      return Node.not(node(not.condition()));
    }
    if (condition instanceof Condition.Test test) {
      return test(test);
    }
    throw new IllegalArgumentException("not a condition: " + condition);
  }

  Node node(Rule rule) {
    return rule.when().map(this::node).orElse(Node.ALWAYS);
  }

  /** Whether the attribute has a value, in whichever currency. */
  Node known(Attribute<?> attribute) {
    List<Node> present = new ArrayList<>();
    of(attribute).stream()
        .filter(place -> variables.get(place).role() != Role.MEMBER)
        .forEach(place -> present.add(leaf(place, Node.FALSE, piece -> true)));
    return Node.any(present);
  }

  private Node test(Condition.Test test) {
    Attribute<?> attribute = test.attribute();
    Optional<SegmentationPolicy> nested = nested(attribute);
    if (nested.isPresent()) {
      return derived(test, nested.get());
    }
    if (test.comparison() instanceof Comparison.Known known) {
      return known.expected() ? known(attribute) : Node.not(known(attribute));
    }
    int missing = mask(test.onUnknown());
    return switch (attribute.type()) {
      case DAYS, COUNT, NUMBER, PERCENT -> ordered(test, Role.ORDERED, "", missing);
      case FLAG -> {
        int place = place(Role.FLAG, attribute, "");
        Spans spans = Spans.of(test.comparison(), attribute.type());
        yield leaf(place, missing, piece -> spans.has(piece - 1L));
      }
      case TEXT -> text(test, missing);
      case SET -> set(test, missing);
      case MONEY -> money(test, missing);
    };
  }

  /** A nested policy always gives a segment: that of its first rule that holds. */
  private Node derived(Condition.Test test, SegmentationPolicy nested) {
    if (test.comparison() instanceof Comparison.Known known) {
      return known.expected() ? Node.ALWAYS : Node.not(Node.ALWAYS);
    }
    Set<String> segments = names(List.of(test));
    List<Node> ways = new ArrayList<>();
    List<Node> reached = new ArrayList<>();
    for (Rule rule : nested.rules()) {
      Node holds = Node.surely(node(rule));
      List<Node> way = new ArrayList<>(reached);
      way.add(holds);
      if (segments.contains(rule.segment()) == wants(test)) {
        ways.add(Node.all(way));
      }
      reached.add(Node.not(holds));
    }
    if (segments.contains(nested.otherwise()) == wants(test)) {
      ways.add(Node.all(reached));
    }
    return Node.any(ways);
  }

  private Node ordered(Condition.Test test, Role role, String currency, int missing) {
    int place = place(role, test.attribute(), currency);
    Variable variable = variables.get(place);
    Spans spans = Spans.of(test.comparison(), test.attribute().type());
    return leaf(place, missing, piece -> spans.has(variable.low(piece)));
  }

  private Node text(Condition.Test test, int missing) {
    Attribute<?> attribute = test.attribute();
    Set<String> names = names(List.of(test));
    boolean wanted = wants(test);
    if (!sharesCurrency(attribute)) {
      int place = place(Role.TEXT, attribute, "");
      Variable variable = variables.get(place);
      return leaf(
          place,
          missing,
          piece -> variable.text(piece).map(names::contains).orElse(false) == wanted);
    }
    int place = place(Role.CURRENCY, Attributes.CURRENCY, "");
    Variable codes = variables.get(place);
    int[] truths = new int[codes.size()];
    for (int piece = 0; piece < truths.length; piece++) {
      boolean named = codes.text(piece).map(names::contains).orElse(false);
      truths[piece] = named == wanted ? Node.TRUE : Node.FALSE;
    }
    int known = place(Role.KNOWN, attribute, "");
    return new Node.Gate(
        leaf(known, Node.FALSE, piece -> true), new Node.Leaf(place, truths), missing);
  }

  private Node set(Condition.Test test, int missing) {
    Attribute<?> attribute = test.attribute();
    List<Node> members = new ArrayList<>();
    for (String name : names(List.of(test))) {
      members.add(leaf(place(Role.MEMBER, attribute, name), Node.FALSE, piece -> true));
    }
    Node any = Node.any(members);
    int known = place(Role.KNOWN, attribute, "");
    return new Node.Gate(
        leaf(known, Node.FALSE, piece -> true), wants(test) ? any : Node.not(any), missing);
  }

  private Node money(Condition.Test test, int missing) {
    String code = Limits.currency(test.comparison());
    if (!sharesCurrency(test.attribute())) {
      return ordered(test, Role.PURSE, code, missing);
    }
    int place = place(Role.CURRENCY, Attributes.CURRENCY, "");
    Variable codes = variables.get(place);
    int[] same = new int[codes.size()];
    for (int piece = 0; piece < same.length; piece++) {
      same[piece] = codes.text(piece).map(code::equals).orElse(false) ? Node.TRUE : Node.FALSE;
    }
    return new Node.Gate(
        new Node.Leaf(place, same), ordered(test, Role.ORDERED, "", missing), missing);
  }

  private static boolean wants(Condition.Test test) {
    return test.comparison() instanceof Comparison.Is || test.comparison() instanceof Comparison.In;
  }

  /** Piece 0 is the missing value. */
  private Node.Leaf leaf(int place, int missing, java.util.function.IntPredicate holds) {
    int[] truths = new int[variables.get(place).size()];
    truths[0] = missing;
    for (int piece = 1; piece < truths.length; piece++) {
      truths[piece] = holds.test(piece) ? Node.TRUE : Node.FALSE;
    }
    return new Node.Leaf(place, truths);
  }

  private static int mask(Truth truth) {
    return switch (truth) {
      case FALSE -> Node.FALSE;
      case UNKNOWN -> Node.UNKNOWN;
      case TRUE -> Node.TRUE;
    };
  }

  /** The piece of each variable for a real case; empty if this space does not hold it. */
  Optional<int[]> pieces(CaseFacts facts) {
    int[] pieces = new int[variables.size()];
    Optional<String> shared = currencyOf(facts);
    for (int v = 0; v < pieces.length; v++) {
      Variable variable = variables.get(v);
      pieces[v] =
          switch (variable.role()) {
            case CURRENCY -> variable.pieceOf(shared.orElse(""));
            case KNOWN -> facts.knows(variable.attribute()) ? 1 : 0;
            case PURSE ->
                facts
                    .amount(variable.attribute(), Money.currencyOf(variable.name()))
                    .map(money -> variable.pieceOf(money.minorUnits()))
                    .orElse(0);
            case PURSE_REST -> hasRest(variable.attribute(), facts) ? 1 : 0;
            case MEMBER ->
                facts
                    .value(variable.attribute().name())
                    .map(value -> ((Set<?>) value).contains(variable.name()) ? 1 : 0)
                    .orElse(0);
            case TEXT, FLAG, ORDERED ->
                facts
                    .value(variable.attribute().name())
                    .map(value -> piece(variable, value))
                    .orElse(0);
          };
    }
    return Arrays.stream(pieces).anyMatch(piece -> piece < 0) || isMixed(facts, shared)
        ? Optional.empty()
        : Optional.of(pieces);
  }

  private static int piece(Variable variable, Object value) {
    if (value instanceof String text) {
      return variable.pieceOf(text);
    }
    if (value instanceof Boolean flag) {
      return flag ? 2 : 1;
    }
    return variable.pieceOf(value(value));
  }

  /** As limits have it. */
  static long value(Object value) {
    if (value instanceof Integer whole) {
      return whole;
    }
    if (value instanceof BigDecimal decimal) {
      return Spans.ofDecimal(decimal);
    }
    if (value instanceof Money money) {
      return money.minorUnits();
    }
    throw new IllegalArgumentException("not an ordered value");
  }

  private boolean hasRest(Attribute<?> attribute, CaseFacts facts) {
    return facts.knows(attribute)
        && of(attribute).stream()
            .map(variables::get)
            .filter(variable -> variable.role() == Role.PURSE)
            .noneMatch(
                variable -> facts.amount(attribute, Money.currencyOf(variable.name())).isPresent());
  }

  /** Which currency a loan is in, as far as its facts tell. */
  Optional<String> currencyOf(CaseFacts facts) {
    for (Attribute<?> attribute : tests.keySet()) {
      if (sharesCurrency(attribute)) {
        Optional<String> code = facts.value(attribute.name()).map(Space::code);
        if (code.isPresent()) {
          return code;
        }
      }
    }
    return Optional.empty();
  }

  private static String code(Object value) {
    return value instanceof Money money
        ? money.currency().getCurrencyCode()
        : String.valueOf(value);
  }

  /** Whether a loan has amounts of several currencies, or of one that is none: no loan has. */
  private boolean isMixed(CaseFacts facts, Optional<String> shared) {
    if (shared.isEmpty()) {
      return false;
    }
    String code = shared.get();
    List<String> codes = currency().map(variables::get).map(Variable::texts).orElse(List.of());
    for (Attribute<?> attribute : tests.keySet()) {
      if (sharesCurrency(attribute)
          && (facts.value(attribute.name()).filter(one -> !code(one).equals(code)).isPresent()
              || codes.stream()
                  .filter(one -> !one.equals(code))
                  .anyMatch(one -> facts.amount(attribute, Money.currencyOf(one)).isPresent()))) {
        return true;
      }
    }
    return !isReal(code);
  }
}
