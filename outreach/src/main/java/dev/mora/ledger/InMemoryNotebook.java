package dev.mora.ledger;

import dev.mora.party.BorrowerId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Notes under the ledger's lock. */
final class InMemoryNotebook implements Notebook {

  private final LedgerLock lock;
  private final Map<String, Map<String, Note>> shelves = new LinkedHashMap<>();

  InMemoryNotebook(LedgerLock lock) {
    this.lock = lock;
  }

  @Override
  public boolean add(Note note) {
    return lock.locked(() -> shelf(note.shelf()).putIfAbsent(note.key(), note) == null);
  }

  @Override
  public void put(Note note) {
    lock.run(() -> shelf(note.shelf()).put(note.key(), note));
  }

  @Override
  public Optional<Note> find(String shelf, String key) {
    return lock.locked(() -> Optional.ofNullable(notes(shelf).get(key)));
  }

  @Override
  public List<Note> all(String shelf) {
    return lock.locked(() -> List.copyOf(notes(shelf).values()));
  }

  @Override
  public boolean remove(String shelf, String key) {
    return lock.locked(() -> shelf(shelf).remove(key) != null);
  }

  List<Note> of(BorrowerId borrower) {
    lock.requireHeld();
    return shelves.values().stream()
        .flatMap(shelf -> shelf.values().stream())
        .filter(note -> note.borrower().filter(borrower::equals).isPresent())
        .toList();
  }

  void erase(BorrowerId borrower) {
    lock.requireHeld();
    shelves
        .values()
        .forEach(
            shelf ->
                shelf
                    .values()
                    .removeIf(note -> note.borrower().filter(borrower::equals).isPresent()));
  }

  private Map<String, Note> notes(String shelf) {
    return shelves.getOrDefault(shelf, Map.of());
  }

  private Map<String, Note> shelf(String shelf) {
    return shelves.computeIfAbsent(shelf, name -> new LinkedHashMap<>());
  }
}
