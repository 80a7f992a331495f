package dev.mora.whatsapp;

import dev.mora.channel.Handling;
import dev.mora.channel.MessageSender;
import dev.mora.channel.OutboundMessage;
import dev.mora.channel.SendLimits;
import dev.mora.channel.SendResult;
import dev.mora.party.Channel;
import dev.mora.party.ContactPoint;
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
 * more within the same deadline. A token that comes more than 5 s after {@link #send} was called is
 * too late, and the message is {@code NotSent}: what was known of its debtor has aged.
 *
 * <p>Refused here, before anything leaves, with codes that begin with {@code local-}: an address
 * that is neither a number nor a {@link dev.mora.party.ScopedUserId}, what is said freely outside
 * of its window, values, texts and buttons that the provider would refuse. A send beyond {@link
 * SendLimits#maxInFlight()} is {@code NotSent}; the other limits are for whoever schedules.
 *
 * <p>How long Meta keeps trying to deliver a message is set on its template ({@code
 * message_send_ttl_seconds}) and nowhere else.
 */
public final class WhatsAppSender implements MessageSender, AutoCloseable {

  private static final Duration ROOM_AGAIN = Duration.ofSeconds(1);

  private final WhatsAppConfig config;
  private final LongSupplier nanoTime;
  private final URI messages;
  private final GraphClient graph;
  private final AnswerReader answers;
  private final Semaphore room;
  private final Set<CompletableFuture<SendResult>> open = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();

  private WhatsAppSender(WhatsAppConfig config, LongSupplier nanoTime) {
    this.config = config;
    this.nanoTime = nanoTime;
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
    byte[] body;
    try {
      body = MessageBody.of(message);
    } catch (IllegalArgumentException e) { // half a surrogate pair
      return done(LocalCheck.refused("131009", "the text is not Unicode", Handling.FAIL_MESSAGE));
    }
    long start = nanoTime.getAsLong();
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
    CompletableFuture<Exchange> exchanging;
    try {
      exchanging =
          graph.send(GraphRequest.post(messages, body), token, config.exchangeDeadline(), start);
    } catch (RuntimeException | Error e) {
      room.release();
      throw e;
    }
    CompletableFuture<SendResult> result =
        exchanging.handle((exchange, bug) -> end(exchange, bug, message.to()));
    open.add(result);
    result.whenComplete((told, bug) -> open.remove(result));
    return result.minimalCompletionStage();
  }

  private SendResult end(@Nullable Exchange exchange, @Nullable Throwable bug, ContactPoint to) {
    try {
      return exchange == null
          ? new SendResult.Unknown(bug == null ? "no exchange" : bug.getClass().getName())
          : answers.read(exchange, to.address());
    } finally {
      room.release(); // before anybody learns of the result, who may send the next at once
    }
  }

  private static CompletionStage<SendResult> done(SendResult result) {
    return CompletableFuture.completedFuture(result);
  }

  /**
   * Shows the person that a message, and all before it, was read. No message and no cost; may be
   * repeated.
   *
   * @param messageId of an inbound message of the last 30 days, as its event told it
   * @param typing also shows that an answer is being written, until one goes out or for 25 s
   * @return empty once the provider has taken it
   */
  public CompletionStage<Optional<GraphFailure>> markRead(String messageId, boolean typing) {
    if (messageId.isBlank() || messageId.length() > LocalCheck.MESSAGE_ID) {
      throw new IllegalArgumentException("a message id has 1 to 1024 characters");
    }
    return graph
        .post(config.phoneNumberId() + "/messages", FreeFormBody.read(messageId, typing))
        .thenApply(GraphAnswer::notDone)
        .minimalCompletionStage();
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
