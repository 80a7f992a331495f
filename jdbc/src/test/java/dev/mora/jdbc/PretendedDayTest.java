package dev.mora.jdbc;

import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.dispatchTo;
import static dev.mora.ledger.contract.LedgerFixture.row;
import static dev.mora.ledger.contract.LedgerFixture.submitted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.channel.SendResult;
import dev.mora.ledger.Claim;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.LedgerSettings;
import dev.mora.ledger.Resolution;
import dev.mora.ledger.State;
import dev.mora.testkit.MutableClock;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A request that is under way is so in real time, whatever day a demonstration pretends. */
class PretendedDayTest {

  @ParameterizedTest
  @EnumSource(Place.class)
  void no_unknown_gets_old_by_a_pretended_clock(Place place) {
    MutableClock day = MutableClock.at(START);
    try (DeliveryLedger ledger =
        place
            .ledger(place.fresh())
            .settings(LedgerSettings.of("test"))
            .pretending(day)
            .migrate()
            .build()) {
      Claim claim = submitted(ledger, dispatchTo("B-1"), START);
      ledger.outcome(claim, new SendResult.Unknown("no answer"));

      day.advance(Duration.ofDays(2));
      ledger.reap();

      assertThat(row(ledger, claim.id()).state()).isEqualTo(State.UNKNOWN);
      assertThatThrownBy(() -> ledger.resolve(claim.id(), Resolution.NOT_SENT, "", "marta"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("its request may still arrive");
    }
  }
}
