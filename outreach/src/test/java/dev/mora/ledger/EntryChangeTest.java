package dev.mora.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.ledger.contract.LedgerFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Why a row stands where it stands, through the steps that do not change that. */
class EntryChangeTest {

  private static final DispatchEntry DEFERRED =
      after(
          DispatchEntry.planned(LedgerFixture.dispatchTo("B-1")),
          new Move(Transition.DEFERRED, "w").because("quiet-hours", "MX-7"));

  private static DispatchEntry after(DispatchEntry before, Move move) {
    return before.after(move.event(1, before, LedgerFixture.START));
  }

  @ParameterizedTest
  @EnumSource(
      value = Transition.class,
      names = {
        "CLAIMED",
        "ATTEMPTED",
        "ACCEPTED",
        "ACCEPTED_HELD",
        "TOLD_SENT",
        "TOLD_DELIVERED",
        "TOLD_READ",
        "TOLD_FAILED",
        "ONE_FAILED",
        "COUNTED",
        "NOTED"
      })
  void a_step_that_decides_nothing_keeps_the_reason(Transition step) {
    DispatchEntry then = after(DEFERRED, new Move(step, "w").because("another", "text"));

    assertThat(then.reason()).isEqualTo("quiet-hours");
    assertThat(then.detail()).isEqualTo("MX-7");
  }

  @ParameterizedTest
  @EnumSource(
      value = Transition.class,
      names = {"HELD", "ASSUMED"})
  void an_unknown_that_ends_without_a_word_keeps_the_reason(Transition step) {
    assertThat(after(DEFERRED, new Move(step, "w")).reason()).isEqualTo("quiet-hours");
    assertThat(after(DEFERRED, new Move(step, "w").because("no-liveness", "")).reason())
        .isEqualTo("no-liveness");
  }

  @Test
  void a_gate_that_opens_leaves_no_reason() {
    assertThat(after(DEFERRED, new Move(Transition.SUBMITTED, "w").because("MX-1", "h")).reason())
        .isEmpty();
  }
}
