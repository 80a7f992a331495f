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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
      {"attribute":"%s","known":false},{"attribute":"countedDays","below":%d}]}}\
    """
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

  @ParameterizedTest(name = "{0} loans, {1} borrowers by {2}: {3}")
  @CsvSource({
    // The places of borrowers grow at 64, progress is told at each 4,096 loans and at the end.
    "1,     1,   LOAN,     '0, 1'",
    "64,    64,  LOAN,     '0, 64'",
    "65,    65,  BORROWER, '0, 65'",
    "200,   129, LOAN,     '0, 200'",
    "4096,  300, BORROWER, '0, 4096'",
    "4097,  300, LOAN,     '0, 4096, 4097'",
  })
  void a_stream_of_any_size_equals_the_portfolio_in_memory_and_tells_its_progress(
      int loans, int borrowers, SegmentationPolicy.Unit unit, String progress) throws IOException {
    StringBuilder people = new StringBuilder("borrower_id,name,phone,region\n");
    for (int b = 0; b < borrowers; b++) {
      people.append(
          "B%d,Ana,+5255%d,%s%n".formatted(b, 10_000_000 + b, b % 2 == 0 ? "Sonora" : ""));
    }
    StringBuilder lent = new StringBuilder("loan_id,borrower_id,product,currency,principal\n");
    StringBuilder due =
        new StringBuilder("loan_id,number,due_on,principal,interest,fees,penalties\n");
    for (int i = 0; i < loans; i++) {
      // Borrowers come for the first time in descending order.
      lent.append("L%d,B%d,p,MXN,300%n".formatted(i, borrowers - 1 - i % borrowers));
      due.append("L%d,1,2024-03-%02d,%d,0,0,0%n".formatted(i, 1 + i * 7 % 28, 100 + i % 3 * 50));
    }
    Files.writeString(dir.resolve("borrowers.csv"), people.toString());
    Files.writeString(dir.resolve("loans.csv"), lent.toString());
    Files.writeString(dir.resolve("installments.csv"), due.toString());
    PortfolioFolder folder = PortfolioFolder.at(dir);
    SegmentStream stream =
        SegmentStream.read(quick(unit), folder, DELINQUENCY, AS_OF, fault -> {}, (d, t) -> {});
    StringBuilder csv = new StringBuilder();
    List<String> told = new ArrayList<>();

    stream.writeCsv(csv, (done, total) -> told.add(done + (total == loans ? "" : " of " + total)));

    assertThat(csv.toString()).isEqualTo(inMemory(quick(unit), folder).csv());
    assertThat(String.join(", ", told)).isEqualTo(progress);
    assertThat(stream.size()).isEqualTo(loans);
    assertThat(stream.counts().values().stream().mapToLong(count -> count).sum()).isEqualTo(loans);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "FIRST,  false",
    "UNIQUE, true",
  })
  void only_a_table_whose_doubles_are_counted_needs_all_in_memory(String hit, boolean needs) {
    SegmentationPolicy policy =
        SegmentationPolicy.parse(
            "table",
            """
            {"schema":"mora/segmentation-1","name":"table","version":"1","unit":"LOAN",
             "table":{"hit":"%s","columns":[{"attribute":"countedDays"}],
               "rows":[{"id":"late","segment":"LATE","when":[{"atLeast":20}]}]},
             "otherwise":"CURRENT"}
            """
                .formatted(hit));

    assertThat(SegmentStream.whyNot(policy))
        .isEqualTo(
            needs
                ? Optional.of("cases in several rows of the UNIQUE table are counted")
                : Optional.empty());
  }
}
