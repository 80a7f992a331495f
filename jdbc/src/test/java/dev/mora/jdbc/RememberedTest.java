package dev.mora.jdbc;

import static dev.mora.ledger.contract.LedgerFixture.CAMPAIGN;
import static dev.mora.ledger.contract.LedgerFixture.SENDER;
import static dev.mora.ledger.contract.LedgerFixture.dispatchTo;
import static dev.mora.ledger.contract.LedgerFixture.dispatchesTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.ledger.BookedRow;
import dev.mora.ledger.BusinessDesk;
import dev.mora.ledger.BusinessId;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.SenderDesk;
import dev.mora.party.Channel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a process may go by without asking, and until when. */
class RememberedTest {

  private static final int MOST = 4_096;
  private static final BusinessId BUSINESS = new BusinessId(Channel.WHATSAPP, "9001");

  private static final Dispatch OLDEST = dispatchTo("C-1");

  private final Remembered remembered = new Remembered();
  private final DispatchId id = OLDEST.id();

  @BeforeEach
  void a_work_that_left_something_of_everything() {
    remembered.begin(7);
    remembered.put(kept(OLDEST, 1));
    remembered.desks.put(SENDER, SenderDesk.of(SENDER));
    remembered.businesses.put(BUSINESS, BusinessDesk.of(BUSINESS));
    remembered.turns.put(SENDER, Turns.Turn.NOBODYS);
    remembered.onlyLanes.put(SENDER, new Turns.Lane(CAMPAIGN.value(), 0));
    remembered.campaigns.put(CAMPAIGN, Optional.empty());
    remembered.special = new Turns.Special(Set.of(), Map.of());
    remembered.unmatched = false;
    remembered.lender = Optional.empty();
    remembered.templates = Map.of();
    remembered.sequence = 5;
    remembered.number = 3;
  }

  private static Remembered.Kept kept(Dispatch dispatch, long number) {
    return new Remembered.Kept(
        new BookedRow(number, DispatchEntry.planned(dispatch), Optional.of(dispatch)), 1, 0);
  }

  @Test
  void nobody_has_written_since_our_own_commit() {
    remembered.committed();

    remembered.begin(8);

    assertThat(remembered.row(id)).isSameAs(remembered.letter(id)).isNotNull();
    assertThat(remembered.desks).hasSize(1);
    assertThat(remembered.businesses).hasSize(1);
    assertThat(remembered.turns).hasSize(1);
    assertThat(remembered.onlyLanes).hasSize(1);
    assertThat(remembered.campaigns).hasSize(1);
    assertThat(remembered.special).isNotNull();
    assertThat(remembered.unmatched).isFalse();
    assertThat(remembered.lender).isEmpty();
    assertThat(remembered.templates).isEmpty();
    assertThat(List.of(remembered.sequence, remembered.number)).containsExactly(5L, 3L);
  }

  @Test
  void somebody_else_has_written_and_only_letters_are_worth_comparing() {
    remembered.committed();

    remembered.begin(9);

    assertThat(remembered.row(id)).isNull();
    assertThat(remembered.letter(id)).isNotNull();
    assertThat(remembered.desks).isEmpty();
    assertThat(remembered.businesses).isEmpty();
    assertThat(remembered.turns).isEmpty();
    assertThat(remembered.onlyLanes).isEmpty();
    assertThat(remembered.campaigns).isEmpty();
    assertThat(remembered.special).isNull();
    assertThat(remembered.unmatched).isNull();
    assertThat(remembered.lender).isNull();
    assertThat(remembered.templates).isNull();
    assertThat(List.of(remembered.sequence, remembered.number)).containsExactly(-1L, -1L);
  }

  @Test
  void so_many_are_remembered_and_then_the_oldest_goes() {
    List<Dispatch> more = dispatchesTo(MOST);

    more.subList(1, MOST).forEach(dispatch -> remembered.put(kept(dispatch, 2)));
    assertThat(remembered.row(id)).isNotNull();
    assertThat(remembered.letter(id)).isNotNull();

    remembered.put(kept(more.get(0), 2));
    assertThat(remembered.row(id)).isNull();
    assertThat(remembered.letter(id)).isNull();
    assertThat(remembered.row(more.get(1).id())).isNotNull();
  }
}
