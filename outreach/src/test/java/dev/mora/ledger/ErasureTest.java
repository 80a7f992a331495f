package dev.mora.ledger;

import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.dispatchTo;
import static dev.mora.ledger.contract.LedgerFixture.phoneOf;
import static dev.mora.ledger.contract.LedgerFixture.submitted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.SendResult;
import dev.mora.ledger.contract.LedgerFixture;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An erasure of more than one page, and what is taken for a trace of a person. */
class ErasureTest {

  private static final BorrowerId ROSA = BorrowerId.of("B-1");

  private final DeliveryLedger ledger =
      InMemoryLedger.of(LedgerSettings.of("test"), LedgerFixture.aClock());

  private InboxItem stored(String body) {
    return ledger
        .inbox()
        .store(Channel.WHATSAPP, "55501", body.getBytes(StandardCharsets.UTF_8), START);
  }

  private InboxItem settled(String body) {
    InboxItem item = stored(body);
    ledger.inbox().settle(item, List.of(), Set.of());
    return item;
  }

  @ParameterizedTest(name = "{0} bodies")
  @ValueSource(ints = {1, 15, 16, 17, 33})
  void all_bodies_that_hold_the_number_are_emptied_and_no_other(int bodies) {
    submitted(ledger, dispatchTo("B-1"), START);
    var hers = new ArrayList<String>();
    for (int i = 0; i < bodies; i++) {
      hers.add("from " + phoneOf("B-1").digits() + " #" + i);
      settled(hers.get(i));
      settled("from " + phoneOf("B-2").digits() + " #" + i);
    }

    ledger.erase(ROSA);

    assertThat(hers).allSatisfy(body -> assertThat(stored(body).body()).isEmpty());
    assertThat(stored("from " + phoneOf("B-2").digits() + " #0").body()).isNotEmpty();
  }

  @Test
  void rows_of_more_than_one_page_are_all_blanked_and_what_waits_is_cancelled() {
    int rows = Orders.PAGE + 1;
    var all = new ArrayList<Dispatch>();
    for (int i = 0; i < rows; i++) {
      all.add(dispatchTo("B-1", "" + i));
    }
    ledger.plan(all.subList(0, Orders.PAGE));
    ledger.plan(all.subList(Orders.PAGE, rows));
    ledger.plan(List.of(dispatchTo("B-2")));

    ledger.erase(ROSA);

    assertThat(ledger.counts().get(State.CANCELLED)).isEqualTo(rows);
    assertThat(ledger.export(ROSA).dispatches()).isEmpty();
    assertThat(ledger.export(ROSA).entries()).hasSize(rows);
    assertThat(ledger.export(BorrowerId.of("B-2")).dispatches()).hasSize(1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"w-123, true", "w-1234, false"})
  void an_id_of_the_provider_is_a_trace_from_six_characters_on(String id, boolean stays) {
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);
    ledger.outcome(claim, new SendResult.Accepted(id));
    ledger.notes().put(new Note("tray", "1", Optional.empty(), "about " + id, START));

    ledger.erase(ROSA);

    assertThat(ledger.notes().find("tray", "1").isPresent()).isEqualTo(stays);
  }

  @Test
  void an_erasure_of_an_erased_row_finds_nothing_in_its_blanked_id() {
    Claim claim = submitted(ledger, dispatchTo("B-1"), START);
    ledger.outcome(claim, new SendResult.Accepted("w-1234"));
    ledger.erase(ROSA);
    String blanked = Evidence.blanked("w-1234");
    ledger.notes().put(new Note("tray", "1", Optional.empty(), "about " + blanked, START));

    ledger.erase(ROSA);

    assertThat(ledger.notes().find("tray", "1")).isPresent();
  }

  @Test
  void traces_show_how_many_they_are_and_none_of_them() {
    Dispatch dispatch = dispatchTo("B-1");
    Row row = new Row(new BookedRow(1, DispatchEntry.planned(dispatch), Optional.of(dispatch)));

    Traces traces = Traces.of(BorrowerCard.empty(), List.of(row));

    assertThat(traces.toString()).matches("Traces\\(\\d\\)");
    assertThat(traces.words()).contains(phoneOf("B-1").digits());
    assertThat(traces.recipients()).contains(phoneOf("B-1").digits(), phoneOf("B-1").e164());
    assertThat(traces.isIn("to " + phoneOf("B-1").e164())).isTrue();
    assertThat(traces.isIn("to " + phoneOf("B-2").e164())).isFalse();
  }
}
