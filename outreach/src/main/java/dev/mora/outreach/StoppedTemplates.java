package dev.mora.outreach;

import dev.mora.ledger.TemplateKey;
import dev.mora.template.TemplateStatus;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Templates that a provider does not let us send just now, each language for itself. */
final class StoppedTemplates {

  private final Map<Text, String> stopped = new ConcurrentHashMap<>();

  void changed(TemplateStatus status) {
    Text text = new Text(status.template(), status.language());
    if (status.isSendable()) {
      stopped.remove(text);
    } else {
      stopped.put(text, status.state() + (status.reason().isEmpty() ? "" : " " + status.reason()));
    }
  }

  /** Why; empty while it may be sent. */
  Optional<String> why(TemplateKey template) {
    return Optional.ofNullable(stopped.get(new Text(template.name(), template.language())));
  }

  private record Text(String name, String language) {}
}
