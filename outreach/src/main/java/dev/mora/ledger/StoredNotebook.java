package dev.mora.ledger;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The notes of a {@link StoredLedger}. */
final class StoredNotebook implements Notebook {

  private static final int PAGE = 1000;

  private final Counter counter;

  StoredNotebook(Counter counter) {
    this.counter = counter;
  }

  @Override
  public boolean add(Note note) {
    return counter.write(
        sitting -> {
          Books books = sitting.clerk.books;
          boolean isNew = books.note(note.shelf(), note.key()).isEmpty();
          if (isNew) {
            books.put(note);
          }
          return isNew;
        });
  }

  @Override
  public void put(Note note) {
    counter.run(sitting -> sitting.clerk.books.put(note));
  }

  @Override
  public Optional<Note> find(String shelf, String key) {
    return counter.read(sitting -> sitting.clerk.books.note(shelf, key));
  }

  @Override
  public void forEach(String shelf, Consumer<Note> visitor) {
    Deque<String> behind = new ArrayDeque<>();
    List<Note> page = page(shelf, behind);
    while (!page.isEmpty()) {
      for (Note note : page) {
        visitor.accept(note);
        behind.push(note.key());
      }
      page = page.size() < PAGE ? List.of() : page(shelf, behind);
    }
  }

  /**
   * Behind the last one read that is still there: those before it may have gone meanwhile.
   *
   * @param behind the keys that were read, the last first
   */
  private List<Note> page(String shelf, Deque<String> behind) {
    return counter.read(
        sitting -> {
          Books books = sitting.clerk.books;
          String after =
              behind.stream()
                  .filter(key -> books.note(shelf, key).isPresent())
                  .findFirst()
                  .orElse("");
          return books.notes(shelf, after, PAGE);
        });
  }

  @Override
  public Map<String, Note> find(String shelf, Collection<String> keys) {
    return counter.read(sitting -> sitting.clerk.books.notes(shelf, keys));
  }

  @Override
  public Map<String, List<Note>> all(Collection<String> shelves) {
    return counter.read(sitting -> sitting.clerk.books.notes(shelves));
  }

  @Override
  public boolean remove(String shelf, String key) {
    return counter.write(
        sitting -> {
          Books books = sitting.clerk.books;
          boolean isThere = books.note(shelf, key).isPresent();
          books.removeNote(shelf, key);
          return isThere;
        });
  }
}
