package dev.mora.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What notifications have already brought about, longer than a provider repeats them (seven days):
 * the only guard against doing it twice, so none is forgotten sooner. Not thread-safe.
 */
final class RememberedEffects {

  static final Duration REMEMBERED = Duration.ofDays(8);

  private final int limit;
  private final Map<String, Instant> effects = new LinkedHashMap<>();

  RememberedEffects(int limit) {
    this.limit = limit;
  }

  void add(Collection<String> done, Instant at) {
    done.forEach(effect -> effects.putIfAbsent(effect, at));
  }

  void remove(Collection<String> done) {
    effects.keySet().removeAll(done);
  }

  boolean contains(String effect) {
    return effects.containsKey(effect);
  }

  /** Whether there is no room, even once those that may be forgotten have gone. */
  boolean isFull(Instant now) {
    if (effects.size() >= limit) {
      forgetBefore(now.minus(REMEMBERED));
    }
    return effects.size() >= limit;
  }

  void forgetBefore(Instant before) {
    effects.values().removeIf(at -> at.isBefore(before));
  }
}
