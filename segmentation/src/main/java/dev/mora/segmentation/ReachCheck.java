package dev.mora.segmentation;

import dev.mora.attribute.Condition;
import dev.mora.language.Language;
import dev.mora.segmentation.Finding.Kind;
import dev.mora.segmentation.Finding.Level;
import dev.mora.segmentation.Questions.Answer;
import dev.mora.segmentation.Search.Need;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which cases come to a rule, and which of them it takes. */
final class ReachCheck {

  private final Questions questions;
  private final List<Rule> rules;
  private final List<Node> nodes;
  private final boolean unique;

  ReachCheck(Questions questions) {
    this.questions = questions;
    rules = questions.policy().rules();
    nodes = questions.rules();
    unique =
        questions.policy().table().map(DecisionTable::hit).stream()
            .anyMatch(hit -> hit == DecisionTable.Hit.UNIQUE);
  }

  /** Whether the rule ever holds, ever decides, or always holds. */
  List<Finding> of(int place) {
    Rule rule = rules.get(place);
    List<Need> needs = questions.reaches(place);
    needs.add(0, Need.holds(nodes.get(place)));
    Answer<Cases> reached = questions.exists(Kind.UNREACHABLE, rule.id(), needs);
    List<Finding> findings = new ArrayList<>();
    if (reached.isNo()) {
      boolean holds = rule.when().isEmpty() || !neverHolds(place);
      findings.add(holds ? covered(place) : contradiction(rule));
      if (!holds) {
        return findings;
      }
    }
    if (rule.when().isPresent()
        && questions
            .exists(Kind.ALWAYS_TRUE, rule.id(), List.of(Need.fails(nodes.get(place))))
            .isNo()) {
      findings.add(always(rule));
    }
    if (unique) {
      findings.addAll(overlaps(place));
    }
    return findings;
  }

  private boolean neverHolds(int place) {
    return questions
        .exists(Kind.NEVER_TRUE, rules.get(place).id(), List.of(Need.holds(nodes.get(place))))
        .isNo();
  }

  private Finding contradiction(Rule rule) {
    Condition when = rule.when().orElseThrow();
    List<Condition> core =
        questions
            .ask(
                Kind.NEVER_TRUE,
                rule.id(),
                all -> Optional.of(Core.of(when, questions.space(), all)))
            .value()
            .orElse(List.of(when));
    boolean one = core.size() == 1;
    return new Finding(
        Kind.NEVER_TRUE,
        Level.ERROR,
        rule.id(),
        List.of(),
        Optional.empty(),
        new Said(
            (one ? "nunca se cumple: " : "no se cumplen a la vez: ") + said(core, Language.ES),
            (one ? "nunca se cumpre: " : "não se cumprem juntos: ") + said(core, Language.PT),
            (one ? "this never holds: " : "these tests cannot hold together: ")
                + said(core, Language.EN)));
  }

  private static String said(List<Condition> core, Language language) {
    return String.join("; ", core.stream().map(part -> TestWords.of(part, language)).toList());
  }

  /** Which earlier rules take every case of one that never decides. */
  private Finding covered(int place) {
    Rule rule = rules.get(place);
    List<Integer> takers = takers(place);
    List<String> ids = takers.stream().map(i -> rules.get(i).id()).toList();
    boolean harmless = takers.stream().allMatch(i -> rules.get(i).segment().equals(rule.segment()));
    if (takers.size() == 1 && takesNoMore(takers.get(0), place)) {
      return new Finding(
          Kind.DUPLICATE_RULE,
          harmless ? Level.WARNING : Level.ERROR,
          rule.id(),
          ids,
          Optional.empty(),
          new Said(
              "los mismos casos que la regla " + ids.get(0) + ": nunca se llega a ella",
              "os mesmos casos que a regra " + ids.get(0) + ": nunca se chega a ela",
              "the same cases as rule " + ids.get(0) + ": it is never reached"));
    }
    boolean one = ids.size() == 1;
    return new Finding(
        Kind.UNREACHABLE,
        harmless ? Level.WARNING : Level.ERROR,
        rule.id(),
        ids,
        Optional.empty(),
        new Said(
            (one ? "la regla " : "las reglas ")
                + TestWords.list(ids, Language.ES)
                + (one ? " ya toma" : " juntas ya toman")
                + " todos sus casos: nunca se llega a ella",
            (one ? "a regra " : "as regras ")
                + TestWords.list(ids, Language.PT)
                + (one ? " já toma" : " juntas já tomam")
                + " todos os seus casos: nunca se chega a ela",
            (one ? "rule " : "rules ")
                + TestWords.list(ids, Language.EN)
                + (one ? " takes" : " together take")
                + " every case that this rule could: it is never reached"));
  }

  /** One rule if one suffices, else as many as none can be left out of. */
  private List<Integer> takers(int place) {
    Need ours = Need.holds(nodes.get(place));
    String id = rules.get(place).id();
    for (int i = 0; i < place; i++) {
      if (questions.exists(Kind.UNREACHABLE, id, List.of(ours, Need.fails(nodes.get(i)))).isNo()) {
        return List.of(i);
      }
    }
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < place; i++) {
      kept.add(i);
    }
    for (int i = place - 1; i >= 0; i--) {
      List<Need> needs = new ArrayList<>(List.of(ours));
      for (int other : kept) {
        if (other != i) {
          needs.add(Need.fails(nodes.get(other)));
        }
      }
      if (questions.exists(Kind.UNREACHABLE, id, needs).isNo()) {
        kept.remove(Integer.valueOf(i));
      }
    }
    return kept;
  }

  private boolean takesNoMore(int earlier, int place) {
    return questions
        .exists(
            Kind.DUPLICATE_RULE,
            rules.get(place).id(),
            List.of(Need.holds(nodes.get(earlier)), Need.fails(nodes.get(place))))
        .isNo();
  }

  private static Finding always(Rule rule) {
    return new Finding(
        Kind.ALWAYS_TRUE,
        Level.WARNING,
        rule.id(),
        List.of(),
        Optional.empty(),
        new Said(
            "la condición se cumple siempre, también sin datos",
            "a condição se cumpre sempre, também sem dados",
            "the condition always holds, even where nothing is known"));
  }

  private List<Finding> overlaps(int place) {
    List<Finding> findings = new ArrayList<>();
    Rule rule = rules.get(place);
    for (int i = 0; i < place; i++) {
      if (rules.get(i).segment().equals(rule.segment())) {
        continue;
      }
      String other = rules.get(i).id();
      questions
          .exists(
              Kind.OVERLAP,
              rule.id(),
              List.of(Need.holds(nodes.get(place)), Need.holds(nodes.get(i))))
          .value()
          .ifPresent(
              both ->
                  findings.add(
                      new Finding(
                          Kind.OVERLAP,
                          Level.ERROR,
                          rule.id(),
                          List.of(other),
                          Optional.of(questions.example(both)),
                          new Said(
                              "comparte casos con la fila " + other + ", de otro segmento",
                              "divide casos com a linha " + other + ", de outro segmento",
                              "shares cases with row " + other + ", of another segment"))));
    }
    return findings;
  }

  /** Earlier rules with other segments that decide cases which this one would take as well. */
  Optional<Finding> shadowed(int place) {
    if (unique) {
      return Optional.empty();
    }
    Rule rule = rules.get(place);
    Set<String> takers = new LinkedHashSet<>();
    List<Cases> examples = new ArrayList<>();
    for (int i = 0; i < place; i++) {
      if (rules.get(i).segment().equals(rule.segment())) {
        continue;
      }
      List<Need> needs = questions.reaches(i);
      needs.add(0, Need.holds(nodes.get(place)));
      needs.add(1, Need.holds(nodes.get(i)));
      Optional<Cases> taken = questions.exists(Kind.SHADOWED, rule.id(), needs).value();
      if (taken.isPresent()) {
        takers.add(rules.get(i).id());
        examples.add(taken.get());
      }
    }
    if (takers.isEmpty()) {
      return Optional.empty();
    }
    List<String> ids = List.copyOf(takers);
    boolean one = ids.size() == 1;
    return Optional.of(
        new Finding(
            Kind.SHADOWED,
            Level.INFO,
            rule.id(),
            ids,
            Optional.of(questions.example(examples.get(0))),
            new Said(
                (one
                        ? "antes toma parte de sus casos la regla "
                        : "antes toman parte de sus casos ")
                    + TestWords.some(ids, Language.ES),
                (one
                        ? "antes toma parte dos seus casos a regra "
                        : "antes tomam parte dos seus casos ")
                    + TestWords.some(ids, Language.PT),
                "part of its cases "
                    + (one ? "goes to the earlier rule " : "go to the earlier rules ")
                    + TestWords.some(ids, Language.EN))));
  }
}
