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
  private Behaviour behaviour = Behaviour.quiet();
  private int refused;

  CloudAccount(CloudApiServer server, String phoneNumberId) {
    this.server = server;
    this.phoneNumberId = phoneNumberId;
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
      GraphError error = request.check(approved);
      if (error != null) {
        refused++;
        error.shape(response, error.code() == 132001 ? 404 : 400);
        return response;
      }
      String id = "wamid.STANDIN" + phoneNumberId + "N" + ids.incrementAndGet();
      taken = request.taken(id, phoneNumberId, approved, now);
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

  private static String accepted(SentMessage message, boolean template, boolean held) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("id", message.id());
    if (template) {
      one.put("message_status", held ? "held_for_quality_assessment" : "accepted");
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("messaging_product", "whatsapp");
    answer.put(
        "contacts",
        List.of(Map.of("input", message.to(), "wa_id", Notification.digits(message.to()))));
    answer.put("messages", List.of(one));
    return ProviderJson.write(answer);
  }
}
