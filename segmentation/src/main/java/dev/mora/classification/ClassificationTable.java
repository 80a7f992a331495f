package dev.mora.classification;

import dev.mora.delinquency.Delinquency;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.json.Json;
import dev.mora.json.Nearest;
import dev.mora.loan.Loan;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The classes that an authority puts debts into by days late, with the versions of its rule. A
 * table counts days its own way, whatever the lender's policy. What is not verified is withheld
 * until {@link #allowingUnverified()}. Immutable.
 *
 * @param id such as {@code UY-BCU-CONSUMER}
 * @param country ISO 3166 alpha-2; empty for a rule of no single country
 * @param products what the table is for, in the authority's division: {@code CONSUMER}, {@code
 *     MICRO}, {@code ALL}
 * @param notes what a reader must know that the days do not say; may be empty
 * @param periods by date; they do not overlap
 * @param unverifiedAllowed whether classes and provisions that are not verified are told
 */
public record ClassificationTable(
    String id,
    String country,
    String authority,
    List<String> products,
    DelinquencyPolicy.Count count,
    String notes,
    List<ClassificationPeriod> periods,
    boolean unverifiedAllowed) {

  private static final Pattern ID = Pattern.compile("[A-Z0-9]+(-[A-Z0-9]+)*");
  private static final Pattern COUNTRY = Pattern.compile("([A-Z]{2})?");

  public ClassificationTable {
    require(ID.matcher(id).matches(), "an id is words of A-Z and 0-9 joined by -: " + id);
    require(COUNTRY.matcher(country).matches(), "a country is two letters A-Z: " + country);
    require(!authority.isBlank(), "a table names its authority");
    Objects.requireNonNull(count, "count");
    Objects.requireNonNull(notes, "notes");
    products = List.copyOf(products);
    require(
        !products.isEmpty() && products.stream().noneMatch(String::isBlank),
        "a table says which products it is for");
    require(
        products.size() == new HashSet<>(products).size(), "a product is named twice: " + products);
    periods = List.copyOf(periods);
    require(!periods.isEmpty(), "a table has a period");
    for (int i = 1; i < periods.size(); i++) {
      ClassificationPeriod before = periods.get(i - 1);
      ClassificationPeriod next = periods.get(i);
      require(
          before.to().isPresent()
              && next.from().filter(from -> from.isAfter(before.to().get())).isPresent(),
          "period " + (i + 1) + " starts before the one above it has ended");
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /**
   * Reads a table file, {@code META-INF/mora/schema/classification-1.json}.
   *
   * @throws dev.mora.json.InvalidDocument with the place of each fault
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  public static ClassificationTable load(Path file) {
    return ClassificationDocument.read(Json.read(file).asObject());
  }

  /**
   * Like {@link #load(Path)} on a text.
   *
   * @param source names the text in faults
   */
  public static ClassificationTable parse(String source, String text) {
    return ClassificationDocument.read(Json.parse(source, text).asObject());
  }

  /**
   * The file form, which {@link #parse} reads back; whether unverified rows are allowed is not in
   * it.
   */
  public String toJson() {
    return ClassificationDocument.write(this).toCanonical();
  }

  /** The same table, telling what is not verified too; each result says so. */
  public ClassificationTable allowingUnverified() {
    return new ClassificationTable(id, country, authority, products, count, notes, periods, true);
  }

  /** The version of the rule in force on a date. */
  public Optional<ClassificationPeriod> on(LocalDate date) {
    return periods.stream().filter(period -> period.isInForce(date)).findFirst();
  }

  /** The classes of a date that the host may use, best first. */
  public List<ClassRow> classes(LocalDate on) {
    return rows(on).filter(this::isTold).map(this::told).toList();
  }

  /** The classes of a date that are not verified and not allowed. */
  public List<ClassRow> withheld(LocalDate on) {
    return rows(on).filter(row -> !isTold(row)).toList();
  }

  /** By raw days past due, of which 0 means that nothing is unpaid. */
  public Classification classify(int daysPastDue, LocalDate asOf) {
    return classify(LateDebt.ofDays(daysPastDue), asOf);
  }

  /** A loan as it was assessed, on its date. One that is not lent yet is no debt: no class. */
  public Classification classify(Delinquency delinquency) {
    Classification known = classify(LateDebt.of(delinquency), delinquency.asOf());
    boolean lent = delinquency.status() != Loan.Status.PENDING;
    if ((lent && delinquency.isScheduleKnown()) || known.period().isEmpty()) {
      return known;
    }
    return new Classification(
        id,
        known.asOf(),
        0,
        lent ? Classification.Outcome.UNKNOWN : Classification.Outcome.NO_CLASS,
        known.period(),
        Optional.empty());
  }

  /** By days and restructures, the worse of both. */
  public Classification classify(LateDebt debt, LocalDate asOf) {
    int days = debt.days(count);
    return on(asOf)
        .map(period -> told(period, days, asOf, byDebt(period, debt, days)))
        .orElseGet(
            () ->
                new Classification(
                    id,
                    asOf,
                    days,
                    Classification.Outcome.NOT_IN_FORCE,
                    Optional.empty(),
                    Optional.empty()));
  }

  /**
   * Like {@link #classify(LateDebt, LocalDate)} for a debt that was in a class before: a sticky
   * class is left for a better one only when nothing is late any more. The Reserve Bank of India
   * upgrades a non-performing account so.
   *
   * @throws IllegalArgumentException if the rule of the date has no class of that code
   */
  public Classification classify(LateDebt debt, LocalDate asOf, String before) {
    Optional<ClassificationPeriod> period = on(asOf);
    if (period.isEmpty()) {
      return classify(debt, asOf);
    }
    ClassRow held = row(period.get(), before);
    int days = debt.days(count);
    Optional<ClassRow> now = byDebt(period.get(), debt, days);
    boolean stays = held.sticky() && days > 0;
    Optional<ClassRow> row =
        stays && now.filter(r -> r.from() > held.from()).isEmpty() ? Optional.of(held) : now;
    return told(period.get(), days, asOf, row);
  }

  /** Place of a class in the rule of a date, 0 for the best. */
  int rank(LocalDate on, String code) {
    ClassificationPeriod period =
        on(on)
            .orElseThrow(
                () -> new IllegalArgumentException("table " + id + " is not in force on " + on));
    return period.rows().indexOf(row(period, code));
  }

  private ClassRow row(ClassificationPeriod period, String code) {
    return period
        .row(code)
        .orElseThrow(
            () -> {
              List<String> codes = period.rows().stream().map(ClassRow::code).toList();
              return new IllegalArgumentException(
                  "table "
                      + id
                      + " has no class "
                      + code
                      + Nearest.to(code, codes)
                          .map(near -> "; did you mean " + near + "?")
                          .orElse(""));
            });
  }

  private static Optional<ClassRow> byDebt(ClassificationPeriod period, LateDebt debt, int days) {
    return period.rows().stream()
        .filter(
            row ->
                row.contains(days)
                    || (row.restructures().isPresent()
                        && debt.restructures() >= row.restructures().getAsInt()))
        .max(Comparator.comparingInt(ClassRow::from));
  }

  private Classification told(
      ClassificationPeriod period, int days, LocalDate asOf, Optional<ClassRow> row) {
    Classification.Outcome outcome =
        row.map(
                r ->
                    isTold(r) ? Classification.Outcome.CLASSIFIED : Classification.Outcome.WITHHELD)
            .orElse(Classification.Outcome.NO_CLASS);
    return new Classification(
        id, asOf, days, outcome, Optional.of(period), row.filter(this::isTold).map(this::told));
  }

  private Stream<ClassRow> rows(LocalDate on) {
    return on(on).stream().flatMap(period -> period.rows().stream());
  }

  private boolean isTold(ClassRow row) {
    return unverifiedAllowed || row.status() != Verification.UNVERIFIED;
  }

  private ClassRow told(ClassRow row) {
    return unverifiedAllowed ? row : row.withProvenProvision();
  }

  /** Whether any class of any time is verified. */
  boolean hasVerified() {
    return periods.stream()
        .flatMap(period -> period.rows().stream())
        .anyMatch(row -> row.status() != Verification.UNVERIFIED);
  }
}
