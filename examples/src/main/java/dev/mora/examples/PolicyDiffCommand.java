package dev.mora.examples;

import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.money.Money;
import dev.mora.portfolio.Portfolio;
import dev.mora.score.Scores;
import dev.mora.segmentation.Flow;
import dev.mora.segmentation.Mover;
import dev.mora.segmentation.Placement;
import dev.mora.segmentation.PolicyDiff;
import dev.mora.segmentation.SegmentationPolicy;
import dev.mora.segmentation.SegmentationRun;
import dev.mora.segmentation.Segmented;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Who would move if another policy took the place of today's. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = "Tell which loans another segmentation policy would put elsewhere, and why.",
    footer = {
      "",
      "Without a desk or a delinquency policy the standard one assesses: days from the oldest"
          + " unpaid",
      "installment, 30-day buckets. Models of the desk fill scores.",
      "",
      "Examples:",
      "  mora policy diff desk/segmentation.json new.json --portfolio loans/ --as-of 2026-11-24 \\",
      "      --desk desk/",
      "  mora policy diff old.json new.json --portfolio loans/ --as-of 2026-11-24 \\",
      "      --out movers.csv --lang en"
    })
@SuppressWarnings("NullAway.Init") // set by picocli
final class PolicyDiffCommand implements Callable<Integer> {

  private static final int SHOWN = 10;
  private static final int WIDTH = 86;

  @Spec private CommandSpec command;
  @Mixin private Loans loans;
  @Mixin private DelinquencyDesk desk;
  @Mixin private Language language;

  @Parameters(index = "0", paramLabel = "OLD", description = "The policy of today.")
  private Path old;

  @Parameters(index = "1", paramLabel = "NEW", description = "The one that may take its place.")
  private Path next;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write every loan that moves to this CSV file.")
  private @Nullable Path out;

  @Override
  public Integer call() {
    try (Work work = Work.of(command)) {
      SegmentationPolicy before = SegmentationPolicy.load(old);
      SegmentationPolicy after = SegmentationPolicy.load(next);
      DelinquencyPolicy assessing = desk.delinquencyOrStandard();
      Scores models = SegmentationDesk.models(desk.optional("models"));
      Portfolio portfolio = loans.folder().read();
      Segmented now =
          SegmentationRun.of(after, assessing, loans.asOf()).models(models).segment(portfolio);
      PolicyDiff diff =
          PolicyDiff.of(
              SegmentationRun.of(before, assessing, loans.asOf()).models(models).segment(portfolio),
              now);
      PrintWriter screen = command.commandLine().getOut();
      report(diff).forEach(screen::println);
      screen.flush();
      Path file = out;
      if (file != null) {
        Output.write(file, writer -> diff.writeCsv(writer, language.words()));
      }
      work.faults(now.faults());
      work.sum();
      return work.status();
    }
  }

  private List<String> report(PolicyDiff diff) {
    List<String> lines = new ArrayList<>();
    lines.add(
        title(diff.before())
            + " -> "
            + title(diff.after())
            + ", "
            + language.pick("al ", "em ", "as of ")
            + diff.asOf());
    lines.addAll(totals(diff));
    segments(diff, lines);
    if (diff.moved().loans() == 0) {
      return lines;
    }
    lines.addAll(matrix(diff));
    lines.addAll(flows(diff));
    lines.addAll(causes(diff));
    lines.addAll(reasons(diff));
    lines.addAll(largest(diff));
    return lines;
  }

  private static String title(SegmentationPolicy policy) {
    return policy.name() + " " + policy.version();
  }

  private List<String> totals(PolicyDiff diff) {
    long all = diff.moved().loans() + diff.stable().loans();
    Columns table = new Columns("  ");
    table.head(
        "",
        language.pick("créditos", "créditos", "loans"),
        "%",
        language.pick("en mora", "em atraso", "overdue"),
        language.pick("saldo", "saldo", "outstanding"));
    total(
        table,
        language.pick("cambian de segmento", "mudam de segmento", "change segment"),
        diff.moved(),
        all);
    total(
        table,
        language.pick("quedan igual", "ficam iguais", "stay where they are"),
        diff.stable(),
        all);
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.addAll(table.lines());
    return lines;
  }

  private void total(Columns table, String label, Flow flow, long all) {
    String share = all == 0 ? "" : String.format(Locale.ROOT, "%.1f", 100.0 * flow.loans() / all);
    table.row(
        label,
        Summary.count(flow.loans()),
        share,
        amounts(flow.overdue()),
        amounts(flow.outstanding()));
  }

  private void segments(PolicyDiff diff, List<String> lines) {
    List<String> said = new ArrayList<>();
    if (!diff.appeared().isEmpty()) {
      said.add(
          "  "
              + language.pick("segmentos nuevos: ", "segmentos novos: ", "new segments: ")
              + String.join(", ", diff.appeared()));
    }
    if (!diff.disappeared().isEmpty()) {
      said.add(
          "  "
              + language.pick(
                  "segmentos que desaparecen: ",
                  "segmentos que desaparecem: ",
                  "segments that disappear: ")
              + String.join(", ", diff.disappeared()));
    }
    if (!said.isEmpty()) {
      lines.add("");
      lines.addAll(said);
    }
  }

  /** Counts: a line for each segment of before, a column for each of after. */
  private List<String> matrix(PolicyDiff diff) {
    Set<String> froms = new LinkedHashSet<>();
    diff.flows().forEach(flow -> froms.add(flow.from()));
    List<String> tos =
        diff.after().segments().stream()
            .filter(to -> diff.flows().stream().anyMatch(flow -> flow.to().equals(to)))
            .toList();
    Columns table = new Columns("  ");
    List<String> head = new ArrayList<>();
    head.add(language.pick("antes \\ después", "antes \\ depois", "before \\ after"));
    head.addAll(tos);
    head.add("total");
    table.head(head.toArray(String[]::new));
    for (String from : froms) {
      List<String> row = new ArrayList<>();
      row.add(from);
      for (String to : tos) {
        row.add(count(diff, flow -> flow.from().equals(from) && flow.to().equals(to)));
      }
      row.add(count(diff, flow -> flow.from().equals(from)));
      table.row(row.toArray(String[]::new));
    }
    List<String> row = new ArrayList<>();
    row.add("total");
    tos.forEach(to -> row.add(count(diff, flow -> flow.to().equals(to))));
    row.add(count(diff, flow -> true));
    table.row(row.toArray(String[]::new));
    return Summary.titled(
        language.pick("Créditos por segmento", "Créditos por segmento", "Loans by segment"), table);
  }

  private static String count(PolicyDiff diff, Predicate<Flow> which) {
    long loans = diff.flows().stream().filter(which).mapToLong(Flow::loans).sum();
    return loans == 0 ? "" : Summary.count(loans);
  }

  private List<String> flows(PolicyDiff diff) {
    Columns table = new Columns("  ");
    table.head(
        language.pick("de", "de", "from"),
        language.pick("a", "para", "to"),
        language.pick("créditos", "créditos", "loans"),
        language.pick("en mora", "em atraso", "overdue"),
        language.pick("saldo", "saldo", "outstanding"));
    diff.flows().stream().filter(Flow::moves).forEach(flow -> row(table, flow));
    return Summary.titled(language.pick("Quiénes cambian", "Quem muda", "Who moves"), table);
  }

  private List<String> causes(PolicyDiff diff) {
    Columns table = new Columns("  ");
    table.head(
        language.pick("regla de antes", "regra de antes", "rule before"),
        language.pick("regla de después", "regra de depois", "rule after"),
        language.pick("créditos", "créditos", "loans"),
        language.pick("en mora", "em atraso", "overdue"),
        language.pick("saldo", "saldo", "outstanding"));
    diff.causes().forEach(flow -> row(table, flow));
    return Summary.titled(
        language.pick("Por qué reglas", "Por quais regras", "By which rules"), table);
  }

  private void row(Columns table, Flow flow) {
    table.row(
        flow.from(),
        flow.to(),
        Summary.count(flow.loans()),
        amounts(flow.overdue()),
        amounts(flow.outstanding()));
  }

  /** For each pair of rules the largest loan that goes this way, in words. */
  private List<String> reasons(PolicyDiff diff) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(language.pick("Un caso de cada uno", "Um caso de cada um", "A case of each"));
    Set<List<String>> told = new HashSet<>();
    for (Mover mover : diff.movers()) {
      if (told.size() < SHOWN && told.add(List.of(mover.before().rule(), mover.after().rule()))) {
        lines.add("  " + mover.loan() + "  " + language.words().amount(mover.outstanding()));
        why(language.pick("antes:   ", "antes:  ", "before: "), mover.before(), lines);
        why(language.pick("después: ", "depois: ", "after:  "), mover.after(), lines);
      }
    }
    return lines;
  }

  private List<String> largest(PolicyDiff diff) {
    int shown = Math.min(SHOWN, diff.movers().size());
    String of = shown < diff.movers().size() ? " (" + shown + "/" + diff.movers().size() + ")" : "";
    Columns table = new Columns("  ");
    table.head(
        language.pick("crédito", "crédito", "loan"),
        language.pick("de", "de", "from"),
        language.pick("a", "para", "to"),
        language.pick("en mora", "em atraso", "overdue"),
        language.pick("saldo", "saldo", "outstanding"));
    for (Mover mover : diff.movers().subList(0, shown)) {
      table.row(
          mover.loan().value(),
          mover.before().segment(),
          mover.after().segment(),
          language.words().amount(mover.overdue()),
          language.words().amount(mover.outstanding()));
    }
    return Summary.titled(
        language.pick(
                "Los mayores saldos que cambian",
                "Os maiores saldos que mudam",
                "The largest balances that move")
            + of,
        table);
  }

  private void why(String start, Placement placement, List<String> lines) {
    String text = placement.explanation().in(language.words());
    String indent = "    " + start;
    for (String line : Paragraph.lines(text, WIDTH)) {
      lines.add(indent + line);
      indent = " ".repeat(indent.length());
    }
  }

  private String amounts(List<Money> amounts) {
    return amounts.stream().map(language.words()::amount).collect(Collectors.joining(" + "));
  }
}
