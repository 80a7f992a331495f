package dev.mora.examples;

import dev.mora.ledger.DeliveryLedger;
import dev.mora.loan.LoanId;
import dev.mora.outreach.Outreach;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Money came in between two plans. */
@Command(
    name = "paid",
    mixinStandardHelpOptions = true,
    description = "Say that money came in for a loan: what waits about it is cancelled.",
    footer = {
      "",
      "No process on the ledger asks for money for the loan any more with what was planned before,",
      "or with a plan of the same day. One of the next day goes by its portfolio: it has to know of",
      "the payment by then. Exit status 1 if no message of the ledger is about the loan.",
      "",
      "Example:",
      "  mora paid L-17 --ledger mora.db"
    })
@SuppressWarnings("NullAway.Init") // set by picocli
final class PaidCommand implements Callable<Integer> {

  @Spec private CommandSpec command;
  @Mixin private LedgerOption ledgers;
  @Mixin private Language language;

  @Parameters(paramLabel = "LOAN", description = "Id of the loan.")
  private String loan;

  @Override
  public Integer call() {
    try (DeliveryLedger ledger = ledgers.openExisting();
        Outreach outreach = CampaignCommand.outreach(ledger, ledgers.clock())) {
      LoanId id = LoanId.of(loan);
      int cancelled = outreach.paid(id);
      command
          .commandLine()
          .getErr()
          .println(
              loan
                  + language.pick(
                      ": mensajes cancelados ", ": mensagens canceladas ", ": messages cancelled ")
                  + cancelled);
      Optional<String> stranger = Stranger.loan(ledger, id, language);
      stranger.ifPresent(command.commandLine().getErr()::println);
      return stranger.isPresent() ? Mora.SOMETHING_SKIPPED : Mora.DONE;
    }
  }
}
