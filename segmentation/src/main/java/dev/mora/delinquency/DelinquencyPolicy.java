package dev.mora.delinquency;

import dev.mora.calendar.BusinessDays;
import dev.mora.calendar.HolidayCalendar;
import dev.mora.calendar.Place;
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
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How a lender counts lateness. Immutable and thread-safe; a product may differ from the rest.
 *
 * <p>Raw days past due are always exclusive: as-of date minus the effective due date of the oldest
 * installment that is not met. Counted days are the days of the {@link Basis} (plus one on {@link
 * Count#INCLUSIVE_DAY_END}) less grace, pauses and freezes, never below 0; they choose the bucket.
 * Grace on the count is not grace of the contract (a schedule has that itself: an installment of
 * nothing never starts a count) nor the days before a late fee.
 *
 * <p>Where practice and law leave a choice, it is made so:
 *
 * <ol>
 *   <li>Every basis gives 0 days while nothing is overdue. Raw days past due, the overdue amount
 *       and the number of late installments never depend on the basis.
 *   <li>{@link Basis.LastPayment}: as-of date minus the last value date up to then on which the
 *       payments that stand sum up to the percent of the regular installment or more, in whatever
 *       schedule; payments that were reversed do not stand. The regular installment is the middle
 *       one by amount of the schedule in force, the smaller of two middle ones, among those with
 *       principal or interest. Without such a day it counts from the oldest unpaid due date.
 *   <li>{@link Basis.InstallmentsMissed}: {@code floor(overdue amount / installment) * period}; the
 *       installment is the one set, else the regular one. Given figures use it too; where no
 *       installment is known their days stay as given.
 *   <li>{@link Basis.Maturity}: as-of date minus the last due date with something due, from the day
 *       after it on, while anything is overdue.
 *   <li>{@link Count#INCLUSIVE_DAY_END} adds its day to the bases that count from a due date
 *       (oldest unpaid, maturity) and to the days at a restructure, not to the others. RBI counts
 *       so: unpaid at the end of 31 March is day 1, so that more than 30 days begin on 30 April.
 *   <li>{@link Materiality}: for each loan, overdue amount against all that is outstanding on it.
 *       The days are those up to and with the as-of date on which both limits were exceeded without
 *       a break, so the first is the day after a due date. Earlier days are seen in hindsight: with
 *       {@link Reversals#ORIGINAL_DUE_DATE} a payment that is reversed by the as-of date never
 *       broke the run. An installment that carries what was paid to date counts as paid from its
 *       completion date on, and always where that is missing. {@link Basis.Counter} counts these
 *       days, and grace and pauses apply to them; {@link Delinquency#materialDays()} is before
 *       both.
 *   <li>Pauses of kind {@code PAUSE} take off the days {@code [start, end)} before the as-of date,
 *       each day once, although a pause is active on its last day too. {@code LEGAL_HOLD} takes
 *       none off unless {@link LegalHolds#STOP}. With {@link Pauses#OVERLAP_WITH_OVERDUE} only
 *       those from as-of date minus the days of the basis on.
 *   <li>{@code MORATORIUM}: from its first day on all due dates on or after that day are later by
 *       its length (end minus start), so that what fell due on its first day is due on its last.
 *       What was due before it is late as before. Days of several moratoria count once. It does the
 *       same under both {@link Pauses}.
 *   <li>{@code DISASTER_FREEZE}: the count of the debt that is late now, as it was on the first day
 *       of the freeze (after grace and pauses; 0 if that debt was not due yet), plus the days
 *       behind the last day of the freeze, less paused ones; never more than the count without a
 *       freeze. Freezes that overlap or touch are one. It does the same under both {@link Pauses}.
 *   <li>Due dates move by moratoria first, then off closed days; payments are allocated by the
 *       moved dates. A day of which the calendar knows nothing is open, and {@link
 *       Delinquency#undecidedHoliday()} tells it.
 *   <li>Restructures: on and after its day the new schedule is in force, with the payments valued
 *       from that day on; before it the old one. A payment from before it that is reversed later
 *       changes the old schedule only ({@link Reversals#ORIGINAL_DUE_DATE}), or is a new debt of
 *       principal due on the day of the reversal ({@link Reversals#REVERSAL_DATE}).
 *   <li>Days at a restructure are those given, else raw days of the old schedule on the new one's
 *       first day, with the payments valued before it and the due dates of that day: a moratorium
 *       that begins on it has moved them. {@link RestructurePolicy.Kind#CARRY_DAYS} counts them
 *       after grace, pauses and freezes up to that day, by due date whatever the basis, and holds
 *       them (counted days are the larger of them and the new count) until enough installments in a
 *       row, whose due dates have come, were met by their due dates. These are the due dates as the
 *       schedule's last day, or the as-of date, knows them: a moratorium that moves one after it
 *       had passed off a closed day gives it a new chance. Hindsight as with material days. What a
 *       restructure carried into the next one is carried on if it is more than the schedule between
 *       them had. Raw days are not carried.
 *   <li>Payments and reversals come in by value date, on one value date by booking date; of one
 *       booking date the payments first, then by id. With {@link Reversals#REVERSAL_DATE} what is
 *       undone before it comes never does, and one whose reversal is itself reversed comes in again
 *       with the value date of that.
 *   <li>{@link RestructurePolicy.Kind#ORIGINAL_SCHEDULE}: everything, amounts too, by the first
 *       schedule that is known, with the payments since that one began.
 *   <li>{@link Allocation#TARGETED}: an installment number belongs to the schedule in force on the
 *       value date; of several with one number the first by due date is meant.
 *   <li>Given figures keep their days, amounts and due dates; grace, pauses, freezes and buckets
 *       apply to the days, restructures do not. {@link Delinquency#restructured()} then tells what
 *       the host says of the last one. Those of a pending or closed loan give way: it owes nothing.
 *   <li>Written-off and sold loans are counted on; their bucket is their status. Pending and closed
 *       loans have no days and owe nothing.
 * </ol>
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

  public LegalHolds legalHolds() {
    return terms.legalHolds();
  }

  public RestructurePolicy restructures() {
    return terms.restructures();
  }

  public BusinessDays.Convention businessDays() {
    return terms.businessDays();
  }

  public Optional<Materiality> materiality() {
    return terms.materiality();
  }

  /** Of counted days. */
  public Buckets buckets() {
    return terms.buckets();
  }

  /** Of missed installments. */
  public Buckets missed() {
    return terms.missed();
  }

  /** This policy with a calendar that moves due dates; see {@link Builder#businessDays}. */
  public DelinquencyPolicy withCalendar(HolidayCalendar holidays, Place place) {
    return withCalendar(BusinessDays.of(holidays, place));
  }

  /**
   * Like {@link #withCalendar(HolidayCalendar, Place)} with another weekend. The calendar is no
   * part of the policy's file, but of its {@link #equals}, by identity. It is asked from any
   * thread.
   */
  public DelinquencyPolicy withCalendar(BusinessDays days) {
    Builder b = toBuilder();
    b.calendar = Objects.requireNonNull(days, "days");
    return b.build();
  }

  /** The products that differ, in the order of the policy. */
  public Set<String> products() {
    return products.keySet();
  }

  /**
   * Days without a bucket and due dates that move without a calendar, of the policy and of each
   * product: not wrong, but hardly meant.
   */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    warn(warnings, "buckets", terms.buckets());
    calendar(warnings, "businessDays", terms);
    products.forEach(
        (product, other) -> {
          if (other.keys().contains("buckets")) {
            warn(warnings, "buckets of product " + product, other.terms().buckets());
          }
          if (other.keys().contains("businessDays")) {
            calendar(warnings, "businessDays of product " + product, other.terms());
          }
        });
    return List.copyOf(warnings);
  }

  private static void warn(List<String> warnings, String where, Buckets buckets) {
    for (String gap : buckets.gaps()) {
      warnings.add(where + ": no bucket holds " + gap + " days; such loans get an empty bucket");
    }
  }

  private static void calendar(List<String> warnings, String where, Terms terms) {
    if (terms.businessDays() != BusinessDays.Convention.NONE
        && terms.calendar() == Terms.WEEKENDS) {
      warnings.add(where + ": no calendar is given; due dates move off weekends only");
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

  /** Which debt a payment meets first. */
  public enum Allocation {
    /** The oldest installment whole, then the next. */
    BY_INSTALLMENT,
    /**
     * Among the installments that are due on the value date, each component through all of them,
     * oldest first; what is left goes ahead, installment by installment.
     */
    BY_COMPONENT,
    /**
     * What the payer named ({@link dev.mora.loan.PaymentTarget}): that installment, or one
     * component of it, also ahead of its due date. What is left, and a payment that names nothing
     * or an installment that the schedule does not have, goes as with {@link #BY_INSTALLMENT}.
     */
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

  /** What a {@link dev.mora.loan.Pause.Kind#LEGAL_HOLD} does to the count. */
  public enum LegalHolds {
    /** Nothing: what it forbids is contact. */
    RUN,
    /** It stops the count like a pause. */
    STOP
  }

  /** What a reversed payment leaves behind. */
  public enum Reversals {
    /** The payment was never made: its installment is late from its own due date. */
    ORIGINAL_DUE_DATE,
    /**
     * A new debt of the parts that the payment had covered, its credit since then included, due on
     * the value date of the reversal. Credit of other payments meets it at once.
     */
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
    private LegalHolds legalHolds = LegalHolds.RUN;
    private Reversals reversals = Reversals.ORIGINAL_DUE_DATE;
    private RestructurePolicy restructures = RestructurePolicy.RESET;
    private BusinessDays.Convention businessDays = BusinessDays.Convention.NONE;
    private @Nullable Materiality materiality;
    private @Nullable Buckets buckets;
    private Buckets missed = Buckets.missed();
    private BusinessDays calendar = Terms.WEEKENDS;
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

    /** {@link Basis#COUNTER} also needs {@link #materiality}; {@link #build} refuses it without. */
    public Builder basis(Basis value) {
      keys.add("basis");
      basis = Objects.requireNonNull(value, "basis");
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

    public Builder allocation(Allocation value) {
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

    public Builder legalHolds(LegalHolds value) {
      keys.add("legalHolds");
      legalHolds = value;
      return this;
    }

    public Builder restructures(RestructurePolicy value) {
      keys.add("restructures");
      restructures = value;
      return this;
    }

    /**
     * How a due date moves that is no business day. The calendar comes with {@link
     * DelinquencyPolicy#withCalendar}; without one only weekends move.
     */
    public Builder businessDays(BusinessDays.Convention value) {
      keys.add("businessDays");
      businessDays = value;
      return this;
    }

    public Builder materiality(Materiality value) {
      keys.add("materiality");
      materiality = Objects.requireNonNull(value, "materiality");
      return this;
    }

    /** Counts no material days; so it is unless told otherwise. */
    public Builder noMateriality() {
      keys.add("materiality");
      materiality = null;
      return this;
    }

    /**
     * Buckets of missed installments, from 1 on; {@link Buckets#missed()} unless told otherwise.
     */
    public Builder missed(Buckets value) {
      keys.add("missed");
      missed = value;
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
     * @throws IllegalArgumentException if the basis is {@link Basis#COUNTER} without materiality
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

    /** Checks what only all settings together can say. */
    Builder countable() {
      if (buckets != null) {
        terms();
      }
      return this;
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
              keys.contains("legalHolds") ? own.legalHolds() : base.legalHolds(),
              keys.contains("reversals") ? own.reversals() : base.reversals(),
              keys.contains("restructures") ? own.restructures() : base.restructures(),
              keys.contains("businessDays") ? own.businessDays() : base.businessDays(),
              keys.contains("materiality") ? own.materiality() : base.materiality(),
              keys.contains("buckets") ? own.buckets() : base.buckets(),
              keys.contains("missed") ? own.missed() : base.missed(),
              base.calendar());
      return new Variant(countable(merged), keys);
    }

    private Terms terms() {
      Buckets set = buckets;
      if (set == null) {
        throw new IllegalStateException("a delinquency policy needs its buckets");
      }
      return countable(
          new Terms(
              count,
              basis,
              grace,
              tolerance,
              allocation,
              order,
              pauses,
              legalHolds,
              reversals,
              restructures,
              businessDays,
              Optional.ofNullable(materiality),
              set,
              missed,
              calendar));
    }

    private static Terms countable(Terms terms) {
      if (terms.basis().kind() == Basis.Kind.COUNTER && terms.materiality().isEmpty()) {
        throw new IllegalArgumentException(
            "basis COUNTER counts material days: the policy needs its materiality");
      }
      return terms;
    }

    private void take(Terms from) {
      count = from.count();
      basis = from.basis();
      grace = from.grace();
      tolerance = from.tolerance();
      allocation = from.allocation();
      order = from.order();
      pauses = from.pauses();
      legalHolds = from.legalHolds();
      reversals = from.reversals();
      restructures = from.restructures();
      businessDays = from.businessDays();
      materiality = from.materiality().orElse(null);
      buckets = from.buckets();
      missed = from.missed();
      calendar = from.calendar();
    }
  }
}
