package dev.mora.examples;

import dev.mora.json.Nearest;
import dev.mora.loan.LoanId;
import dev.mora.portfolio.DataFault;
import dev.mora.portfolio.Portfolio;
import dev.mora.segmentation.Explanation;
import dev.mora.segmentation.Finding;
import dev.mora.segmentation.SegmentStream;
import dev.mora.segmentation.SegmentationPolicy;
import dev.mora.segmentation.SegmentationRun;
import dev.mora.segmentation.Segmented;
import dev.mora.segmentation.SegmentedLoan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which segment each loan is in, and why. */
@Command(
    name = "segment",
    mixinStandardHelpOptions = true,
    description = "Put loans into segments: one CSV row for each valid loan, or one explanation.",
    footer = {
      "",
      "Columns: loan_id, borrower_id, segment, rule, borrower_segment, then the attributes that"
          + " the",
      "policy reads, empty where unknown.",
      "",
      "Examples:",
      "  mora segment --portfolio loans/ --desk desk/ --as-of 2026-11-24 > segments.csv",
      "  mora segment --portfolio loans/ --desk desk/ --as-of 2026-11-24 --explain L-17 --lang en",
      "  mora segment --portfolio loans/ --desk desk/ --as-of 2026-11-24 --memory memory.csv"
    })
@SuppressWarnings("NullAway.Init") // set by picocli
final class SegmentCommand implements Callable<Integer> {

  @Spec private CommandSpec command;
  @Mixin private Loans loans;
  @Mixin private SegmentationDesk desk;
  @Mixin private Output output;
  @Mixin private Language language;

  @Option(
      names = "--explain",
      paramLabel = "LOAN_ID",
      description = "Say in words why this loan is in its segment.")
  private @Nullable String explain;

  @Override
  public Integer call() {
    try (Work work = Work.of(command)) {
      SegmentationPolicy policy = desk.segmentation();
      for (Finding finding : policy.findings()) {
        work.say(
            (finding.rule().isEmpty() ? "" : finding.rule() + ": ") + finding.in(language.words()));
      }
      String loan = explain;
      Optional<String> whole = whyWhole(policy);
      if (loan == null && whole.isEmpty()) {
        return stream(policy, work);
      }
      if (loan == null) {
        work.say("the whole portfolio is read into memory: " + whole.orElseThrow());
      }
      Portfolio portfolio = loans.folder().read();
      Segmented segmented =
          desk.remembering(
                  SegmentationRun.of(policy, desk.delinquency(), loans.asOf())
                      .models(desk.models()))
              .segment(portfolio);
      if (loan != null) {
        String words = words(segmented, loan);
        output.write(command, out -> print(out, words));
        return Mora.DONE;
      }
      output.write(command, segmented::writeCsv);
      desk.remember(segmented);
      work.faults(segmented.faults());
      work.sum();
      work.say(counts(segmented));
      return work.status();
    }
  }

  /** Why the portfolio has to be in memory; empty if it need not. */
  private Optional<String> whyWhole(SegmentationPolicy policy) {
    if (desk.remembers()) {
      return Optional.of("the run remembers its cases");
    }
    return desk.models().models().isEmpty()
        ? SegmentStream.whyNot(policy)
        : Optional.of("the desk has scores");
  }

  /** Keeps of each loan what the policy reads, and no more. */
  private int stream(SegmentationPolicy policy, Work work) {
    List<DataFault> faults = new ArrayList<>();
    work.begin("Reading", " MB", 1 << 20);
    SegmentStream segments =
        SegmentStream.read(
            policy, loans.folder(), desk.delinquency(), loans.asOf(), faults::add, work::at);
    work.begin("Writing", " loans", 1);
    output.write(command, out -> segments.writeCsv(out, work::at));
    work.end();
    work.faults(faults);
    work.sum();
    work.say(sum(segments.size(), segments.counts()));
    return work.status();
  }

  private String words(Segmented segmented, String loan) {
    return segmented
        .loan(LoanId.of(loan))
        .map(row -> words(row.placement().explanation()))
        .orElseThrow(
            () -> new ParameterException(command.commandLine(), notThere(segmented, loan)));
  }

  private String words(Explanation explanation) {
    return explanation.inFull(language.tag())
        + explanation
            .nearest()
            .map(
                move ->
                    "\n  "
                        + language.pick("lo más cerca: ", "o mais perto: ", "nearest: ")
                        + move.in(language.words()))
            .orElse("");
  }

  /** A loan that was skipped is told with the fault that cost it. */
  private static String notThere(Segmented segmented, String loan) {
    String skipped =
        segmented.faults().stream()
            .filter(fault -> fault.subject().equals(loan))
            .map(fault -> "\n" + fault.message())
            .collect(Collectors.joining());
    String near =
        Nearest.to(loan, segmented.loans().stream().map(row -> row.loan().id().value()).toList())
            .map(id -> "; did you mean " + id + "?")
            .orElse("");
    return "no valid loan " + loan + " in the portfolio" + (skipped.isEmpty() ? near : skipped);
  }

  private static String counts(Segmented segmented) {
    return sum(
        segmented.loans().size(),
        segmented.loans().stream()
            .map(SegmentedLoan::placement)
            .collect(
                Collectors.groupingBy(
                    placement -> placement.segment(), TreeMap::new, Collectors.counting())));
  }

  private static String sum(int loans, Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(each -> each.getKey() + " " + each.getValue())
        .collect(Collectors.joining(", ", loans + " loans: ", ""));
  }

  private static void print(Writer out, String text) {
    try {
      out.write(text);
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
