package dev.mora.ledger;

import dev.mora.template.Rendering;
import java.util.Objects;

/** What a provider stops when it stops a template: one version in one language of one sender. */
public record TemplateKey(SenderId sender, String name, String version, String language) {

  public TemplateKey {
    Objects.requireNonNull(sender, "sender");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(language, "language");
  }

  static TemplateKey of(SenderId sender, Rendering rendering) {
    return new TemplateKey(sender, rendering.template(), rendering.version(), rendering.language());
  }
}
