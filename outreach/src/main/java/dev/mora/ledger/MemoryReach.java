package dev.mora.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Whom businesses wrote to first, in memory. */
final class MemoryReach implements ReachBook {

  private final Undo undo;
  private final Map<BusinessId, BusinessDesk> desks = new HashMap<>();
  private final Map<BusinessId, Map<String, Reached>> people = new HashMap<>();

  MemoryReach(Undo undo) {
    this.undo = undo;
  }

  @Override
  public BusinessDesk business(BusinessId business) {
    return desks.getOrDefault(business, BusinessDesk.of(business));
  }

  @Override
  public void put(BusinessDesk desk) {
    undo.put(desks, desk.business(), desk);
  }

  private Map<String, Reached> of(BusinessId business) {
    return people.computeIfAbsent(business, key -> new HashMap<>());
  }

  @Override
  public Map<String, Reached> people(BusinessId business, Collection<String> wanted) {
    Map<String, Reached> known = of(business);
    var found = new HashMap<String, Reached>();
    wanted.forEach(
        one -> Optional.ofNullable(known.get(one)).ifPresent(person -> found.put(one, person)));
    return found;
  }

  @Override
  public void put(BusinessId business, Collection<Reached> reached) {
    reached.forEach(person -> undo.put(of(business), person.person(), person));
  }

  private Stream<Instant> times(BusinessId business, Instant after) {
    return of(business).values().stream().map(Reached::at).filter(at -> at.isAfter(after));
  }

  @Override
  public int count(BusinessId business, Instant after) {
    return (int) times(business, after).count();
  }

  @Override
  public List<Instant> times(BusinessId business, Instant after, int skip, int most) {
    return times(business, after).sorted().skip(skip).limit(most).toList();
  }

  @Override
  public void forget(Instant before) {
    undo.requireOpen();
    for (Map<String, Reached> known : people.values()) {
      List.copyOf(known.values()).stream()
          .filter(person -> person.at().isBefore(before))
          .forEach(person -> undo.remove(known, person.person()));
    }
  }
}
