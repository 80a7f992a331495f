package dev.mora.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.ledger.contract.Proof;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EvidenceTest {

  private static final int TRIES = Integer.getInteger("mora.merge.tries", 1000);
  private static final Set<State> REPORTED =
      EnumSet.of(
          State.UNKNOWN, State.ACCEPTED, State.SENT, State.FAILED, State.DELIVERED, State.READ);

  private record Told(State state, String providerId, String code, Instant at) {}

  @Test
  void states_merge_in_the_order_of_the_protocol() {
    assertThat(REPORTED.stream().sorted((a, b) -> a.rank() - b.rank()))
        .containsExactly(
            State.UNKNOWN, State.ACCEPTED, State.SENT, State.FAILED, State.DELIVERED, State.READ);
  }

  @Test
  void merging_states_is_a_join() {
    for (State a : REPORTED) {
      assertThat(a.merge(a)).isEqualTo(a);
      for (State b : REPORTED) {
        assertThat(a.merge(b)).isEqualTo(b.merge(a));
        for (State c : REPORTED) {
          assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      names = {"PLANNED", "CLAIMED", "SUBMITTING", "SUPPRESSED", "EXPIRED", "CANCELLED", "PARKED"})
  void nobody_reports_a_state_of_ours(State state) {
    assertThatThrownBy(() -> State.READ.merge(state)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void any_permutation_and_duplication_of_what_was_told_gives_the_same_evidence() {
    long seed = 42;
    Random random = new Random(seed);
    List<State> words = List.of(State.SENT, State.DELIVERED, State.READ, State.FAILED);
    for (int round = 0; round < TRIES; round++) {
      List<Told> told = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(6); i++) {
        told.add(
            new Told(
                words.get(random.nextInt(4)),
                "w" + random.nextInt(3),
                "13" + random.nextInt(3),
                Instant.ofEpochSecond(random.nextInt(5))));
      }
      List<Told> other = new ArrayList<>(told);
      for (int i = 0; i < random.nextInt(6); i++) {
        other.add(told.get(random.nextInt(told.size())));
      }
      Collections.shuffle(other, random);

      assertThat(evidence(other))
          .as("seed %d, round %d: %s", seed, round, told)
          .isEqualTo(evidence(told));
    }
    Proof.figures(
        "T1",
        "evidence does not depend on order or repetition",
        Map.of("tries", TRIES, "seed", seed, "counterexamples", 0));
  }

  @Test
  void of_each_state_the_earliest_time_is_kept() {
    for (List<Long> order :
        List.of(List.of(2L, 1L, 3L), List.of(1L, 3L, 2L), List.of(3L, 2L, 1L))) {
      Evidence evidence = Evidence.NONE;
      for (long second : order) {
        evidence = evidence.told(State.SENT, "w", "", at(second));
      }

      assertThat(evidence.times()).containsExactly(Map.entry(State.SENT, at(1)));
    }
  }

  @ParameterizedTest
  @CsvSource({"131026, 1, 131000, 2, 131026", "131026, 1, 131000, 1, 131000"})
  void the_earliest_failure_is_the_one_that_counts_and_of_two_at_once_the_lower_code(
      String code, long second, String other, long then, String expected) {
    Evidence one = Evidence.NONE.told(State.FAILED, "w", code, at(second));
    Evidence two = Evidence.NONE.told(State.FAILED, "w", other, at(then));

    assertThat(one.told(State.FAILED, "w", other, at(then)).failure())
        .contains(new Evidence.Failure(expected, at(1)));
    assertThat(two.told(State.FAILED, "w", code, at(second)).failure())
        .contains(new Evidence.Failure(expected, at(1)));
  }

  @ParameterizedTest
  @CsvSource({
    "FAILED, DELIVERED, true",
    "FAILED, READ, true",
    "FAILED, SENT, false",
    "FAILED, FAILED, false",
    "SENT, DELIVERED, false",
    "DELIVERED, READ, false"
  })
  void failed_and_seen_is_a_contradiction(State one, State other, boolean contradictory) {
    Evidence evidence =
        Evidence.NONE.told(one, "w", "131026", at(1)).told(other, "w", "131026", at(2));

    assertThat(evidence.isContradictory()).isEqualTo(contradictory);
  }

  @Test
  void a_gate_that_counts_again_stands_before_the_later_ones() {
    Evidence twice = Evidence.NONE.submitted(at(2)).again().submitted(at(3));

    Evidence counted = twice.counted(at(1));

    assertThat(counted.contactsAt()).containsExactly(at(1), at(2), at(3));
  }

  @Test
  void evidence_shows_no_id_of_the_provider() {
    Evidence evidence = Evidence.NONE.told(State.SENT, "wamid.secret", "", at(1));

    assertThat(evidence).hasToString("Evidence([SENT], 1 provider ids)");
  }

  private static Instant at(long second) {
    return Instant.ofEpochSecond(second);
  }

  private static Evidence evidence(List<Told> told) {
    Evidence evidence = Evidence.NONE.submitted(Instant.EPOCH);
    for (Told t : told) {
      evidence = evidence.told(t.state(), t.providerId(), t.code(), t.at());
    }
    return evidence;
  }
}
