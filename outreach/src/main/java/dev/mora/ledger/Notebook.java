package dev.mora.ledger;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What else has to be found again after a restart; as durable as the ledger that it belongs to.
 * Each call is one transaction. Thread-safe.
 */
public interface Notebook {

  /**
   * Writes it down unless one of its shelf and key is there: of many who try at once, over all
   * processes, one succeeds.
   *
   * @return false if one is there already; it stays as it is
   */
  boolean add(Note note);

  /** Writes it down in the place of one of the same shelf and key, which keeps its turn. */
  void put(Note note);

  Optional<Note> find(String shelf, String key);

  /** In the order in which their keys were first written. */
  List<Note> all(String shelf);

  /** {@link #find} for many keys, in one look; without those that are not there. */
  Map<String, Note> find(String shelf, Collection<String> keys);

  /** {@link #all} for many shelves, in one look; without those that are empty. */
  Map<String, List<Note>> all(Collection<String> shelves);

  /**
   * @return false if there is no such note
   */
  boolean remove(String shelf, String key);
}
