package dev.mora.ledger;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers what one work writes in memory, to take it back if the work fails. */
final class Undo {

  private final Deque<Runnable> steps = new ArrayDeque<>();
  private boolean open;

  void begin() {
    if (open) {
      throw new IllegalStateException("a work must not call its store");
    }
    open = true;
  }

  void keep() {
    steps.clear();
    open = false;
  }

  void takeBack() {
    while (!steps.isEmpty()) {
      steps.pop().run();
    }
    open = false;
  }

  /**
   * @throws IllegalStateException outside of a work that writes
   */
  void requireOpen() {
    if (!open) {
      throw new IllegalStateException("these books are open for reading only");
    }
  }

  void later(Runnable step) {
    requireOpen();
    steps.push(step);
  }

  <K, V> void put(Map<K, V> map, K key, V value) {
    requireOpen();
    @Nullable V before = map.put(key, value);
    steps.push(() -> restore(map, key, before));
  }

  <K, V> void remove(Map<K, V> map, K key) {
    requireOpen();
    @Nullable V before = map.remove(key);
    if (before != null) {
      steps.push(() -> map.put(key, before));
    }
  }

  <E> void add(Collection<E> all, E one) {
    requireOpen();
    if (all.add(one)) {
      steps.push(() -> all.remove(one));
    }
  }

  <E> void remove(Collection<E> all, E one) {
    requireOpen();
    if (all.remove(one)) {
      steps.push(() -> all.add(one));
    }
  }

  private static <K, V> void restore(Map<K, V> map, K key, @Nullable V before) {
    if (before == null) {
      map.remove(key);
    } else {
      map.put(key, before);
    }
  }
}
