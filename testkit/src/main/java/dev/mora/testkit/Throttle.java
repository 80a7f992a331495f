package dev.mora.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what an account sent against its {@link CloudLimits}. Guarded by its business. */
final class Throttle {

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration WINDOW = Duration.ofHours(24);

  private final Map<String, Deque<Instant>> seconds = new HashMap<>();
  private final Map<String, Instant> pairs = new HashMap<>();
  private final Map<String, Instant> reached = new HashMap<>();
  private final Map<String, Instant> wrote = new HashMap<>();
  private final Map<String, Integer> batches = new HashMap<>();
  private final Deque<Instant> utility = new ArrayDeque<>();
  private final Deque<Instant> calls = new ArrayDeque<>();
  private CloudLimits limits = CloudLimits.none();

  void limits(CloudLimits value) {
    limits = value;
  }

  void clear() {
    seconds.clear();
    pairs.clear();
    reached.clear();
    wrote.clear();
    batches.clear();
    utility.clear();
    calls.clear();
  }

  /** A person wrote: for a day, free text may be sent to them, and they do not count. */
  void wrote(String number, String person, Instant at) {
    wrote.put(number + "|" + Notification.digits(person), at);
  }

  boolean isOpen(String number, String person, Instant now) {
    Instant last = wrote.get(number + "|" + Notification.digits(person));
    return last != null && now.isBefore(last.plus(WINDOW));
  }

  /** Null if the message may pass, and then it is counted. */
  @Nullable GraphError message(
      String number, String person, @Nullable CloudTemplate template, Instant now) {
    String to = Notification.digits(person);
    boolean open = isOpen(number, to, now);
    Deque<Instant> second = seconds.computeIfAbsent(number, n -> new ArrayDeque<>());
    forget(second, Duration.ofSeconds(1), now);
    forget(utility, DAY, now);
    reached.values().removeIf(at -> !at.plus(DAY).isAfter(now));
    String pair = number + "|" + to;
    Instant free = pairs.getOrDefault(pair, Instant.MIN);
    Instant next = free.isAfter(now) ? free : now;
    boolean isUtility = template != null && template.category().equals("UTILITY");
    if (limits.windows() && template == null && !open) {
      return GraphError.of(
          131047,
          "Re-engagement message",
          "more than 24 hours have passed since the customer last replied to this number");
    }
    if (limits.perSecond() > 0 && second.size() >= limits.perSecond()) {
      return GraphError.of(130429, "Rate limit hit", "Cloud API message throughput is reached");
    }
    if (next.minus(slack()).isAfter(now)) {
      return GraphError.of(
          131056,
          "(Business Account, Consumer Account) pair rate limit hit",
          "too many messages to this recipient in a short time");
    }
    if (limits.tier() > 0 && !open && !reached.containsKey(to) && reached.size() >= limits.tier()) {
      return GraphError.of(
          131048,
          "Spam rate limit hit",
          "restrictions on how many people this portfolio may reach in 24 hours");
    }
    if (limits.utilityPerDay() > 0 && isUtility && utility.size() >= limits.utilityPerDay()) {
      return GraphError.of(
          131064, "Utility message limit reached", "templates were found to be miscategorised");
    }
    second.add(now);
    pairs.put(pair, next.plus(limits.pairEvery()));
    if (!open) {
      reached.put(to, now);
    }
    if (isUtility) {
      utility.add(now);
    }
    return null;
  }

  private Duration slack() {
    return limits.pairEvery().multipliedBy(Math.max(0, limits.pairBurst() - 1));
  }

  /** Whether this one goes beyond the first batch of its template. */
  boolean isHeld(CloudTemplate template) {
    int sent = batches.merge(template.key(), 1, Integer::sum);
    return limits.firstBatch() > 0 && sent > limits.firstBatch();
  }

  /** A good assessment: the template is no longer held. */
  void trusted(String key) {
    batches.put(key, Integer.MIN_VALUE / 2);
  }

  /** Null if the call for templates may pass. */
  @Nullable GraphError call(Instant now) {
    forget(calls, Duration.ofHours(1), now);
    if (limits.callsPerHour() > 0 && calls.size() >= limits.callsPerHour()) {
      return GraphError.of(
          80008,
          "Too many calls",
          "There have been too many calls to this WhatsApp Business account");
    }
    calls.add(now);
    return null;
  }

  private static void forget(Deque<Instant> times, Duration age, Instant now) {
    while (!times.isEmpty() && !times.peek().plus(age).isAfter(now)) {
      times.poll();
    }
  }
}
