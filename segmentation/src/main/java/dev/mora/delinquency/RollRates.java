package dev.mora.delinquency;

import dev.mora.delinquency.PortfolioSnapshot.Kind;
import dev.mora.delinquency.PortfolioSnapshot.Position;
import dev.mora.loan.LoanId;
import dev.mora.money.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where the loans of one date are on a later one, in one currency: a matrix of counts and one of
 * opening balances (outstanding principal). Every loan that was open at first is somewhere in its
 * row, exits among them, so the rates of a row sum to 1. A rate of fewer loans than {@link
 * #minimum()} is not shown. A loan that one of the snapshots leaves out is in neither. Immutable
 * and thread-safe.
 */
public final class RollRates {

  /** A loan that the later snapshot does not have. */
  public static final String MISSING = "MISSING";

  private static final int SMALL = 30;
  private static final List<String> EXITS =
      List.of(Kind.PAID_OFF.name(), Kind.WRITTEN_OFF.name(), Kind.SOLD.name(), MISSING);

  private final LocalDate from;
  private final LocalDate to;
  private final Currency currency;
  private final List<String> rows;
  private final List<String> columns;
  private final Map<String, Map<String, Cell>> matrix;
  private final Map<String, Cell> arrivals;
  private final Map<String, Cell> closing;
  private final int minimum;
  private final int leftOut;

  private RollRates(
      LocalDate from,
      LocalDate to,
      Currency currency,
      List<String> rows,
      List<String> columns,
      Map<String, Map<String, Cell>> matrix,
      Map<String, Cell> arrivals,
      Map<String, Cell> closing,
      int minimum,
      int leftOut) {
    this.from = from;
    this.to = to;
    this.currency = currency;
    this.rows = rows;
    this.columns = columns;
    this.matrix = matrix;
    this.arrivals = arrivals;
    this.closing = closing;
    this.minimum = minimum;
    this.leftOut = leftOut;
  }

  /**
   * Some loans and their principal.
   *
   * @param balance on the first date in a row of the matrix, on the later one for {@link #arrivals}
   *     and {@link #closing}
   */
  public record Cell(int loans, Money balance) {

    Cell plus(Money more) {
      return new Cell(loans + 1, balance.plus(more));
    }

    Cell plus(Cell more) {
      return new Cell(loans + more.loans, balance.plus(more.balance));
    }
  }

  /** What a rate is measured in. */
  public enum Measure {
    /** Loans. */
    COUNT,
    /** Opening balance. */
    BALANCE
  }

  /**
   * One matrix for each currency, by code.
   *
   * @param opening the earlier date
   */
  public static List<RollRates> between(PortfolioSnapshot opening, PortfolioSnapshot closing) {
    if (!opening.asOf().isBefore(closing.asOf())) {
      throw new IllegalArgumentException(
          "the opening date " + opening.asOf() + " is not before " + closing.asOf());
    }
    Set<String> states = new LinkedHashSet<>(opening.states());
    states.addAll(closing.states());
    states.remove(PortfolioSnapshot.UNCLASSIFIED);
    if (opening.states().contains(PortfolioSnapshot.UNCLASSIFIED)
        || closing.states().contains(PortfolioSnapshot.UNCLASSIFIED)) {
      states.add(PortfolioSnapshot.UNCLASSIFIED);
    }
    Set<String> currencies = new TreeSet<>();
    opening.currencies().forEach(unit -> currencies.add(unit.getCurrencyCode()));
    closing.currencies().forEach(unit -> currencies.add(unit.getCurrencyCode()));
    return currencies.stream()
        .map(code -> between(opening, closing, List.copyOf(states), Currency.getInstance(code)))
        .toList();
  }

  /** One list for each step between neighbouring dates, which need not be equally long. */
  public static List<List<RollRates>> steps(List<PortfolioSnapshot> byDate) {
    List<List<RollRates>> steps = new ArrayList<>();
    for (int i = 1; i < byDate.size(); i++) {
      steps.add(between(byDate.get(i - 1), byDate.get(i)));
    }
    return List.copyOf(steps);
  }

  private static RollRates between(
      PortfolioSnapshot opening, PortfolioSnapshot closing, List<String> states, Currency unit) {
    List<String> columns = new ArrayList<>(states);
    columns.addAll(EXITS);
    Map<String, Map<String, Cell>> matrix = new LinkedHashMap<>();
    states.forEach(state -> matrix.put(state, empty(columns, unit)));
    Map<String, Cell> arrivals = empty(states, unit);
    Map<String, Cell> at = empty(states, unit);
    Set<LoanId> leftOut = new HashSet<>(opening.leftOut());
    leftOut.addAll(closing.leftOut());
    Map<LoanId, Position> before = opening.byLoan(unit, closing);
    Map<LoanId, Position> after = closing.byLoan(unit, opening);
    for (Position p : before.values()) {
      if (p.kind() == Kind.OPEN) {
        Position now = after.get(p.loan());
        Objects.requireNonNull(matrix.get(p.state()))
            .computeIfPresent(column(now), (c, cell) -> cell.plus(p.principal()));
      }
    }
    for (Position p : after.values()) {
      if (p.kind() == Kind.OPEN) {
        at.computeIfPresent(p.state(), (s, cell) -> cell.plus(p.principal()));
        Position then = before.get(p.loan());
        if (then == null || then.kind() != Kind.OPEN) {
          arrivals.computeIfPresent(p.state(), (s, cell) -> cell.plus(p.principal()));
        }
      }
    }
    return new RollRates(
        opening.asOf(),
        closing.asOf(),
        unit,
        states,
        List.copyOf(columns),
        matrix,
        arrivals,
        at,
        SMALL,
        leftOut.size());
  }

  private static String column(@Nullable Position now) {
    if (now == null) {
      return MISSING;
    }
    return switch (now.kind()) {
      case OPEN -> now.state();
      case PENDING -> MISSING;
      default -> now.kind().name();
    };
  }

  private static Map<String, Cell> empty(List<String> names, Currency unit) {
    Map<String, Cell> cells = new LinkedHashMap<>();
    names.forEach(name -> cells.put(name, new Cell(0, Money.zero(unit))));
    return cells;
  }

  public LocalDate from() {
    return from;
  }

  public LocalDate to() {
    return to;
  }

  public Currency currency() {
    return currency;
  }

  /** States at first: {@link PortfolioSnapshot#CURRENT}, the buckets, and what is in none. */
  public List<String> rows() {
    return rows;
  }

  /** The rows, then PAID_OFF, WRITTEN_OFF, SOLD and {@link #MISSING}. */
  public List<String> columns() {
    return columns;
  }

  /** Loans that were in {@code row} and are in {@code column} now. */
  public Cell cell(String row, String column) {
    Cell cell = row(row).get(column);
    if (cell == null) {
      throw new IllegalArgumentException("no state " + column + " among " + columns);
    }
    return cell;
  }

  /** All loans that were in a state at first. */
  public Cell opening(String row) {
    return row(row).values().stream().reduce(Cell::plus).orElseThrow();
  }

  /** All loans that are in a state at last, new ones among them. */
  public Cell closing(String state) {
    row(state);
    return closing.getOrDefault(state, new Cell(0, Money.zero(currency)));
  }

  /** Loans in a state at last that were not open at first: new ones, and those that came back. */
  public Cell arrivals(String state) {
    row(state);
    return arrivals.getOrDefault(state, new Cell(0, Money.zero(currency)));
  }

  private Map<String, Cell> row(String row) {
    Map<String, Cell> cells = matrix.get(row);
    if (cells == null) {
      throw new IllegalArgumentException("no state " + row + " among " + rows);
    }
    return cells;
  }

  /** Loans of any currency that one of the snapshots leaves out. */
  public int leftOut() {
    return leftOut;
  }

  /** So many loans must have been in a row for its rates to be shown; 30 unless said otherwise. */
  public int minimum() {
    return minimum;
  }

  public RollRates withMinimum(int loans) {
    if (loans < 1) {
      throw new IllegalArgumentException("a rate needs 1 loan or more: " + loans);
    }
    return new RollRates(
        from, to, currency, rows, columns, matrix, arrivals, closing, loans, leftOut);
  }

  /**
   * The share of a row that went to a column; empty where too few loans or no balance were in it.
   */
  public Optional<Ratio> rate(String row, String column, Measure measure) {
    return shown(over(cell(row, column), opening(row), measure), row);
  }

  /**
   * Net flow: the balance in the next worse state at last over the balance in this one at first.
   * May be above 1. Empty for the worst state, and where too few loans or no balance were in it.
   */
  public Optional<Ratio> netFlow(String row) {
    int next = rows.indexOf(row) + 1;
    Money at = opening(row).balance();
    if (next == rows.size() || rows.get(next).equals(PortfolioSnapshot.UNCLASSIFIED)) {
      return Optional.empty();
    }
    return shown(Ratio.of(closing(rows.get(next)).balance(), at), row);
  }

  /**
   * The share of a row that owes nothing late at last.
   *
   * @param withPaidOff whether a loan that was paid off counts as cured
   */
  public Optional<Ratio> cureRate(String row, Measure measure, boolean withPaidOff) {
    Cell cured = cell(row, PortfolioSnapshot.CURRENT);
    cured = withPaidOff ? cured.plus(cell(row, Kind.PAID_OFF.name())) : cured;
    return shown(over(cured, opening(row), measure), row);
  }

  private Optional<Ratio> shown(Ratio ratio, String row) {
    return opening(row).loans() >= minimum && ratio.whole().signum() > 0
        ? Optional.of(ratio)
        : Optional.empty();
  }

  private static Ratio over(Cell part, Cell whole, Measure measure) {
    return measure == Measure.COUNT
        ? Ratio.of(part.loans(), whole.loans())
        : Ratio.of(part.balance(), whole.balance());
  }

  /**
   * The rates as a chain that can be carried on; exits are left for good. Empty if a row has too
   * few loans: a chain with guessed rows would not say so.
   */
  public Optional<MarkovChain> chain(Measure measure) {
    List<String> states = new ArrayList<>(columns);
    double[][] rates = new double[states.size()][states.size()];
    for (int i = 0; i < states.size(); i++) {
      if (i >= rows.size()) {
        rates[i][i] = 1;
        continue;
      }
      for (int j = 0; j < states.size(); j++) {
        Optional<BigDecimal> rate = rate(rows.get(i), states.get(j), measure).flatMap(Ratio::value);
        if (rate.isEmpty()) {
          return Optional.empty();
        }
        rates[i][j] = rate.get().doubleValue();
      }
    }
    return Optional.of(MarkovChain.of(states, rates));
  }

  /** One row for each cell of each matrix, arrivals as from NEW, under a header. */
  public static void writeCsv(List<RollRates> all, Appendable out) {
    CsvText csv = new CsvText(out);
    csv.line(
        "from_date",
        "to_date",
        "currency",
        "from_state",
        "to_state",
        "loans",
        "balance",
        "rate_by_count_percent",
        "rate_by_balance_percent");
    for (RollRates r : all) {
      for (String row : r.rows) {
        for (String column : r.columns) {
          Cell cell = r.cell(row, column);
          csv.line(
              r.from,
              r.to,
              r.currency,
              row,
              column,
              cell.loans(),
              cell.balance(),
              r.rate(row, column, Measure.COUNT).flatMap(rate -> rate.percent(4)),
              r.rate(row, column, Measure.BALANCE).flatMap(rate -> rate.percent(4)));
        }
      }
      for (String state : r.rows) {
        Cell cell = r.arrivals(state);
        csv.line(r.from, r.to, r.currency, "NEW", state, cell.loans(), cell.balance(), "", "");
      }
    }
  }

  /**
   * Both matrices for people; states and exits that nobody was in are left out.
   *
   * @param language {@code es}, {@code pt} or {@code en}, with or without a country
   */
  public String in(String language) {
    return RollRatesText.of(this, language);
  }

  @Override
  public String toString() {
    return "RollRates(" + from + ", " + to + ", " + currency + ")";
  }
}
