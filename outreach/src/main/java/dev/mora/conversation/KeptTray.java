package dev.mora.conversation;

import dev.mora.ledger.DispatchId;
import dev.mora.ledger.Note;
import dev.mora.ledger.Notebook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A tray on the notes of a ledger: each case a note under its own key. */
final class KeptTray implements Tray {

  private static final String SHELF = "tray";
  private static final int LONGEST = 200;

  private final Notebook notes;

  KeptTray(Notebook notes) {
    this.notes = notes;
  }

  @Override
  public boolean add(TrayItem item) {
    return notes.add(note(item));
  }

  /** Reads the shelf page by page and holds only what is open. */
  @Override
  public List<TrayItem> open() {
    var open = new ArrayList<TrayItem>();
    notes.forEach(
        SHELF,
        note -> {
          TrayItem item = item(note);
          if (item.state() == TrayItem.State.OPEN) {
            open.add(item);
          }
        });
    open.sort(
        Comparator.comparingInt((TrayItem item) -> -item.routing().priority())
            .thenComparing(TrayItem::at));
    return List.copyOf(open);
  }

  @Override
  public List<TrayItem> all() {
    return notes.all(SHELF).stream().map(KeptTray::item).toList();
  }

  @Override
  public boolean done(String key) {
    Optional<Note> note = notes.find(SHELF, shortened(key));
    note.map(KeptTray::item)
        .map(item -> item.with(TrayItem.State.DONE))
        .ifPresent(item -> notes.put(note(item)));
    return note.isPresent();
  }

  @Override
  public boolean attach(String key, Receipt receipt) {
    Optional<Note> note = notes.find(SHELF, shortened(key));
    note.map(KeptTray::item)
        .map(item -> item.with(receipt))
        .ifPresent(item -> notes.put(note(item)));
    return note.isPresent();
  }

  private static Note note(TrayItem item) {
    return new Note(
        SHELF, shortened(item.key()), item.borrower(), TrayItemJson.write(item), item.at());
  }

  private static TrayItem item(Note note) {
    return TrayItemJson.read(note.text());
  }

  private static String shortened(String key) {
    return key.length() <= LONGEST ? key : DispatchId.of("tray", key).value();
  }
}
