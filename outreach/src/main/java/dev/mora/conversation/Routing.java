package dev.mora.conversation;

import dev.mora.language.Language;
import java.util.Objects;

/**
 * Where a message goes.
 *
 * @param queue of the tray
 * @param priority higher is looked at first
 * @param rule id of the rule that decided
 */
public record Routing(String queue, int priority, String rule, String es, String pt, String en) {

  public Routing {
    Objects.requireNonNull(rule, "rule");
    if (queue.isBlank()) {
      throw new IllegalArgumentException("a message always goes to a queue");
    }
  }

  /** Why, for people: in {@code es}, {@code pt}, or English for any other language. */
  public String why(String language) {
    return Language.of(language, Language.EN).pick(es, pt, en);
  }
}
