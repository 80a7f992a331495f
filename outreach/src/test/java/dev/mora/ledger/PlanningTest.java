package dev.mora.ledger;

import static dev.mora.ledger.contract.LedgerFixture.CAMPAIGN;
import static dev.mora.ledger.contract.LedgerFixture.SENDER;
import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.aDispatch;
import static dev.mora.ledger.contract.LedgerFixture.built;
import static dev.mora.ledger.contract.LedgerFixture.dispatchTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.ledger.contract.LedgerFixture;
import dev.mora.party.BorrowerId;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanningTest {

  private final DeliveryLedger ledger =
      InMemoryLedger.of(LedgerSettings.of("test"), LedgerFixture.aClock());

  private static Dispatch of(String id, String slot) {
    var key = new PlanKey(CAMPAIGN, BorrowerId.of("B-1"), "soft", slot);
    return built(Dispatch.of(DispatchId.of(id), key, SENDER).notBefore(START), "B-1");
  }

  @ParameterizedTest(name = "id {0} for {1}: {2}")
  @CsvSource({"one, 1, false", "other, 1, false", "one, 2, false", "other, 2, true"})
  void what_has_the_id_or_the_key_of_a_planned_one_is_that_one(
      String id, String slot, boolean isNew) {
    Dispatch first = of("one", "1");
    ledger.plan(List.of(first));

    Planned second = ledger.plan(List.of(of(id, slot))).get(0);

    assertThat(second.isNew()).isEqualTo(isNew);
    assertThat(second.entry().id()).isEqualTo(isNew ? of(id, slot).id() : first.id());
  }

  @Test
  void one_page_plans_each_key_once_too() {
    List<Planned> planned = ledger.plan(List.of(of("one", "1"), of("other", "1"), of("one", "1")));

    assertThat(planned).extracting(Planned::isNew).containsExactly(true, false, false);
    assertThat(planned).extracting(each -> each.entry().id()).containsOnly(DispatchId.of("one"));
  }

  @Test
  void a_text_that_no_database_keeps_says_in_which_dispatch_of_the_page_it_stands() {
    Dispatch wrong = built(aDispatch(CAMPAIGN, "B-2", "1").segment("EARLY\0"), "B-2");

    assertThatThrownBy(() -> ledger.plan(List.of(dispatchTo("B-1"), wrong)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dispatch 2 of 2 (" + wrong.id() + "), segment");
    assertThat(ledger.counts().get(State.PLANNED)).isZero();
  }

  @Test
  void a_campaign_is_named_by_its_parts_and_its_day() {
    CampaignId id = CampaignId.of("mora", LocalDate.of(2026, 11, 24));

    assertThat(id).hasToString("mora/2026-11-24").isEqualTo(CampaignId.of("mora", "2026-11-24"));
    assertThat(CampaignId.of("a")).isLessThan(CampaignId.of("b"));
  }

  @ParameterizedTest(name = "{0} characters: {1}")
  @CsvSource({"0, false", "1, true", "200, true", "201, false"})
  void a_campaign_has_a_name_of_1_to_200_characters(int length, boolean accepted) {
    String name = "c".repeat(length);

    if (accepted) {
      assertThat(new CampaignId(name).value()).isEqualTo(name);
    } else {
      assertThatThrownBy(() -> new CampaignId(name)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
