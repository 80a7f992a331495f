package dev.mora.delinquency;

import dev.mora.delinquency.PortfolioSnapshot.Position;
import dev.mora.language.Language;
import dev.mora.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Portfolio at risk in one currency, after the consensus guidelines of CGAP (2003): the whole
 * outstanding principal of loans that are more than n days late, over the gross portfolio. Days are
 * raw; a loan that was restructured counts in a second figure whatever its days.
 *
 * @param loans open ones
 * @param gross outstanding principal of the open loans; those written off or sold are not in it
 * @param restructured outstanding principal of restructured loans
 * @param overduePrincipal of late installments alone; empty if that of a loan is unknown
 * @param lines by days, 30 among them
 * @param leftOut loans that could not be told, of all currencies
 */
public record ParReport(
    LocalDate asOf,
    Currency currency,
    int loans,
    Money gross,
    Money restructured,
    Optional<Money> overduePrincipal,
    List<Line> lines,
    int leftOut) {

  /** More than 1, 7, 30, 60, 90 and 180 days. */
  public static final List<Integer> STANDARD = List.of(1, 7, 30, 60, 90, 180);

  private static final int RISK = 30;

  public ParReport {
    lines = List.copyOf(lines);
  }

  /**
   * What is late by more than some days.
   *
   * @param moreThan days; PAR30 begins with the 31st
   * @param loans so late
   * @param principal of the loans so late
   * @param withRestructured the same and that of restructured loans less late
   * @param par principal over gross portfolio
   * @param parWithRestructured the second figure
   * @param byCount loans so late over open loans, the delinquency rate
   */
  public record Line(
      int moreThan,
      int loans,
      Money principal,
      Money withRestructured,
      Ratio par,
      Ratio parWithRestructured,
      Ratio byCount) {}

  /** One report for each currency, by code. */
  public static List<ParReport> of(PortfolioSnapshot snapshot) {
    return of(snapshot, STANDARD);
  }

  /**
   * @param moreThan days; 30 is added
   */
  public static List<ParReport> of(PortfolioSnapshot snapshot, Collection<Integer> moreThan) {
    TreeSet<Integer> days = new TreeSet<>(moreThan);
    days.add(RISK);
    if (days.first() < 0) {
      throw new IllegalArgumentException("days are 0 or more: " + days);
    }
    return snapshot.currencies().stream().map(unit -> of(snapshot, unit, days)).toList();
  }

  private static ParReport of(PortfolioSnapshot snapshot, Currency unit, TreeSet<Integer> days) {
    List<Position> open = snapshot.open(unit);
    Money gross = Money.zero(unit);
    Money restructured = gross;
    Optional<Money> overdue = Optional.of(gross);
    for (Position p : open) {
      gross = gross.plus(p.principal());
      restructured = p.restructured() ? restructured.plus(p.principal()) : restructured;
      overdue = overdue.flatMap(sum -> p.overduePrincipal().map(sum::plus));
    }
    List<Line> lines = new ArrayList<>();
    for (int n : days) {
      lines.add(line(n, open, gross));
    }
    return new ParReport(
        snapshot.asOf(),
        unit,
        open.size(),
        gross,
        restructured,
        overdue,
        lines,
        snapshot.leftOut().size());
  }

  private static Line line(int n, List<Position> open, Money gross) {
    int count = 0;
    Money late = Money.zero(gross.currency());
    Money both = late;
    for (Position p : open) {
      boolean isLate = p.daysPastDue() > n;
      count += isLate ? 1 : 0;
      late = isLate ? late.plus(p.principal()) : late;
      both = isLate || p.restructured() ? both.plus(p.principal()) : both;
    }
    return new Line(
        n,
        count,
        late,
        both,
        Ratio.of(late, gross),
        Ratio.of(both, gross),
        Ratio.of(count, open.size()));
  }

  /**
   * @throws IllegalArgumentException if the report has no line of that many days
   */
  public Line moreThan(int days) {
    return lines.stream()
        .filter(line -> line.moreThan() == days)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no PAR" + days + " among " + lines.stream().map(Line::moreThan).toList()));
  }

  /**
   * Loan-loss allowance over PAR30 and restructured principal; whole percents above 100 are good.
   */
  public Ratio riskCoverage(Money allowance) {
    return Ratio.of(allowance, moreThan(RISK).withRestructured());
  }

  /** Overdue principal over gross portfolio; it understates the risk, since it sees late parts. */
  public Optional<Ratio> arrearsRate() {
    return overduePrincipal.map(overdue -> Ratio.of(overdue, gross));
  }

  /** One row for each report and threshold, under a header. */
  public static void writeCsv(List<ParReport> reports, Appendable out) {
    CsvText csv = new CsvText(out);
    csv.line(
        "as_of",
        "currency",
        "more_than_days",
        "loans",
        "principal",
        "principal_with_restructured",
        "open_loans",
        "gross_portfolio",
        "par_percent",
        "par_with_restructured_percent",
        "by_count_percent");
    for (ParReport report : reports) {
      for (Line line : report.lines) {
        csv.line(
            report.asOf,
            report.currency,
            line.moreThan(),
            line.loans(),
            line.principal(),
            line.withRestructured(),
            report.loans,
            report.gross,
            line.par().percent(4),
            line.parWithRestructured().percent(4),
            line.byCount().percent(4));
      }
    }
  }

  /**
   * A table for people, which states what its thresholds mean.
   *
   * @param language {@code es}, {@code pt} or {@code en}, with or without a country
   */
  public String in(String language) {
    StringBuilder out = new StringBuilder();
    out.append(
            Language.of(language)
                .pick("Cartera en riesgo (PAR)", "Carteira em risco (PAR)", "Portfolio at risk"))
        .append(" · ")
        .append(asOf)
        .append(" · ")
        .append(currency)
        .append('\n');
    TextTable totals =
        new TextTable()
            .row(
                Language.of(language).pick("créditos vigentes", "créditos ativos", "open loans"),
                loans)
            .row(
                Language.of(language)
                    .pick(
                        "cartera bruta (capital)",
                        "carteira bruta (principal)",
                        "gross portfolio (principal)"),
                gross)
            .row(
                Language.of(language).pick("reestructurado", "renegociado", "restructured"),
                restructured);
    arrearsRate()
        .ifPresent(
            rate ->
                totals.row(
                    Language.of(language)
                        .pick("capital vencido", "principal vencido", "overdue principal"),
                    overduePrincipal.orElse(gross),
                    rate));
    if (leftOut > 0) {
      totals.row(Language.of(language).pick("sin datos", "sem dados", "without data"), leftOut);
    }
    totals.to(out);
    out.append('\n');
    TextTable table =
        new TextTable()
            .row(
                "",
                Language.of(language).pick("días", "dias", "days"),
                Language.of(language).pick("créditos", "créditos", "loans"),
                Language.of(language).pick("% créditos", "% créditos", "% loans"),
                Language.of(language).pick("capital", "principal", "principal"),
                "PAR",
                Language.of(language).pick("PAR+reestr.", "PAR+reneg.", "PAR+restr."));
    for (Line line : lines) {
      table.row(
          "PAR" + line.moreThan(),
          "> " + line.moreThan(),
          line.loans(),
          line.byCount(),
          line.principal(),
          line.par(),
          line.parWithRestructured());
    }
    table.to(out);
    return out.append(
            Language.of(language)
                .pick(
                    "  PAR30: capital de los créditos con 31 días de mora o más.\n",
                    "  PAR30: principal dos créditos com 31 dias de atraso ou mais.\n",
                    "  PAR30: principal of loans that are 31 days late or more.\n"))
        .toString();
  }
}
