package dev.mora.whatsapp;

import dev.mora.channel.Handling;
import dev.mora.channel.MessageSender;
import dev.mora.channel.OutboundMessage;
import dev.mora.channel.SendLimits;
import dev.mora.channel.SendResult;
import dev.mora.party.Channel;
import dev.mora.party.PhoneNumber;
import dev.mora.template.TextProfile;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends through one WhatsApp business phone number (Cloud API, {@code POST /{phone number
 * id}/messages}). Thread-safe; no call blocks for the exchange and no message holds a thread.
 *
 * <p>A request whose outcome is not certain is never repeated. A refused access token is certain:
 * no message went out. If the {@link TokenSupplier} then has another token, the message is put once
 * more within the same deadline.
 *
 * <p>Refused here, before anything leaves, with codes that begin with {@code local-}: an address
 * that is no {@link PhoneNumber}, free text outside its window, values and texts that the provider
 * would refuse. A send beyond {@link SendLimits#maxInFlight()} is {@code NotSent}; the other limits
 * are for whoever schedules.
 */
public final class WhatsAppSender implements MessageSender, AutoCloseable {

  private static final Duration ROOM_AGAIN = Duration.ofSeconds(1);

  private final WhatsAppConfig config;
  private final URI messages;
  private final GraphClient graph;
  private final AnswerReader answers;
  private final Semaphore room;
  private final Set<CompletableFuture<SendResult>> open = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();

  private WhatsAppSender(WhatsAppConfig config, LongSupplier nanoTime) {
    this.config = config;
    messages = config.messages();
    graph = new GraphClient(config, nanoTime);
    answers = new AnswerReader(WhatsAppErrors.standard(), new Patience(nanoTime));
    room = new Semaphore(config.limits().maxInFlight());
  }

  public static WhatsAppSender of(WhatsAppConfig config) {
    return of(config, System::nanoTime);
  }

  static WhatsAppSender of(WhatsAppConfig config, LongSupplier nanoTime) {
    return new WhatsAppSender(config, nanoTime);
  }

  @Override
  public Channel channel() {
    return Channel.WHATSAPP;
  }

  @Override
  public String account() {
    return config.phoneNumberId();
  }

  @Override
  public SendLimits limits() {
    return config.limits();
  }

  @Override
  public TextProfile textProfile() {
    return WhatsAppTemplates.profile();
  }

  /** False only if the base URI names a loopback address; no name is resolved to find out. */
  @Override
  public boolean live() {
    return !config.isLoopback();
  }

  @Override
  public CompletionStage<SendResult> send(OutboundMessage message) {
    Optional<SendResult.Refused> refused = LocalCheck.of(message, config.clock());
    if (refused.isPresent()) {
      return CompletableFuture.completedFuture(refused.get());
    }
    PhoneNumber to = (PhoneNumber) message.to();
    byte[] body;
    try {
      body = body(message, to);
    } catch (IllegalArgumentException e) { // half a surrogate pair
      return done(LocalCheck.refused("131009", "the text is not Unicode", Handling.FAIL_MESSAGE));
    }
    String token;
    try {
      token = graph.token();
    } catch (RuntimeException e) {
      return done(LocalCheck.refused("190", Tokens.problem(e), Handling.STOP_SENDER));
    }
    if (!room.tryAcquire()) {
      return done(
          new SendResult.NotSent(
              config.limits().maxInFlight() + " messages are in flight", ROOM_AGAIN));
    }
    if (closed.get()) {
      room.release();
      return done(new SendResult.NotSent("the sender is closed", Duration.ZERO));
    }
    CompletableFuture<SendResult> result =
        graph
            .exchange(GraphRequest.post(messages, body), token, config.exchangeDeadline())
            .handle((exchange, bug) -> end(exchange, bug, to.digits()));
    open.removeIf(CompletableFuture::isDone);
    open.add(result);
    return result.minimalCompletionStage();
  }

  private SendResult end(@Nullable Exchange exchange, @Nullable Throwable bug, String number) {
    try {
      return exchange == null
          ? new SendResult.Unknown(bug == null ? "no exchange" : bug.getClass().getName())
          : answers.read(exchange, number);
    } finally {
      room.release(); // before anybody learns of the result, who may send the next at once
    }
  }

  private byte[] body(OutboundMessage message, PhoneNumber to) {
    if (message.content() instanceof OutboundMessage.Text text) {
      return MessageBody.text(message.correlation(), to, text.body());
    }
    OutboundMessage.Template template = (OutboundMessage.Template) message.content();
    return MessageBody.template(message.correlation(), to, template.rendering());
  }

  private static CompletionStage<SendResult> done(SendResult result) {
    return CompletableFuture.completedFuture(result);
  }

  /**
   * Takes no more messages and waits until those in flight have ended, which is at most the
   * exchange deadline. An interrupt ends the wait; what is open then ends as unknown. A second call
   * does nothing.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      long patience = config.exchangeDeadline().plusSeconds(1).toNanos();
      if (room.tryAcquire(config.limits().maxInFlight(), patience, TimeUnit.NANOSECONDS)) {
        CompletableFuture.allOf(open.toArray(CompletableFuture<?>[]::new)).join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      graph.close();
    }
  }

  @Override
  public String toString() {
    return "WhatsAppSender(" + config + ")";
  }
}
