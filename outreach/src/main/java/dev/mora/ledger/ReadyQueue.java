package dev.mora.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one sender, a lane for each campaign. Lanes whose heads have the same priority
 * take turns, each as many in its turn as its campaign weighs; what a higher priority takes in
 * between, such as replies, ends no turn. Each operation is logarithmic in a lane and linear in the
 * number of lanes. Not thread-safe.
 */
final class ReadyQueue {

  private record Item(DispatchId id, CampaignId campaign, int priority, Instant due) {

    static final Comparator<Item> BY_ORDER =
        Comparator.comparingInt((Item item) -> -item.priority)
            .thenComparing(Item::due)
            .thenComparing(Item::id);

    static final Comparator<Item> BY_DUE = Comparator.comparing(Item::due).thenComparing(Item::id);
  }

  private static final class Lane {
    final TreeSet<Item> ready = new TreeSet<>(Item.BY_ORDER);
    final TreeSet<Item> waiting = new TreeSet<>(Item.BY_DUE);

    /** How many its turn has had. */
    int taken;

    void promote(Instant now) {
      while (!waiting.isEmpty() && !waiting.first().due.isAfter(now)) {
        ready.add(waiting.pollFirst());
      }
    }

    boolean isEmpty() {
      return ready.isEmpty() && waiting.isEmpty();
    }
  }

  private final Map<CampaignId, Lane> lanes = new LinkedHashMap<>();
  private final Map<DispatchId, Item> items = new HashMap<>();

  /** Adds, or moves to another time. */
  void put(DispatchId id, CampaignId campaign, int priority, Instant due) {
    remove(id);
    var item = new Item(id, campaign, priority, due);
    items.put(id, item);
    lanes.computeIfAbsent(campaign, key -> new Lane()).waiting.add(item);
  }

  void remove(DispatchId id) {
    Item item = items.remove(id);
    if (item == null) {
      return;
    }
    Lane lane = lanes.get(item.campaign);
    if (lane != null) {
      lane.ready.remove(item);
      lane.waiting.remove(item);
      if (lane.isEmpty()) {
        lanes.remove(item.campaign);
      }
    }
  }

  /** Whether it is here and due. */
  boolean isDue(DispatchId id, Instant now) {
    Item item = items.get(id);
    return item != null && !item.due.isAfter(now);
  }

  /** Takes out the next one of such campaigns that is due. */
  Optional<DispatchId> poll(
      Instant now, Predicate<CampaignId> campaigns, ToIntFunction<CampaignId> weights) {
    CampaignId turn = null;
    Item best = null;
    for (var entry : lanes.entrySet()) {
      if (!campaigns.test(entry.getKey())) {
        continue;
      }
      Item head = head(entry.getValue(), now);
      if (head != null && (best == null || head.priority > best.priority)) {
        best = head;
        turn = entry.getKey();
      }
    }
    if (best == null || turn == null) {
      return Optional.empty();
    }
    took(turn, weights.applyAsInt(turn));
    remove(best.id);
    return Optional.of(best.id);
  }

  /** The earliest due time of such campaigns. */
  Optional<Instant> nextDue(Predicate<CampaignId> campaigns) {
    return lanes.entrySet().stream()
        .filter(entry -> campaigns.test(entry.getKey()))
        .map(Map.Entry::getValue)
        .map(ReadyQueue::earliest)
        .min(Comparator.naturalOrder());
  }

  private static Instant earliest(Lane lane) {
    if (lane.ready.isEmpty()) {
      return lane.waiting.first().due;
    }
    Instant ready = lane.ready.first().due;
    return lane.waiting.isEmpty() || ready.isBefore(lane.waiting.first().due)
        ? ready
        : lane.waiting.first().due;
  }

  private static @Nullable Item head(Lane lane, Instant now) {
    lane.promote(now);
    while (!lane.ready.isEmpty()) {
      Item head = lane.ready.first();
      if (!head.due.isAfter(now)) {
        return head;
      }
      // the clock went back
      lane.ready.remove(head);
      lane.waiting.add(head);
    }
    return null;
  }

  private void took(CampaignId campaign, int weight) {
    Lane lane = lanes.get(campaign);
    if (lane == null || ++lane.taken < weight) {
      return;
    }
    lane.taken = 0;
    lanes.remove(campaign);
    lanes.put(campaign, lane);
  }
}
