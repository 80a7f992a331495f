package dev.mora.examples;

import dev.mora.history.ContactRecord;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.loan.LoanId;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A contact by another door counts for every cap. */
@Command(
    name = "contacted",
    mixinStandardHelpOptions = true,
    description = "Record a contact that was made elsewhere: a call, a visit, a letter.",
    footer = {
      "",
      "It counts from now on, also for a borrower of whom the ledger knows nothing yet; then the exit",
      "status is 1, for the id may be mistyped.",
      "",
      "Example:",
      "  mora contacted B-17 --channel call --outcome RIGHT_PARTY --ledger mora.db"
    })
@SuppressWarnings("NullAway.Init") // set by picocli
final class ContactedCommand implements Callable<Integer> {

  @Spec private CommandSpec command;
  @Mixin private LedgerOption ledgers;
  @Mixin private Language language;

  @Parameters(paramLabel = "BORROWER", description = "Id of the borrower.")
  private String borrower;

  @Option(
      names = "--channel",
      required = true,
      paramLabel = "NAME",
      description = "Such as call, visit, letter, sms, email, whatsapp.")
  private String channel;

  @Option(
      names = "--outcome",
      required = true,
      paramLabel = "OUTCOME",
      description = "One of ${COMPLETION-CANDIDATES}.")
  private ContactRecord.Outcome outcome;

  @Option(
      names = "--direction",
      defaultValue = "OUT",
      paramLabel = "OUT|IN",
      description = "Who began; default ${DEFAULT-VALUE}.")
  private ContactRecord.Direction direction;

  @Option(names = "--loan", paramLabel = "ID", description = "What it was about.")
  private @Nullable String loan;

  @Option(names = "--at", paramLabel = "INSTANT", description = "When; default now.")
  private @Nullable Instant at;

  @Override
  public Integer call() {
    try (DeliveryLedger ledger = ledgers.openExisting()) {
      BorrowerId who = BorrowerId.of(borrower);
      Instant now = ledgers.clock().instant();
      Instant when = at == null ? now : at;
      if (when.isAfter(now)) {
        throw new ParameterException(
            command.commandLine(), "--at: found " + when + ", expected a moment that has passed");
      }
      boolean isKnown = Stranger.isKnown(ledger, who);
      ledger.record(
          new ContactRecord(
              who,
              Optional.ofNullable(loan).map(LoanId::of),
              when,
              Channel.of(channel),
              direction,
              outcome,
              ""));
      command
          .commandLine()
          .getErr()
          .println(
              borrower
                  + language.pick(": contactos ", ": contatos ", ": contacts ")
                  + ledger.history(who).of(who).size());
      if (!isKnown) {
        command.commandLine().getErr().println(Stranger.said(ledger, who, language));
      }
      return isKnown ? Mora.DONE : Mora.SOMETHING_SKIPPED;
    }
  }
}
