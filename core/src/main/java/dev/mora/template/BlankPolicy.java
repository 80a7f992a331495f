package dev.mora.template;

import java.util.Objects;

/** What happens if a field gets no value, or a text of which nothing is visible. */
public sealed interface BlankPolicy<T> {

  /** Nothing is sent: {@link InvalidMessage.Reason#MISSING_VALUE} or {@code BLANK_VALUE}. */
  record Fail<T>() implements BlankPolicy<T> {}

  /** This value instead. In a file: {@code nombre text = "cliente"}. */
  record Default<T>(T value) implements BlankPolicy<T> {

    public Default {
      Objects.requireNonNull(value, "value");
    }
  }

  /**
   * This borrower is left alone: {@link InvalidMessage.Reason#SKIP}, which a planner records as a
   * silence. In a file: {@code pago pay-link?}.
   */
  record Skip<T>() implements BlankPolicy<T> {}
}
