package dev.mora.attribute;

import dev.mora.language.Language;
import dev.mora.loan.Loan;
import dev.mora.money.Money;
import dev.mora.promise.PaymentPlan;
import dev.mora.promise.PromiseToPay;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A set of attributes, each with a fixed place. Every registry starts with the built-in attributes;
 * a host adds its own columns ({@code loan.x}, {@code borrower.x}), and a policy what is worked out
 * for it: {@code score.NAME} (number), {@code policy.NAME} (text, the segment of a nested policy),
 * {@code experiment.NAME} (text, the arm) and {@code percentile.ATTRIBUTE} (percent, see {@link
 * Percentiles}). Once filled they are attributes like any other. Immutable.
 *
 * <p>History attributes see what was booked on or before the as-of date and nothing later. They are
 * unknown where the input does not tell.
 */
public final class Attributes {

  /** Value of {@link #PROMISE_STATE} where nothing was promised. */
  static final String NO_PROMISE = "NONE";

  static final String NO_PLAN = "NONE";

  private static final String PERCENTILE = "percentile.";

  /** First part of the name of what is worked out, and its type. */
  private static final Map<String, AttributeType> FAMILIES =
      Map.of(
          "score", AttributeType.NUMBER,
          "policy", AttributeType.TEXT,
          "experiment", AttributeType.TEXT,
          "percentile", AttributeType.PERCENT);

  private static final List<Attribute<?>> BUILT_IN = new ArrayList<>();
  private static final Map<String, Words> WORDS = WordList.load("attribute-words.txt");

  /** Days past due after grace and pauses. */
  public static final Attribute<Integer> COUNTED_DAYS = days("countedDays");

  /** Raw days since the oldest unmet due date. */
  public static final Attribute<Integer> DAYS_PAST_DUE = days("daysPastDue");

  /** Days until the next unmet due date; 0 on the day. */
  public static final Attribute<Integer> DAYS_TO_DUE = days("daysToDue");

  /** Code of the bucket; known and empty for a loan that is in none. */
  public static final Attribute<String> BUCKET = text("bucket");

  public static final Attribute<String> PRODUCT = text("product");

  /** ISO 4217 code of the loan's currency. */
  public static final Attribute<String> CURRENCY = text("currency");

  public static final Attribute<String> STATUS = oneOf("status", loanStatuses());

  public static final Attribute<Money> OVERDUE_AMOUNT = money("overdueAmount");

  public static final Attribute<Money> DUE_TODAY = money("dueToday");

  public static final Attribute<Money> OUTSTANDING = money("outstanding");

  public static final Attribute<Money> OUTSTANDING_PRINCIPAL = money("outstandingPrincipal");

  public static final Attribute<Money> PRINCIPAL = money("principal");

  public static final Attribute<Money> INCOME = money("income");

  public static final Attribute<Integer> OVERDUE_INSTALLMENTS =
      count("overdueInstallments", Unit.INSTALLMENTS);

  public static final Attribute<Integer> INSTALLMENTS_PAID =
      count("installmentsPaid", Unit.INSTALLMENTS);

  public static final Attribute<Integer> INSTALLMENTS_TOTAL =
      count("installmentsTotal", Unit.INSTALLMENTS);

  /** Part of the scheduled amounts that is paid, half up to two decimals. */
  public static final Attribute<BigDecimal> PAID_SHARE = percent("paidShare");

  /** The longest that an installment was late in the last 12 months, now included. */
  public static final Attribute<Integer> WORST_DAYS_PAST_DUE_12M = days("worstDaysPastDue12m");

  /** Mean over the installments due so far, half up; paid early counts 0. */
  public static final Attribute<Integer> AVERAGE_LATENESS = days("averageLateness");

  public static final Attribute<Integer> DAYS_SINCE_PAYMENT = days("daysSincePayment");

  /** Month ends with 1 day past due or more, of the 6 before the as-of month. */
  public static final Attribute<Integer> TIMES_1_IN_6M = count("times1In6m", Unit.TIMES);

  /** Month ends with 30 days past due or more, of the 12 before the as-of month. */
  public static final Attribute<Integer> TIMES_30_IN_12M = count("times30In12m", Unit.TIMES);

  public static final Attribute<Integer> TIMES_60_IN_12M = count("times60In12m", Unit.TIMES);

  public static final Attribute<Integer> TIMES_90_IN_12M = count("times90In12m", Unit.TIMES);

  /** Unknown until the first due date is past. */
  public static final Attribute<Boolean> FIRST_PAYMENT_DEFAULT = flag("firstPaymentDefault");

  /** On or before the as-of date; unknown without a schedule. */
  public static final Attribute<Integer> RESTRUCTURES = count("restructures", Unit.TIMES);

  /** State of the newest promise; NONE if there is none. */
  public static final Attribute<String> PROMISE_STATE = oneOf("promiseState", promiseStates());

  /** State of the newest payment plan; NONE if there is none. A portfolio of files keeps none. */
  public static final Attribute<String> PLAN_STATE = oneOf("planState", planStates());

  /** By due date of the promise. */
  public static final Attribute<Integer> PROMISES_BROKEN_90D =
      count("promisesBroken90d", Unit.TIMES);

  /** Kept of those that were kept, kept in part or broken, by count. */
  public static final Attribute<BigDecimal> PROMISES_KEPT_SHARE = percent("promisesKeptShare");

  public static final Attribute<BigDecimal> CREDIT_SCORE = number("creditScore");

  /** Reached in the as-of year, since only the year of birth is known. */
  public static final Attribute<Integer> AGE = count("age", Unit.YEARS);

  public static final Attribute<String> LANGUAGE = text("language");

  /** ISO 3166-1 alpha-2. */
  public static final Attribute<String> COUNTRY = text("country");

  public static final Attribute<String> REGION = text("region");

  public static final Attribute<String> CITY = text("city");

  /** Protected: a policy that reads it is told so. */
  public static final Attribute<String> GENDER = protectedText("gender");

  public static final Attribute<String> EDUCATION = text("education");

  /** The borrower's loans of status ACTIVE. */
  public static final Attribute<Integer> LOANS = count("loans", Unit.LOANS);

  /** The most over the borrower's loans, without those that were sold. */
  public static final Attribute<Integer> BORROWER_DAYS_PAST_DUE = days("borrowerDaysPastDue");

  /** Summed over the borrower's loans, each currency apart, without those that were sold. */
  public static final Attribute<Money> BORROWER_OVERDUE_AMOUNT = money("borrowerOverdueAmount");

  /** Channels with a usable address whose newest consent is not OUT. */
  public static final Attribute<Set<String>> REACHABLE = set("reachable");

  /** Outbound contacts of the last 7 days, as-of day included, that left us. */
  public static final Attribute<Integer> ATTEMPTS_7D = count("attempts7d", Unit.TIMES);

  /** Since the last outbound contact that left us and did not fail. */
  public static final Attribute<Integer> DAYS_SINCE_CONTACT = days("daysSinceContact");

  public static final Attribute<Integer> DAYS_SINCE_REPLY = days("daysSinceReply");

  /** A message was read, and nothing came back since. */
  public static final Attribute<Boolean> READ_BUT_SILENT = flag("readButSilent");

  /**
   * Of a segmentation run, by the ready policy {@code debtor-type} or the one put in its place;
   * unknown outside of a run, unless the case brings it.
   */
  public static final Attribute<String> DEBTOR_TYPE = text("debtorType");

  /**
   * The debtor says that the debt is wrong, paid or not theirs: own column {@code disputed} of the
   * loan or the borrower ({@code true}, {@code false}, {@code 1}, {@code 0}); true if one says so.
   */
  public static final Attribute<Boolean> DISPUTED = flag("disputed");

  /** Lost work, illness or the like was reported: own column {@code hardship}, read likewise. */
  public static final Attribute<Boolean> HARDSHIP = flag("hardship");

  /** Outbound contacts of the last 15 days, as-of day included, that left us. */
  public static final Attribute<Integer> ATTEMPTS_15D = count("attempts15d", Unit.TIMES);

  /**
   * Of the last 15 days: outbound contacts that were delivered, read or answered or found the right
   * person, and what the person wrote or said.
   */
  public static final Attribute<Integer> REACHED_15D = count("reached15d", Unit.TIMES);

  /** Outbound messages of the last 30 days that were read or answered. */
  public static final Attribute<Integer> READS_30D = count("reads30d", Unit.TIMES);

  /** What the person wrote or answered in the last 30 days. */
  public static final Attribute<Integer> REPLIES_30D = count("replies30d", Unit.TIMES);

  /**
   * Payments with value date in the last 60 days that stand and are less than 60 % of the
   * installment: the one that fell due last by then, or the first.
   */
  public static final Attribute<Integer> PARTIAL_PAYMENTS_60D =
      count("partialPayments60d", Unit.TIMES);

  private static final Attributes STANDARD = new Attributes(BUILT_IN);

  private final List<Attribute<?>> attributes;
  private final Map<String, Integer> places;

  private Attributes(List<Attribute<?>> attributes) {
    this.attributes = List.copyOf(attributes);
    Map<String, Integer> found = new LinkedHashMap<>();
    for (Attribute<?> attribute : attributes) {
      found.put(attribute.name(), found.size());
    }
    places = Collections.unmodifiableMap(found);
  }

  /** The built-in attributes alone. */
  public static Attributes standard() {
    return STANDARD;
  }

  /**
   * This registry and one more attribute; the same registry if it has it already.
   *
   * @param name {@code loan.x} or {@code borrower.x} for an extra column of that file, or {@code
   *     score.x}, {@code policy.x}, {@code experiment.x}, {@code percentile.x}, whose types are
   *     fixed
   * @throws IllegalArgumentException for another name, one that is there with another type, or a
   *     percentile of something that is not here or has no order
   */
  public Attributes custom(String name, AttributeType type) {
    Optional<Attribute<?>> known = find(name);
    if (known.isPresent()) {
      if (known.get().type() != type) {
        throw new IllegalArgumentException(
            name + " is already of type " + known.get().type().code());
      }
      return this;
    }
    requireOwn(name, type);
    if (name.startsWith(PERCENTILE)) {
      String base = name.substring(PERCENTILE.length());
      if (base.startsWith("score.") && find(base).isEmpty()) {
        return custom(base, AttributeType.NUMBER).custom(name, type);
      }
      percentileBase(name);
    }
    return plus(Attribute.custom(name, type, List.of(), wordsOf(name)));
  }

  /**
   * This registry with a text attribute that can have these values alone; one that is here already
   * is replaced at its place.
   *
   * @param name {@code policy.x} or {@code experiment.x}
   */
  public Attributes oneOf(String name, Collection<String> vocabulary) {
    requireOwn(name, AttributeType.TEXT);
    if (fixedType(name).isEmpty()) {
      throw new IllegalArgumentException("expected policy.x or experiment.x, found " + name);
    }
    Attribute<?> attribute =
        Attribute.custom(name, AttributeType.TEXT, List.copyOf(vocabulary), wordsOf(name));
    Integer place = places.get(name);
    if (place == null) {
      return plus(attribute);
    }
    List<Attribute<?>> more = new ArrayList<>(attributes);
    more.set(place, attribute);
    return new Attributes(more);
  }

  /**
   * This registry with an attribute of its own marked as protected, as {@link #GENDER} always is.
   * Equality does not look at the mark.
   *
   * @throws IllegalArgumentException if it is not here
   */
  public Attributes guarded(String name) {
    Integer place = places.get(name);
    if (place == null) {
      throw new IllegalArgumentException(name + " is not an attribute of this registry");
    }
    if (attributes.get(place).isProtected()) {
      return this;
    }
    List<Attribute<?>> more = new ArrayList<>(attributes);
    more.set(place, attributes.get(place).guarded());
    return new Attributes(more);
  }

  /** This registry with an attribute that may be its already. */
  public Attributes with(Attribute<?> attribute) {
    return attribute.place() >= 0 ? this : custom(attribute.name(), attribute.type());
  }

  private Attributes plus(Attribute<?> attribute) {
    return new Attributes(Stream.concat(attributes.stream(), Stream.of(attribute)).toList());
  }

  static void requireOwn(String name, AttributeType type) {
    if (!isCustomName(name)) {
      throw new IllegalArgumentException(
          "expected loan.x, borrower.x, score.x, policy.x, experiment.x or percentile.x, found "
              + name);
    }
    fixedType(name)
        .filter(fixed -> fixed != type)
        .ifPresent(
            fixed -> {
              throw new IllegalArgumentException(
                  name + " is always of type " + fixed.code() + ", not " + type.code());
            });
  }

  /** Whether an attribute of this name may be added without being built in. */
  public static boolean isCustomName(String name) {
    return isOwnColumn(name) || fixedType(name).isPresent();
  }

  /** Whether it names an extra column of the host: {@code loan.x} or {@code borrower.x}. */
  public static boolean isOwnColumn(String name) {
    return hasFamily(name, Set.of("loan", "borrower"));
  }

  /**
   * The type that goes with the first part of the name; empty for own columns and built-in ones.
   */
  public static Optional<AttributeType> fixedType(String name) {
    return hasFamily(name, FAMILIES.keySet())
        ? Optional.ofNullable(FAMILIES.get(name.substring(0, name.indexOf('.'))))
        : Optional.empty();
  }

  private static boolean hasFamily(String name, Set<String> families) {
    int dot = name.indexOf('.');
    return dot > 0 && dot < name.length() - 1 && families.contains(name.substring(0, dot));
  }

  /**
   * What a {@code percentile.x} ranks by.
   *
   * @throws IllegalArgumentException if {@code x} is not here, has no order or is a percentile
   */
  public Attribute<?> percentileBase(String name) {
    String base = name.substring(PERCENTILE.length());
    Attribute<?> found =
        find(base)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        name + ": " + base + " is not an attribute of this registry"));
    percentileWords(found);
    return found;
  }

  static Words percentileWords(Attribute<?> base) {
    if (!base.type().isOrdered() || base.name().startsWith(PERCENTILE)) {
      throw new IllegalArgumentException(
          PERCENTILE + base.name() + ": there is no percentile of " + base.name());
    }
    return new Words(
        "percentil de " + base.description(Language.ES),
        "percentil de " + base.description(Language.PT),
        "percentile of " + base.description(Language.EN));
  }

  Words wordsOf(String name) {
    String last = name.substring(name.indexOf('.') + 1);
    if (name.startsWith("policy.")) {
      return new Words("política " + last, "política " + last, "policy " + last);
    }
    if (name.startsWith("experiment.")) {
      return new Words("experimento " + last, "experimento " + last, "experiment " + last);
    }
    if (name.startsWith(PERCENTILE)) {
      return find(last)
          .filter(base -> base.type().isOrdered() && !last.startsWith(PERCENTILE))
          .map(Attributes::percentileWords)
          .orElse(Words.same(name));
    }
    return Words.same(name);
  }

  public Optional<Attribute<?>> find(String name) {
    Integer place = places.get(name);
    return place == null ? Optional.empty() : Optional.of(attributes.get(place));
  }

  /** In the order of their places. */
  public List<Attribute<?>> all() {
    return attributes;
  }

  public Set<String> names() {
    return places.keySet();
  }

  /** -1 if it is not here, or here with another type. */
  int placeOf(Attribute<?> attribute) {
    if (attribute.place() >= 0) {
      return attribute.place();
    }
    Integer place = places.get(attribute.name());
    return place == null || attributes.get(place).type() != attribute.type() ? -1 : place;
  }

  int size() {
    return attributes.size();
  }

  @Override
  public boolean equals(Object other) {
    return other == this
        || (other instanceof Attributes that && attributes.equals(that.attributes));
  }

  @Override
  public int hashCode() {
    return attributes.hashCode();
  }

  private static Attribute<Integer> days(String name) {
    return builtIn(name, AttributeType.DAYS, Form.WHOLE, Unit.DAYS, false, List.of());
  }

  private static Attribute<Integer> count(String name, Unit unit) {
    return builtIn(name, AttributeType.COUNT, Form.WHOLE, unit, false, List.of());
  }

  private static Attribute<Money> money(String name) {
    return builtIn(name, AttributeType.MONEY, Form.MONEY, Unit.CURRENCY, false, List.of());
  }

  private static Attribute<BigDecimal> percent(String name) {
    return builtIn(name, AttributeType.PERCENT, Form.DECIMAL, Unit.PERCENT, false, List.of());
  }

  private static Attribute<BigDecimal> number(String name) {
    return builtIn(name, AttributeType.NUMBER, Form.DECIMAL, Unit.POINTS, false, List.of());
  }

  private static Attribute<Boolean> flag(String name) {
    return builtIn(name, AttributeType.FLAG, Form.FLAG, Unit.NONE, false, List.of());
  }

  private static Attribute<Set<String>> set(String name) {
    return builtIn(name, AttributeType.SET, Form.SET, Unit.NONE, false, List.of());
  }

  private static Attribute<String> text(String name) {
    return builtIn(name, AttributeType.TEXT, Form.TEXT, Unit.NONE, false, List.of());
  }

  private static Attribute<String> oneOf(String name, List<String> vocabulary) {
    return builtIn(name, AttributeType.TEXT, Form.TEXT, Unit.NONE, false, vocabulary);
  }

  private static Attribute<String> protectedText(String name) {
    return builtIn(name, AttributeType.TEXT, Form.TEXT, Unit.NONE, true, List.of());
  }

  private static <T> Attribute<T> builtIn(
      String name,
      AttributeType type,
      Form<T> form,
      Unit unit,
      boolean isProtected,
      List<String> vocabulary) {
    Words words = Objects.requireNonNull(WORDS.get(name), name);
    Attribute<T> attribute =
        new Attribute<>(name, type, form, unit, isProtected, vocabulary, words, BUILT_IN.size());
    BUILT_IN.add(attribute);
    return attribute;
  }

  private static List<String> loanStatuses() {
    return Arrays.stream(Loan.Status.values()).map(Loan.Status::name).toList();
  }

  private static List<String> promiseStates() {
    return or(NO_PROMISE, PromiseToPay.State.values());
  }

  private static List<String> planStates() {
    return or(NO_PLAN, PaymentPlan.State.values());
  }

  private static List<String> or(String none, Enum<?>[] states) {
    return Stream.concat(Stream.of(none), Arrays.stream(states).map(Enum::name)).toList();
  }
}
