package dev.mora.testkit;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.mora.template.MessageTemplate;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
 * One sending number on the stand-in: what it sent, what goes wrong next. Numbers share nothing
 * unless they were put into one {@link CloudBusiness}. Thread-safe.
 */
public final class CloudAccount {

  private final CloudApiServer server;
  private final String phoneNumberId;
  private final CloudBusiness business;
  private final Map<String, Integer> attempts = new HashMap<>();
  private final Deque<Optional<Fault>> faults = new ArrayDeque<>();
  private final List<SentMessage> sent = new ArrayList<>();
  private final AtomicLong ids = new AtomicLong();
  private final List<String> read = new ArrayList<>();
  private final List<String> typing = new ArrayList<>();
  private final Map<String, String> waIds = new HashMap<>();
  private final NumberDesk desk;
  private Behaviour behaviour = Behaviour.quiet();
  private Faults faultsByItself = Faults.none();
  private long requests;
  private int refused;

  CloudAccount(CloudApiServer server, CloudBusiness business, String phoneNumberId) {
    this.server = server;
    this.business = business;
    this.phoneNumberId = phoneNumberId;
    desk = new NumberDesk(phoneNumberId);
  }

  public String phoneNumberId() {
    return phoneNumberId;
  }

  /** Approves all languages of a template; the same name again replaces them. */
  public CloudAccount approve(MessageTemplate template) {
    business.approve(template);
    return this;
  }

  /** The account that this number belongs to, with its templates and limits. */
  public CloudBusiness business() {
    return business;
  }

  /** What the account of this number lets pass from now on. */
  public CloudAccount limits(CloudLimits value) {
    business.limits(value);
    return this;
  }

  /** What goes wrong by itself, beside {@link #next}; nothing at first. */
  public synchronized CloudAccount faults(Faults value) {
    faultsByItself = value;
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
    write(from, media.reply(kind, ""));
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
            message,
            status,
            server.clock().instant(),
            131026,
            "Message undeliverable",
            business.id()));
  }

  /** Tells the callback now that a message failed, with a code. */
  public void failed(SentMessage message, int code, String title) {
    server.callback(
        Notification.status(
            message,
            Behaviour.Status.FAILED,
            server.clock().instant(),
            code,
            title,
            business.id()));
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
    attempts.clear();
    requests = 0;
    refused = 0;
    faultsByItself = Faults.none();
    behaviour = Behaviour.quiet();
  }

  /** Answers one POST to the messages edge. */
  ResponseDefinitionBuilder answer(String body, Instant now) {
    MessageRequest request = MessageRequest.read(body);
    ResponseDefinitionBuilder response = GraphAnswer.success();
    SentMessage taken;
    Behaviour then;
    boolean held;
    Fault fault;
    synchronized (this) {
      fault = fault(request);
      if (fault != null && !fault.takesTheMessage()) {
        refused++;
        fault.shape(response);
        return response;
      }
      if (request.isReadMark()) {
        ResponseDefinitionBuilder marked = readMark(request);
        if (fault != null) {
          fault.shape(marked);
        }
        return marked;
      }
      Optional<CloudTemplate> template =
          request.isTemplate() ? business.find(request.key()) : Optional.empty();
      GraphError error = error(request, template, now);
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
              template,
              body);
      sent.add(taken);
      then = behaviour;
      held = template.filter(business::isHeld).isPresent();
      response.withBody(accepted(taken, request.isTemplate(), held || fault == Fault.HELD));
      if (fault != null && fault != Fault.HELD) {
        fault.shape(response);
      }
    }
    if (fault == Fault.STATUS_FIRST) {
      status(taken, Behaviour.Status.SENT);
    }
    if (held) {
      business.hold(taken, () -> react(taken, then, server.clock().instant()));
    } else {
      react(taken, then, now);
    }
    return response;
  }

  private void react(SentMessage taken, Behaviour then, Instant from) {
    for (Behaviour.Reaction reaction : then.after(taken)) {
      server.later(from.plus(reaction.after()), at -> notification(taken, reaction, at));
    }
  }

  private @Nullable Fault fault(MessageRequest request) {
    if (!faults.isEmpty()) {
      return faults.poll().orElse(null);
    }
    int attempt = attempts.merge(request.correlation(), 1, Integer::sum);
    return faultsByItself.at(requests++, request.correlation(), attempt).orElse(null);
  }

  private @Nullable GraphError error(
      MessageRequest request, Optional<CloudTemplate> template, Instant now) {
    if (!desk.isRegistered()) {
      return GraphError.of(133010, "Phone number not registered");
    }
    GraphError error = request.check(template);
    if (error == null) {
      error = fileError(request, now);
    }
    return error != null
        ? error
        : business.limit(phoneNumberId, request.to(), template.orElse(null));
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
        .map(
            s ->
                Notification.status(
                    message, s, at, reaction.errorCode(), reaction.title(), business.id()))
        .orElseGet(
            () -> {
              Reply reply = reaction.reply().orElseThrow();
              return written(
                  message.to(),
                  at,
                  message.id(),
                  reply instanceof Reply.Image picture ? shelved(picture) : reply);
            });
  }

  /** What a behaviour answers with is there to be downloaded. */
  private Reply shelved(Reply.Image picture) {
    return server.media().taken(phoneNumberId, picture.mediaId()).reply("image", picture.caption());
  }

  private void write(String from, String replyTo, Reply reply) {
    server.callback(written(from, server.clock().instant(), replyTo, reply));
  }

  private byte[] written(String from, Instant at, String replyTo, Reply reply) {
    business.wrote(phoneNumberId, from, at);
    return Notification.message(
        phoneNumberId, business.id(), from, nextInboundId(), at, replyTo, reply);
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
