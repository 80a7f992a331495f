package dev.mora.delinquency;

import dev.mora.language.Language;
import dev.mora.loan.Loan;
import dev.mora.money.Money;
import dev.mora.portfolio.GivenFacts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Our figures for a loan beside those of a core banking system on the same date. Raw days are
 * compared; a next due date that the core does not give is not. For each difference the readings of
 * {@link Cause} are tried until one gives the core's figure.
 *
 * @param differences none if both agree
 */
public record Reconciliation(Delinquency ours, GivenFacts theirs, List<Difference> differences) {

  public Reconciliation {
    differences = List.copyOf(differences);
  }

  /**
   * @throws dev.mora.money.CurrencyMismatch if the figures are of another currency than the loan
   */
  public static Reconciliation of(
      DelinquencyPolicy policy, Loan loan, GivenFacts theirs, LocalDate asOf) {
    theirs.overdueAmount().compareTo(Money.zero(loan.currency()));
    Delinquency ours = policy.assess(loan, asOf);
    Figures mine = Figures.of(ours);
    Figures core = Figures.of(theirs);
    List<Figure> open = mine.differing(core);
    if (open.isEmpty()) {
      return new Reconciliation(ours, theirs, List.of());
    }
    List<Reading> readings = new Readings(policy, loan, asOf, ours, theirs).all();
    Optional<Reading> whole =
        readings.stream().filter(reading -> reading.gives(core, core.given())).findFirst();
    List<Difference> differences = new ArrayList<>();
    for (Figure figure : open) {
      Optional<Cause> cause =
          whole
              .or(
                  () ->
                      readings.stream()
                          .filter(reading -> reading.gives(core, List.of(figure)))
                          .findFirst())
              .map(Reading::cause);
      differences.add(new Difference(figure, mine.text(figure), core.text(figure), cause));
    }
    return new Reconciliation(ours, theirs, differences);
  }

  public boolean agrees() {
    return differences.isEmpty();
  }

  /**
   * One line: the loan, each difference with both figures and its probable cause.
   *
   * @param language {@code es}, {@code pt} or {@code en}, with or without a country
   */
  public String in(String language) {
    StringBuilder out = new StringBuilder(ours.loan().value()).append(": ");
    if (agrees()) {
      return out.append(Language.of(language).pick("coincide", "confere", "agrees")).toString();
    }
    String separator = "";
    for (Difference difference : differences) {
      out.append(separator).append(difference.in(language));
      separator = "; ";
    }
    return out.toString();
  }

  /** A figure that two systems can differ in. */
  public enum Figure {
    DAYS_PAST_DUE("días de mora", "dias de atraso", "days past due"),
    OVERDUE_AMOUNT("monto vencido", "valor vencido", "overdue amount"),
    OUTSTANDING("saldo", "saldo", "outstanding"),
    NEXT_DUE_ON("próximo vencimiento", "próximo vencimento", "next due date"),
    NEXT_DUE_AMOUNT("próximo monto", "próximo valor", "next due amount");

    private final String es;
    private final String pt;
    private final String en;

    Figure(String es, String pt, String en) {
      this.es = es;
      this.pt = pt;
      this.en = en;
    }
  }

  /**
   * @param ours as text; empty if we have none, and so {@code theirs}
   * @param cause empty if no reading gives the core's figure
   */
  public record Difference(Figure figure, String ours, String theirs, Optional<Cause> cause) {

    /**
     * @param language {@code es}, {@code pt} or {@code en}, with or without a country
     */
    public String in(String language) {
      String name = Language.of(language).pick(figure.es, figure.pt, figure.en);
      String both =
          Language.of(language)
              .pick("nosotros %s, el core %s", "nós %s, o core %s", "ours %s, the core's %s");
      String none = Language.of(language).pick("ninguno", "nenhum", "none");
      String why =
          cause
              .map(
                  c ->
                      Language.of(language)
                              .pick("causa probable: ", "causa provável: ", "probably ")
                          + c.in(language))
              .orElse(
                  Language.of(language)
                      .pick(
                          "ninguna lectura conocida lo explica",
                          "nenhuma leitura conhecida o explica",
                          "no known reading explains it"));
      return name
          + ": "
          + both.formatted(ours.isEmpty() ? none : ours, theirs.isEmpty() ? none : theirs)
          + " ("
          + why
          + ")";
    }
  }
}
