package dev.mora.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
  public List<Note> all(String shelf) {
    return counter.read(
        sitting -> {
          var all = new ArrayList<Note>();
          List<Note> page = sitting.clerk.books.notes(shelf, "", PAGE);
          while (!page.isEmpty()) {
            all.addAll(page);
            page = sitting.clerk.books.notes(shelf, page.get(page.size() - 1).key(), PAGE);
          }
          return List.copyOf(all);
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
