package dev.mora.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Whom each business wrote to first, and when: a part of the {@link Books}, by their rules. */
public interface ReachBook {

  /** {@link BusinessDesk#of} if nothing was put. */
  BusinessDesk business(BusinessId business);

  void put(BusinessDesk desk);

  /** Those of these people who were put, by {@link Reached#person}. */
  Map<String, Reached> people(BusinessId business, Collection<String> people);

  /** Adds, or replaces those of the same person. */
  void put(BusinessId business, Collection<Reached> people);

  /** How many people have their last time after a moment. */
  int count(BusinessId business, Instant after);

  /**
   * The last times after a moment, oldest first.
   *
   * @param skip so many of the oldest are left out
   */
  List<Instant> times(BusinessId business, Instant after, int skip, int most);

  /** Forgets people of every business whose last time is before a moment. */
  void forget(Instant before);
}
