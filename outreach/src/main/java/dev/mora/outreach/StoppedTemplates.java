package dev.mora.outreach;

import dev.mora.ledger.TemplateKey;
import dev.mora.template.TemplateStatus;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Templates that a provider does not let us send just now, each language for itself. The newest
 * word counts, in whatever order words come in.
 */
final class StoppedTemplates {

  private final Map<Text, TemplateStatus> newest = new ConcurrentHashMap<>();

  void changed(TemplateStatus status) {
    newest.merge(
        new Text(status.template(), status.language()),
        status,
        (before, now) -> now.at().isBefore(before.at()) ? before : now);
  }

  /** Why; empty while it may be sent. */
  Optional<String> why(TemplateKey template) {
    return Optional.ofNullable(newest.get(new Text(template.name(), template.language())))
        .filter(status -> !status.isSendable())
        .map(status -> status.state() + (status.reason().isEmpty() ? "" : " " + status.reason()));
  }

  private record Text(String name, String language) {}
}
