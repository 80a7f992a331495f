package dev.mora.delinquency;

import dev.mora.delinquency.Vintages.Cohort;
import dev.mora.delinquency.Vintages.Point;
import dev.mora.delinquency.Vintages.Step;
import dev.mora.language.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Vintage curves as tables for people. */
final class VintagesText {

  private final Vintages vintages;
  private final String language;
  private boolean tooFew;

  private VintagesText(Vintages vintages, String language) {
    this.vintages = vintages;
    this.language = language;
  }

  static String of(Vintages vintages, String language) {
    return new VintagesText(vintages, language).text();
  }

  private String text() {
    StringBuilder out = new StringBuilder();
    out.append(word("Cosechas", "Safras", "Vintages"))
        .append(" · ")
        .append(vintages.asOf())
        .append(" · ")
        .append(vintages.currency())
        .append('\n');
    table(
        out,
        word(
                "%d días de mora o más alguna vez, por número de créditos",
                "%d dias de atraso ou mais alguma vez, por número de créditos",
                "%d days late or more at some age, by number of loans")
            .formatted(vintages.days()),
        vintages::everLate,
        point -> Integer.toString(point.ever()));
    table(
        out,
        word(
                "%d días de mora o más a esa edad, saldo sobre lo prestado",
                "%d dias de atraso ou mais nessa idade, saldo sobre o emprestado",
                "%d days late or more at that age, balance over amount lent")
            .formatted(vintages.days()),
        vintages::lateBalance,
        point -> point.lateBalance().amount().toPlainString());
    if (vintages.leftOut() > 0) {
      out.append("  ")
          .append(
              word(
                      "Fuera de la tabla, sin desembolso o pasado conocido: %d créditos.",
                      "Fora da tabela, sem desembolso ou passado conhecido: %d créditos.",
                      "Left out, their disbursement or past is not known: %d loans.")
                  .formatted(vintages.leftOut()))
          .append('\n');
    }
    if (tooFew) {
      out.append("  ")
          .append(
              word(
                      "Sin tasa en cosechas de menos de %d créditos: se muestra la cifra.",
                      "Sem taxa em safras de menos de %d créditos: mostra-se o número.",
                      "No rate in cohorts of fewer than %d loans: the figure is shown.")
                  .formatted(vintages.minimum()))
          .append('\n');
    }
    return out.toString();
  }

  private void table(
      StringBuilder out,
      String title,
      BiFunction<Cohort, Integer, Optional<Ratio>> rate,
      Function<Point, String> figure) {
    out.append('\n').append("  ").append(title).append('\n');
    int ages = vintages.cohorts().stream().mapToInt(c -> c.points().size()).max().orElse(0);
    boolean months = vintages.step() == Step.MONTH;
    List<Object> head = new ArrayList<>();
    head.add(months ? word("mes", "mês", "month") : word("semana", "semana", "week"));
    head.add(word("créditos", "créditos", "loans"));
    head.add(word("prestado", "emprestado", "lent"));
    for (int age = 1; age <= ages; age++) {
      head.add((months ? "m" : word("s", "s", "w")) + age);
    }
    TextTable table = new TextTable().row(head.toArray());
    for (Cohort cohort : vintages.cohorts()) {
      List<Object> row = new ArrayList<>();
      row.add(months ? cohort.from().toString().substring(0, 7) : cohort.from());
      row.add(cohort.loans());
      row.add(cohort.lent());
      for (Point point : cohort.points()) {
        row.add(
            rate.apply(cohort, point.age())
                .map(ratio -> ratio.percent(1).map(p -> p.toPlainString() + "%").orElse("-"))
                .orElseGet(() -> few(figure.apply(point))));
      }
      table.row(row.toArray());
    }
    table.to(out);
  }

  private String few(String figure) {
    tooFew = true;
    return "(" + figure + ")";
  }

  private String word(String es, String pt, String en) {
    return Language.of(language).pick(es, pt, en);
  }
}
