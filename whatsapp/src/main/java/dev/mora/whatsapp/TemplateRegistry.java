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

/**
 * What the provider says of our templates, kept by listings and by webhook events, and told to a
 * listener as {@link TemplateStatus}. A listing sees texts and categories, an event only its one
 * word: an approval that comes by webhook does not undo a drift that a listing has found.
 *
 * <pre>{@code
 * var registry = TemplateRegistry.of(templates, clock, e -> outreach.templateChanged((TemplateStatus) e));
 * registry.refresh(account);                         // before a campaign, every quarter of an hour at most
 * registry.on(status);                               // each TemplateStatus of a webhook
 * }</pre>
 *
 * Thread-safe. The listener hears a state when it changes, and again when an event said another.
 */
public final class TemplateRegistry {

  private static final int MOST = 25_000;

  private final Map<String, MessageTemplate> ours = new HashMap<>();
  private final Cache<String, Known> known;
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
   * @param provider its last word
   * @param found what a listing found besides; empty if nothing
   */
  private record Known(TemplateStatus provider, Optional<TemplateStatus> found) {

    /** The provider's no comes first, then ours, as of the newer of the two. */
    TemplateStatus effective() {
      if (!provider.isSendable() || found.isEmpty()) {
        return provider;
      }
      TemplateStatus ours = found.get();
      return new TemplateStatus(
          ours.template(),
          ours.language(),
          ours.state(),
          ours.reason(),
          ours.at().isBefore(provider.at()) ? provider.at() : ours.at());
    }
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

  /** The same from a listing that was made elsewhere, at a time. */
  public List<TemplateStatus> listed(List<TemplateCopy> copies, Instant at) {
    Map<String, TemplateCopy> there = new HashMap<>();
    copies.forEach(copy -> there.put(copy.key(), copy));
    List<TemplateStatus> stopped = new ArrayList<>();
    for (MessageTemplate template : ours.values()) {
      for (Translation text : template.languages().values()) {
        TemplateCopy copy = there.get(template.name() + "/" + text.language());
        Known now =
            copy == null
                ? new Known(
                    new TemplateStatus(
                        template.name(), text.language(), State.DELETED, "not there", at),
                    Optional.empty())
                : known(template, copy, at);
        TemplateStatus effective = put(now, false);
        if (!effective.isSendable()) {
          stopped.add(effective);
        }
      }
    }
    return stopped;
  }

  private static Known known(MessageTemplate template, TemplateCopy copy, Instant at) {
    String reason = copy.json().stringOr("rejected_reason", "");
    TemplateStatus provider =
        new TemplateStatus(
            copy.name(), copy.language(), copy.state(), reason.equals("NONE") ? "" : reason, at);
    TemplateStatus compared;
    try {
      compared = WhatsAppTemplates.status(template, copy.json(), at);
    } catch (InvalidDocument e) {
      compared =
          new TemplateStatus(copy.name(), copy.language(), State.DRIFTED, "unreadable copy", at);
    }
    boolean found = compared.state() == State.DRIFTED || compared.state() == State.RECATEGORIZED;
    return new Known(provider, found ? Optional.of(compared) : Optional.empty());
  }

  /** Hears an event of a webhook. One that is older than what is known changes nothing. */
  public void on(TemplateStatus event) {
    if (!ours.containsKey(event.template())) {
      return;
    }
    Optional<Known> before =
        Optional.ofNullable(known.getIfPresent(key(event.template(), event.language())));
    if (before.isPresent() && event.at().isBefore(before.get().provider().at())) {
      return;
    }
    boolean finding = event.state() == State.DRIFTED || event.state() == State.RECATEGORIZED;
    Known now =
        finding
            ? new Known(
                before
                    .map(Known::provider)
                    .orElseGet(
                        () ->
                            new TemplateStatus(
                                event.template(),
                                event.language(),
                                State.APPROVED,
                                "",
                                event.at())),
                Optional.of(event))
            : new Known(event, before.flatMap(Known::found));
    put(now, now.effective().state() != event.state());
  }

  private TemplateStatus put(Known now, boolean anyway) {
    TemplateStatus after = now.effective();
    String key = key(after.template(), after.language());
    Known before = known.asMap().put(key, now);
    boolean same =
        before != null
            && before.effective().state() == after.state()
            && before.effective().reason().equals(after.reason());
    if (anyway || !same) {
      listener.on(after);
    }
    return after;
  }

  /** What is known of one translation; empty if nothing was heard of it for too long. */
  public Optional<TemplateStatus> status(String template, String language) {
    return Optional.ofNullable(known.getIfPresent(key(template, language.replace('-', '_'))))
        .map(Known::effective);
  }

  /** Whether it may be sent, for all that is known; what is not known may not. */
  public boolean isSendable(String template, String language) {
    return status(template, language).filter(TemplateStatus::isSendable).isPresent();
  }

  private static String key(String template, String language) {
    return template + "/" + language;
  }
}
