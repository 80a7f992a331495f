package dev.mora.segmentation;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.AttributeType;
import dev.mora.attribute.Comparison;
import dev.mora.attribute.Condition;
import dev.mora.attribute.Operand;
import dev.mora.attribute.Truth;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of one attribute that tests which must all hold leave over. */
final class Room {

  private @Nullable BigDecimal low;
  private boolean lowOpen;
  private @Nullable BigDecimal high;
  private boolean highOpen;
  private @Nullable Set<Operand> only;
  private final Set<Operand> never = new HashSet<>();
  private boolean needsValue;
  private boolean needsNone;

  private Room() {}

  /** The first attribute that has no value left for tests that must all hold. */
  static Optional<Attribute<?>> contradiction(Collection<Condition> joint) {
    Map<String, Room> rooms = new HashMap<>();
    for (Condition condition : joint) {
      if (condition instanceof Condition.Test test && test.onUnknown() != Truth.TRUE) {
        String currency = Limits.currency(test.comparison());
        Room room =
            rooms.computeIfAbsent(test.attribute().name() + " " + currency, key -> new Room());
        room.enter(test);
        if (room.isEmpty(test.attribute().type())) {
          return Optional.of(test.attribute());
        }
      }
    }
    return Optional.empty();
  }

  private void enter(Condition.Test test) {
    Comparison comparison = test.comparison();
    List<Operand> operands = comparison.operands();
    if (comparison instanceof Comparison.Known known) {
      needsValue |= known.expected();
      needsNone |= !known.expected();
      return;
    }
    needsValue = true;
    if (comparison instanceof Comparison.Is || comparison instanceof Comparison.In) {
      Set<Operand> wanted = new HashSet<>(operands);
      if (test.attribute().type() == AttributeType.SET) {
        return;
      }
      if (only != null) {
        wanted.retainAll(only);
      }
      only = wanted;
    } else if (comparison instanceof Comparison.IsNot || comparison instanceof Comparison.NotIn) {
      never.addAll(operands);
    } else if (comparison instanceof Comparison.Between between) {
      between.from().ifPresent(from -> raise(number(from), false));
      between.to().ifPresent(to -> lower(number(to), false));
    } else {
      BigDecimal limit = number(operands.get(0));
      switch (comparison.code()) {
        case "atLeast" -> raise(limit, false);
        case "above" -> raise(limit, true);
        case "atMost" -> lower(limit, false);
        default -> lower(limit, true);
      }
    }
  }

  private void raise(BigDecimal limit, boolean open) {
    int order = low == null ? 1 : limit.compareTo(low);
    if (order > 0) {
      low = limit;
      lowOpen = open;
    } else if (order == 0) {
      lowOpen |= open;
    }
  }

  private void lower(BigDecimal limit, boolean open) {
    int order = high == null ? -1 : limit.compareTo(high);
    if (order < 0) {
      high = limit;
      highOpen = open;
    } else if (order == 0) {
      highOpen |= open;
    }
  }

  private boolean isEmpty(AttributeType type) {
    if (needsValue && needsNone) {
      return true;
    }
    if (only != null) {
      return only.stream().allMatch(value -> never.contains(value) || !fits(value));
    }
    if (low == null || high == null) {
      return false;
    }
    if (type.isWhole()) {
      BigDecimal least = lowOpen ? low.add(BigDecimal.ONE) : low;
      BigDecimal most = highOpen ? high.subtract(BigDecimal.ONE) : high;
      return least.compareTo(most) > 0;
    }
    int order = low.compareTo(high);
    return order > 0 || (order == 0 && (lowOpen || highOpen));
  }

  private boolean fits(Operand value) {
    if (low == null && high == null) {
      return true;
    }
    BigDecimal number = number(value);
    int fromLow = low == null ? 1 : number.compareTo(low);
    int fromHigh = high == null ? -1 : number.compareTo(high);
    return (fromLow > 0 || (fromLow == 0 && !lowOpen))
        && (fromHigh < 0 || (fromHigh == 0 && !highOpen));
  }

  private static BigDecimal number(Operand operand) {
    if (operand instanceof Operand.Amount amount) {
      return amount.money().amount();
    }
    if (operand instanceof Operand.Number number) {
      return number.value();
    }
    throw new IllegalArgumentException("not an ordered value: " + operand);
  }
}
