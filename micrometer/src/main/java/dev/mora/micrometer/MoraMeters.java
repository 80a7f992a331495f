package dev.mora.micrometer;

import dev.mora.event.DomainEvent;
import dev.mora.event.EventListener;
import dev.mora.ledger.DispatchEvent;
import dev.mora.template.TemplateStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Counts what happens to dispatches and templates. Thread-safe.
 *
 * <table>
 * <caption>Counters</caption>
 * <tr><th>name</th><th>tags</th><th>counts</th></tr>
 * <tr><td>{@code mora.dispatch.accepted}</td><td>held</td><td>taken by a provider</td></tr>
 * <tr><td>{@code mora.dispatch.reported}</td><td>state</td><td>sent, delivered, read</td></tr>
 * <tr><td>{@code mora.dispatch.failed}</td><td>code</td><td>refused, or failed later</td></tr>
 * <tr><td>{@code mora.dispatch.unknown}</td><td></td><td>may have been sent</td></tr>
 * <tr><td>{@code mora.dispatch.deferred}</td><td>reason</td><td>put off</td></tr>
 * <tr><td>{@code mora.dispatch.stopped}</td><td>state, reason</td><td>ended unsent</td></tr>
 * <tr><td>{@code mora.template.status}</td><td>state</td><td>news of a template</td></tr>
 * <tr><td>{@code mora.event}</td><td>type</td><td>events of other kinds</td></tr>
 * </table>
 *
 * <p>A tag is a short word of a table or a rule; whatever is none becomes {@code other}, so that no
 * text of a person and no endless number of series gets into a registry.
 */
public final class MoraMeters implements EventListener {

  private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_.:-]{0,47}");
  private static final Pattern CODE = Pattern.compile("(local-|http-)?[0-9]{1,7}");
  private static final Pattern LONG_NUMBER = Pattern.compile(".*[0-9]{5}.*");

  private final MeterRegistry registry;

  private MoraMeters(MeterRegistry registry) {
    this.registry = Objects.requireNonNull(registry, "registry");
  }

  /** To be given to {@code Outreach} as its listener. */
  public static MoraMeters of(MeterRegistry registry) {
    return new MoraMeters(registry);
  }

  @Override
  public void on(DomainEvent event) {
    counter(event).increment();
  }

  private Counter counter(DomainEvent event) {
    if (event instanceof DispatchEvent.Accepted accepted) {
      return counter("mora.dispatch.accepted", "held", Boolean.toString(accepted.held()));
    }
    if (event instanceof DispatchEvent.Reported reported) {
      return counter("mora.dispatch.reported", "state", lower(reported.state()));
    }
    if (event instanceof DispatchEvent.Failed failed) {
      return counter("mora.dispatch.failed", "code", word(failed.code()));
    }
    if (event instanceof DispatchEvent.Unknown) {
      return counter("mora.dispatch.unknown");
    }
    if (event instanceof DispatchEvent.Deferred deferred) {
      return counter("mora.dispatch.deferred", "reason", word(deferred.reason()));
    }
    if (event instanceof DispatchEvent.Stopped stopped) {
      return counter(
          "mora.dispatch.stopped",
          "state",
          lower(stopped.state()),
          "reason",
          word(stopped.reason()));
    }
    return event instanceof TemplateStatus status
        ? counter("mora.template.status", "state", lower(status.state()))
        : counter("mora.event", "type", word(event.getClass().getSimpleName()));
  }

  private Counter counter(String name, String... tags) {
    return registry.counter(name, tags);
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  static String word(String text) {
    if (text.isEmpty()) {
      return "none";
    }
    boolean fits =
        CODE.matcher(text).matches()
            || (WORD.matcher(text).matches() && !LONG_NUMBER.matcher(text).matches());
    return fits ? text : "other";
  }
}
