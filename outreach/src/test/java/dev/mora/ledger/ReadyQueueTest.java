package dev.mora.ledger;

import static dev.mora.ledger.contract.LedgerFixture.CAMPAIGN;
import static dev.mora.ledger.contract.LedgerFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadyQueueTest {

  private static final DispatchId ONE = DispatchId.of("one");
  private static final DispatchId TWO = DispatchId.of("two");
  private static final DispatchId THREE = DispatchId.of("three");

  private final ReadyQueue queue = new ReadyQueue();

  private static Instant at(long second) {
    return START.plusSeconds(second);
  }

  private void put(DispatchId id, long dueSecond) {
    queue.put(id, CAMPAIGN, 0, at(dueSecond));
  }

  private Optional<DispatchId> poll(long second) {
    return queue.poll(at(second), campaign -> true, campaign -> 1);
  }

  private Optional<Instant> nextDue() {
    return queue.nextDue(campaign -> true);
  }

  @ParameterizedTest(name = "from second {0} to second {1}")
  @CsvSource({"1, 5", "5, 1"})
  void what_is_put_again_is_due_at_its_new_time_alone(long before, long after) {
    put(ONE, before);

    put(ONE, after);

    assertThat(nextDue()).contains(at(after));
    assertThat(poll(after - 1)).isEmpty();
    assertThat(poll(after)).contains(ONE);
    assertThat(poll(9)).isEmpty();
    assertThat(nextDue()).isEmpty();
  }

  @ParameterizedTest(name = "{0} ns after its time: {1}")
  @CsvSource({"-1, false", "0, true", "1, true"})
  void it_is_due_from_its_time_on(long nanos, boolean due) {
    put(ONE, 5);

    assertThat(queue.isDue(ONE, at(5).plusNanos(nanos))).isEqualTo(due);
    assertThat(queue.isDue(TWO, at(9))).isFalse();
    assertThat(poll(4)).isEmpty();
  }

  @ParameterizedTest(name = "ready at second {0}, waiting at second {1}")
  @CsvSource({"2, 8, 2", "8, 2, 2", "5, 5, 5"})
  void the_next_due_is_the_earliest_of_what_is_ready_and_what_waits(
      long ready, long waiting, long expected) {
    put(ONE, 1);
    put(TWO, ready);
    assertThat(poll(Math.max(1, ready))).as("makes ready what is due").contains(ONE);

    put(THREE, waiting);

    assertThat(nextDue()).contains(at(expected));
  }

  @Test
  void what_is_ready_alone_is_the_next_due() {
    put(ONE, 1);
    put(TWO, 2);
    assertThat(poll(3)).contains(ONE);

    assertThat(nextDue()).contains(at(2));
    assertThat(queue.nextDue(campaign -> false)).isEmpty();
  }

  @Test
  void what_was_ready_waits_again_when_the_clock_goes_back() {
    put(ONE, 1);
    put(TWO, 5);
    assertThat(poll(5)).contains(ONE);

    assertThat(poll(4)).isEmpty();
    assertThat(queue.isDue(TWO, at(4))).isFalse();
    assertThat(poll(5)).contains(TWO);
  }

  @Test
  void what_is_removed_is_given_to_nobody_whether_it_was_ready_or_waited() {
    put(ONE, 1);
    put(TWO, 1);
    put(THREE, 5);
    assertThat(poll(1)).isPresent();

    queue.remove(ONE);
    queue.remove(TWO);
    queue.remove(THREE);
    queue.remove(THREE);

    assertThat(poll(9)).isEmpty();
    assertThat(nextDue()).isEmpty();
  }

  @Test
  void campaigns_take_turns_by_their_weights() {
    var other = CampaignId.of("other");
    for (int i = 0; i < 4; i++) {
      queue.put(DispatchId.of("a" + i), CAMPAIGN, 0, START);
      queue.put(DispatchId.of("b" + i), other, 0, START);
    }
    List<DispatchId> ofTheFirst =
        List.of(DispatchId.of("a0"), DispatchId.of("a1"), DispatchId.of("a2"), DispatchId.of("a3"));

    var turns = new ArrayList<String>();
    for (int i = 0; i < 8; i++) {
      Optional<DispatchId> next =
          queue.poll(START, campaign -> true, campaign -> campaign.equals(other) ? 1 : 2);
      turns.add(ofTheFirst.contains(next.orElseThrow()) ? "a" : "b");
    }

    assertThat(String.join("", turns)).isEqualTo("aabaabbb");
  }
}
