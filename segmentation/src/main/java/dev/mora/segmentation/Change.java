package dev.mora.segmentation;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.AttributeType;
import dev.mora.language.Language;
import dev.mora.money.Money;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Another value of one attribute.
 *
 * @param from as the attribute's Java type, the amount of one currency where there are several;
 *     empty if it is unknown
 * @param to the value nearest to it that makes the difference
 */
public record Change(Attribute<?> attribute, Optional<Object> from, Object to) {

  private static final Set<String> JOINTS =
      Set.of("de", "desde", "en", "para", "do", "da", "no", "na", "em", "del");

  /** {@code con 3 días menos de mora (hasta 30)}, without the first word. */
  public String in(Language language) {
    if (from.isEmpty()) {
      return attribute.sayAny(to, language)
          + language.pick(" (hoy sin dato)", " (hoje sem dado)", " (unknown today)");
    }
    Object before = from.get();
    if (before instanceof Integer old && to instanceof Integer next) {
      return counted(next - old, next, language);
    }
    if (before instanceof Money old && to instanceof Money next) {
      Money step = next.minus(old);
      boolean more = step.isPositive();
      String amount = language.amount(more ? step : step.negated());
      return moved(amount, more, language) + aside(more, language.amount(next), language);
    }
    if (before instanceof BigDecimal old && to instanceof BigDecimal next) {
      return decimal(old, next, language);
    }
    if (before instanceof Set<?> old && to instanceof Set<?> next) {
      return members(old, next, language);
    }
    String value = attribute.sayAny(before, language);
    return attribute.sayAny(to, language)
        + language.pick(" (hoy ", " (hoje ", " (today ")
        + value
            .substring(Math.min(value.length(), attribute.description(language).length()))
            .replaceFirst("^:? ", "")
        + ")";
  }

  /** {@code 3 días menos de mora (hasta 30)}: the word stands behind the noun. */
  private String counted(int step, int next, Language language) {
    boolean more = step > 0;
    String said = sayCount(Math.abs(step), language);
    String word = word(more, language);
    int space = said.indexOf(' ');
    String text;
    if (language == Language.EN) {
      text = said.substring(0, space) + (more ? " more " : " fewer ") + said.substring(space + 1);
    } else {
      int joint = said.length();
      for (int at = said.indexOf(' ', space + 1); at > 0; at = said.indexOf(' ', at + 1)) {
        int end = said.indexOf(' ', at + 1);
        if (end > 0 && JOINTS.contains(said.substring(at + 1, end))) {
          joint = at;
          break;
        }
      }
      text = said.substring(0, joint) + " " + word + said.substring(joint);
    }
    return text + aside(more, Integer.toString(next), language);
  }

  private String sayCount(int count, Language language) {
    String said = attribute.sayAny(count, language);
    // An own column has no noun to count: its name comes first.
    return Character.isDigit(said.charAt(0)) ? said : count + " " + attribute.name();
  }

  /** A limit that must be passed by the least bit is said as the limit. */
  private String decimal(BigDecimal old, BigDecimal next, Language language) {
    boolean more = next.compareTo(old) > 0;
    BigDecimal bit = BigDecimal.ONE.movePointLeft(6);
    BigDecimal limit = more ? next.subtract(bit) : next.add(bit);
    boolean beyond = scale(limit) < scale(next);
    BigDecimal shown = plain(beyond ? limit : next);
    String step = say(plain(shown.subtract(old).abs()), language);
    if (!beyond) {
      return moved(step, more, language) + aside(more, say(shown, language), language);
    }
    String limits =
        more
            ? language.pick("más de ", "mais de ", "above ")
            : language.pick("menos de ", "menos de ", "below ");
    return moved(step, more, language) + " (" + limits + say(shown, language) + ")";
  }

  private static int scale(BigDecimal value) {
    return value.stripTrailingZeros().scale();
  }

  private static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  private String say(BigDecimal value, Language language) {
    return attribute.type() == AttributeType.PERCENT
        ? language.percent(value)
        : language.number(value);
  }

  private String members(Set<?> old, Set<?> next, Language language) {
    Set<Object> gained = new TreeSet<>(next);
    gained.removeAll(old);
    Set<Object> lost = new TreeSet<>(old);
    lost.removeAll(next);
    String what = attribute.description(language);
    String plus = gained.isEmpty() ? "" : " +" + joined(gained);
    String minus = lost.isEmpty() ? "" : " -" + joined(lost);
    return what + plus + minus;
  }

  private static String joined(Set<Object> names) {
    return String.join(", ", names.stream().map(String::valueOf).toList());
  }

  private String moved(String step, boolean more, Language language) {
    return step
        + " "
        + word(more, language)
        + language.pick(" de ", " de ", " ")
        + attribute.description(language);
  }

  private static String word(boolean more, Language language) {
    return more ? language.pick("más", "mais", "more") : language.pick("menos", "menos", "less");
  }

  private static String aside(boolean more, String limit, Language language) {
    return more
        ? language.pick(" (desde ", " (a partir de ", " (from ") + limit + ")"
        : language.pick(" (hasta ", " (até ", " (up to ") + limit + ")";
  }

  /** Without the values. */
  @Override
  public String toString() {
    return "Change(" + attribute + ")";
  }
}
