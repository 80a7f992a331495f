package dev.mora.testkit;

import dev.mora.template.MessageTemplate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One WhatsApp Business account on the stand-in: its templates and their review, the limits that
 * all its numbers share. What a test does here, the provider tells the callback. Thread-safe.
 */
public final class CloudBusiness {

  private static final AtomicLong IDS = new AtomicLong(1_600_000_000_000_000L);

  private final CloudApiServer server;
  private final String id;
  private final Map<String, CloudTemplate> templates = new LinkedHashMap<>();
  private final Map<String, CloudTemplate> seeds = new LinkedHashMap<>();
  private final Map<String, Instant> deleted = new LinkedHashMap<>();
  private final Deque<Fault> faults = new ArrayDeque<>();
  private final Throttle throttle = new Throttle();
  private final List<Held> held = new ArrayList<>();
  private Review review = Review.byHand();
  private int cursorAge;
  private Optional<String> subscription = Optional.empty();
  private int created;
  private int edited;
  private int removed;

  CloudBusiness(CloudApiServer server, String id) {
    this.server = server;
    this.id = id;
  }

  private record Held(SentMessage message, String template, Runnable then) {}

  /** As in {@code entry[].id} of its notifications. */
  public String id() {
    return id;
  }

  /** Approves all languages of a template; the same name again replaces them. */
  public synchronized CloudBusiness approve(MessageTemplate template) {
    ProviderTemplate written = new ProviderTemplate(template);
    template
        .languages()
        .values()
        .forEach(
            text -> {
              String key = template.name() + "/" + text.language();
              CloudTemplate old = templates.get(key);
              CloudTemplate one =
                  CloudTemplate.of(
                      written.json(text, old == null ? nextId() : old.id()),
                      ApprovedTemplate.of(template, text));
              templates.put(one.key(), one);
              seeds.put(one.key(), one);
            });
    return this;
  }

  /** What becomes of templates that are created or edited from now on; a test decides at first. */
  public synchronized CloudBusiness reviews(Review value) {
    review = value;
    return this;
  }

  public synchronized CloudBusiness limits(CloudLimits value) {
    throttle.limits(value);
    return this;
  }

  /** The next call for templates meets this fault. */
  public synchronized CloudBusiness next(Fault fault) {
    faults.add(fault);
    return this;
  }

  public synchronized List<CloudTemplate> templates() {
    return List.copyOf(templates.values());
  }

  /**
   * @throws NoSuchElementException if there is no such template
   */
  public synchronized CloudTemplate template(String name, String language) {
    CloudTemplate found = templates.get(name + "/" + language);
    if (found == null) {
      throw new NoSuchElementException(
          "no template " + name + "/" + language + ", only " + templates.keySet());
    }
    return found;
  }

  /**
   * The callback that an app subscribed with, empty if it named none of its own; nothing if no app
   * has subscribed yet. The stand-in tells its callback in any case.
   */
  public synchronized Optional<String> subscription() {
    return subscription;
  }

  synchronized void subscribed(String callback) {
    subscription = Optional.of(callback);
  }

  /** How many templates were created, edited and deleted by calls. */
  public synchronized List<Integer> changes() {
    return List.of(created, edited, removed);
  }

  /** The review says yes. */
  public void approved(String name, String language) {
    decide(name, language, "APPROVED", "NONE", "");
  }

  /** The review says no, for a reason such as {@code TAG_CONTENT_MISMATCH}. */
  public void rejected(String name, String language, String reason) {
    decide(name, language, "REJECTED", reason, "");
  }

  /** Pauses for low quality: three hours, then six, the third time it is disabled. */
  public void pause(String name, String language) {
    int before = template(name, language).pauses();
    change(name, language, CloudTemplate::pausedOnceMore);
    if (before >= 2) {
      decide(name, language, "DISABLED", "NONE", "DISABLED");
      return;
    }
    decide(name, language, "PAUSED", "NONE", before == 0 ? "FIRST_PAUSE" : "SECOND_PAUSE");
    CloudTemplate paused = template(name, language);
    server.agenda().at(now().plus(Duration.ofHours(before == 0 ? 3 : 6)), () -> wake(paused));
  }

  private void wake(CloudTemplate paused) {
    CloudTemplate same = find(paused.key()).orElse(null);
    if (same != null && same.status().equals("PAUSED") && same.pauses() == paused.pauses()) {
      decide(same.name(), same.language(), "APPROVED", "NONE", "UNPAUSE");
    }
  }

  /** Pauses because held messages got bad feedback; only {@code unpause} ends it. */
  public void pauseForPacing(String name, String language) {
    decide(name, language, "PAUSED", "NONE", "RATE_LIMITING_PAUSE");
  }

  public void disable(String name, String language) {
    decide(name, language, "DISABLED", "NONE", "DISABLED");
  }

  /** Any other word of the provider, such as {@code FLAGGED} or {@code ARCHIVED}. */
  public void status(String name, String language, String word) {
    decide(name, language, word, "NONE", "");
  }

  /** The provider counts it in another category from now on. */
  public void recategorise(String name, String language, String category) {
    CloudTemplate before = template(name, language);
    CloudTemplate after =
        change(name, language, one -> one.with("category", category).without("correct_category"));
    server.callback(TemplateNotice.category(id, after, before.category(), now()));
  }

  /** Says that it will be counted in another category, which happens in 24 hours. */
  public void warnOfCategory(String name, String language, String category) {
    Instant when = now().plus(Duration.ofHours(24));
    CloudTemplate warned = change(name, language, one -> one.with("correct_category", category));
    server.callback(TemplateNotice.categoryWarning(id, warned, category, when, now()));
    server
        .agenda()
        .at(
            when,
            () -> {
              if (find(warned.key()).isPresent()) {
                recategorise(name, language, category);
              }
            });
  }

  /** {@code GREEN}, {@code YELLOW} or {@code RED}. */
  public void quality(String name, String language, String score) {
    quality(name, language, score, "message_template_quality_update");
  }

  /** The same under the name of another notification, as in the provider's own sample. */
  public void qualityUnderTheWrongField(String name, String language, String score) {
    quality(name, language, score, "message_template_status_update");
  }

  private void quality(String name, String language, String score, String field) {
    CloudTemplate before = template(name, language);
    CloudTemplate after =
        change(name, language, one -> one.with("quality_score", Map.of("score", score)));
    String old =
        MessageRequest.text(
            MessageRequest.object(before.listed(List.of("quality_score")).get("quality_score")),
            "score");
    server.callback(TemplateNotice.quality(id, field, after, old, score, now()));
  }

  /** Somebody changes the body in the provider's own pages, and it is approved. */
  public void rewriteBody(String name, String language, String body) {
    CloudTemplate after =
        change(
            name,
            language,
            one ->
                one.rewritten(
                    one.components().stream()
                        .map(
                            part ->
                                "body".equals(MessageRequest.type(part)) ? with(part, body) : part)
                        .toList()));
    server.callback(TemplateNotice.components(id, after, now()));
  }

  private static Map<String, Object> with(Map<String, Object> part, String text) {
    Map<String, Object> out = new LinkedHashMap<>(part);
    out.put("text", text);
    return out;
  }

  /** Paging cursors that were given so far are no longer known (131059). */
  public synchronized CloudBusiness forgetCursors() {
    cursorAge++;
    return this;
  }

  /** Sends on what was held for a quality assessment. */
  public void releaseHeld() {
    List<Held> all = takeHeld();
    synchronized (this) {
      all.forEach(one -> throttle.trusted(one.template()));
    }
    all.forEach(one -> one.then().run());
  }

  /** Fails what was held (132015) and pauses its templates. */
  public void dropHeld() {
    List<Held> all = takeHeld();
    all.stream()
        .map(Held::template)
        .distinct()
        .map(key -> find(key))
        .flatMap(Optional::stream)
        .forEach(one -> pauseForPacing(one.name(), one.language()));
    all.forEach(
        one ->
            server.callback(
                Notification.status(
                    one.message(),
                    Behaviour.Status.FAILED,
                    now(),
                    132015,
                    "Template is paused",
                    id)));
  }

  /** How many messages wait for a quality assessment. */
  public synchronized int held() {
    return held.size();
  }

  private synchronized List<Held> takeHeld() {
    List<Held> all = List.copyOf(held);
    held.clear();
    return all;
  }

  synchronized void hold(SentMessage message, Runnable then) {
    held.add(new Held(message, message.template() + "/" + message.language(), then));
  }

  synchronized boolean isHeld(CloudTemplate template) {
    return throttle.isHeld(template);
  }

  synchronized @Nullable GraphError limit(
      String number, String person, @Nullable CloudTemplate template) {
    return throttle.message(number, person, template, now());
  }

  synchronized void wrote(String number, String person, Instant at) {
    throttle.wrote(number, person, at);
  }

  synchronized @Nullable GraphError callLimit() {
    return throttle.call(now());
  }

  synchronized Optional<Fault> takeFault() {
    return Optional.ofNullable(faults.poll());
  }

  synchronized Optional<CloudTemplate> find(String key) {
    return Optional.ofNullable(templates.get(key));
  }

  synchronized Optional<CloudTemplate> byId(String templateId) {
    return templates.values().stream().filter(one -> one.id().equals(templateId)).findFirst();
  }

  synchronized int cursorAge() {
    return cursorAge;
  }

  /** Whether an approved template of this name was deleted less than 30 days ago. */
  synchronized boolean isBlocked(String key) {
    Instant at = deleted.get(key);
    return at != null && at.plus(Duration.ofDays(30)).isAfter(now());
  }

  /** Takes a submission for review. */
  CloudTemplate create(Map<String, Object> form) {
    Map<String, Object> json = new LinkedHashMap<>(form);
    json.putIfAbsent("parameter_format", "POSITIONAL");
    json.put("status", "PENDING");
    json.put("rejected_reason", "NONE");
    json.put("quality_score", Map.of("score", "UNKNOWN"));
    json.put("id", nextId());
    CloudTemplate submitted = CloudTemplate.of(json);
    synchronized (this) {
      created++;
      templates.put(submitted.key(), submitted);
    }
    return reviewed(submitted);
  }

  CloudTemplate edit(CloudTemplate before, Map<String, Object> form) {
    CloudTemplate after = before.editedAt(now());
    if (form.containsKey("components")) {
      after = after.rewritten(MessageRequest.list(form.get("components")));
    }
    for (String key : List.of("category", "message_send_ttl_seconds")) {
      Object value = form.get(key);
      after = value == null ? after : after.with(key, value);
    }
    after = after.with("status", before.status().equals("REJECTED") ? "PENDING" : "APPROVED");
    synchronized (this) {
      edited++;
      templates.put(after.key(), after);
    }
    return reviewed(after);
  }

  private CloudTemplate reviewed(CloudTemplate submitted) {
    Optional<Review.Verdict> verdict;
    synchronized (this) {
      verdict = review.of(submitted);
    }
    if (verdict.isEmpty()) {
      return submitted;
    }
    Review.Verdict said = verdict.get();
    CloudTemplate counted =
        change(
            submitted.name(), submitted.language(), one -> one.with("category", said.category()));
    if (said.after().isZero()) {
      decide(counted.name(), counted.language(), said.status(), said.reason(), "");
      return template(counted.name(), counted.language());
    }
    server
        .agenda()
        .at(
            now().plus(said.after()),
            () -> {
              if (find(counted.key()).filter(one -> one.id().equals(counted.id())).isPresent()) {
                decide(counted.name(), counted.language(), said.status(), said.reason(), "");
              }
            });
    return counted;
  }

  void delete(CloudTemplate gone) {
    boolean sendable = gone.isSendable();
    synchronized (this) {
      removed++;
      templates.remove(gone.key());
      if (sendable) {
        deleted.put(gone.key(), now());
      }
    }
    server.callback(
        TemplateNotice.status(
            id, gone, sendable ? "PENDING_DELETION" : "DELETED", "NONE", "", now()));
  }

  synchronized void reset() {
    templates.clear();
    templates.putAll(seeds);
    deleted.clear();
    faults.clear();
    held.clear();
    throttle.clear();
    throttle.limits(CloudLimits.none());
    review = Review.byHand();
    created = 0;
    edited = 0;
    removed = 0;
    subscription = Optional.empty();
  }

  void decide(String name, String language, String status, String reason, String title) {
    CloudTemplate after =
        change(name, language, one -> one.with("status", status).with("rejected_reason", reason));
    server.callback(TemplateNotice.status(id, after, status, reason, title, now()));
  }

  private synchronized CloudTemplate change(
      String name, String language, UnaryOperator<CloudTemplate> how) {
    CloudTemplate after = how.apply(template(name, language));
    templates.put(after.key(), after);
    return after;
  }

  private Instant now() {
    return server.clock().instant();
  }

  private static String nextId() {
    return Long.toString(IDS.incrementAndGet());
  }
}
