package dev.mora.examples;

import dev.mora.delinquency.DelinquencyCsv;
import dev.mora.delinquency.DelinquencyPolicy;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** How late each loan is; the memory that it takes does not grow with the installments. */
@Command(
    name = "delinquency",
    mixinStandardHelpOptions = true,
    description = "Assess a portfolio: one CSV row for each valid loan, in the order of loans.csv.",
    footer = {
      "",
      "Examples:",
      "  mora delinquency --portfolio loans/ --delinquency desk/delinquency.json \\",
      "      --as-of 2026-11-24 > assessed.csv",
      "  mora delinquency --portfolio loans/ --desk desk/ --as-of 2026-11-24 --out assessed.csv",
      "  mora delinquency --portfolio loans/ --desk desk/ --as-of 2026-11-24 --holidays MX"
    })
@SuppressWarnings("NullAway.Init") // set by picocli
final class DelinquencyCommand implements Callable<Integer> {

  @Spec private CommandSpec command;
  @Mixin private Loans loans;
  @Mixin private DelinquencyDesk desk;
  @Mixin private Output output;

  @Override
  public Integer call() {
    try (Work work = Work.of(command)) {
      DelinquencyPolicy policy = desk.delinquency();
      policy.warnings().forEach(work::say);
      work.begin("Assessing", " MB", 1 << 20);
      output.write(
          command,
          out ->
              loans
                  .folder()
                  .assess(policy, loans.asOf(), DelinquencyCsv.to(out), work::fault, work::at));
      work.end();
      work.sum();
      return work.status();
    }
  }
}
