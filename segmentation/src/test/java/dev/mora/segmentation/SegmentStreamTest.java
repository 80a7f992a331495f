package dev.mora.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.CaseStream;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.portfolio.DataFault;
import dev.mora.portfolio.Portfolio;
import dev.mora.portfolio.csv.PortfolioFolder;
import dev.mora.portfolio.csv.RandomFolder;
import dev.mora.portfolio.csv.UnreadablePortfolio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentStreamTest {

  private static final LocalDate AS_OF = LocalDate.of(2024, 3, 20);
  private static final DelinquencyPolicy DELINQUENCY = DelinquencyPolicy.standard();
  private static final int FOLDERS = Draws.of(300);

  private static final String QUICK =
      """
      {"schema":"mora/segmentation-1","name":"quick","version":"1","unit":"UNIT","rules":[
        {"id":"late","segment":"LATE","when":{"attribute":"countedDays","atLeast":20}},
        {"id":"rich","segment":"RICH","when":{"all":[
          {"attribute":"outstanding","above":"150","currency":"MXN"},
          {"attribute":"region","is":"Sonora"}]}},
        {"id":"many","segment":"MANY","when":{"attribute":"loans","atLeast":2}}],
       "otherwise":"CURRENT"}
      """;

  @TempDir Path dir;

  private static SegmentationPolicy quick(SegmentationPolicy.Unit unit) {
    return SegmentationPolicy.parse("quick", QUICK.replace("UNIT", unit.name()));
  }

  /** Reads every attribute that a stream can give, own columns too. */
  private static SegmentationPolicy everything(SegmentationPolicy.Unit unit) {
    List<String> rules = new ArrayList<>();
    int n = 0;
    for (Attribute<?> attribute : Attributes.standard().all()) {
      if (CaseStream.missing(List.of(attribute)).isEmpty()
          && !attribute.equals(Attributes.DEBTOR_TYPE)) {
        rules.add(rule(n++, attribute.name()));
      }
    }
    for (String own : List.of("loan.branch", "loan.visits", "borrower.tier")) {
      rules.add(rule(n++, own));
    }
    return SegmentationPolicy.parse(
        "everything",
        """
        {"schema":"mora/segmentation-1","name":"everything","version":"1","unit":"%s",
         "attributes":{"loan.visits":"count","borrower.tier":"number"},
         "experiments":{"pilot":{"A":50,"B":50}},
         "rules":[%s,{"id":"pilot","segment":"B","when":{"attribute":"experiment.pilot","is":"B"}}],
         "otherwise":"REST"}
        """
            .formatted(unit, String.join(",", rules)));
  }

  /** Hardly ever true, so that many rules are tried. */
  private static String rule(int n, String attribute) {
    return """
    {"id":"r%d","segment":"S%d","when":{"all":[
      {"attribute":"%s","known":false},{"attribute":"countedDays","below":%d}]}}"""
        .formatted(n, n % 5, attribute, n % 9);
  }

  private static Optional<String> failure(Runnable work) {
    try {
      work.run();
      return Optional.empty();
    } catch (UnreadablePortfolio e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private record Told(String csv, List<String> faults) {}

  private static Told inMemory(SegmentationPolicy policy, PortfolioFolder folder) {
    Portfolio portfolio = folder.read();
    Segmented segmented = policy.segment(portfolio, DELINQUENCY, AS_OF);
    StringBuilder csv = new StringBuilder();
    segmented.writeCsv(csv);
    return new Told(csv.toString(), segmented.faults().stream().map(DataFault::message).toList());
  }

  private static Told streamed(SegmentationPolicy policy, PortfolioFolder folder) {
    List<String> faults = new ArrayList<>();
    SegmentStream stream =
        SegmentStream.read(
            policy,
            folder,
            DELINQUENCY,
            AS_OF,
            fault -> faults.add(fault.message()),
            (done, total) -> {});
    StringBuilder csv = new StringBuilder();
    stream.writeCsv(csv);
    return new Told(csv.toString(), faults);
  }

  @Test
  void a_stream_writes_the_same_bytes_and_faults_as_the_portfolio_in_memory() throws IOException {
    List<SegmentationPolicy> policies =
        List.of(
            quick(SegmentationPolicy.Unit.LOAN),
            quick(SegmentationPolicy.Unit.BORROWER),
            everything(SegmentationPolicy.Unit.LOAN),
            everything(SegmentationPolicy.Unit.BORROWER));
    int withFaults = 0;
    for (long seed = 1; seed <= FOLDERS; seed++) {
      Path folder = Files.createDirectory(dir.resolve("f" + seed));
      RandomFolder.write(seed, folder);
      SegmentationPolicy policy = policies.get((int) (seed % policies.size()));

      PortfolioFolder portfolio = PortfolioFolder.at(folder).spillingTo(dir, 200);
      Told expected = inMemory(policy, portfolio);

      assertThat(streamed(policy, portfolio)).as("seed %d", seed).isEqualTo(expected);
      withFaults += expected.faults().isEmpty() ? 0 : 1;
      assertThat(failure(() -> streamed(policy, portfolio.strict())))
          .as("strict, seed %d", seed)
          .isEqualTo(failure(() -> inMemory(policy, portfolio.strict())));
    }

    assertThat(withFaults).isBetween(FOLDERS * 2 / 5, FOLDERS);
  }

  @Test
  void counts_go_by_the_segment_of_each_loan() {
    RandomFolder.write(12, dir);
    SegmentationPolicy policy = quick(SegmentationPolicy.Unit.LOAN);
    Segmented whole = policy.segment(PortfolioFolder.at(dir).read(), DELINQUENCY, AS_OF);

    SegmentStream stream =
        SegmentStream.read(
            policy, PortfolioFolder.at(dir), DELINQUENCY, AS_OF, fault -> {}, (d, t) -> {});

    assertThat(stream.counts())
        .isEqualTo(
            whole.loans().stream()
                .collect(
                    Collectors.groupingBy(
                        row -> row.placement().segment(), Collectors.counting())));
  }

  @Test
  void a_policy_that_ranks_or_reads_contacts_says_why_it_needs_all_in_memory() {
    SegmentationPolicy ranks =
        SegmentationPolicy.parse(
            "ranks", QUICK.replace("UNIT", "LOAN").replace("loans\"", "percentile.outstanding\""));
    SegmentationPolicy reads =
        SegmentationPolicy.parse(
            "reads", QUICK.replace("UNIT", "LOAN").replace("loans\"", "attempts7d\""));

    assertThat(SegmentStream.whyNot(ranks)).contains("percentile.outstanding ranks all loans");
    assertThat(SegmentStream.whyNot(reads))
        .contains("attempts7d needs more than loans and borrowers");
    assertThat(SegmentStream.whyNot(quick(SegmentationPolicy.Unit.LOAN))).isEmpty();
    assertThatThrownBy(
            () ->
                SegmentStream.read(
                    ranks, PortfolioFolder.at(dir), DELINQUENCY, AS_OF, f -> {}, (d, t) -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("percentile.outstanding");
  }
}
