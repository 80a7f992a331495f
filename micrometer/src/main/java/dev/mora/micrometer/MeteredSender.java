package dev.mora.micrometer;

import dev.mora.channel.MessageSender;
import dev.mora.channel.OutboundMessage;
import dev.mora.channel.SendLimits;
import dev.mora.channel.SendResult;
import dev.mora.party.Channel;
import dev.mora.template.TextProfile;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sender whose exchanges are timed: {@code mora.send} by channel, account and result (accepted,
 * refused, not_sent, unknown), {@code mora.send.refused} by channel, account and code, and {@code
 * mora.send.in.flight}. Adds nothing to a message and takes nothing from a result, also if a meter
 * throws. The account is an id of the provider, no number.
 */
public final class MeteredSender implements MessageSender {

  private static final Logger LOG = LoggerFactory.getLogger(MeteredSender.class);

  private final MessageSender sender;
  private final MeterRegistry registry;
  private final AtomicInteger inFlight = new AtomicInteger();

  private MeteredSender(MessageSender sender, MeterRegistry registry) {
    this.sender = Objects.requireNonNull(sender, "sender");
    this.registry = Objects.requireNonNull(registry, "registry");
  }

  /** The caller keeps and closes {@code sender}. */
  public static MeteredSender of(MessageSender sender, MeterRegistry registry) {
    MeteredSender metered = new MeteredSender(sender, registry);
    Gauge.builder("mora.send.in.flight", metered.inFlight, AtomicInteger::get)
        .tag("channel", sender.channel().name())
        .tag("account", sender.account())
        .strongReference(true)
        .register(registry);
    return metered;
  }

  @Override
  public Channel channel() {
    return sender.channel();
  }

  @Override
  public String account() {
    return sender.account();
  }

  @Override
  public SendLimits limits() {
    return sender.limits();
  }

  @Override
  public TextProfile textProfile() {
    return sender.textProfile();
  }

  @Override
  public boolean live() {
    return sender.live();
  }

  @Override
  public CompletionStage<SendResult> send(OutboundMessage message) {
    long start = registry.config().clock().monotonicTime();
    inFlight.incrementAndGet();
    CompletionStage<SendResult> result;
    try {
      result = sender.send(message);
    } catch (RuntimeException | Error bug) {
      ended(start, SendResult.Kind.UNKNOWN);
      throw bug;
    }
    return result.whenComplete(
        (ended, bug) -> {
          ended(start, bug == null ? ended.kind() : SendResult.Kind.UNKNOWN);
          if (bug == null && ended instanceof SendResult.Refused refused) {
            figure(() -> refused(refused.code()));
          }
        });
  }

  private void ended(long start, SendResult.Kind kind) {
    inFlight.decrementAndGet();
    figure(() -> timed(start, kind));
  }

  private void timed(long start, SendResult.Kind kind) {
    registry
        .timer(
            "mora.send",
            "channel",
            channel().name(),
            "account",
            account(),
            "result",
            kind.name().toLowerCase(Locale.ROOT))
        .record(registry.config().clock().monotonicTime() - start, TimeUnit.NANOSECONDS);
  }

  private void refused(String code) {
    registry
        .counter(
            "mora.send.refused",
            "channel",
            channel().name(),
            "account",
            account(),
            "code",
            MoraMeters.word(code))
        .increment();
  }

  /** An outcome is never lost to its figure, such as a name that stands for another type. */
  private static void figure(Runnable figure) {
    try {
      figure.run();
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("a send was not counted: {}", e.getClass().getName());
    }
  }

  @Override
  public String toString() {
    return "MeteredSender(" + sender + ")";
  }
}
