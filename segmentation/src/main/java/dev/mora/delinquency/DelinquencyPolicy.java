package dev.mora.delinquency;

import dev.mora.json.Json;
import dev.mora.loan.Component;
import dev.mora.loan.Loan;
import dev.mora.portfolio.GivenFacts;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How a lender counts lateness. Immutable and thread-safe; a product may differ from the rest.
 *
 * <p>Raw days past due are always exclusive: as-of date minus the due date of the oldest
 * installment that is not met. Counted days are the raw days (plus one on {@link
 * Count#INCLUSIVE_DAY_END}) less grace and paused days, never below 0; they choose the bucket.
 */
public final class DelinquencyPolicy {

  private final String name;
  private final String version;
  private final Terms terms;
  private final Map<String, Variant> products;

  /** What a product does otherwise: its full terms and the keys that were set for it. */
  record Variant(Terms terms, Set<String> keys) {}

  private DelinquencyPolicy(
      String name, String version, Terms terms, Map<String, Variant> products) {
    this.name = name;
    this.version = version;
    this.terms = terms;
    this.products = products;
  }

  /** Every setting at its default, with {@link Buckets#standard()}. */
  public static DelinquencyPolicy standard() {
    return builder().buckets(Buckets.standard()).build();
  }

  /**
   * Reads a policy file.
   *
   * @throws dev.mora.json.InvalidDocument with the place of each fault
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  public static DelinquencyPolicy load(Path file) {
    return PolicyDocument.read(Json.read(file).asObject());
  }

  /**
   * Like {@link #load(Path)} on a text.
   *
   * @param source names the text in faults
   */
  public static DelinquencyPolicy parse(String source, String text) {
    return PolicyDocument.read(Json.parse(source, text).asObject());
  }

  public static Builder builder() {
    return new Builder();
  }

  /** A builder that starts with all that this policy has. */
  public Builder toBuilder() {
    Builder b = new Builder();
    b.name = name;
    b.version = version;
    b.take(terms);
    b.products.putAll(products);
    return b;
  }

  /** How late {@code loan} is at the end of {@code asOf}. */
  public Delinquency assess(Loan loan, LocalDate asOf) {
    return assess(LoanBook.of(loan), 0, asOf);
  }

  /** How late one loan of a book is at the end of {@code asOf}. */
  public Delinquency assess(LoanBook book, int loan, LocalDate asOf) {
    return Assessments.one(book, loan, this, asOf);
  }

  /** All loans of a book at once, in its order. */
  public Assessments assess(LoanBook book, LocalDate asOf) {
    return Assessments.of(book, this, asOf);
  }

  /**
   * The lender's own figures, taken as they are. Grace, pauses and buckets of this policy apply to
   * the given days; what was not given stays empty.
   */
  public Delinquency given(Loan loan, GivenFacts facts, LocalDate asOf) {
    return GivenAssessment.of(this, loan, facts, asOf);
  }

  /** The policy as it is for one product, itself without further differences. */
  public DelinquencyPolicy forProduct(String product) {
    Variant other = products.get(product);
    if (other == null) {
      return products.isEmpty() ? this : new DelinquencyPolicy(name, version, terms, Map.of());
    }
    return new DelinquencyPolicy(name, version, other.terms(), Map.of());
  }

  /** Empty if it has none. */
  public String name() {
    return name;
  }

  /** Empty if it has none. */
  public String version() {
    return version;
  }

  public Count count() {
    return terms.count();
  }

  public Basis basis() {
    return terms.basis();
  }

  public Grace grace() {
    return terms.grace();
  }

  public Tolerance tolerance() {
    return terms.tolerance();
  }

  public Allocation allocation() {
    return terms.allocation();
  }

  /** Which component of an installment money reaches first. */
  public List<Component> order() {
    return terms.order();
  }

  public Pauses pauses() {
    return terms.pauses();
  }

  public Reversals reversals() {
    return terms.reversals();
  }

  public Buckets buckets() {
    return terms.buckets();
  }

  /** The products that differ, in the order of the policy. */
  public Set<String> products() {
    return products.keySet();
  }

  /** Days without a bucket, of the policy and of each product: not wrong, but hardly meant. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    warn(warnings, "buckets", terms.buckets());
    products.forEach(
        (product, other) -> {
          if (other.keys().contains("buckets")) {
            warn(warnings, "buckets of product " + product, other.terms().buckets());
          }
        });
    return List.copyOf(warnings);
  }

  private static void warn(List<String> warnings, String where, Buckets buckets) {
    for (String gap : buckets.gaps()) {
      warnings.add(where + ": no bucket holds " + gap + " days; such loans get an empty bucket");
    }
  }

  /** The canonical form; {@link #parse} reads the same policy from it. */
  public String toJson() {
    return PolicyDocument.write(this).toCanonical();
  }

  Terms terms() {
    return terms;
  }

  Map<String, Variant> overrides() {
    return products;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DelinquencyPolicy that
        && name.equals(that.name)
        && version.equals(that.version)
        && terms.equals(that.terms)
        && products.equals(that.products);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, version, terms, products);
  }

  @Override
  public String toString() {
    return "DelinquencyPolicy(" + name + " " + version + ", " + terms + ")";
  }

  /** Whether the due date itself counts. */
  public enum Count {
    /** The day after the due date is day 1. */
    EXCLUSIVE,
    /** An installment that is unpaid at the end of its due date has day 1 (RBI, India). */
    INCLUSIVE_DAY_END
  }

  /** From what lateness is counted. */
  public enum Basis {
    OLDEST_UNPAID,
    LAST_PAYMENT,
    INSTALLMENTS_MISSED,
    MATURITY
  }

  /** Which debt a payment meets first. */
  public enum Allocation {
    /** The oldest installment whole, then the next. */
    BY_INSTALLMENT,
    /**
     * Among the installments that are due on the value date, each component through all of them,
     * oldest first; what is left goes ahead, installment by installment.
     */
    BY_COMPONENT,
    /** What the payer named. */
    TARGETED,
    /**
     * Among the installments that are due on the value date the newest first; what is left goes
     * ahead, installment by installment.
     */
    CURRENT_FIRST
  }

  /** Which paused days are taken off. */
  public enum Pauses {
    /** Those behind the due date of the oldest installment that is not met. */
    OVERLAP_WITH_OVERDUE,
    /** All since the pause began, as Apache Fineract does. */
    WHOLE_PERIOD
  }

  /** What a reversed payment leaves behind. */
  public enum Reversals {
    /** The payment was never made: its installment is late from its own due date. */
    ORIGINAL_DUE_DATE,
    /** A new debt of the same parts, due on the value date of the reversal. */
    REVERSAL_DATE
  }

  /**
   * Collects a policy; {@link #buckets} is required, the rest has the defaults of {@link
   * #standard()}. Not thread-safe.
   */
  public static final class Builder {

    private String name = "";
    private String version = "";
    private Count count = Count.EXCLUSIVE;
    private Basis basis = Basis.OLDEST_UNPAID;
    private Grace grace = Grace.NONE;
    private Tolerance tolerance = Tolerance.NONE;
    private Allocation allocation = Allocation.BY_INSTALLMENT;
    private List<Component> order =
        List.of(Component.PENALTIES, Component.FEES, Component.INTEREST, Component.PRINCIPAL);
    private Pauses pauses = Pauses.OVERLAP_WITH_OVERDUE;
    private Reversals reversals = Reversals.ORIGINAL_DUE_DATE;
    private @Nullable Buckets buckets;
    private final Set<String> keys = new LinkedHashSet<>();
    private final Map<String, Variant> products = new LinkedHashMap<>();
    private final Map<String, UnaryOperator<Builder>> later = new LinkedHashMap<>();

    private Builder() {}

    public Builder name(String value) {
      name = Objects.requireNonNull(value, "name");
      return this;
    }

    public Builder version(String value) {
      version = Objects.requireNonNull(value, "version");
      return this;
    }

    public Builder count(Count value) {
      keys.add("count");
      count = value;
      return this;
    }

    /**
     * @throws IllegalArgumentException for all but {@link Basis#OLDEST_UNPAID}: not yet supported
     */
    public Builder basis(Basis value) {
      if (value != Basis.OLDEST_UNPAID) {
        throw new IllegalArgumentException(
            "basis " + value + " is not yet supported; use OLDEST_UNPAID");
      }
      keys.add("basis");
      basis = value;
      return this;
    }

    public Builder grace(Grace value) {
      keys.add("grace");
      grace = value;
      return this;
    }

    public Builder tolerance(Tolerance value) {
      keys.add("tolerance");
      tolerance = value;
      return this;
    }

    /**
     * @throws IllegalArgumentException for {@link Allocation#TARGETED}: not yet supported, since a
     *     payment does not say what it is for
     */
    public Builder allocation(Allocation value) {
      if (value == Allocation.TARGETED) {
        throw new IllegalArgumentException(
            "allocation TARGETED is not yet supported; use BY_INSTALLMENT, BY_COMPONENT or"
                + " CURRENT_FIRST");
      }
      keys.add("allocation");
      allocation = value;
      return this;
    }

    /** All four components, each once. */
    public Builder order(List<Component> value) {
      if (value.size() != Component.values().length
          || EnumSet.copyOf(value).size() != value.size()) {
        throw new IllegalArgumentException("order names all four components, each once: " + value);
      }
      keys.add("order");
      order = List.copyOf(value);
      return this;
    }

    public Builder pauses(Pauses value) {
      keys.add("pauses");
      pauses = value;
      return this;
    }

    public Builder reversals(Reversals value) {
      keys.add("reversals");
      reversals = value;
      return this;
    }

    public Builder buckets(Buckets value) {
      keys.add("buckets");
      buckets = value;
      return this;
    }

    /** What one product does otherwise; it takes the rest from this builder when it is built. */
    public Builder product(String product, UnaryOperator<Builder> otherwise) {
      if (product.isBlank()) {
        throw new IllegalArgumentException("a product name must not be blank");
      }
      products.remove(product);
      later.put(product, otherwise);
      return this;
    }

    /**
     * @throws IllegalStateException if no buckets are set
     */
    public DelinquencyPolicy build() {
      Terms base = terms();
      Map<String, Variant> all = new LinkedHashMap<>();
      products.forEach((product, variant) -> all.put(product, rebased(variant, base)));
      later.forEach(
          (product, otherwise) -> {
            Builder b = new Builder();
            b.take(base);
            Builder done = otherwise.apply(b);
            all.put(product, new Variant(done.terms(), Set.copyOf(done.keys)));
          });
      return new DelinquencyPolicy(name, version, base, Collections.unmodifiableMap(all));
    }

    /** The settings of a variant that were set for it, on a new base. */
    private static Variant rebased(Variant variant, Terms base) {
      Terms own = variant.terms();
      Set<String> keys = variant.keys();
      Terms merged =
          new Terms(
              keys.contains("count") ? own.count() : base.count(),
              keys.contains("basis") ? own.basis() : base.basis(),
              keys.contains("grace") ? own.grace() : base.grace(),
              keys.contains("tolerance") ? own.tolerance() : base.tolerance(),
              keys.contains("allocation") ? own.allocation() : base.allocation(),
              keys.contains("order") ? own.order() : base.order(),
              keys.contains("pauses") ? own.pauses() : base.pauses(),
              keys.contains("reversals") ? own.reversals() : base.reversals(),
              keys.contains("buckets") ? own.buckets() : base.buckets());
      return new Variant(merged, keys);
    }

    private Terms terms() {
      Buckets set = buckets;
      if (set == null) {
        throw new IllegalStateException("a delinquency policy needs its buckets");
      }
      return new Terms(count, basis, grace, tolerance, allocation, order, pauses, reversals, set);
    }

    private void take(Terms from) {
      count = from.count();
      basis = from.basis();
      grace = from.grace();
      tolerance = from.tolerance();
      allocation = from.allocation();
      order = from.order();
      pauses = from.pauses();
      reversals = from.reversals();
      buckets = from.buckets();
    }
  }
}
