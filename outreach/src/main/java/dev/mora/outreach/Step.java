package dev.mora.outreach;

import dev.mora.party.Channel;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing that a strategy does for a segment.
 *
 * @param name unique in its segment
 * @param on the days on which it falls
 * @param fields for each field of the template the fact that fills it; what is left out is filled
 *     by name or, where a type occurs once, by type (see {@link FactFields})
 * @param await what is waited for after its message; empty to go on with the next day
 * @param after an earlier step of the segment that sends: this one falls only once that one was
 *     sent, on every channel that it names, and its sign has not come in time (an answer, by the
 *     next day, where it waits for nothing), or if nobody can be reached by it; a message once for
 *     a due date
 */
public record Step(
    String name,
    Trigger on,
    Action action,
    Map<String, String> fields,
    Optional<Await> await,
    Optional<String> after) {

  public Step {
    Objects.requireNonNull(on, "on");
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(await, "await");
    Objects.requireNonNull(after, "after");
    fields = Map.copyOf(fields);
    if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
      throw new IllegalArgumentException("a step has a name of letters, digits, - and _: " + name);
    }
    if (await.isPresent() && !(action instanceof Send)) {
      throw new IllegalArgumentException("a step that sends nothing has nothing to wait for");
    }
  }

  /** One that waits for nothing and comes after none. */
  public Step(String name, Trigger on, Action action, Map<String, String> fields) {
    this(name, on, action, fields, Optional.empty(), Optional.empty());
  }

  /** What is done. */
  public sealed interface Action {}

  /**
   * Sends a template over the first channel that reaches the borrower; over the next one if the
   * step waits for a sign and none comes.
   *
   * @param together whether one message speaks of all loans of the borrower that may be spoken of,
   *     in one currency, with their sums; otherwise it speaks of the leading one
   */
  public record Send(String template, List<Channel> channels, boolean together) implements Action {

    public Send {
      channels = List.copyOf(channels);
      if (channels.isEmpty()) {
        throw new IllegalArgumentException("a step that sends names a channel");
      }
      if (channels.stream().distinct().count() < channels.size()) {
        throw new IllegalArgumentException("a step names each channel once");
      }
    }

    /** About the leading loan. */
    public Send(String template, List<Channel> channels) {
      this(template, channels, false);
    }
  }

  /** Puts the case on the tray, for one of those who take over. */
  public record Hand(Desk to) implements Action {

    public Hand {
      Objects.requireNonNull(to, "to");
    }
  }

  /** Who takes over. */
  public enum Desk {
    /** A person of the lender. */
    AGENT,
    /** A person decides whether an agency gets the case. */
    AGENCY,
    /** A person decides whether it goes to court. */
    LEGAL_REVIEW
  }
}
