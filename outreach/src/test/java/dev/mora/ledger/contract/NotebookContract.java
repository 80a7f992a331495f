package dev.mora.ledger.contract;

import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.aDispatch;
import static dev.mora.ledger.contract.LedgerFixture.built;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.ledger.DispatchId;
import dev.mora.ledger.EntryFilter;
import dev.mora.ledger.Note;
import dev.mora.loan.LoanId;
import dev.mora.party.BorrowerId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a ledger keeps beside its rows, and what a dispatch carries for its gate. */
public abstract class NotebookContract extends LedgerContract {

  @Test
  void the_first_note_of_a_key_stays() {
    assertThat(ledger.notes().add(note("tray", "k", "one"))).isTrue();
    assertThat(ledger.notes().add(note("tray", "k", "two"))).isFalse();
    assertThat(ledger.notes().add(note("loan", "k", "three"))).isTrue();

    assertThat(ledger.notes().find("tray", "k")).map(Note::text).hasValue("one");
    assertThat(ledger.notes().find("tray", "other")).isEmpty();
  }

  @Test
  void a_note_that_is_put_takes_the_place_of_the_old_one() {
    ledger.notes().add(note("tray", "a", "one"));
    ledger.notes().add(note("tray", "b", "two"));

    ledger.notes().put(note("tray", "a", "ñandú \"{}\"\n"));

    assertThat(ledger.notes().all("tray"))
        .extracting(Note::text)
        .containsExactly("ñandú \"{}\"\n", "two");
  }

  @Test
  void one_of_many_who_add_at_once_succeeds() {
    long added =
        IntStream.range(0, 32)
            .parallel()
            .filter(i -> ledger.notes().add(note("tray", "k", "from " + i)))
            .count();

    assertThat(added).isEqualTo(1);
  }

  @Test
  void what_is_removed_is_gone() {
    ledger.notes().add(note("tray", "k", "one"));

    assertThat(ledger.notes().remove("tray", "k")).isTrue();
    assertThat(ledger.notes().remove("tray", "k")).isFalse();
    assertThat(ledger.notes().all("tray")).isEmpty();
  }

  @Test
  void a_borrowers_notes_are_exported_and_erased_with_the_borrower() {
    Note hers = new Note("tray", "hers", Optional.of(ROSA), "wrote", START);
    Note others = new Note("tray", "others", Optional.of(BorrowerId.of("B-2")), "wrote", START);
    ledger.notes().add(hers);
    ledger.notes().add(others);

    assertThat(ledger.export(ROSA).notes()).containsExactly(hers);
    ledger.erase(ROSA);

    assertThat(ledger.export(ROSA).notes()).isEmpty();
    assertThat(ledger.notes().all("tray")).containsExactly(others);
  }

  @Test
  void a_dispatch_keeps_its_brief_until_it_is_erased() {
    var dispatch =
        built(aDispatch(LedgerFixture.CAMPAIGN, "B-1", "1").brief("{\"a\":\"é\"}"), "B-1");
    ledger.plan(List.of(dispatch));

    assertThat(LedgerFixture.claimOne(ledger).dispatch().brief()).isEqualTo("{\"a\":\"é\"}");
    DispatchId id = dispatch.id();
    assertThat(ledger.export(ROSA).dispatches()).containsExactly(dispatch);
    ledger.erase(ROSA);
    assertThat(ledger.export(ROSA).dispatches()).isEmpty();
    assertThat(ledger.find(id)).isPresent();
  }

  @Test
  void rows_about_a_loan_are_those_that_name_it_and_no_others() {
    ledger.plan(
        List.of(
            LedgerFixture.dispatchTo("B-1"),
            LedgerFixture.dispatchTo("B-10"),
            built(aDispatch(LedgerFixture.CAMPAIGN, "B-2", "1").loan(LoanId.of("L-B-1")), "B-2")));

    assertThat(ledger.entries(EntryFilter.about(LoanId.of("L-B-1"))))
        .extracting(entry -> entry.borrower().value())
        .containsExactly("B-1", "B-2");
    assertThat(ledger.entries(EntryFilter.about(LoanId.of("l-b-1")))).isEmpty();
    assertThat(ledger.cancel(EntryFilter.about(LoanId.of("L-B-10")), "paid", "host")).isEqualTo(1);
  }

  private static Note note(String shelf, String key, String text) {
    return new Note(shelf, key, Optional.empty(), text, START);
  }
}
