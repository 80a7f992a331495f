package dev.mora.delinquency;

import dev.mora.delinquency.RollRates.Cell;
import dev.mora.delinquency.RollRates.Measure;
import dev.mora.language.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Roll rates as tables for people. */
final class RollRatesText {

  private final RollRates rates;
  private final String language;
  private final List<String> rows;
  private final List<String> columns;
  private boolean tooFew;

  private RollRatesText(RollRates rates, String language) {
    this.rates = rates;
    this.language = language;
    rows =
        rates.rows().stream()
            .filter(row -> rates.opening(row).loans() + rates.closing(row).loans() > 0)
            .toList();
    columns =
        rates.columns().stream()
            .filter(
                column ->
                    rows.contains(column)
                        || rates.rows().stream()
                            .anyMatch(row -> rates.cell(row, column).loans() > 0))
            .toList();
  }

  static String of(RollRates rates, String language) {
    return new RollRatesText(rates, language).text();
  }

  private String text() {
    StringBuilder out = new StringBuilder();
    out.append(word("Movimiento entre tramos", "Movimento entre faixas", "Roll rates"))
        .append(" · ")
        .append(rates.from())
        .append(" -> ")
        .append(rates.to())
        .append(" · ")
        .append(rates.currency())
        .append('\n');
    matrix(
        out,
        Measure.COUNT,
        word("por número de créditos", "por número de créditos", "by number of loans"));
    matrix(
        out,
        Measure.BALANCE,
        word(
            "por saldo inicial de capital",
            "por saldo inicial de principal",
            "by opening balance"));
    if (rates.leftOut() > 0) {
      out.append("  ")
          .append(
              word(
                      "Fuera de la tabla, sin pasado conocido: %d créditos.",
                      "Fora da tabela, sem passado conhecido: %d créditos.",
                      "Left out, their past is not known: %d loans.")
                  .formatted(rates.leftOut()))
          .append('\n');
    }
    if (tooFew) {
      out.append("  ")
          .append(
              word(
                      "Sin tasa donde había menos de %d créditos: se muestra cuántos pasaron.",
                      "Sem taxa onde havia menos de %d créditos: mostra-se quantos passaram.",
                      "No rate where there were fewer than %d loans: it shows how many went there.")
                  .formatted(rates.minimum()))
          .append('\n');
    }
    return out.toString();
  }

  private void matrix(StringBuilder out, Measure measure, String title) {
    out.append('\n').append("  ").append(title).append('\n');
    TextTable table = new TextTable();
    List<Object> head = new ArrayList<>();
    head.add(word("de \\ a", "de \\ para", "from \\ to"));
    columns.forEach(column -> head.add(name(column)));
    head.add(word("inicio", "início", "opening"));
    if (measure == Measure.BALANCE) {
      head.add(word("flujo neto", "fluxo líquido", "net flow"));
    }
    table.row(head.toArray());
    for (String row : rows) {
      List<Object> line = new ArrayList<>();
      line.add(name(row));
      for (String column : columns) {
        line.add(cell(row, column, measure));
      }
      line.add(size(rates.opening(row), measure));
      if (measure == Measure.BALANCE) {
        line.add(rates.netFlow(row).map(RollRatesText::share).orElse("-"));
      }
      table.row(line.toArray());
    }
    List<Object> last = new ArrayList<>();
    last.add(word("(nuevos)", "(novos)", "(new)"));
    for (String column : columns) {
      last.add(rates.rows().contains(column) ? size(rates.arrivals(column), measure) : "");
    }
    table.row(last.toArray());
    table.to(out);
  }

  private Object cell(String row, String column, Measure measure) {
    Cell cell = rates.cell(row, column);
    if (rates.opening(row).loans() == 0) {
      return "-";
    }
    return rates
        .rate(row, column, measure)
        .map(rate -> cell.loans() == 0 ? "." : share(rate))
        .orElseGet(() -> few(cell, measure));
  }

  private String few(Cell cell, Measure measure) {
    tooFew = true;
    String count = cell.loans() == 0 ? "." : "(" + cell.loans() + ")";
    return measure == Measure.COUNT || cell.loans() == 0 ? count : "(" + amount(cell) + ")";
  }

  private static String amount(Cell cell) {
    return String.format(
        Locale.ROOT, "%,." + cell.balance().amount().scale() + "f", cell.balance().amount());
  }

  private static Object size(Cell cell, Measure measure) {
    return measure == Measure.COUNT ? (Object) cell.loans() : cell.balance();
  }

  private static String share(Ratio ratio) {
    return ratio.percent(1).map(percent -> percent.toPlainString() + "%").orElse("-");
  }

  private String name(String state) {
    return switch (state) {
      case PortfolioSnapshot.CURRENT -> word("al día", "em dia", "current");
      case PortfolioSnapshot.UNCLASSIFIED -> word("sin tramo", "sem faixa", "no bucket");
      case "PAID_OFF" -> word("pagado", "quitado", "paid off");
      case "WRITTEN_OFF" -> word("castigado", "baixado", "written off");
      case "SOLD" -> word("vendido", "vendido", "sold");
      case RollRates.MISSING -> word("ausente", "ausente", "missing");
      default -> state;
    };
  }

  private String word(String es, String pt, String en) {
    return Language.of(language).pick(es, pt, en);
  }
}
