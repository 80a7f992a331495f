package dev.mora.conversation;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A tray in memory: for tests, dry runs and demonstrations. */
final class InMemoryTray implements Tray {

  private final Map<String, TrayItem> items = new LinkedHashMap<>();

  @Override
  public synchronized boolean add(TrayItem item) {
    return items.putIfAbsent(item.key(), item) == null;
  }

  @Override
  public synchronized List<TrayItem> open() {
    return items.values().stream()
        .filter(item -> item.state() == TrayItem.State.OPEN)
        .sorted(
            Comparator.comparingInt((TrayItem item) -> -item.routing().priority())
                .thenComparing(TrayItem::at))
        .toList();
  }

  @Override
  public synchronized List<TrayItem> all() {
    return List.copyOf(items.values());
  }

  @Override
  public synchronized boolean done(String key) {
    return items.computeIfPresent(key, (k, item) -> item.with(TrayItem.State.DONE)) != null;
  }

  @Override
  public synchronized boolean attach(String key, Receipt receipt) {
    return items.computeIfPresent(key, (k, item) -> item.with(receipt)) != null;
  }
}
