package dev.mora.ledger;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The notes that a {@link GateCheck} decides by, to be read under the lock: whoever wrote one
 * before the gate is heeded by it.
 *
 * @param shelves read whole: short ones only
 * @param keys by their shelves
 */
public record NotesWanted(Set<String> shelves, Map<String, Set<String>> keys) {

  public static final NotesWanted NONE = new NotesWanted(Set.of(), Map.of());

  public NotesWanted {
    shelves = Set.copyOf(shelves);
    var copy = new HashMap<String, Set<String>>();
    keys.forEach((shelf, some) -> copy.put(shelf, Set.copyOf(some)));
    keys = Map.copyOf(copy);
  }

  public NotesWanted and(NotesWanted other) {
    if (equals(NONE)) {
      return other;
    }
    var bothShelves = new HashSet<String>(shelves);
    bothShelves.addAll(other.shelves);
    var bothKeys = new HashMap<String, Set<String>>(keys);
    other.keys.forEach(
        (shelf, some) ->
            bothKeys.merge(
                shelf,
                some,
                (mine, theirs) -> {
                  var all = new HashSet<String>(mine);
                  all.addAll(theirs);
                  return all;
                }));
    return new NotesWanted(bothShelves, bothKeys);
  }

  boolean has(Note note) {
    return shelves.contains(note.shelf())
        || keys.getOrDefault(note.shelf(), Set.of()).contains(note.key());
  }
}
