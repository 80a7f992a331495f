package dev.mora.segmentation;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.CaseFacts;
import dev.mora.attribute.Truth;
import dev.mora.language.Language;
import dev.mora.segmentation.Finding.Kind;
import dev.mora.segmentation.Finding.Level;
import dev.mora.segmentation.Questions.Answer;
import dev.mora.segmentation.Search.Need;
import dev.mora.segmentation.Variable.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which cases no rule takes.
 *
 * <p>If a case is left over for missing values alone, so that no rule takes it whereas some rule
 * would whatever the values were, then there is such a case with one missing value that decides:
 * fill in one after the other, and the first after which every value leads to a rule is that one.
 * So asking for each attribute by itself finds all there is.
 */
final class HoleCheck {

  private static final int MOST_VALUES = 1_024;

  private final Questions questions;
  private final SegmentationPolicy policy;
  private final Space space;

  HoleCheck(Questions questions) {
    this.questions = questions;
    policy = questions.policy();
    space = questions.space();
  }

  /** A case that no rule takes though everything is known of it. */
  Answer<Cases> gap() {
    List<Need> needs = nobody();
    space.attributes().forEach(one -> needs.add(Need.holds(space.known(one))));
    return questions.exists(Kind.GAP, "", needs);
  }

  private List<Need> nobody() {
    return questions.reaches(questions.rules().size());
  }

  static Finding gap(Questions questions, Cases cases) {
    String rest = questions.policy().otherwise();
    return new Finding(
        Kind.GAP,
        Level.INFO,
        "",
        List.of(),
        Optional.of(questions.example(cases)),
        new Said(
            "con todos los datos, ninguna regla los toma: van a " + rest,
            "com todos os dados, nenhuma regra os toma: vão para " + rest,
            "with everything known, no rule takes them: they go to " + rest));
  }

  /**
   * One finding for each attribute whose missing value alone leaves cases over.
   *
   * @param deliberate whether nobody else is left over, so that {@code otherwise} stands for them
   */
  List<Finding> holes(boolean deliberate) {
    List<Finding> findings = new ArrayList<>();
    for (Attribute<?> attribute : space.attributes()) {
      if (!Variable.isAlwaysKnown(attribute)) {
        hole(attribute).ifPresent(cases -> findings.add(hole(attribute, cases, deliberate)));
      }
    }
    return findings;
  }

  private Optional<Cases> hole(Attribute<?> attribute) {
    return questions
        .ask(
            Kind.UNKNOWN_HOLE,
            "",
            all -> {
              Cases cases = all.copy();
              space.of(attribute).forEach(place -> cases.fix(place, 0));
              List<Need> needs = nobody();
              space.attributes().stream()
                  .filter(Variable::isAlwaysKnown)
                  .forEach(one -> needs.add(Need.holds(space.known(one))));
              Node some = Node.any(questions.rules());
              for (int[] value : values(attribute, all.steps())) {
                needs.add(Need.holds(some.with(value)));
              }
              return Search.find(cases, needs);
            })
        .value();
  }

  /** Every way in which the attribute can be known. */
  private List<int[]> values(Attribute<?> attribute, Steps steps) {
    int[] free = new int[space.variables().size()];
    Arrays.fill(free, -1);
    List<int[]> values = new ArrayList<>(List.of(free));
    List<Integer> places = space.of(attribute);
    for (int place : places) {
      Variable variable = space.variables().get(place);
      boolean alone = places.size() == 1 || variable.role() == Role.KNOWN;
      List<int[]> more = new ArrayList<>();
      for (int[] value : values) {
        for (int piece = alone ? 1 : 0; piece < variable.size(); piece++) {
          int[] one = value.clone();
          one[place] = piece;
          more.add(one);
        }
      }
      if (more.size() > MOST_VALUES) {
        throw new Steps.Exhausted();
      }
      values = more;
    }
    values.removeIf(value -> places.stream().allMatch(place -> value[place] == 0));
    steps.take();
    return values;
  }

  private Finding hole(Attribute<?> attribute, Cases cases, boolean deliberate) {
    ExampleCase example = questions.example(cases);
    String rest = policy.otherwise();
    Function<Language, String> name = language -> attribute.description(language);
    return new Finding(
        Kind.UNKNOWN_HOLE,
        deliberate ? Level.INFO : Level.WARNING,
        "",
        undecided(example),
        Optional.of(example),
        new Said(
            "sin dato de "
                + name.apply(Language.ES)
                + ", estos casos van a "
                + rest
                + ", aunque con cualquier valor los tomaría una regla",
            "sem dado de "
                + name.apply(Language.PT)
                + ", estes casos vão para "
                + rest
                + ", embora com qualquer valor uma regra os tomasse",
            "without "
                + name.apply(Language.EN)
                + ", these cases go to "
                + rest
                + ", though with any value a rule would take them"));
  }

  /** The rules that the missing value left open. */
  private List<String> undecided(ExampleCase example) {
    Segmentation compiled = policy.compiled();
    CaseFacts facts = questions.prepared(example.facts());
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < policy.rules().size(); i++) {
      if (compiled.truth(i, facts) == Truth.UNKNOWN) {
        ids.add(policy.rules().get(i).id());
      }
    }
    return ids;
  }
}
