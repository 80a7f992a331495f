package dev.mora.examples;

import dev.mora.contact.ContactPolicy;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.outreach.Outreach;
import dev.mora.party.BorrowersByPhone;
import dev.mora.party.Channel;
import dev.mora.party.PhoneNumber;
import dev.mora.portfolio.csv.PortfolioFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A person finds that a stop was none. */
@Command(
    name = "unstop",
    mixinStandardHelpOptions = true,
    description = "Take back the stop of a number that was recorded by mistake.",
    footer = {
      "",
      "For the number and for everybody of the portfolio who has it, on one channel: what was",
      "agreed before counts again. Whoever says stop after this has said it. Who took it back, and",
      "why, stays in the ledger. Exit status 1 if the number had not said stop.",
      "",
      "Example:",
      "  mora unstop +525512345678 --channel whatsapp --by marta --because 'meant for another"
          + " lender' --portfolio loans/ --ledger mora.db"
    })
@SuppressWarnings("NullAway.Init") // set by picocli
final class UnstopCommand implements Callable<Integer> {

  @Spec private CommandSpec command;
  @Mixin private LedgerOption ledgers;
  @Mixin private Language language;

  @Parameters(paramLabel = "NUMBER", description = "In E.164, such as +525512345678.")
  private String number;

  @Option(
      names = "--channel",
      required = true,
      paramLabel = "NAME",
      description = "Such as whatsapp, sms, call.")
  private String channel;

  @Mixin private Signed signed;

  @Option(
      names = "--because",
      required = true,
      paramLabel = "TEXT",
      converter = Spoken.class,
      description = "What it is known by that it was a mistake.")
  private String because;

  @Option(
      names = "--portfolio",
      required = true,
      paramLabel = "DIR",
      description = "Folder with borrowers.csv and the rest: who has the number.")
  private Path portfolio;

  @Override
  public Integer call() {
    if (!Files.isDirectory(portfolio)) {
      throw new IllegalArgumentException("no such folder: " + portfolio);
    }
    PhoneNumber phone = PhoneNumber.of(number);
    BorrowersByPhone borrowers =
        BorrowersByPhone.of(PortfolioFolder.at(portfolio).read().borrowers().values());
    try (DeliveryLedger ledger = ledgers.openExisting();
        Outreach outreach =
            Outreach.builder()
                .ledger(ledger)
                .contactPolicy(ContactPolicy.of("GENERIC-STRICT"))
                .clock(ledgers.clock())
                .borrowers(borrowers)
                .build()) {
      boolean done = outreach.takeBackStop(phone, Channel.of(channel), because, signed.by());
      String told =
          done
              ? language.pick(": se le puede escribir", ": pode receber", ": may be written to")
              : language.pick(
                  ": no había pedido parar", ": não pediu para parar", ": had not said stop");
      command.commandLine().getErr().println(phone + told);
      return done ? Mora.DONE : Mora.SOMETHING_SKIPPED;
    }
  }
}
