package dev.mora.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.examples.Bench.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentCommandTest {

  @TempDir Path dir;

  @Test
  void it_writes_the_segment_of_each_loan_and_what_the_policy_read() {
    Result result = Bench.in(dir).onLoans("segment");

    assertThat(result.status()).isZero();
    assertThat(result.out())
        .isEqualTo(
            """
            loan_id,borrower_id,segment,rule,borrower_segment,status,countedDays,promiseState,\
            creditScore,daysToDue
            L1,B1,EARLY,early,EARLY,ACTIVE,12,,,
            L2,B2,CURRENT,otherwise,CURRENT,ACTIVE,0,,,
            L3,B3,PRE_DUE,due-soon,PRE_DUE,ACTIVE,0,,,3
            L4,B4,LATE,late,LATE,ACTIVE,70,,,
            """);
    assertThat(result.err()).contains("4 loans: CURRENT 1, EARLY 1, LATE 1, PRE_DUE 1");
  }

  @ParameterizedTest
  @CsvSource({
    "es, 'EARLY: 12 días de mora (1-30), regla early'",
    "pt, 'EARLY: 12 dias de atraso (1-30), regra early'",
    "en, 'EARLY: 12 days past due (1-30), rule early'"
  })
  void it_explains_one_loan_in_words(String language, String words) {
    Result result = Bench.in(dir).onLoans("segment", "--explain", "L1", "--lang", language);

    assertThat(result.status()).isZero();
    assertThat(result.out()).startsWith(words).contains("microcredit-demo 2026-11-21");
  }

  @Test
  void a_memory_is_read_before_and_written_after() {
    Bench bench =
        Bench.in(dir)
            .deskWith(
                "segmentation.json",
                "\"otherwise\"",
                "\"hold\":{\"EARLY\":{\"days\":30}},\"otherwise\"");
    String memory = bench.path("memory.csv").toString();

    Result first = bench.onLoans("segment", "--memory", memory);
    bench.loans(
        "installments.csv",
        "loan_id,number,due_on,principal,interest,fees,penalties",
        "L1,1,2026-09-12,750.00,0.00,0.00,0.00",
        "L2,1,2026-11-01,300.00,0.00,0.00,0.00",
        "L3,1,2026-11-27,400.00,0.00,0.00,0.00",
        "L4,1,2026-09-15,900.00,0.00,0.00,0.00");
    Result forgetful = bench.onLoans("segment");
    Result again = bench.onLoans("segment", "--memory", memory);
    Result next = onDay(bench, memory, "2026-11-25");
    Result back = onDay(bench, memory, "2026-11-23");

    assertThat(first.row("L1,")).contains(",EARLY,early,");
    assertThat(forgetful.row("L1,")).contains(",LATE,late,");
    assertThat(forgetful.err()).contains("nobody was held");
    assertThat(again.row("L1,")).contains(",LATE,late,");
    assertThat(next.status()).isZero();
    assertThat(back.status()).isEqualTo(2);
    assertThat(back.err()).contains("a run of 2026-11-23 would go back");
    assertThat(bench.read("memory.csv"))
        .contains("microcredit-demo,L1,LATE,2026-11-24,,0,2026-11-25,");
  }

  private static Result onDay(Bench bench, String memory, String asOf) {
    String loans = bench.path("loans").toString();
    String desk = bench.path("desk").toString();
    return bench.run(
        "segment", "--portfolio", loans, "--desk", desk, "--as-of", asOf, "--memory", memory);
  }

  @Test
  void a_plan_by_a_policy_that_holds_wants_a_memory() {
    Bench bench =
        Bench.in(dir)
            .deskWith(
                "segmentation.json",
                "\"otherwise\"",
                "\"hold\":{\"EARLY\":{\"days\":30}},\"otherwise\"");

    Result without = bench.onLoans("plan", "--now", Bench.NOW);
    Result with =
        bench.onLoans("plan", "--now", Bench.NOW, "--memory", bench.path("memory.csv").toString());

    assertThat(without.status()).isEqualTo(2);
    assertThat(without.err()).contains("give --memory");
    assertThat(with.status()).isZero();
    assertThat(bench.path("memory.csv")).exists();
  }

  @Test
  void an_unknown_loan_names_the_nearest() {
    Result result = Bench.in(dir).onLoans("segment", "--explain", "L11");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("no valid loan L11").contains("did you mean L1?");
  }

  @Test
  void a_skipped_loan_is_explained_by_its_fault() {
    Bench bench =
        Bench.in(dir)
            .loans(
                "installments.csv",
                "loan_id,number,due_on,principal,interest,fees,penalties",
                "L1,1,soon,750.00,0.00,0.00,0.00");

    Result result = bench.onLoans("segment", "--explain", "L1");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .contains("no valid loan L1")
        .contains("installments.csv:2 due_on (L1)");
  }
}
