package dev.mora.ledger;

import static dev.mora.ledger.contract.LedgerFixture.CAMPAIGN;
import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.ledger.contract.BooksContract;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class TakenBackBooksTest extends BooksContract {

  @Override
  protected LedgerStore create(InstantSource clock) {
    return new MemoryStore(InboxLimits.standard(), clock);
  }

  private static CampaignRecord campaign(String name) {
    return CampaignRecord.of(CampaignId.of(name), START);
  }

  private void write(CampaignRecord campaign) {
    store.write(
        books -> {
          books.put(campaign);
          return true;
        });
  }

  @Test
  void who_reads_takes_no_turn() {
    assertThatThrownBy(() -> store.read(books -> books.due(request(), START, 9)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("these books are open for reading only");
  }

  @Test
  void a_work_that_calls_its_own_store_is_refused_and_taken_back() {
    assertThatThrownBy(
            () ->
                store.write(
                    books -> {
                      write(campaign("inner"));
                      return true;
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("must not call its store");

    assertThat(store.<List<CampaignRecord>>read(books -> books.campaigns(9))).isEmpty();
    write(campaign(CAMPAIGN.value()));
    assertThat(store.<List<CampaignRecord>>read(books -> books.campaigns(9))).hasSize(1);
  }
}
