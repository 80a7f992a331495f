package dev.mora.attribute;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which columns there are, for whoever compiles conditions to them. */
interface Layout {

  /** Stands where a currency would, for what is not an amount. */
  String NO_CURRENCY = "";

  /** -1 if nothing is known of it in any case. */
  int column(Attribute<?> attribute, String currency);

  /** The currencies in which an amount is known, {@link #NO_CURRENCY} for other attributes. */
  List<String> currencies(Attribute<?> attribute);

  /** The names that a column may have, by their codes; null if its values are compared. */
  @Nullable List<Object> words(int place);

  /**
   * @throws IllegalArgumentException if the attribute may be known but was left out
   */
  void check(Attribute<?> attribute);
}
