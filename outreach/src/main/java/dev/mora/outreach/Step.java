package dev.mora.outreach;

import dev.mora.party.Channel;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One thing that a strategy does for a segment.
 *
 * @param name unique in its segment
 * @param fields for each field of the template the fact that fills it; what is left out is filled
 *     by name or, where a type occurs once, by type (see {@link FactFields})
 */
public record Step(String name, Trigger on, Action action, Map<String, String> fields) {

  public Step {
    Objects.requireNonNull(on, "on");
    Objects.requireNonNull(action, "action");
    fields = Map.copyOf(fields);
    if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
      throw new IllegalArgumentException("a step has a name of letters, digits, - and _: " + name);
    }
  }

  /** What is done. */
  public sealed interface Action {}

  /** Sends a template over the first channel that reaches the borrower. */
  public record Send(String template, List<Channel> channels) implements Action {

    public Send {
      channels = List.copyOf(channels);
      if (channels.isEmpty()) {
        throw new IllegalArgumentException("a step that sends names a channel");
      }
    }
  }

  /** Puts the case on an agent's desk. */
  public record Agent() implements Action {}
}
