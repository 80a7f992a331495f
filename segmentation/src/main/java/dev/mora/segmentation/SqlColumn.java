package dev.mora.segmentation;

import dev.mora.attribute.Attribute;

/**
 * A column that the SQL of a policy reads. NULL is unknown.
 *
 * @param name unquoted; the attribute's own, with {@code .currency} behind it for the currency of
 *     an amount
 * @param type as the dialect writes it. Amounts are whole minor units (cents where the currency has
 *     two decimals, units where it has none); a set has no NULL in it
 * @param role which part of the attribute it holds
 */
public record SqlColumn(String name, String type, Attribute<?> attribute, Role role) {

  /** What of an attribute a column holds. */
  public enum Role {
    VALUE,
    /** ISO 4217 code in capitals; NULL where the amount is NULL. */
    CURRENCY
  }
}
