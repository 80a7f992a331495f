package dev.mora.examples;

import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.json.InvalidDocument;
import dev.mora.segmentation.ExampleCase;
import dev.mora.segmentation.Finding;
import dev.mora.segmentation.SegmentationPolicy;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Whether policies say what is meant. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Tell what in segmentation policies is certainly or probably not meant.",
      "Rules that never hold or are never reached, rows that overlap, who is left over, each with a",
      "case that shows it. Exact, not by sampling."
    },
    footer = {
      "",
      "Exit status: 0 no error (warnings and notes are none); 1 an error; 2 an unreadable file.",
      "",
      "Examples:",
      "  mora policy check desk/segmentation.json",
      "  mora policy check old.json new.json --delinquency desk/delinquency.json --lang en"
    })
@SuppressWarnings("NullAway.Init") // set by picocli
final class PolicyCheckCommand implements Callable<Integer> {

  private static final int WIDTH = 78;

  @Spec private CommandSpec command;
  @Mixin private Language language;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Segmentation policies.")
  private List<Path> files;

  @Option(
      names = "--delinquency",
      paramLabel = "FILE",
      description = "Delinquency policy whose bucket codes the rules may ask for.")
  private @Nullable Path delinquency;

  @Override
  public Integer call() {
    Optional<DelinquencyPolicy> assessing =
        Optional.ofNullable(delinquency).map(DelinquencyPolicy::load);
    PrintWriter out = command.commandLine().getOut();
    int status = Mora.DONE;
    boolean first = true;
    for (Path file : files) {
      try {
        SegmentationPolicy policy = SegmentationPolicy.load(file);
        List<Finding> findings = assessing.map(policy::check).orElseGet(policy::check);
        if (!first) {
          out.println();
        }
        first = false;
        report(file, policy, findings).forEach(out::println);
        if (findings.stream().anyMatch(each -> each.level() == Finding.Level.ERROR)) {
          status = Math.max(status, Mora.SOMETHING_SKIPPED);
        }
      } catch (InvalidDocument e) {
        command.commandLine().getErr().println(e.getMessage());
        status = Mora.WRONG_USE;
      }
    }
    out.flush();
    return status;
  }

  private List<String> report(Path file, SegmentationPolicy policy, List<Finding> findings) {
    List<String> lines = new ArrayList<>();
    lines.add(policy.name() + " " + policy.version() + " (" + file.getFileName() + ")");
    lines.add(
        "  "
            + counted(policy.rules().size(), "regla", "regra", "rule")
            + ", "
            + counted(policy.segments().size(), "segmento", "segmento", "segment")
            + ": "
            + counted(count(findings, Finding.Level.ERROR), "error", "erro", "error")
            + ", "
            + counted(count(findings, Finding.Level.WARNING), "aviso", "aviso", "warning")
            + ", "
            + counted(count(findings, Finding.Level.INFO), "nota", "nota", "note"));
    List<Finding> sorted = new ArrayList<>(findings);
    sorted.sort(Comparator.comparing(Finding::level));
    int rules = sorted.stream().map(Finding::rule).mapToInt(String::length).max().orElse(0);
    for (Finding finding : sorted) {
      lines.add("");
      String head =
          String.format(
              Locale.ROOT,
              "  %-6s  %s",
              word(finding.level()),
              rules == 0
                  ? ""
                  : finding.rule() + " ".repeat(rules - finding.rule().length()) + "  ");
      String indent = " ".repeat(head.length());
      String text = head;
      for (String line : Paragraph.lines(finding.in(language.words()), WIDTH)) {
        lines.add(text + line);
        text = indent;
      }
      finding.example().ifPresent(example -> lines.addAll(example(example, indent)));
    }
    return lines;
  }

  private List<String> example(ExampleCase example, String indent) {
    List<String> lines = new ArrayList<>();
    String start = language.pick("ejemplo: ", "exemplo: ", "example: ");
    for (String line :
        Paragraph.lines(start + example.in(language.words()) + " -> " + example.segment(), WIDTH)) {
      lines.add(indent + line);
    }
    return lines;
  }

  private static int count(List<Finding> findings, Finding.Level level) {
    return (int) findings.stream().filter(each -> each.level() == level).count();
  }

  private String word(Finding.Level level) {
    return switch (level) {
      case ERROR -> language.pick("error", "erro", "error");
      case WARNING -> language.pick("aviso", "aviso", "warn");
      case INFO -> language.pick("nota", "nota", "note");
    };
  }

  /** The plural of these words takes an s, but for the Spanish error. */
  private String counted(int count, String es, String pt, String en) {
    String word = language.pick(es, pt, en);
    String plural = word.equals("error") && language.tag().equals("es") ? "errores" : word + "s";
    return count + " " + (count == 1 ? word : plural);
  }
}
