package dev.mora.attribute;

import dev.mora.money.Money;
import java.lang.invoke.MethodHandle;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Where the attributes are in records of a host, so that rules can be asked of the records as they
 * are. What is not declared is unknown. Accessors must give the same for the same record, and must
 * not mind being asked more than once.
 *
 * <pre>{@code
 * Columns.of(Account.class)
 *     .days(Attributes.COUNTED_DAYS, Account::daysLate)
 *     .count(Attributes.AGE, Account::age, -1)                       // -1 where it is not known
 *     .currency("MXN")
 *     .money(Attributes.OVERDUE_AMOUNT, Account::overdueCents)
 *     .text(Attributes.REGION, Account::region)
 * }</pre>
 *
 * Immutable: each method gives another one.
 *
 * @param <T> the host's type
 */
public final class Columns<T> {

  private static final int MOST_MEMBERS = 10;

  /** Makes the field of a currency, or of what has none; null if there is nothing in it. */
  private interface Maker<T> {
    @Nullable Field field(Open<T> open, String currency);
  }

  private final Map<Attribute<?>, Maker<T>> makers;
  private final @Nullable ToIntFunction<T> currencyOf;
  private final List<String> currencies;

  private Columns(
      Map<Attribute<?>, Maker<T>> makers,
      @Nullable ToIntFunction<T> currencyOf,
      List<String> currencies) {
    this.makers = Collections.unmodifiableMap(new LinkedHashMap<>(makers));
    this.currencyOf = currencyOf;
    this.currencies = List.copyOf(currencies);
  }

  /** Nothing declared yet. */
  public static <T> Columns<T> of(Class<T> type) {
    return new Columns<>(Map.of(), null, List.of());
  }

  /** What is declared; compare with {@code policy.reads()}. */
  public Set<Attribute<?>> attributes() {
    return makers.keySet();
  }

  public Columns<T> days(Attribute<Integer> attribute, ToIntFunction<T> days) {
    return with(attribute, (open, currency) -> Field.ofInts(days, false, 0));
  }

  /**
   * @param missing what the accessor gives where it is not known
   */
  public Columns<T> days(Attribute<Integer> attribute, ToIntFunction<T> days, int missing) {
    return with(attribute, (open, currency) -> Field.ofInts(days, true, missing));
  }

  public Columns<T> count(Attribute<Integer> attribute, ToIntFunction<T> count) {
    return days(attribute, count);
  }

  /**
   * @param missing what the accessor gives where it is not known
   */
  public Columns<T> count(Attribute<Integer> attribute, ToIntFunction<T> count, int missing) {
    return days(attribute, count, missing);
  }

  /**
   * A number or percentage.
   *
   * @param unscaled 5605 for 560.5 with one decimal
   * @param decimals 0 to 6
   * @throws IllegalArgumentException for other decimals
   */
  public Columns<T> number(
      Attribute<BigDecimal> attribute, ToLongFunction<T> unscaled, int decimals) {
    long factor = factor(decimals);
    return with(attribute, (open, currency) -> Field.ofLongs(unscaled, factor, false, 0));
  }

  /**
   * @param missing what the accessor gives where it is not known
   * @see #number(Attribute, ToLongFunction, int)
   */
  public Columns<T> number(
      Attribute<BigDecimal> attribute, ToLongFunction<T> unscaled, int decimals, long missing) {
    long factor = factor(decimals);
    return with(attribute, (open, currency) -> Field.ofLongs(unscaled, factor, true, missing));
  }

  public Columns<T> flag(Attribute<Boolean> attribute, Predicate<T> flag) {
    return with(attribute, (open, currency) -> Field.ofFlags(flag));
  }

  /** All amounts are in this currency. */
  public Columns<T> currency(String code) {
    return new Columns<>(makers, null, List.of(code))
        .with(Attributes.CURRENCY, (open, currency) -> Field.ofPlaces(record -> 0, List.of(code)));
  }

  /**
   * Amounts are in a record's own currency.
   *
   * @param currency its place in the list
   * @param codes ISO 4217
   */
  public Columns<T> currency(ToIntFunction<T> currency, List<String> codes) {
    return new Columns<>(makers, currency, codes)
        .with(Attributes.CURRENCY, (open, none) -> Field.ofPlaces(currency, List.copyOf(codes)));
  }

  /** An amount in minor units of the record's currency, which must be declared too. */
  public Columns<T> money(Attribute<Money> attribute, ToLongFunction<T> minorUnits) {
    return with(attribute, (open, currency) -> open.amounts(minorUnits, false, 0, currency));
  }

  /**
   * @param missing what the accessor gives where it is not known
   * @see #money(Attribute, ToLongFunction)
   */
  public Columns<T> money(Attribute<Money> attribute, ToLongFunction<T> minorUnits, long missing) {
    return with(attribute, (open, currency) -> open.amounts(minorUnits, true, missing, currency));
  }

  /**
   * @param name null where it is not known
   */
  public Columns<T> text(Attribute<String> attribute, Function<T, @Nullable String> name) {
    return with(
        attribute, (open, currency) -> Field.ofNames(name, List.copyOf(open.named(attribute))));
  }

  /**
   * A name by its place in a list, as an enum's ordinal is: several times as fast as the name.
   *
   * @param place negative where it is not known
   */
  public Columns<T> text(Attribute<String> attribute, ToIntFunction<T> place, List<String> names) {
    List<Object> words = List.copyOf(names);
    return with(attribute, (open, currency) -> Field.ofPlaces(place, words));
  }

  /**
   * A set as bits: bit 0 for the first name of the list.
   *
   * @param bits negative where it is not known
   * @throws IllegalArgumentException for more than 10 names
   */
  public Columns<T> set(
      Attribute<Set<String>> attribute, ToIntFunction<T> bits, List<String> names) {
    if (names.size() > MOST_MEMBERS) {
      throw new IllegalArgumentException(
          attribute + ": at most " + MOST_MEMBERS + " names, found " + names.size());
    }
    List<Object> sets = new ArrayList<>();
    for (int some = 0; some < 1 << names.size(); some++) {
      Set<String> members = new TreeSet<>();
      for (int i = 0; i < names.size(); i++) {
        if ((some >> i & 1) != 0) {
          members.add(names.get(i));
        }
      }
      sets.add(new Form.Names(Collections.unmodifiableSet(members)));
    }
    List<Object> words = List.copyOf(sets);
    return with(attribute, (open, currency) -> Field.ofPlaces(bits, words));
  }

  private Columns<T> with(Attribute<?> attribute, Maker<T> maker) {
    Map<Attribute<?>, Maker<T>> more = new LinkedHashMap<>(makers);
    more.put(attribute, maker);
    return new Columns<>(more, currencyOf, currencies);
  }

  private static long factor(int decimals) {
    if (decimals < 0 || decimals > Lane.DECIMALS) {
      throw new IllegalArgumentException(
          "decimals must be 0 to " + Lane.DECIMALS + ": " + decimals);
    }
    return BigDecimal.TEN.pow(Lane.DECIMALS - decimals).longValueExact();
  }

  /** The fields that conditions read. */
  Open<T> open(Map<Attribute<?>, Set<String>> named) {
    return new Open<>(this, named);
  }

  /** The fields that conditions read, made when they are asked for. */
  static final class Open<T> implements Layout {

    private final Columns<T> columns;
    private final Map<Attribute<?>, Set<String>> named;
    private final List<Field> fields = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();

    private Open(Columns<T> columns, Map<Attribute<?>, Set<String>> named) {
      this.columns = columns;
      this.named = named;
    }

    /** The names that the conditions compare the attribute with. */
    private Set<String> named(Attribute<?> attribute) {
      return named.getOrDefault(attribute, Set.of());
    }

    private @Nullable Field amounts(
        ToLongFunction<T> field, boolean mayMiss, long missing, String currency) {
      if (columns.currencies.isEmpty()) {
        throw new IllegalArgumentException(
            "amounts need a currency: declare it by currency(...) too");
      }
      int place = columns.currencies.indexOf(currency);
      if (place < 0) {
        return null;
      }
      Field amount = Field.ofLongs(field, 1, mayMiss, missing);
      return columns.currencyOf == null ? amount : amount.inCurrency(columns.currencyOf, place);
    }

    @Override
    public int column(Attribute<?> attribute, String currency) {
      String key = attribute.name() + ' ' + currency;
      Integer place = places.get(key);
      if (place == null) {
        place = made(attribute, currency);
        places.put(key, place);
      }
      return place;
    }

    private int made(Attribute<?> attribute, String currency) {
      Maker<T> maker = columns.makers.get(attribute);
      Field field = maker == null ? null : maker.field(this, currency);
      if (field == null) {
        return -1;
      }
      fields.add(field);
      return fields.size() - 1;
    }

    /** Whether the field is a number that never misses. */
    boolean decides(int place) {
      return fields.get(place).number() != null;
    }

    MethodHandle number(int place) {
      return Objects.requireNonNull(fields.get(place).number(), "not a number");
    }

    Field field(int place) {
      return fields.get(place);
    }

    @Override
    public List<String> currencies(Attribute<?> attribute) {
      if (!columns.makers.containsKey(attribute)) {
        return List.of();
      }
      return attribute.type() == AttributeType.MONEY ? columns.currencies : List.of(NO_CURRENCY);
    }

    @Override
    public @Nullable List<Object> words(int place) {
      return fields.get(place).words;
    }

    @Override
    public void check(Attribute<?> attribute) {}
  }
}
