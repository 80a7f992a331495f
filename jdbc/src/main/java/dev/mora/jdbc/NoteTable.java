package dev.mora.jdbc;

import dev.mora.ledger.Note;
import dev.mora.party.BorrowerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Facts beside the dispatches. */
final class NoteTable {

  private final Session session;

  NoteTable(Session session) {
    this.session = session;
  }

  Optional<Note> note(String shelf, String key) {
    return session.one(
        "note",
        "SELECT * FROM mora_note WHERE shelf = ? AND note_key = ?",
        bind -> bind.text(shelf).text(key),
        NoteTable::note);
  }

  List<Note> notes(String shelf, String afterKey, int most) {
    return session.list(
        "notes of a shelf",
        "SELECT * FROM mora_note WHERE shelf = ? AND id > COALESCE((SELECT n.id FROM mora_note n"
            + " WHERE n.shelf = ? AND n.note_key = ?), 0) ORDER BY id LIMIT ?",
        bind -> bind.text(shelf).text(shelf).text(afterKey).count(most),
        NoteTable::note);
  }

  List<Note> notes(Collection<String> shelves) {
    return session.listIn(
        "notes of shelves",
        "SELECT * FROM mora_note WHERE shelf IN %s ORDER BY id",
        shelves,
        shelf -> shelf,
        NoteTable::note);
  }

  List<Note> notes(String shelf, Collection<String> keys) {
    return session.listIn(
        "notes of keys",
        "SELECT * FROM mora_note WHERE note_key IN %s AND shelf = ?",
        keys,
        (out, key) -> out.text(key),
        bind -> bind.text(shelf),
        NoteTable::note);
  }

  List<Note> notes(BorrowerId borrower) {
    return session.list(
        "notes of a borrower",
        "SELECT * FROM mora_note WHERE borrower = ? ORDER BY id",
        bind -> bind.text(borrower.value()),
        NoteTable::note);
  }

  /** A word's own wildcards find too much; nothing is overlooked. */
  List<Note> holding(Collection<String> words) {
    var found = new LinkedHashSet<Note>();
    for (String word : words) {
      String anywhere = "%" + word + "%";
      found.addAll(
          session.list(
              "notes that hold a word",
              "SELECT * FROM mora_note WHERE borrower IS NULL"
                  + " AND (text LIKE ? OR note_key LIKE ?) ORDER BY id",
              bind -> bind.text(anywhere).text(anywhere),
              NoteTable::note));
    }
    return List.copyOf(found);
  }

  private static Note note(ResultSet row) throws SQLException {
    return new Note(
        row.getString("shelf"),
        row.getString("note_key"),
        Optional.ofNullable(row.getString("borrower")).map(BorrowerId::of),
        row.getString("text"),
        DispatchTable.moment(row, "noted_at"));
  }

  void put(Note note) {
    Upsert.one(
        session,
        "note",
        "UPDATE mora_note SET borrower = ?, text = ?, noted_at = ?"
            + " WHERE shelf = ? AND note_key = ?",
        "INSERT INTO mora_note (borrower, text, noted_at, shelf, note_key)"
            + " VALUES (?, ?, ?, ?, ?)",
        note,
        (out, one) ->
            out.text(one.borrower().map(BorrowerId::value).orElse(null))
                .text(one.text())
                .moment(one.at())
                .text(one.shelf())
                .text(one.key()));
  }

  void remove(String shelf, String key) {
    session.update(
        "remove note",
        "DELETE FROM mora_note WHERE shelf = ? AND note_key = ?",
        bind -> bind.text(shelf).text(key));
  }

  void remove(BorrowerId borrower) {
    session.update(
        "remove notes",
        "DELETE FROM mora_note WHERE borrower = ?",
        bind -> bind.text(borrower.value()));
  }
}
