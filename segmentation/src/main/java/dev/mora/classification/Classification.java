package dev.mora.classification;

import dev.mora.language.Language;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * The class that a table gives a debt on a date, and how much that is worth: its status, its source
 * and since when the rule is in force.
 *
 * @param table id of the table
 * @param days as the table counts them
 * @param period the version of the rule in force on {@code asOf}; empty if there was none
 * @param row empty unless the outcome is {@link Outcome#CLASSIFIED}
 */
public record Classification(
    String table,
    LocalDate asOf,
    int days,
    Outcome outcome,
    Optional<ClassificationPeriod> period,
    Optional<ClassRow> row) {

  public Classification {
    Objects.requireNonNull(asOf, "asOf");
    if (row.isPresent() != (outcome == Outcome.CLASSIFIED)) {
      throw new IllegalArgumentException("a class belongs to the outcome CLASSIFIED alone");
    }
    if (period.isPresent() == (outcome == Outcome.NOT_IN_FORCE)) {
      throw new IllegalArgumentException("a rule in force belongs to all outcomes but one");
    }
  }

  /** The code of the class. */
  public Optional<String> code() {
    return row.map(ClassRow::code);
  }

  public Optional<Verification> status() {
    return row.map(ClassRow::status);
  }

  public Optional<String> regulation() {
    return period.map(ClassificationPeriod::regulation);
  }

  public Optional<String> source() {
    return period.map(ClassificationPeriod::source);
  }

  public Optional<LocalDate> effectiveFrom() {
    return period.flatMap(ClassificationPeriod::from);
  }

  public Optional<LocalDate> effectiveTo() {
    return period.flatMap(ClassificationPeriod::to);
  }

  /**
   * One line: table, class, days, how well it is known, the rule and when it holds.
   *
   * @param language {@code es}, {@code pt} or {@code en}, with or without a country
   */
  public String in(String language) {
    StringBuilder out = new StringBuilder(table).append(": ");
    row.ifPresentOrElse(
        r ->
            out.append(r.code())
                .append(r.name().isEmpty() ? "" : " " + r.name())
                .append(", ")
                .append(
                    Language.of(language)
                        .pick("%d días (%s)", "%d dias (%s)", "%d days (%s)")
                        .formatted(days, r.range()))
                .append(", ")
                .append(r.status().in(language)),
        () -> out.append(outcome.in(language)).append(", ").append(days).append(" d"));
    period.ifPresent(
        p -> {
          out.append("; ").append(p.regulation());
          p.from()
              .ifPresent(
                  day ->
                      out.append(
                          Language.of(language).pick(", desde ", ", desde ", ", from ") + day));
          p.to()
              .ifPresent(
                  day ->
                      out.append(
                          Language.of(language).pick(", hasta ", ", até ", ", until ") + day));
        });
    return out.toString();
  }

  /** Whether there is a class, and if not, why. */
  public enum Outcome {
    CLASSIFIED("clasificado", "classificado", "classified"),
    /** No version of the rule was in force on the date. */
    NOT_IN_FORCE("sin regla vigente", "sem regra vigente", "no rule in force"),
    /** The class is not verified, and the host did not say that it takes such. */
    WITHHELD("clase sin verificar", "classe não verificada", "the class is not verified"),
    /** The table has no class for so few days, or the loan is not lent yet. */
    NO_CLASS("sin clase", "sem classe", "no class"),
    /** The schedule of the date is not known any more. */
    UNKNOWN("cronograma desconocido", "cronograma desconhecido", "the schedule is not known");

    private final String es;
    private final String pt;
    private final String en;

    Outcome(String es, String pt, String en) {
      this.es = es;
      this.pt = pt;
      this.en = en;
    }

    String in(String language) {
      return Language.of(language).pick(es, pt, en);
    }
  }
}
