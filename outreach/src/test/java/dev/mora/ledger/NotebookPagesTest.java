package dev.mora.ledger;

import static dev.mora.ledger.contract.LedgerFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.ledger.contract.LedgerFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shelves of more than one page, and looks at many keys or shelves at once. */
class NotebookPagesTest {

  private final DeliveryLedger ledger =
      InMemoryLedger.of(LedgerSettings.of("test"), LedgerFixture.aClock());

  private static Note note(String shelf, String key) {
    return new Note(shelf, key, Optional.empty(), "text of " + key, START);
  }

  private List<Note> shelved(int notes) {
    var all = new ArrayList<Note>();
    for (int i = 0; i < notes; i++) {
      Note note = note("tray", "key-" + i);
      all.add(note);
      ledger.notes().put(note);
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 999, 1000, 1001, 2500})
  void a_shelf_of_any_length_is_visited_in_its_order_and_each_note_once(int length) {
    List<Note> notes = shelved(length);

    assertThat(ledger.notes().all("tray")).isEqualTo(notes);
  }

  @Test
  void a_visitor_that_removes_what_it_was_shown_is_shown_all() {
    List<Note> notes = shelved(2500);
    var shown = new ArrayList<Note>();

    ledger
        .notes()
        .forEach(
            "tray",
            note -> {
              shown.add(note);
              ledger.notes().remove("tray", note.key());
            });

    assertThat(shown).isEqualTo(notes);
    assertThat(ledger.notes().all("tray")).isEmpty();
  }

  @Test
  void many_keys_and_many_shelves_are_found_at_once_without_those_that_are_not_there() {
    Note one = note("tray", "1");
    Note two = note("tray", "2");
    Note paid = note("paid", "1");
    List.of(one, two, paid).forEach(ledger.notes()::put);

    assertThat(ledger.notes().find("tray", List.of("2", "none", "1")))
        .isEqualTo(Map.of("1", one, "2", two));
    assertThat(ledger.notes().all(List.of("tray", "empty", "paid")))
        .isEqualTo(Map.of("tray", List.of(one, two), "paid", List.of(paid)));
  }

  @Test
  void what_was_never_there_is_removed_in_vain_and_may_be_written_after() {
    assertThat(ledger.notes().remove("tray", "1")).isFalse();

    assertThat(ledger.notes().add(note("tray", "1"))).isTrue();
    assertThat(ledger.notes().find("tray", "1")).contains(note("tray", "1"));
  }

  @Test
  void a_note_shows_its_shelf_and_nothing_of_what_it_says() {
    assertThat(note("tray", "to 525512345678")).hasToString("Note(tray)");
  }
}
