package dev.mora.attribute;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a test asks of a value. On a set, {@code is} and {@code in} ask whether it contains the
 * name, or one of them; {@code isNot} and {@code notIn} whether it contains none.
 */
public sealed interface Comparison {

  /** What the value is compared with, in the order written; empty for {@link Known}. */
  List<Operand> operands();

  /** As policies write it. */
  String code();

  record Is(Operand value) implements Comparison {
    @Override
    public List<Operand> operands() {
      return List.of(value);
    }

    @Override
    public String code() {
      return "is";
    }
  }

  record IsNot(Operand value) implements Comparison {
    @Override
    public List<Operand> operands() {
      return List.of(value);
    }

    @Override
    public String code() {
      return "isNot";
    }
  }

  record In(List<Operand> values) implements Comparison {
    public In {
      values = distinct(values);
    }

    @Override
    public List<Operand> operands() {
      return values;
    }

    @Override
    public String code() {
      return "in";
    }
  }

  record NotIn(List<Operand> values) implements Comparison {
    public NotIn {
      values = distinct(values);
    }

    @Override
    public List<Operand> operands() {
      return values;
    }

    @Override
    public String code() {
      return "notIn";
    }
  }

  /** Both ends belong to it; one of them may be open. */
  record Between(Optional<Operand> from, Optional<Operand> to) implements Comparison {
    public Between {
      if (from.isEmpty() && to.isEmpty()) {
        throw new IllegalArgumentException("a range needs from, to or both");
      }
    }

    @Override
    public List<Operand> operands() {
      return Stream.concat(from.stream(), to.stream()).toList();
    }

    @Override
    public String code() {
      return from.isPresent() ? "from" : "to";
    }
  }

  record Above(Operand limit) implements Comparison {
    @Override
    public List<Operand> operands() {
      return List.of(limit);
    }

    @Override
    public String code() {
      return "above";
    }
  }

  record AtLeast(Operand limit) implements Comparison {
    @Override
    public List<Operand> operands() {
      return List.of(limit);
    }

    @Override
    public String code() {
      return "atLeast";
    }
  }

  record Below(Operand limit) implements Comparison {
    @Override
    public List<Operand> operands() {
      return List.of(limit);
    }

    @Override
    public String code() {
      return "below";
    }
  }

  record AtMost(Operand limit) implements Comparison {
    @Override
    public List<Operand> operands() {
      return List.of(limit);
    }

    @Override
    public String code() {
      return "atMost";
    }
  }

  /** Whether there is a value at all; never unknown itself. */
  record Known(boolean expected) implements Comparison {
    @Override
    public List<Operand> operands() {
      return List.of();
    }

    @Override
    public String code() {
      return "known";
    }
  }

  private static List<Operand> distinct(List<Operand> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a list of values must not be empty");
    }
    if (new LinkedHashSet<>(values).size() < values.size()) {
      throw new IllegalArgumentException("a value stands twice in the list");
    }
    return List.copyOf(values);
  }
}
