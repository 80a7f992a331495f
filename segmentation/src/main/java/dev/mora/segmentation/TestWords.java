package dev.mora.segmentation;

import dev.mora.attribute.AttributeType;
import dev.mora.attribute.Comparison;
import dev.mora.attribute.Condition;
import dev.mora.attribute.Truth;
import dev.mora.language.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a condition reads where there is no value to put beside it. */
final class TestWords {

  private static final int MOST_WORDS = 5;

  private TestWords() {}

  static Said of(Condition condition) {
    return new Said(
        of(condition, Language.ES), of(condition, Language.PT), of(condition, Language.EN));
  }

  static String of(Condition condition, Language language) {
    if (condition instanceof Condition.Test test) {
      return test(test, true, language);
    }
    if (condition instanceof Condition.Not not && not.condition() instanceof Condition.Test test) {
      return test(test, false, language);
    }
    if (condition instanceof Condition.Not not) {
      return language.pick("no (", "não (", "not (") + of(not.condition(), language) + ")";
    }
    boolean all = condition instanceof Condition.All;
    String glue = all ? language.pick(" y ", " e ", " and ") : language.pick(" o ", " ou ", " or ");
    var parts =
        condition instanceof Condition.All joint
            ? joint.conditions()
            : ((Condition.Any) condition).conditions();
    return parts.size() == 1
        ? of(parts.get(0), language)
        : "(" + String.join(glue, parts.stream().map(part -> of(part, language)).toList()) + ")";
  }

  private static String test(Condition.Test test, boolean holds, Language language) {
    String what = test.attribute().description(language);
    if (test.comparison() instanceof Comparison.Known known) {
      return known.expected() == holds
          ? language.pick("hay dato de ", "há dado de ", "known ") + what
          : language.pick("sin dato de ", "sem dado de ", "unknown ") + what;
    }
    String limits = Limits.of(test, Truth.of(holds), language);
    if (limits.isEmpty()) {
      limits = test.comparison().operands().get(0).in(language, test.attribute().type());
    }
    boolean colon =
        test.attribute().type() == AttributeType.FLAG
            || test.comparison() instanceof Comparison.In
            || test.comparison() instanceof Comparison.Is;
    String said = what + (colon ? ": " : " ") + limits;
    return test.onUnknown() == Truth.of(holds)
        ? said + language.pick(" o sin dato", " ou sem dado", " or unknown")
        : said;
  }

  /** A list of ids of which the first few are enough: {@code a, b, c, d y 7 más}. */
  static String some(List<String> words, Language language) {
    if (words.size() <= MOST_WORDS) {
      return list(words, language);
    }
    List<String> few = new ArrayList<>(words.subList(0, MOST_WORDS - 1));
    few.add((words.size() - few.size()) + language.pick(" más", " mais", " more"));
    return list(few, language);
  }

  /** A list of ids: {@code a, b y c}. */
  static String list(List<String> words, Language language) {
    int last = words.size() - 1;
    return last < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, last))
            + language.pick(" y ", " e ", " and ")
            + words.get(last);
  }

  static String count(long steps) {
    return String.format(Locale.ROOT, "%,d", steps);
  }
}
