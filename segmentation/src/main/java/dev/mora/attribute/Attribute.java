package dev.mora.attribute;

import dev.mora.language.Language;
import dev.mora.money.Money;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Something that may be known of a case, with its type and unit. Two attributes are equal if name
 * and type are. The methods that are named like tests build a {@link Condition}.
 *
 * @param <T> String, BigDecimal, Money, Integer, Boolean or a set of strings, by {@link #type()}
 */
public final class Attribute<T> {

  private final String name;
  private final AttributeType type;
  private final Form<T> form;
  private final Unit unit;
  private final boolean isProtected;
  private final List<String> vocabulary;
  private final Words words;

  /** Place among the built-in attributes, the same in every registry; -1 for the others. */
  private final int place;

  Attribute(
      String name,
      AttributeType type,
      Form<T> form,
      Unit unit,
      boolean isProtected,
      List<String> vocabulary,
      Words words,
      int place) {
    this.name = name;
    this.type = type;
    this.form = form;
    this.unit = unit;
    this.isProtected = isProtected;
    this.vocabulary = List.copyOf(vocabulary);
    this.words = words;
    this.place = place;
  }

  static Attribute<?> custom(String name, AttributeType type) {
    return custom(name, type, List.of(), Words.same(name));
  }

  /** The same, protected. */
  Attribute<T> guarded() {
    return new Attribute<>(name, type, form, unit, true, vocabulary, words, place);
  }

  /** An attribute that is not built in. */
  static Attribute<?> custom(
      String name, AttributeType type, List<String> vocabulary, Words words) {
    return custom(name, type, Form.of(type), vocabulary, words);
  }

  private static <T> Attribute<T> custom(
      String name, AttributeType type, Form<T> form, List<String> vocabulary, Words words) {
    return new Attribute<>(name, type, form, Unit.of(type), false, vocabulary, words, -1);
  }

  /**
   * An own column or attribute of the host, {@code loan.x} or {@code borrower.x}; also {@code
   * policy.x} and {@code experiment.x}.
   */
  public static Attribute<String> text(String name) {
    return own(name, AttributeType.TEXT, Form.TEXT);
  }

  /** Also for scores: {@code score.x}. */
  public static Attribute<BigDecimal> number(String name) {
    return own(name, AttributeType.NUMBER, Form.DECIMAL);
  }

  public static Attribute<Money> money(String name) {
    return own(name, AttributeType.MONEY, Form.MONEY);
  }

  public static Attribute<Integer> days(String name) {
    return own(name, AttributeType.DAYS, Form.WHOLE);
  }

  public static Attribute<Integer> count(String name) {
    return own(name, AttributeType.COUNT, Form.WHOLE);
  }

  /** Also {@code percentile.x}. */
  public static Attribute<BigDecimal> percent(String name) {
    return own(name, AttributeType.PERCENT, Form.DECIMAL);
  }

  public static Attribute<Boolean> flag(String name) {
    return own(name, AttributeType.FLAG, Form.FLAG);
  }

  public static Attribute<Set<String>> set(String name) {
    return own(name, AttributeType.SET, Form.SET);
  }

  private static <T> Attribute<T> own(String name, AttributeType type, Form<T> form) {
    Attributes.requireOwn(name, type);
    return custom(name, type, form, List.of(), Attributes.standard().wordsOf(name));
  }

  public String name() {
    return name;
  }

  public AttributeType type() {
    return type;
  }

  public Unit unit() {
    return unit;
  }

  /**
   * Whether law or decency says that it must not lead to harsher treatment: {@link
   * Attributes#GENDER}, and what a registry {@link Attributes#guarded} besides.
   */
  public boolean isProtected() {
    return isProtected;
  }

  /** The only texts that this attribute can have; empty if any may come. */
  public List<String> vocabulary() {
    return vocabulary;
  }

  /** A noun phrase such as {@code días de mora}. */
  public String description(Language language) {
    return words.plural(language);
  }

  /** How a value reads: {@code 16 días de mora}, {@code puntaje de crédito 560}. */
  public String say(T value, Language language) {
    if (value instanceof Integer count && words.countable()) {
      return count + " " + (count == 1 ? words.singular(language) : words.plural(language));
    }
    String text = Wording.of(form.lane(value), form.beside(value), type, language);
    return words.plural(language) + (type == AttributeType.FLAG ? ": " : " ") + text;
  }

  /**
   * Like {@link #say} for a value whose type is not known at compile time.
   *
   * @throws ClassCastException if it is not of this attribute's Java type
   */
  public String sayAny(Object value, Language language) {
    return say(form.cast(value), language);
  }

  public Condition is(T value) {
    return test(new Comparison.Is(form.operand(value)));
  }

  public Condition isNot(T value) {
    return test(new Comparison.IsNot(form.operand(value)));
  }

  public Condition in(Collection<? extends T> values) {
    return test(new Comparison.In(operands(values)));
  }

  public Condition notIn(Collection<? extends T> values) {
    return test(new Comparison.NotIn(operands(values)));
  }

  /** Both ends belong to it. */
  public Condition between(T from, T to) {
    return test(
        new Comparison.Between(Optional.of(form.operand(from)), Optional.of(form.operand(to))));
  }

  public Condition from(T value) {
    return test(new Comparison.Between(Optional.of(form.operand(value)), Optional.empty()));
  }

  /** The value itself belongs to it. */
  public Condition upTo(T value) {
    return test(new Comparison.Between(Optional.empty(), Optional.of(form.operand(value))));
  }

  public Condition above(T limit) {
    return test(new Comparison.Above(form.operand(limit)));
  }

  public Condition atLeast(T limit) {
    return test(new Comparison.AtLeast(form.operand(limit)));
  }

  public Condition below(T limit) {
    return test(new Comparison.Below(form.operand(limit)));
  }

  public Condition atMost(T limit) {
    return test(new Comparison.AtMost(form.operand(limit)));
  }

  public Condition isKnown() {
    return test(new Comparison.Known(true));
  }

  public Condition isUnknown() {
    return test(new Comparison.Known(false));
  }

  /**
   * Where a value stands among the loans of the same product and currency: {@code
   * percentile.outstanding}.
   *
   * @throws IllegalArgumentException if its values have no order
   */
  public Attribute<BigDecimal> percentile() {
    return custom(
        "percentile." + name,
        AttributeType.PERCENT,
        Form.DECIMAL,
        List.of(),
        Attributes.percentileWords(this));
  }

  /** Whether a set contains the name. */
  public Condition holds(String member) {
    return test(new Comparison.Is(Operand.of(member)));
  }

  private Condition test(Comparison comparison) {
    return new Condition.Test(this, comparison);
  }

  private List<Operand> operands(Collection<? extends T> values) {
    return values.stream().map(value -> form.operand(value)).toList();
  }

  Form<T> form() {
    return form;
  }

  int place() {
    return place;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Attribute<?> that && name.equals(that.name) && type == that.type;
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, type);
  }

  @Override
  public String toString() {
    return name;
  }
}
