package dev.mora.segmentation;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.AttributeType;
import dev.mora.money.Money;
import dev.mora.segmentation.Variable.Role;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One case out of {@link Cases}, as values: known rather than unknown, small rather than large. An
 * attribute of which anything goes is left out.
 */
final class Picture {

  private static final List<String> CURRENCIES =
      List.of("MXN", "PEN", "COP", "USD", "BRL", "EUR", "CHF", "SEK");

  private final Space space;
  private final Cases cases;
  private final Map<Attribute<?>, Object> values = new LinkedHashMap<>();
  private final Set<Attribute<?>> missing = new LinkedHashSet<>();
  private final Set<Attribute<?>> others = new LinkedHashSet<>();

  private Picture(Space space, Cases cases) {
    this.space = space;
    this.cases = cases;
  }

  static ExampleCase of(Questions questions, Cases cases) {
    Picture picture = new Picture(questions.space(), cases);
    picture.space.attributes().forEach(picture::draw);
    return ExampleCase.of(questions, picture.values, picture.missing, picture.others);
  }

  private void draw(Attribute<?> attribute) {
    List<Integer> places = space.of(attribute);
    boolean currencyOnly = places.size() == 1 && role(places.get(0)) == Role.KNOWN;
    if (places.stream().allMatch(this::isFree)
        && !(currencyOnly && attribute.type() == AttributeType.TEXT && isCurrencyBound())) {
      return;
    }
    switch (attribute.type()) {
      case SET -> drawSet(attribute, places);
      case MONEY -> drawMoney(attribute, places);
      default -> {
        int piece = pick(places.get(0));
        if (piece == 0) {
          missing.add(attribute);
        } else if (role(places.get(0)) == Role.KNOWN) {
          values.put(attribute, currency());
        } else {
          Variable variable = variable(places.get(0));
          values.put(attribute, value(variable, piece));
          if (variable.role() == Role.TEXT && variable.text(piece).isEmpty()) {
            others.add(attribute);
          }
        }
      }
    }
  }

  private boolean isCurrencyBound() {
    return space.currency().map(place -> !isFree(place)).orElse(false);
  }

  private void drawSet(Attribute<?> attribute, List<Integer> places) {
    Set<String> members = new TreeSet<>();
    for (int place : places) {
      int piece = pick(place);
      if (role(place) == Role.KNOWN && piece == 0) {
        missing.add(attribute);
        return;
      }
      if (role(place) == Role.MEMBER && piece == 1) {
        members.add(variable(place).name());
      }
    }
    values.put(attribute, members);
  }

  private void drawMoney(Attribute<?> attribute, List<Integer> places) {
    List<Money> amounts = new ArrayList<>();
    Set<String> named = new TreeSet<>();
    for (int place : places) {
      Variable variable = variable(place);
      int piece = pick(place);
      named.add(variable.name());
      if (variable.role() == Role.ORDERED) {
        named.remove("");
        if (piece > 0) {
          amounts.add(money(currency(), small(variable, piece)));
        }
      } else if (variable.role() == Role.PURSE && piece > 0) {
        amounts.add(money(variable.name(), small(variable, piece)));
      } else if (variable.role() == Role.PURSE_REST && piece > 0) {
        amounts.add(Money.ofMinor(Money.currencyOf(another(named)), 1));
      }
    }
    if (amounts.isEmpty()) {
      missing.add(attribute);
    } else {
      values.put(attribute, amounts.size() == 1 ? amounts.get(0) : List.copyOf(amounts));
    }
  }

  private static Money money(String code, long minorUnits) {
    return Money.ofMinor(Currency.getInstance(code), minorUnits);
  }

  /** The currency that the loan's amounts share. */
  private String currency() {
    int place = space.currency().orElseThrow();
    Variable codes = variable(place);
    return codes.text(pick(place)).orElseGet(() -> another(Set.copyOf(codes.texts())));
  }

  private static String another(Set<String> named) {
    return CURRENCIES.stream().filter(code -> !named.contains(code)).findFirst().orElse("NOK");
  }

  /** A real value of a piece. */
  static Object value(Variable variable, int piece) {
    return switch (variable.attribute().type()) {
      case TEXT -> variable.text(piece).orElseGet(() -> another(variable.texts()));
      case FLAG -> piece == 2;
      case DAYS, COUNT -> (int) small(variable, piece);
      default -> Spans.decimal(small(variable, piece));
    };
  }

  private static String another(List<String> texts) {
    String text = "?";
    while (texts.contains(text)) {
      text += "?";
    }
    return text;
  }

  /** The value of a piece that is nearest to nothing. */
  private static long small(Variable variable, int piece) {
    return variable.nearest(piece, 0);
  }

  /** A piece that is left: one with a value, the named before the others, the small first. */
  private int pick(int place) {
    Variable variable = variable(place);
    boolean saysNo = variable.role() == Role.MEMBER || variable.role() == Role.PURSE_REST;
    if (saysNo && cases.has(place, 0)) {
      return 0;
    }
    int best = -1;
    for (int piece = variable.canMiss() ? 1 : 0; piece < variable.size(); piece++) {
      if (cases.has(place, piece) && (best < 0 || isNicer(variable, piece, best))) {
        best = piece;
      }
    }
    return Math.max(best, 0);
  }

  private static boolean isNicer(Variable variable, int piece, int than) {
    if (variable.role() != Role.ORDERED && variable.role() != Role.PURSE) {
      return false;
    }
    long value = small(variable, piece);
    long other = small(variable, than);
    return other < 0 && (value >= 0 || value > other);
  }

  private boolean isFree(int place) {
    for (int piece = 0; piece < variable(place).size(); piece++) {
      if (!cases.has(place, piece)) {
        return false;
      }
    }
    return true;
  }

  private Variable variable(int place) {
    return space.variables().get(place);
  }

  private Role role(int place) {
    return variable(place).role();
  }
}
