package dev.mora.examples;

import dev.mora.delinquency.Delinquency;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.delinquency.Reconciliation;
import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
import dev.mora.money.Money;
import dev.mora.portfolio.GivenFacts;
import dev.mora.portfolio.Portfolio;
import dev.mora.portfolio.csv.PortfolioFolder;
import java.io.Writer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Our figures beside those of a core banking system, with what probably made each difference. */
@Command(
    name = "reconcile",
    mixinStandardHelpOptions = true,
    description = "Compare our assessment with the core's figures, loan by loan.",
    footer = {
      "",
      "The other file has the columns of given.csv: loan_id, days_past_due, overdue_amount,",
      "outstanding, and if known next_due_on, next_due_amount. Each loan is the same, different,",
      "or missing there; exit status 1 if any is not the same.",
      "",
      "Example:",
      "  mora reconcile --portfolio loans/ --desk desk/ --as-of 2026-11-24 \\",
      "      --against core.csv > differences.csv"
    })
@SuppressWarnings("NullAway.Init") // set by picocli
final class ReconcileCommand implements Callable<Integer> {

  private static final String SAME = "SAME";
  private static final String DIFFERENT = "DIFFERENT";
  private static final String MISSING = "MISSING";

  @Spec private CommandSpec command;
  @Mixin private Loans loans;
  @Mixin private DelinquencyDesk desk;
  @Mixin private Output output;
  @Mixin private Language language;

  @Option(
      names = "--against",
      required = true,
      paramLabel = "FILE",
      description = "The core's figures on the same day.")
  private Path against;

  /** In how many loans each explains something. */
  private final Map<String, Integer> causes = new LinkedHashMap<>();

  private int same;
  private int explained;
  private int unexplained;
  private int missing;

  @Override
  public Integer call() {
    try (Work work = Work.of(command)) {
      DelinquencyPolicy policy = desk.delinquency();
      policy.warnings().forEach(work::say);
      Portfolio portfolio = loans.folder().read();
      work.faults(portfolio.faults());
      Map<LoanId, GivenFacts> theirs = PortfolioFolder.figures(against, portfolio, work::fault);
      output.write(command, out -> write(policy, portfolio, theirs, out));
      work.sum();
      work.say(sum());
      causes.entrySet().stream()
          .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
          .forEach(cause -> work.say("  " + cause.getValue() + "  " + cause.getKey()));
      boolean all = explained + unexplained + missing == 0;
      return all ? work.status() : Mora.SOMETHING_SKIPPED;
    }
  }

  private String sum() {
    return String.format(
            Locale.ROOT,
            language.pick(
                "%d iguales, %d distintos con explicación, %d distintos sin explicación,"
                    + " %d sin fila en ",
                "%d iguais, %d diferentes com explicação, %d diferentes sem explicação,"
                    + " %d sem linha em ",
                "%d the same, %d different and explained, %d different without explanation,"
                    + " %d missing in "),
            same,
            explained,
            unexplained,
            missing)
        + against;
  }

  private void write(
      DelinquencyPolicy policy, Portfolio portfolio, Map<LoanId, GivenFacts> theirs, Writer out) {
    CsvLine.write(
        out,
        "loan_id",
        "currency",
        "result",
        "days_past_due",
        "core_days_past_due",
        "overdue_amount",
        "core_overdue_amount",
        "outstanding",
        "core_outstanding",
        "next_due_on",
        "core_next_due_on",
        "next_due_amount",
        "core_next_due_amount",
        "explanation");
    for (Loan loan : portfolio.loans().values()) {
      GivenFacts core = theirs.get(loan.id());
      if (core == null) {
        missing++;
        row(out, MISSING, policy.assess(loan, loans.asOf()), null, "");
      } else {
        Reconciliation each = Reconciliation.of(policy, loan, core, loans.asOf());
        count(each);
        each.differences().stream()
            .flatMap(difference -> difference.cause().stream())
            .map(cause -> cause.in(language.tag()))
            .distinct()
            .forEach(cause -> causes.merge(cause, 1, Integer::sum));
        row(
            out,
            each.agrees() ? SAME : DIFFERENT,
            each.ours(),
            core,
            each.differences().stream()
                .map(difference -> difference.in(language.tag()))
                .collect(Collectors.joining("; ")));
      }
    }
  }

  private void count(Reconciliation each) {
    if (each.agrees()) {
      same++;
    } else if (each.differences().stream().allMatch(one -> one.cause().isPresent())) {
      explained++;
    } else {
      unexplained++;
    }
  }

  private static void row(
      Writer out, String result, Delinquency ours, @Nullable GivenFacts core, String explanation) {
    Optional<GivenFacts> theirs = Optional.ofNullable(core);
    CsvLine.write(
        out,
        ours.loan(),
        ours.currency(),
        result,
        ours.daysPastDue(),
        theirs.map(c -> Integer.toString(c.daysPastDue())).orElse(""),
        plain(ours.overdueAmount()),
        theirs.map(c -> plain(c.overdueAmount())).orElse(""),
        plain(ours.outstanding()),
        theirs.map(c -> plain(c.outstanding())).orElse(""),
        ours.nextDueOn().map(LocalDate::toString).orElse(""),
        theirs.flatMap(GivenFacts::nextDueOn).map(LocalDate::toString).orElse(""),
        ours.nextDueAmount().map(ReconcileCommand::plain).orElse(""),
        theirs.flatMap(GivenFacts::nextDueAmount).map(ReconcileCommand::plain).orElse(""),
        explanation);
  }

  private static String plain(Money money) {
    return money.amount().toPlainString();
  }
}
