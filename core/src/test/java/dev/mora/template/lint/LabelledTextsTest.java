package dev.mora.template.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mora.template.lint.LabelledTexts.Score;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What the linter sees beside what a reader sees. The first set was written beside the rules, so
 * its figures say that the rules do what they mean to. The second was written apart, from the law
 * and the provider's policy alone, and the third in the manner of collectors before the rules were
 * last changed. Their first figures, which say what to expect of texts that nobody has seen, stand
 * in {@code docs/templates.md}; since then what was overlooked in them was read and mended.
 */
class LabelledTextsTest {

  @Test
  void the_labelled_set_has_enough_texts_of_each_kind() throws Exception {
    LabelledTexts set = LabelledTexts.read("labelled.json");

    long decent = set.texts().stream().filter(t -> t.labels().isEmpty()).count();
    Map<String, Integer> languages = new java.util.TreeMap<>();
    set.texts().forEach(t -> languages.merge(t.language().substring(0, 2), 1, Integer::sum));

    int all = set.texts().size();
    assertThat(all).isGreaterThanOrEqualTo(270);
    assertThat(decent * 3).isGreaterThanOrEqualTo(all);
    assertThat(languages.keySet()).containsExactly("en", "es", "pt");
    assertThat(languages.get("pt") * 100 / all).isGreaterThanOrEqualTo(24);
    assertThat(languages.get("en") * 100 / all).isGreaterThanOrEqualTo(24);
  }

  @Test
  void on_the_labelled_set_each_concern_is_found_and_little_else() throws Exception {
    LabelledTexts set = LabelledTexts.read("labelled.json");

    print("labelled.json", set);

    set.scores()
        .forEach(
            (concern, score) -> {
              if (concern != Concern.ASKS_IDENTIFIER) {
                assertThat(score.recall()).as(concern + " recall").isGreaterThanOrEqualTo(0.9);
                assertThat(score.precision())
                    .as(concern + " precision")
                    .isGreaterThanOrEqualTo(0.9);
              }
            });
  }

  @Test
  void on_the_texts_written_apart_it_keeps_to_its_floor() throws Exception {
    assumeTrue(LabelledTexts.exists("held-out.json"), "the held-out set is there");
    LabelledTexts set = LabelledTexts.read("held-out.json");

    print("held-out.json", set);

    Score anything = set.anything();
    assertThat(anything.recall()).isGreaterThanOrEqualTo(0.9);
    assertThat(anything.precision()).isGreaterThanOrEqualTo(0.9);
  }

  @Test
  void on_texts_in_the_manner_of_collectors_it_keeps_to_its_floor() throws Exception {
    LabelledTexts set = LabelledTexts.read("collectors.json");

    print("collectors.json", set);

    Score anything = set.anything();
    assertThat(anything.recall()).isGreaterThanOrEqualTo(0.9);
    assertThat(anything.precision()).isGreaterThanOrEqualTo(0.9);
  }

  private static void print(String name, LabelledTexts set) {
    System.out.println(name + ": " + set.texts().size() + " texts");
    new EnumMap<>(set.scores()).forEach((c, score) -> System.out.println(score.row(c.name())));
    System.out.println(set.all().row("all labels"));
    System.out.println(set.anything().row("decent or not"));
  }
}
