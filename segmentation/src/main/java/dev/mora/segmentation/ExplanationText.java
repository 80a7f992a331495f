package dev.mora.segmentation;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.Truth;
import dev.mora.language.Language;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An explanation in words. */
final class ExplanationText {

  private final Explanation why;
  private final Language language;

  ExplanationText(Explanation why, Language language) {
    this.why = why;
    this.language = language;
  }

  private ExplanationText of(Explanation nested) {
    return new ExplanationText(nested, language);
  }

  String inBrief() {
    List<Step> steps = why.steps();
    StringBuilder out = new StringBuilder(line(steps));
    why.deciding(steps)
        .ifPresent(
            step ->
                why.nested(List.of(step))
                    .forEach(
                        (name, theirs) ->
                            out.append("; ").append(named(name, of(theirs).line(theirs.steps())))));
    guarded().ifPresent(said -> out.append("; ").append(said));
    return out.toString();
  }

  /** Without what nested policies say. */
  private String line(List<Step> steps) {
    StringBuilder out = new StringBuilder(headline(steps));
    for (Step step : steps) {
      if (step.truth() == Truth.UNKNOWN) {
        out.append("; ")
            .append(ruleWord())
            .append(step.rule())
            .append(language.pick(" sin decidir, ", " sem decidir, ", " undecided, "))
            .append(step.in(language));
      }
    }
    for (Step rival : why.rivals()) {
      out.append("; ").append(rivalry(rival));
    }
    return out.toString();
  }

  String inFull() {
    List<Step> steps = why.steps();
    StringBuilder out = new StringBuilder(headline(steps));
    out.append("\n  ")
        .append(language.pick("política ", "política ", "policy "))
        .append(why.policy())
        .append(' ')
        .append(why.version());
    why.arms()
        .forEach(
            (name, arm) ->
                out.append("\n  ")
                    .append(Derivation.armOf(name).description(language))
                    .append(": ")
                    .append(arm));
    tell(steps, "\n  ", out);
    why.nested(steps)
        .forEach(
            (name, nested) -> {
              List<Step> theirs = nested.steps();
              out.append("\n  ").append(named(name, of(nested).headline(theirs)));
              of(nested).tell(theirs, "\n    ", out);
            });
    why.scores(steps)
        .values()
        .forEach(
            score ->
                out.append("\n  ")
                    .append(language.pick("puntaje ", "pontuação ", "score "))
                    .append(score.in(language)));
    guarded().ifPresent(said -> out.append("\n  ").append(said));
    return out.toString();
  }

  private void tell(List<Step> steps, String start, StringBuilder out) {
    for (Step step : steps) {
      out.append(start)
          .append(ruleWord())
          .append(step.rule())
          .append(": ")
          .append(verdict(step.truth()))
          .append(", ")
          .append(step.in(language));
    }
    for (Step rival : why.rivals()) {
      out.append(start).append(rivalry(rival));
    }
  }

  private String headline(List<Step> steps) {
    String start =
        why.segment() + ": " + why.kept().map(kept -> kept.in(language) + ": ").orElse("");
    return start
        + why.deciding(steps)
            .map(step -> step.in(language) + ", " + ruleWord() + step.rule())
            .orElseGet(this::nothing);
  }

  private String nothing() {
    return why.isOfTable()
        ? language.pick("ninguna fila se cumple", "nenhuma linha se cumpre", "no row holds")
        : language.pick("ninguna regla se cumple", "nenhuma regra se cumpre", "no rule holds");
  }

  private String ruleWord() {
    return why.isOfTable()
        ? language.pick("fila ", "linha ", "row ")
        : language.pick("regla ", "regra ", "rule ");
  }

  private String rivalry(Step rival) {
    return language.pick("también se cumple la fila ", "também se cumpre a linha ", "so does row ")
        + rival.rule()
        + " ("
        + rival.segment()
        + "), "
        + rival.in(language);
  }

  private String named(String name, String said) {
    String what =
        name.equals(Derivation.DEBTOR_TYPE)
            ? Attributes.DEBTOR_TYPE.description(language)
            : Derivation.resultOf(name).description(language);
    return what + " " + said;
  }

  private Optional<String> guarded() {
    Set<Attribute<?>> attributes = why.protectedReads();
    return attributes.isEmpty()
        ? Optional.empty()
        : Optional.of(
            language.pick("lee dato protegido: ", "lê dado protegido: ", "reads protected data: ")
                + language.list(
                    attributes.stream().map(one -> one.description(language)).toList()));
  }

  private String verdict(Truth truth) {
    return switch (truth) {
      case TRUE -> language.pick("se cumple", "se cumpre", "holds");
      case FALSE -> language.pick("no se cumple", "não se cumpre", "does not hold");
      case UNKNOWN -> language.pick("sin decidir", "sem decidir", "undecided");
    };
  }
}
