package dev.mora.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

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

  /**
   * Visits a shelf in the order in which its keys were first written, each note as it stood when
   * its page of 1,000 was read.
   */
  void forEach(String shelf, Consumer<Note> visitor);

  /** The same in memory: fine for a loan, think twice for a shelf that grows with the portfolio. */
  default List<Note> all(String shelf) {
    var all = new ArrayList<Note>();
    forEach(shelf, all::add);
    return List.copyOf(all);
  }

  /** {@link #find} for many keys, in one look; without those that are not there. */
  Map<String, Note> find(String shelf, Collection<String> keys);

  /** {@link #all} for many shelves, in one look; without those that are empty. */
  Map<String, List<Note>> all(Collection<String> shelves);

  /**
   * @return false if there is no such note
   */
  boolean remove(String shelf, String key);
}
