package dev.mora.template.catalogue;

import dev.mora.template.MessageTemplate;
import dev.mora.template.lint.Purpose;
import java.util.Optional;

/**
 * A text to start with.
 *
 * @param gate what a host must state to get it; empty for most
 */
public record StarterTemplate(Purpose purpose, MessageTemplate template, Optional<Gate> gate) {

  /** The template's name, such as {@code loan_early}. */
  public String name() {
    return template.name();
  }
}
