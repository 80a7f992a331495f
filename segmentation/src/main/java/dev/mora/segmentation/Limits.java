package dev.mora.segmentation;

import dev.mora.attribute.AttributeType;
import dev.mora.attribute.Comparison;
import dev.mora.attribute.Condition;
import dev.mora.attribute.Operand;
import dev.mora.attribute.Truth;
import dev.mora.language.Language;
import java.util.List;

/**
 * How the limits of a test read behind the value: as what the value fulfils, so that a failed
 * {@code atLeast} reads "less than".
 */
final class Limits {

  private Limits() {}

  static String of(Condition.Test test, Truth truth, Language language) {
    Comparison comparison = test.comparison();
    AttributeType type = test.attribute().type();
    boolean held = truth == Truth.TRUE;
    List<String> words =
        comparison.operands().stream().map(operand -> operand.in(language, type)).toList();
    if (comparison instanceof Comparison.Is) {
      return is(type, held, words.get(0), language);
    }
    if (comparison instanceof Comparison.In) {
      String all = language.list(words);
      return held ? all : language.pick("ninguno de ", "nenhum de ", "none of ") + all;
    }
    if (comparison instanceof Comparison.IsNot || comparison instanceof Comparison.NotIn) {
      return language.pick("salvo ", "exceto ", "other than ") + language.list(words);
    }
    if (comparison instanceof Comparison.Between between && words.size() == 2) {
      String joint = range(words.get(0), words.get(1), type, language);
      return held ? joint : language.pick("fuera de ", "fora de ", "outside ") + joint;
    }
    String limit = words.get(0);
    return switch (comparison.code()) {
      case "from", "atLeast" -> held ? atLeast(limit, language) : below(limit, language);
      case "to", "atMost" -> held ? atMost(limit, language) : above(limit, language);
      case "above" -> held ? above(limit, language) : atMost(limit, language);
      case "below" -> held ? below(limit, language) : atLeast(limit, language);
      default -> limit;
    };
  }

  static String currency(Comparison comparison) {
    return comparison.operands().stream()
        .filter(Operand.Amount.class::isInstance)
        .map(Operand.Amount.class::cast)
        .map(amount -> amount.money().currency().getCurrencyCode())
        .findFirst()
        .orElse("");
  }

  /** A value that is what was asked for needs no more words, but one in a set does. */
  private static String is(AttributeType type, boolean held, String word, Language language) {
    if (type == AttributeType.SET) {
      return held
          ? language.pick("con ", "com ", "with ") + word
          : language.pick("sin ", "sem ", "without ") + word;
    }
    return held ? "" : language.pick("no ", "não ", "not ") + word;
  }

  private static String range(String from, String to, AttributeType type, Language language) {
    boolean bare = type.isWhole() && !from.startsWith("-") && !to.startsWith("-");
    return bare ? from + "-" + to : from + language.pick(" a ", " a ", " to ") + to;
  }

  private static String atLeast(String limit, Language language) {
    return language.pick("al menos ", "pelo menos ", "at least ") + limit;
  }

  private static String atMost(String limit, Language language) {
    return language.pick("hasta ", "até ", "up to ") + limit;
  }

  private static String above(String limit, Language language) {
    return language.pick("más de ", "mais de ", "more than ") + limit;
  }

  private static String below(String limit, Language language) {
    return language.pick("menos de ", "menos de ", "less than ") + limit;
  }
}
