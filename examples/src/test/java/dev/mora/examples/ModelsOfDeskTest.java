package dev.mora.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.examples.Bench.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsOfDeskTest {

  private static final String CARD =
      """
      {"schema":"mora/scorecard-1","name":"pay","version":"7","base":500,
       "characteristics":[{"attribute":"countedDays","missing":0,
         "reason":{"code":"DAYS","es":"mora actual"},
         "bins":[{"to":0,"points":100},{"from":1,"to":30,"points":40},{"from":31,"points":0}]}]}
      """;

  private static final String POLICY =
      """
      {"schema":"mora/segmentation-1","name":"scored","version":"1","rules":[
        {"id":"risky","segment":"LATE","when":{"attribute":"score.pay","below":540}},
        {"id":"watch","segment":"EARLY","when":{"attribute":"score.pay","below":600}}],
       "otherwise":"CURRENT"}
      """;

  @TempDir Path dir;

  private Bench bench() throws Exception {
    Bench bench = Bench.in(dir).desk("segmentation.json", POLICY);
    Files.createDirectories(dir.resolve("desk/models"));
    return bench.desk("models/pay.json", CARD);
  }

  @Test
  void the_models_of_the_desk_fill_scores_for_the_segments() throws Exception {
    Result result = bench().onLoans("segment");

    assertThat(result.status()).isZero();
    assertThat(result.out())
        .isEqualTo(
            """
            loan_id,borrower_id,segment,rule,borrower_segment,score.pay
            L1,B1,EARLY,watch,EARLY,540
            L2,B2,CURRENT,otherwise,CURRENT,600
            L3,B3,CURRENT,otherwise,CURRENT,600
            L4,B4,LATE,risky,LATE,500
            """);
  }

  @Test
  void an_explanation_tells_the_reasons_of_the_score() throws Exception {
    assertThat(bench().onLoans("segment", "--explain", "L1", "--lang", "es").out())
        .contains("puntaje pay 7: 540: mora actual (-60)");
  }

  @Test
  void a_plan_uses_them_too() throws Exception {
    Bench bench =
        bench()
            .desk("segmentation.json", Bench.demo("segmentation.json"))
            .deskWith("segmentation.json", "creditScore", "score.pay");

    Result result = bench.onLoans("plan", "--now", Bench.NOW);

    assertThat(result.row("B1,")).startsWith("B1,L1,EARLY_RISK,");
  }

  @Test
  void another_folder_takes_their_place_and_a_broken_file_is_told() throws Exception {
    Bench bench = bench();
    Path other = Files.createDirectories(dir.resolve("other"));
    Files.writeString(other.resolve("bad.json"), CARD.replace("{\"from\":31", "{\"from\":40"));

    Result result = bench.onLoans("segment", "--models", other.toString());

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .contains("bad.json:")
        .contains("/characteristics/0/bins/2: found no bin for 31, expected bins that touch");
  }
}
