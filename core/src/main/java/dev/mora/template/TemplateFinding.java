package dev.mora.template;

import java.util.Objects;

/**
 * Something about a template that a person should look at.
 *
 * @param rule stable id, such as {@code unused-field}
 * @param language the text it is about; empty if it is about all
 * @param message one sentence
 */
public record TemplateFinding(Level level, String rule, String language, String message) {

  public TemplateFinding {
    Objects.requireNonNull(level, "level");
  }

  /** How bad it is. */
  public enum Level {
    /** A provider will refuse it, or no message can be sent with it. */
    ERROR,
    WARNING
  }
}
