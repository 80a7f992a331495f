package dev.mora.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.language.Language;
import dev.mora.segmentation.SegmentMemory.Entry;
import dev.mora.segmentation.SegmentMemory.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentMemoryTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 21);
  private static final String HEADER =
      "policy,case_id,segment,since,pending,pending_runs,as_of,before_segment,before_since,"
          + "before_pending,before_pending_runs,before_as_of\n";

  private static State state(int day) {
    return new State("A", DAY, "", 0, DAY.plusDays(day));
  }

  private static SegmentMemory memory(String policy, String caseId, int day) {
    return new SegmentMemory(policy, Map.of(caseId, new Entry(state(day), Optional.empty())));
  }

  @ParameterizedTest
  @CsvSource({
    "A, '', 0, 0, ''",
    "A, B, 1, 0, ''",
    "A, '', 0, 1, ''",
    "' ', '', 0, 0, a case is in a segment",
    "A, B, 0, 0, a pending segment has been so for 1 run or more",
    "A, '', 1, 0, a pending segment has been so for 1 run or more",
    "A, B, -1, 0, a pending segment has been so for 1 run or more",
    "A, '', 0, -1, since 2026-11-21 is after 2026-11-20"
  })
  void a_state_is_one_that_a_run_can_leave(
      String segment, String pending, int runs, int asOf, String says) {
    if (says.isEmpty()) {
      assertThat(new State(segment, DAY, pending, runs, DAY.plusDays(asOf))).isNotNull();
    } else {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new State(segment, DAY, pending, runs, DAY.plusDays(asOf)))
          .withMessageContaining(says);
    }
  }

  @Test
  void the_state_before_is_of_an_earlier_day_and_a_run_of_the_same_day_starts_from_it() {
    Entry entry = new Entry(state(2), Optional.of(state(1)));

    assertThat(entry.startOf(DAY.plusDays(3))).contains(state(2));
    assertThat(entry.startOf(DAY.plusDays(2))).contains(state(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Entry(state(2), Optional.of(state(2))))
        .withMessage("the state before is of an earlier day");
  }

  @Test
  void memories_are_equal_by_policy_and_cases() {
    SegmentMemory memory = memory("p", "L-1", 0);

    assertThat(memory).isEqualTo(memory("p", "L-1", 0)).hasSameHashCodeAs(memory("p", "L-1", 0));
    assertThat(memory).isNotEqualTo(memory("q", "L-1", 0));
    assertThat(memory).isNotEqualTo(memory("p", "L-2", 0));
    assertThat(memory.hashCode()).isNotEqualTo(memory("q", "L-1", 0).hashCode());
    assertThat(memory).hasToString("SegmentMemory(p, 1 cases)");
    assertThat(SegmentMemory.none()).hasToString("SegmentMemory(0 cases)");
  }

  @Test
  void a_memory_knows_its_last_day_and_can_forget_a_case() {
    SegmentMemory memory =
        new SegmentMemory(
            "p",
            Map.of(
                "L-1", new Entry(state(3), Optional.empty()),
                "L-2", new Entry(state(5), Optional.empty())));

    assertThat(memory.policy()).contains("p");
    assertThat(memory.asOf()).contains(DAY.plusDays(5));
    assertThat(memory.of("L-1")).contains(new Entry(state(3), Optional.empty()));
    assertThat(memory.of("L-3")).isEmpty();
    assertThat(memory.without("L-2").entries()).containsOnlyKeys("L-1");
    assertThat(memory.without("L-2").asOf()).contains(DAY.plusDays(3));
    assertThat(SegmentMemory.none().asOf()).isEmpty();
    assertThat(SegmentMemory.none().policy()).isEmpty();
  }

  @Test
  void a_memory_reads_back_from_its_file(@TempDir Path folder) throws IOException {
    SegmentMemory memory =
        new SegmentMemory(
            "p, \"the\" policy",
            Map.of(
                "L\n1",
                new Entry(new State("A", DAY, "B,C", 2, DAY.plusDays(4)), Optional.of(state(1)))));
    StringBuilder csv = new StringBuilder();

    memory.writeCsv(csv);

    assertThat(csv)
        .hasToString(
            HEADER
                + "\"p, \"\"the\"\" policy\",\"L\n1\",A,2026-11-21,\"B,C\",2,2026-11-25,"
                + "A,2026-11-21,,0,2026-11-22\n");
    assertThat(SegmentMemory.load(Files.writeString(folder.resolve("m.csv"), csv)))
        .isEqualTo(memory);
    assertThatThrownBy(() -> SegmentMemory.load(folder.resolve("none.csv")))
        .isInstanceOf(UncheckedIOException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "p,L-1,A,2026-11-01,,0,2026-11-02,,,,,;q,L-2,A,2026-11-01,,0,2026-11-02,,,,,"
            + "| m.csv:3 policy: found \"q\", expected one policy, p",
        "p,L-1,A,2026-11-01,,0,2026-11-02,,,,,;p,L-1,A,2026-11-01,,0,2026-11-02,,,,,"
            + "| m.csv:3 case_id: found a case that stands here twice, expected each case once",
        " ,L-1,A,2026-11-01,,0,2026-11-02,,,,, | m.csv:2 policy: found nothing",
        "p,L-1, ,2026-11-01,,0,2026-11-02,,,,, | m.csv:2 segment: found nothing",
        "p,L-1,A,2026-11-01,,-1,2026-11-02,,,,, | m.csv:2 pending_runs: found \"-1\"",
        "p,L-1,A,2026-11-01,B,4294967295,2026-11-02,,,,,"
            + "| m.csv:2 pending_runs: found \"4294967295\", expected a number of runs",
        "p,L-1,A,2026-11-01,,0,,,,,, | m.csv:2 as_of: found \"\", expected a date",
        "p,L-1,A,2026-11-01,,0,2026-11-02,B,2026-10-01,C,0,2026-11-01"
            + "| m.csv:2 before_segment: found a state that cannot be",
        "p,L-1,A,2026-11-01,,0,2026-11-02,,,,,2026-11-01 | m.csv:2 before_segment: found nothing"
      })
  void a_memory_that_contradicts_itself_is_refused(String lines, String says) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SegmentMemory.parse("m.csv", HEADER + lines.replace(';', '\n')))
        .withMessageContaining(says);
  }

  @Test
  void twenty_faulty_lines_are_told_and_long_texts_are_cut() {
    String lines =
        IntStream.range(0, 25)
            .mapToObj(i -> "p,L-" + i + ",A,2026-11-01,," + "9".repeat(61) + ",2026-11-02,,,,,\n")
            .collect(Collectors.joining());
    String fits = "p,L-1,A,2026-11-01,," + "9".repeat(60) + ",2026-11-02,,,,,\n";

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SegmentMemory.parse("m.csv", HEADER + lines))
        .satisfies(
            e ->
                assertThat(e.getMessage().lines())
                    .hasSize(20)
                    .allSatisfy(line -> assertThat(line).contains('"' + "9".repeat(60) + "…\",")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SegmentMemory.parse("m.csv", HEADER + fits))
        .withMessageContaining('"' + "9".repeat(60) + "\",");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SegmentMemory.parse("m.csv", HEADER + "\"p"))
        .withMessageStartingWith("m.csv: ");
  }

  /** Each row: days and runs that the hold asks for, runs so far; how it reads. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ES | 1 | 1 | 1 | se queda desde 2026-11-21 (retención: 1 día, 1 corrida); las reglas dicen B",
        "ES | 2 | 2 | 1 | se queda desde 2026-11-21 (retención: 2 días, 2 corridas); las reglas dicen B",
        "ES | 0 | 3 | 2 | se queda desde 2026-11-21 (retención: 0 días, 3 corridas); las reglas dicen B"
            + " u otro, hace 2 corridas",
        "PT | 1 | 1 | 1 | fica desde 2026-11-21 (retenção: 1 dia, 1 rodada); as regras dizem B",
        "PT | 2 | 2 | 2 | fica desde 2026-11-21 (retenção: 2 dias, 2 rodadas); as regras dizem B ou"
            + " outro, há 2 rodadas",
        "EN | 1 | 1 | 1 | stays since 2026-11-21 (hold: 1 day, 1 run); the rules say B",
        "EN | 2 | 2 | 2 | stays since 2026-11-21 (hold: 2 days, 2 runs); the rules say B or another,"
            + " for 2 runs"
      })
  void a_kept_case_is_told_in_the_words_of_the_desk(
      Language language, int days, int runs, int soFar, String said) {
    Hold hold = new Hold(days, runs, Optional.empty(), false);

    assertThat(new Kept("A", DAY, "B", soFar, hold).in(language)).isEqualTo(said);
  }
}
