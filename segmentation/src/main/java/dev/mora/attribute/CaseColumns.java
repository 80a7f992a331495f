package dev.mora.attribute;

import dev.mora.delinquency.Assessments;
import dev.mora.money.Money;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The facts of many cases by attribute instead of by case, for rules that are asked of all of them.
 * Holds the attributes that somebody wants to read and no others, in at most 4 bytes a case for
 * each (and 8 more where amounts are beyond a thousand million minor units); amounts have one
 * column for each currency that occurs. Immutable and thread-safe.
 */
public final class CaseColumns {

  /** After so many cases it is worth the time to look for the best plan. */
  private static final long ENOUGH = 1_500_000;

  private final Attributes attributes;
  private final Set<Attribute<?>> wanted;
  private final int size;
  private final List<LaneColumn> columns;
  private final Map<Key, Integer> places;
  private volatile @Nullable Ready last;

  /** A column of an attribute; amounts have one for each currency. */
  private record Key(int place, String currency) {}

  private CaseColumns(Builder b) {
    attributes = b.attributes;
    wanted = Set.copyOf(b.wanted);
    size = b.size;
    places = new HashMap<>();
    b.columns.keySet().forEach(key -> places.put(key, places.size()));
    columns = LaneColumnBuilder.build(List.copyOf(b.columns.values()), size);
  }

  /**
   * @param wanted what will be read, such as {@code policy.reads()}
   */
  public static Builder builder(Attributes attributes, Collection<Attribute<?>> wanted) {
    return new Builder(attributes, wanted);
  }

  /** In the given order; see {@link Builder#add}. */
  public static CaseColumns of(
      Attributes attributes, Collection<Attribute<?>> wanted, Iterable<CaseFacts> cases) {
    Builder columns = builder(attributes, wanted);
    cases.forEach(columns::add);
    return columns.build();
  }

  /** What the assessments alone tell, in the order of the book; all else is unknown. */
  public static CaseColumns of(
      Attributes attributes, Collection<Attribute<?>> wanted, Assessments assessments) {
    Builder columns = builder(attributes, wanted);
    AssessedColumns.add(assessments, columns);
    return columns.build();
  }

  /** Number of cases. */
  public int size() {
    return size;
  }

  public Attributes attributes() {
    return attributes;
  }

  /** The attributes that can be read; all others were left out, known or not. */
  public Set<Attribute<?>> holds() {
    return wanted;
  }

  /**
   * What was last asked of these columns, ready to be asked again.
   *
   * @param cases how many it is to be asked
   */
  BlockPlan plan(Object owner, List<Optional<Condition>> conditions, int cases) {
    Ready ready = last;
    if (ready == null || ready.owner != owner) {
      List<Ask> asks = new Asking(layout()).whether(conditions);
      ready = new Ready(owner, asks, new BlockPlan(new Plan.AtOnce(asks), columns));
      last = ready;
    }
    long before = ready.asked.getAndAdd(cases);
    if (before < ENOUGH && before + cases >= ENOUGH) {
      ready.plan = new BlockPlan(Planner.plan(ready.asks, columns, size), columns);
    }
    return ready.plan;
  }

  private static final class Ready {
    private final Object owner;
    private final List<Ask> asks;
    private final AtomicLong asked = new AtomicLong();
    private volatile BlockPlan plan;

    Ready(Object owner, List<Ask> asks, BlockPlan plan) {
      this.owner = owner;
      this.asks = asks;
      this.plan = plan;
    }
  }

  /** By the places of {@link #layout()}. */
  List<LaneColumn> columns() {
    return columns;
  }

  /** For the compiler of rules. */
  Layout layout() {
    return new Layout() {
      @Override
      public int column(Attribute<?> attribute, String currency) {
        return places.getOrDefault(new Key(attributes.placeOf(attribute), currency), -1);
      }

      @Override
      public List<String> currencies(Attribute<?> attribute) {
        int place = attributes.placeOf(attribute);
        return places.keySet().stream()
            .filter(key -> key.place() == place)
            .map(Key::currency)
            .sorted()
            .toList();
      }

      @Override
      public @Nullable List<Object> words(int place) {
        return columns.get(place).words;
      }

      @Override
      public void check(Attribute<?> attribute) {
        if (attributes.find(attribute.name()).isPresent() && !wanted.contains(attribute)) {
          throw new IllegalArgumentException(
              "the columns were made without " + attribute + "; they hold " + wanted);
        }
      }
    };
  }

  /** Without the facts. */
  @Override
  public String toString() {
    return "CaseColumns(" + size + " cases, " + wanted.size() + " attributes)";
  }

  /** Collects cases. Not thread-safe. */
  public static final class Builder {

    private final Attributes attributes;
    private final Set<Attribute<?>> wanted = new LinkedHashSet<>();
    private final int[] read;
    private final Map<Key, LaneColumnBuilder> columns = new LinkedHashMap<>();
    private int size;

    private Builder(Attributes attributes, Collection<Attribute<?>> wanted) {
      this.attributes = Objects.requireNonNull(attributes, "attributes");
      for (Attribute<?> attribute : wanted) {
        if (attributes.placeOf(attribute) < 0) {
          throw new IllegalArgumentException("not an attribute of this registry: " + attribute);
        }
        this.wanted.add(attribute);
      }
      read = this.wanted.stream().mapToInt(attributes::placeOf).toArray();
    }

    /** Facts of another registry are read as {@link CaseFacts#in} reads them. */
    public Builder add(CaseFacts facts) {
      CaseFacts ours = facts.in(attributes);
      for (int place : read) {
        if (ours.isKnown(place)) {
          put(place, ours.lane(place), ours.beside(place));
        }
      }
      size++;
      return this;
    }

    private void put(int place, long lane, @Nullable Object beside) {
      if (beside instanceof Purse purse) {
        for (Money money : purse.amounts()) {
          column(place, money.currency(), false).value(size, money.minorUnits());
        }
      } else if (beside instanceof Currency currency) {
        column(place, currency, false).value(size, lane);
      } else if (beside != null) {
        column(place, null, true).word(size, beside);
      } else {
        column(place, null, false).value(size, lane);
      }
    }

    private LaneColumnBuilder column(int place, @Nullable Currency currency, boolean names) {
      String code = currency == null ? Layout.NO_CURRENCY : currency.getCurrencyCode();
      return columns.computeIfAbsent(new Key(place, code), key -> new LaneColumnBuilder(names));
    }

    boolean wants(Attribute<?> attribute) {
      return wanted.contains(attribute);
    }

    Set<Attribute<?>> wanted() {
      return wanted;
    }

    Attributes attributes() {
      return attributes;
    }

    public CaseColumns build() {
      return new CaseColumns(this);
    }
  }
}
