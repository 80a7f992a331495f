package dev.mora.whatsapp;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.mora.event.EventListener;
import dev.mora.json.InvalidDocument;
import dev.mora.template.MessageTemplate;
import dev.mora.template.TemplateStatus;
import dev.mora.template.TemplateStatus.State;
import dev.mora.template.Translation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * What the provider says of our templates, kept by listings and by webhook events, and told to a
 * listener as {@link TemplateStatus}. A listing sees texts and categories, an event only its one
 * word: an approval that comes by webhook does not undo a drift that a listing has found. An event
 * that is heard while a listing is under way stays.
 *
 * <pre>{@code
 * var registry = TemplateRegistry.of(templates, clock, e -> outreach.templateChanged((TemplateStatus) e));
 * registry.refresh(account);                         // before a campaign, every quarter of an hour at most
 * registry.on(status);                               // each TemplateStatus of a webhook
 * }</pre>
 *
 * Thread-safe. The listener hears what each listing finds, and of events what they change, and a
 * state again when an event said another; what differs also beside a provider's no, before it. What
 * may be sent it hears only once a listing has seen it.
 */
public final class TemplateRegistry {

  private static final int MOST = 25_000;

  private final Map<String, MessageTemplate> ours = new HashMap<>();
  private final Cache<String, KnownTemplate> known;
  private final InstantSource clock;
  private final EventListener listener;

  private TemplateRegistry(
      List<MessageTemplate> templates,
      InstantSource clock,
      EventListener listener,
      Duration trusted) {
    templates.forEach(template -> ours.put(template.name(), template));
    this.clock = clock;
    this.listener = listener;
    known =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(trusted)
            .ticker(() -> nanos(clock.instant()))
            .build();
  }

  private static long nanos(Instant now) {
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }

  /** What was heard is trusted for 24 hours. */
  public static TemplateRegistry of(
      List<MessageTemplate> ours, InstantSource clock, EventListener listener) {
    return new TemplateRegistry(ours, clock, listener, Duration.ofHours(24));
  }

  /**
   * @param trusted after this time without a listing or an event {@link #status} knows nothing
   */
  public static TemplateRegistry of(
      List<MessageTemplate> ours, InstantSource clock, EventListener listener, Duration trusted) {
    return new TemplateRegistry(ours, clock, listener, trusted);
  }

  /**
   * Lists the account and compares each of our translations with its copy. One that is not there
   * counts as {@link State#DELETED}.
   *
   * @return our translations that may not be sent, by name and language; the old state stays where
   *     the listing fails
   */
  public CompletionStage<TemplateAnswer<List<TemplateStatus>>> refresh(WhatsAppAccount account) {
    Instant asked = clock.instant();
    return account
        .list()
        .thenApply(
            answer ->
                answer.fold(
                    copies -> new TemplateAnswer.Ok<>(listed(copies, asked)),
                    TemplateAnswer.Failed::new));
  }

  /**
   * The same from a listing that was made elsewhere.
   *
   * @param at when it was asked for, by the clock of this registry
   */
  public List<TemplateStatus> listed(List<TemplateCopy> copies, Instant at) {
    Map<String, TemplateCopy> there = new HashMap<>();
    copies.forEach(copy -> there.put(copy.key(), copy));
    List<TemplateStatus> stopped = new ArrayList<>();
    for (MessageTemplate template : ours.values()) {
      for (Translation text : template.languages().values()) {
        TemplateCopy copy = there.get(template.name() + "/" + text.language());
        KnownTemplate listing =
            copy == null
                ? KnownTemplate.listed(
                    new TemplateStatus(
                        template.name(), text.language(), State.DELETED, "not there", at),
                    Optional.empty(),
                    at)
                : known(template, copy, at);
        TemplateStatus effective =
            put(
                key(template.name(), text.language()),
                before -> before.map(listing::after).orElse(listing),
                Optional.empty());
        if (!effective.isSendable()) {
          stopped.add(effective);
        }
      }
    }
    return stopped;
  }

  private static KnownTemplate known(MessageTemplate template, TemplateCopy copy, Instant at) {
    String reason = copy.json().stringOr("rejected_reason", "");
    TemplateStatus provider =
        new TemplateStatus(
            copy.name(), copy.language(), copy.state(), reason.equals("NONE") ? "" : reason, at);
    Optional<TemplateStatus> found;
    try {
      found = WhatsAppTemplates.finding(template, copy.json(), at);
    } catch (InvalidDocument e) {
      found =
          Optional.of(
              new TemplateStatus(
                  copy.name(), copy.language(), State.DRIFTED, "unreadable copy", at));
    }
    return KnownTemplate.listed(provider, found, at);
  }

  /**
   * Hears an event of a webhook. One that is older than what is known changes nothing; within a
   * minute before a listing one that stops sends still counts, because the clocks may differ.
   */
  public void on(TemplateStatus event) {
    if (!ours.containsKey(event.template())) {
      return;
    }
    Instant now = clock.instant();
    put(
        key(event.template(), event.language()),
        before ->
            before
                .map(known -> known.hearing(event, now))
                .orElseGet(() -> KnownTemplate.heard(event, now)),
        Optional.of(event.state()));
  }

  /**
   * @param said what an event said, which somebody else may have heard as well
   */
  private TemplateStatus put(
      String key, Function<Optional<KnownTemplate>, KnownTemplate> change, Optional<State> said) {
    Optional<KnownTemplate> old;
    KnownTemplate now;
    synchronized (known) {
      old = Optional.ofNullable(known.getIfPresent(key));
      now = change.apply(old);
      if (old.filter(now::equals).isPresent()) {
        return now.effective();
      }
      known.put(key, now);
    }
    TemplateStatus after = now.effective();
    boolean isListing = said.isEmpty();
    now.hidden()
        .filter(what -> isListing || !isSame(old.flatMap(KnownTemplate::finding), what))
        .ifPresent(listener::on);
    boolean isNews =
        isListing
            || !isSame(old.map(KnownTemplate::effective), after)
            || said.get() != after.state();
    if (isNews && (now.isListed() || !after.isSendable())) {
      listener.on(after);
    }
    return after;
  }

  private static boolean isSame(Optional<TemplateStatus> before, TemplateStatus now) {
    return before
        .filter(one -> one.state() == now.state() && one.reason().equals(now.reason()))
        .isPresent();
  }

  /** What is known of one translation; empty if nothing was heard of it for too long. */
  public Optional<TemplateStatus> status(String template, String language) {
    return Optional.ofNullable(known.getIfPresent(key(template, language.replace('-', '_'))))
        .map(KnownTemplate::effective);
  }

  /** Whether it may be sent, for all that is known; what is not known may not. */
  public boolean isSendable(String template, String language) {
    return status(template, language).filter(TemplateStatus::isSendable).isPresent();
  }

  private static String key(String template, String language) {
    return template + "/" + language;
  }
}
