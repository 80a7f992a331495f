package dev.mora.testkit;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.mora.template.MessageTemplate;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One sending number on the stand-in: its approved templates, what it sent, what goes wrong next.
 * Accounts on one server share nothing. Thread-safe.
 */
public final class CloudAccount {

  private final CloudApiServer server;
  private final String phoneNumberId;
  private final Map<String, ApprovedTemplate> approved = new HashMap<>();
  private final Deque<Optional<Fault>> faults = new ArrayDeque<>();
  private final List<SentMessage> sent = new ArrayList<>();
  private final AtomicLong ids = new AtomicLong();
  private final List<String> read = new ArrayList<>();
  private final List<String> typing = new ArrayList<>();
  private final Map<String, String> waIds = new HashMap<>();
  private final NumberDesk desk;
  private Behaviour behaviour = Behaviour.quiet();
  private int refused;

  CloudAccount(CloudApiServer server, String phoneNumberId) {
    this.server = server;
    this.phoneNumberId = phoneNumberId;
    desk = new NumberDesk(phoneNumberId);
  }

  public String phoneNumberId() {
    return phoneNumberId;
  }

  /** Approves all languages of a template; the same name again replaces them. */
  public synchronized CloudAccount approve(MessageTemplate template) {
    ApprovedTemplate.of(template).forEach(one -> approved.put(one.key(), one));
    return this;
  }

  /** What happens by itself after a message is taken; quiet at first. */
  public synchronized CloudAccount behaves(Behaviour value) {
    behaviour = value;
    return this;
  }

  /** The next request of this account meets this fault; several queue up. */
  public synchronized CloudAccount next(Fault fault) {
    faults.add(Optional.of(fault));
    return this;
  }

  /** The next request of this account meets no fault; for a fault at a later one. */
  public synchronized CloudAccount nextIsFine() {
    faults.add(Optional.empty());
    return this;
  }

  /** The next call for a file meets this fault: upload, resolve, download or delete. */
  public CloudAccount nextMedia(Fault fault) {
    server.media().next(fault);
    return this;
  }

  /** The next address of a file that is resolved leads nowhere (404). */
  public CloudAccount nextAddressIsGone() {
    server.media().nextAddressIsGone();
    return this;
  }

  /** All that reached a person, in the order it was taken. */
  public synchronized List<SentMessage> sent() {
    return List.copyOf(sent);
  }

  /** All that reached one number, in the order it was taken. */
  public synchronized List<SentMessage> sentTo(String number) {
    String digits = Notification.digits(number);
    return sent.stream().filter(m -> Notification.digits(m.to()).equals(digits)).toList();
  }

  /** How many requests were refused, for whatever reason. */
  public synchronized int refused() {
    return refused;
  }

  /** Ids of the people's messages that were marked as read, in order. */
  public synchronized List<String> markedRead() {
    return List.copyOf(read);
  }

  /** Ids of the people's messages under which "typing" was shown, in order. */
  public synchronized List<String> typing() {
    return List.copyOf(typing);
  }

  /**
   * From now on the provider answers another {@code wa_id} for a number, as it does in Argentina,
   * Brazil and Mexico.
   */
  public synchronized CloudAccount knows(String number, String waId) {
    waIds.put(number, waId);
    return this;
  }

  /** Whether messages can be sent; a number is registered until it is deregistered. */
  public synchronized boolean isRegistered() {
    return desk.isRegistered();
  }

  /** Takes the registration away, as a move to another provider does. */
  public synchronized CloudAccount unregistered() {
    desk.registered(false);
    return this;
  }

  /** Six digits that a registration must give from now on. */
  public synchronized CloudAccount pin(String digits) {
    desk.pin(digits);
    return this;
  }

  /** The PIN that is set now. */
  public synchronized Optional<String> pin() {
    return desk.pin();
  }

  /** Sets what {@code GET /<phone number id>?fields=<field>} answers. */
  public synchronized CloudAccount field(String field, Object value) {
    desk.set(field, value);
    return this;
  }

  /**
   * @param canSend {@code AVAILABLE}, {@code LIMITED} or {@code BLOCKED}
   */
  public synchronized CloudAccount health(String canSend) {
    desk.health(canSend);
    return this;
  }

  /**
   * Puts a file on the provider's shelf as if a person had sent it.
   *
   * @return its id, for seven days of the clock; for {@link Reply#image} and its like
   */
  public String receives(String mimeType, byte[] bytes) {
    return server.media().received(phoneNumberId, mimeType, bytes).id();
  }

  /** A person sends a file now: it is put on the shelf, and the callback is told with its hash. */
  public String sendsFile(String from, String kind, String mimeType, byte[] bytes) {
    StoredMedia media = server.media().received(phoneNumberId, mimeType, bytes);
    write(
        from,
        new Reply.Media(
            kind,
            media.id(),
            Map.of(
                "mime_type",
                mimeType,
                "sha256",
                Base64.getEncoder().encodeToString(media.sha256()))));
    return media.id();
  }

  /** The bytes of a media id, uploaded or received. */
  public Optional<byte[]> media(String id) {
    return server.media().find(id).map(one -> one.bytes().clone());
  }

  /** Tells the callback now what became of a message. */
  public void status(SentMessage message, Behaviour.Status status) {
    server.callback(
        Notification.status(
            message, status, server.clock().instant(), 131026, "Message undeliverable"));
  }

  /** Tells the callback now what became of the newest message. */
  public void statusOfLast(Behaviour.Status status) {
    status(last(), status);
  }

  /** The person who got a message answers it now. */
  public void reply(SentMessage message, Reply reply) {
    write(message.to(), message.id(), reply);
  }

  /** A person writes first, now. */
  public void write(String from, Reply reply) {
    write(from, "", reply);
  }

  synchronized void reset() {
    faults.clear();
    sent.clear();
    read.clear();
    typing.clear();
    waIds.clear();
    desk.registered(true);
    refused = 0;
    behaviour = Behaviour.quiet();
  }

  /** Answers one POST to the messages edge. */
  ResponseDefinitionBuilder answer(String body, Instant now) {
    ResponseDefinitionBuilder response =
        new ResponseDefinitionBuilder()
            .withStatus(200)
            .withHeader("Content-Type", "application/json; charset=UTF-8");
    SentMessage taken;
    Behaviour then;
    synchronized (this) {
      Fault fault = faults.isEmpty() ? null : faults.poll().orElse(null);
      if (fault != null && !fault.takesTheMessage()) {
        refused++;
        fault.shape(response);
        return response;
      }
      MessageRequest request = MessageRequest.read(body);
      if (request.isReadMark()) {
        return readMark(request);
      }
      GraphError error = error(request, now);
      if (error != null) {
        refused++;
        error.shape(response, error.code() == 132001 ? 404 : 400);
        return response;
      }
      String id = "wamid.STANDIN" + phoneNumberId + "N" + ids.incrementAndGet();
      taken =
          request.taken(
              new SentMessage.Head(
                  id, phoneNumberId, request.to(), request.correlation(), request.replyTo(), now),
              approved,
              body);
      sent.add(taken);
      then = behaviour;
      response.withBody(accepted(taken, request.isTemplate(), fault == Fault.HELD));
      if (fault != null && fault != Fault.HELD) {
        fault.shape(response);
      }
    }
    for (Behaviour.Reaction reaction : then.after(taken)) {
      server.later(now.plus(reaction.after()), at -> notification(taken, reaction, at));
    }
    return response;
  }

  private @Nullable GraphError error(MessageRequest request, Instant now) {
    if (!desk.isRegistered()) {
      return GraphError.of(133010, "Phone number not registered");
    }
    GraphError error = request.check(approved);
    return error != null ? error : fileError(request, now);
  }

  /** An id that the shelf does not know is taken: hosts test with invented ones. */
  private @Nullable GraphError fileError(MessageRequest request, Instant now) {
    for (String id : request.mediaIds()) {
      StoredMedia media = server.media().find(id).orElse(null);
      if (media != null && !(media.isAlive(now) && media.phoneNumberId().equals(phoneNumberId))) {
        return MessageRequest.parameter("not a media attachment id of this phone number");
      }
    }
    return null;
  }

  private ResponseDefinitionBuilder readMark(MessageRequest request) {
    String id = request.readMessage();
    if (id.isEmpty()) {
      refused++;
      return GraphAnswer.error(
          MessageRequest.parameter("status must be read, with the message_id of a message"));
    }
    read.add(id);
    if (request.isTyping()) {
      typing.add(id);
    }
    return GraphAnswer.success();
  }

  synchronized ResponseDefinitionBuilder register(Call call, Instant now) {
    return desk.register(call.json(), now);
  }

  synchronized ResponseDefinitionBuilder deregister(Instant now) {
    return desk.deregister(now);
  }

  synchronized ResponseDefinitionBuilder twoStep(Call call) {
    return desk.twoStep(call.json());
  }

  synchronized ResponseDefinitionBuilder fields(Call call) {
    return desk.read(call.query().getOrDefault("fields", ""));
  }

  private byte[] notification(SentMessage message, Behaviour.Reaction reaction, Instant at) {
    return reaction
        .status()
        .map(s -> Notification.status(message, s, at, reaction.errorCode(), reaction.title()))
        .orElseGet(
            () ->
                Notification.message(
                    phoneNumberId,
                    message.to(),
                    nextInboundId(),
                    at,
                    message.id(),
                    reaction.reply().orElseThrow()));
  }

  private void write(String from, String replyTo, Reply reply) {
    server.callback(
        Notification.message(
            phoneNumberId, from, nextInboundId(), server.clock().instant(), replyTo, reply));
  }

  private String nextInboundId() {
    return "wamid.INBOUND" + phoneNumberId + "N" + ids.incrementAndGet();
  }

  private synchronized SentMessage last() {
    if (sent.isEmpty()) {
      throw new NoSuchElementException("account " + phoneNumberId + " has sent nothing yet");
    }
    return sent.get(sent.size() - 1);
  }

  private String accepted(SentMessage message, boolean template, boolean held) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("id", message.id());
    if (template) {
      one.put("message_status", held ? "held_for_quality_assessment" : "accepted");
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("messaging_product", "whatsapp");
    String to = message.to();
    answer.put(
        "contacts",
        List.of(
            Notification.isUserId(to)
                ? Map.of("input", to, "user_id", to)
                : Map.of("input", to, "wa_id", waIds.getOrDefault(to, Notification.digits(to)))));
    answer.put("messages", List.of(one));
    return ProviderJson.write(answer);
  }
}
