package dev.mora.attribute;

import dev.mora.money.Money;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Currency;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How a Java value lies in a case: a long, an object beside it, and what a test compares with. */
abstract class Form<T> {

  static final Form<String> TEXT =
      new Form<>() {
        @Override
        long lane(String value) {
          return 0;
        }

        @Override
        Object beside(String value) {
          return value;
        }

        @Override
        String value(long lane, @Nullable Object beside) {
          return beside instanceof String text ? text : "";
        }

        @Override
        String cast(Object value) {
          return (String) value;
        }

        @Override
        Operand operand(String value) {
          return Operand.of(value);
        }
      };

  static final Form<Integer> WHOLE =
      new Form<>() {
        @Override
        long lane(Integer value) {
          return value;
        }

        @Override
        Integer value(long lane, @Nullable Object beside) {
          return Math.toIntExact(lane);
        }

        @Override
        Integer cast(Object value) {
          return (Integer) value;
        }

        @Override
        Operand operand(Integer value) {
          return Operand.of(value.longValue());
        }
      };

  static final Form<BigDecimal> DECIMAL =
      new Form<>() {
        @Override
        long lane(BigDecimal value) {
          if (!Lane.holds(value)) {
            throw new IllegalArgumentException(
                "a number may have " + Lane.DECIMALS + " decimals and 12 digits before them");
          }
          return Lane.ofDecimal(value);
        }

        @Override
        BigDecimal value(long lane, @Nullable Object beside) {
          return Lane.decimal(lane);
        }

        @Override
        BigDecimal cast(Object value) {
          return (BigDecimal) value;
        }

        @Override
        Operand operand(BigDecimal value) {
          return Operand.of(value);
        }
      };

  static final Form<Money> MONEY =
      new Form<>() {
        @Override
        long lane(Money value) {
          return Lane.of(value);
        }

        @Override
        Object beside(Money value) {
          return value.currency();
        }

        @Override
        Money value(long lane, @Nullable Object beside) {
          if (beside instanceof Purse purse) {
            return purse.first();
          }
          if (beside instanceof Currency currency) {
            return Money.ofMinor(currency, lane);
          }
          throw new IllegalStateException("an amount without a currency");
        }

        @Override
        Money cast(Object value) {
          return (Money) value;
        }

        @Override
        Operand operand(Money value) {
          return Operand.of(value);
        }
      };

  static final Form<Boolean> FLAG =
      new Form<>() {
        @Override
        long lane(Boolean value) {
          return Lane.ofFlag(value);
        }

        @Override
        Boolean value(long lane, @Nullable Object beside) {
          return lane != 0;
        }

        @Override
        Boolean cast(Object value) {
          return (Boolean) value;
        }

        @Override
        Operand operand(Boolean value) {
          return Operand.of(value.booleanValue());
        }
      };

  static final Form<Set<String>> SET =
      new Form<>() {
        @Override
        long lane(Set<String> value) {
          return 0;
        }

        @Override
        Object beside(Set<String> value) {
          return new Names(Collections.unmodifiableSet(new TreeSet<>(value)));
        }

        @Override
        Set<String> value(long lane, @Nullable Object beside) {
          return beside instanceof Names names ? names.all() : Set.of();
        }

        @Override
        Set<String> cast(Object value) {
          Set<String> names = new TreeSet<>();
          ((Set<?>) value).forEach(name -> names.add((String) name));
          return names;
        }

        @Override
        Operand operand(Set<String> value) {
          if (value.size() != 1) {
            throw new IllegalArgumentException("a test of a set compares with one name at a time");
          }
          return Operand.of(value.iterator().next());
        }
      };

  abstract long lane(T value);

  @Nullable Object beside(T value) {
    return null;
  }

  abstract T value(long lane, @Nullable Object beside);

  abstract T cast(Object value);

  abstract Operand operand(T value);

  static Form<?> of(AttributeType type) {
    return switch (type) {
      case TEXT -> TEXT;
      case NUMBER, PERCENT -> DECIMAL;
      case MONEY -> MONEY;
      case DAYS, COUNT -> WHOLE;
      case FLAG -> FLAG;
      case SET -> SET;
    };
  }

  /** Sorted, so that the same set always reads the same. */
  record Names(Set<String> all) {}
}
