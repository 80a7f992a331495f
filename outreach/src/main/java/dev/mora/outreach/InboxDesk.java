package dev.mora.outreach;

import dev.mora.channel.AccountNews;
import dev.mora.channel.ChannelEvent;
import dev.mora.channel.Handling;
import dev.mora.channel.Inbound;
import dev.mora.channel.InboundParser;
import dev.mora.conversation.Tray;
import dev.mora.ledger.Backoff;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.InboxItem;
import dev.mora.ledger.SenderId;
import dev.mora.ledger.WebhookInbox;
import dev.mora.party.Channel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies notifications that were stored: messages first, what the provider says next, statuses
 * last, each event once, each apart from the others. What cannot be applied now is tried again,
 * each time later; what cannot be applied at all is kept and shown on the tray.
 */
final class InboxDesk {

  private static final Logger LOG = LoggerFactory.getLogger(InboxDesk.class);
  private static final Duration LEASE = Duration.ofMinutes(1);

  /** Behind each try but the last: an outage of a night loses no reply. */
  private static final List<Duration> WAITS =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(12));

  private static final int BATCH = 100;

  private final DeliveryLedger ledger;
  private final Map<Channel, InboundParser> parsers;
  private final Tray tray;
  private final InstantSource clock;
  private final Listener listener;
  private final ProviderNews news;
  private final Consumer<SenderId> tooFast;

  InboxDesk(
      DeliveryLedger ledger,
      Map<Channel, InboundParser> parsers,
      Tray tray,
      InstantSource clock,
      Listener listener,
      ProviderNews news,
      Consumer<SenderId> tooFast) {
    this.ledger = ledger;
    this.parsers = Map.copyOf(parsers);
    this.tray = tray;
    this.clock = clock;
    this.listener = listener;
    this.news = news;
    this.tooFast = tooFast;
  }

  boolean store(Channel channel, byte[] body) {
    try {
      ledger.inbox().store(channel, "", body, clock.instant());
      return true;
    } catch (RuntimeException e) {
      LOG.error("a notification could not be stored: {}", e.getClass().getName());
      return false;
    }
  }

  /** Applies all that waits. */
  void apply() {
    for (List<InboxItem> items = take(); !items.isEmpty(); items = take()) {
      items.forEach(this::apply);
    }
  }

  private List<InboxItem> take() {
    return ledger.inbox().take(BATCH, LEASE);
  }

  private void apply(InboxItem item) {
    InboundParser parser = parsers.get(item.channel());
    if (parser == null) {
      setAside(item, "no parser for " + item.channel());
      return;
    }
    try {
      apply(item, parser.parse(item.body(), item.receivedAt()));
    } catch (RuntimeException e) {
      failed(item, e);
    }
  }

  private void apply(InboxItem item, Inbound inbound) {
    inbound.rejections().forEach(rejection -> tray.add(Notices.unreadable(item, rejection)));
    if (inbound.events().isEmpty()) {
      setAside(
          item, inbound.rejections().isEmpty() ? "no event" : inbound.rejections().get(0).reason());
      return;
    }
    Set<String> effects = new LinkedHashSet<>();
    List<ChannelEvent.Status.Delivery> statuses = new ArrayList<>();
    RuntimeException failure = null;
    List<ChannelEvent> later = new ArrayList<>();
    for (ChannelEvent event : inbound.events()) {
      if (event instanceof ChannelEvent.Status.Delivery status) {
        statuses.add(status);
      } else if (event instanceof ChannelEvent.Message) {
        failure = heard(event, effects, failure);
      } else {
        later.add(event);
      }
    }
    for (ChannelEvent event : later) {
      failure = heard(event, effects, failure);
    }
    if (failure == null) {
      ledger.inbox().settle(item, statuses, effects);
    } else {
      statuses.forEach(ledger::merge);
      failed(item, failure);
    }
    inbound.events().stream()
        .filter(this::saysTooFast)
        .map(event -> new SenderId(event.header().channel(), event.header().account()))
        .distinct()
        .forEach(tooFast);
  }

  private boolean saysTooFast(ChannelEvent event) {
    Optional<Handling> handling = Optional.empty();
    if (event instanceof ChannelEvent.Status.Delivery status) {
      handling = status.failure().map(ChannelEvent.Status.Failure::handling);
    } else if (event instanceof AccountNews.Problem problem) {
      handling = Optional.of(problem.handling());
    }
    return handling.filter(Handling.SLOW_SENDER::equals).isPresent()
        && event.header().at().isAfter(clock.instant().minus(Backoff.FRESH));
  }

  /** One event that cannot be applied does not hold up its siblings. */
  private @Nullable RuntimeException heard(
      ChannelEvent event, Set<String> effects, @Nullable RuntimeException before) {
    try {
      if (!effects.contains(event.key()) && !ledger.inbox().isDone(event.key())) {
        if (event instanceof ChannelEvent.Message message) {
          listener.hear(message);
        } else {
          news.hear(event);
        }
        effects.add(event.key());
      }
      return before;
    } catch (RuntimeException e) {
      return e;
    }
  }

  /** If even that cannot be written down, it comes again when its lease is over. */
  private void failed(InboxItem item, RuntimeException e) {
    String what = e.getClass().getName();
    LOG.error("notification {} could not be applied: {}", item.id(), what);
    if (item.tries() >= WebhookInbox.MAX_TRIES) {
      setAside(item, what);
      return;
    }
    try {
      ledger.inbox().putOff(item, what, WAITS.get(item.tries() - 1));
    } catch (RuntimeException down) {
      LOG.error("notification {} could not be put off: {}", item.id(), down.getClass().getName());
    }
  }

  private void setAside(InboxItem item, String reason) {
    ledger.inbox().quarantine(item, reason);
    try {
      tray.add(Notices.setAside(item, reason));
    } catch (RuntimeException e) {
      LOG.error("notification {} is set aside unseen: {}", item.id(), e.getClass().getName());
    }
  }
}
