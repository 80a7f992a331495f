package dev.mora.ledger;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the checks of one batch want to see of the notebook, read in one look under the lock. */
final class NotesInView {

  private final Map<GateRequest, NotesWanted> wanted = new IdentityHashMap<>();
  private final Map<GateRequest, RuntimeException> failed = new IdentityHashMap<>();
  private final List<Note> found = new ArrayList<>();

  NotesInView(Books books, List<GateRequest> requests) {
    NotesWanted all = NotesWanted.NONE;
    for (GateRequest request : requests) {
      NotesWanted some = wantedBy(request);
      wanted.put(request, some);
      all = all.and(some);
    }
    if (!all.shelves().isEmpty()) {
      books.notes(all.shelves()).values().forEach(found::addAll);
    }
    all.keys().forEach((shelf, keys) -> found.addAll(books.notes(shelf, keys).values()));
  }

  /** A check that cannot say what it wants fails when it is asked, alone. */
  private NotesWanted wantedBy(GateRequest request) {
    try {
      return Objects.requireNonNull(
          request.check().notes(request.claim().dispatch()), "the notes that a check wants");
    } catch (RuntimeException failure) {
      failed.put(request, failure);
      return NotesWanted.NONE;
    }
  }

  /**
   * Throws what the check threw when it was to say what it wants: judging without its notes, it
   * would let through what they forbid.
   */
  List<Note> of(GateRequest request) {
    RuntimeException failure = failed.get(request);
    if (failure != null) {
      throw failure;
    }
    NotesWanted some = wanted.getOrDefault(request, NotesWanted.NONE);
    return found.stream().filter(some::has).toList();
  }
}
