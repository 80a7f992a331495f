package dev.mora.template;

/** What a provider takes a template for. Price, limits and law depend on it. */
public enum Category {
  UTILITY,
  MARKETING,
  AUTHENTICATION
}
