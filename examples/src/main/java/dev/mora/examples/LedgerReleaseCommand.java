package dev.mora.examples;

import dev.mora.ledger.CampaignId;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.EntryFilter;
import dev.mora.ledger.State;
import dev.mora.party.BorrowerId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A person lets go again what was set aside. */
@Command(
    name = "release",
    mixinStandardHelpOptions = true,
    description = "Let messages that are parked be sent after all; default all of them.",
    footer = {
      "",
      "Parked are messages that six tries could not hand over, or whose workers died at the gate.",
      "Nothing of them was sent. Their tries begin again: the next mora run of their campaign takes",
      "them through the gate like any other. Who released them, and why, stays in the ledger: write",
      "no name or number of a borrower. Exit status 1 if nothing was parked.",
      "",
      "Examples:",
      "  mora ledger show --state PARKED --ledger mora.db",
      "  mora ledger release --by marta --because 'the address was wrong' --ledger mora.db",
      "  mora ledger release --campaign microcredit/2026-11-24 --by marta \\",
      "      --because 'it is up again' --ledger mora.db"
    })
@SuppressWarnings("NullAway.Init") // set by picocli
final class LedgerReleaseCommand implements Callable<Integer> {

  @Spec private CommandSpec command;
  @Mixin private LedgerOption ledgers;
  @Mixin private Language language;

  @Parameters(arity = "0..1", paramLabel = "DISPATCH", description = "This one alone.")
  private @Nullable String dispatch;

  @Option(names = "--campaign", paramLabel = "ID", description = "Of one campaign alone.")
  private @Nullable String campaign;

  @Option(names = "--borrower", paramLabel = "ID", description = "One borrower's alone.")
  private @Nullable String borrower;

  @Mixin private Signed signed;

  @Option(
      names = "--because",
      required = true,
      paramLabel = "WHY",
      converter = Spoken.class,
      description = "What has changed since.")
  private String because;

  @Override
  public Integer call() {
    try (DeliveryLedger ledger = ledgers.openExisting()) {
      if (campaign != null) {
        CampaignCommand.known(ledger, campaign);
      }
      EntryFilter parked =
          new EntryFilter(
              Optional.ofNullable(dispatch).map(DispatchId::new),
              Optional.ofNullable(campaign).map(CampaignId::of),
              Optional.ofNullable(borrower).map(BorrowerId::of),
              Optional.empty(),
              Set.of(State.PARKED));
      int released = ledger.release(parked, signed.by() + ": " + because);
      command
          .commandLine()
          .getErr()
          .println(
              released == 0
                  ? language.pick("nada apartado", "nada posto de lado", "nothing is parked")
                  : released
                      + language.pick(
                          " de nuevo en espera: la próxima vez, mora run los envía",
                          " de novo em espera: da próxima vez, mora run os envia",
                          " released: the next mora run sends them"));
      return released == 0 ? Mora.SOMETHING_SKIPPED : Mora.DONE;
    }
  }
}
