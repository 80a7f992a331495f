package dev.mora.examples;

import dev.mora.contact.ContactPolicy;
import dev.mora.ledger.Approval;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.CampaignRecord;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.SenderId;
import dev.mora.ledger.Stop;
import dev.mora.outreach.CampaignProgress;
import dev.mora.outreach.Outreach;
import dev.mora.party.Channel;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A person's hand on campaigns. What is said holds for every process on the ledger, at once. */
@Command(
    name = "campaign",
    mixinStandardHelpOptions = true,
    description = "Approve, pause, resume or cancel a campaign; stop everything.",
    footer = {
      "",
      "Examples:",
      "  mora campaign list --ledger mora.db",
      "  mora campaign approve microcredit/2026-11-24 --by marta --ledger mora.db",
      "  mora campaign pause microcredit/2026-11-24 --by marta --reason \"odd\" --ledger mora.db",
      "  mora campaign stop-all --by marta --reason \"wrong list\" --ledger mora.db"
    })
@SuppressWarnings("NullAway.Init") // set by picocli
final class CampaignCommand implements Callable<Integer> {

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    throw new ParameterException(
        command.commandLine(),
        "say which one: " + String.join(", ", command.subcommands().keySet()));
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Campaigns, the newest first, and how far each has come.",
      footer = {"", "Example:", "  mora campaign list --ledger mora.db"})
  int list(@Mixin LedgerOption ledgers, @Mixin Language language) {
    try (DeliveryLedger ledger = ledgers.openExisting();
        Outreach outreach = outreach(ledger, ledgers.clock())) {
      ledger
          .stopped()
          .ifPresent(
              stop ->
                  out()
                      .println(
                          language.pick("TODO DETENIDO", "TUDO PARADO", "ALL STOPPED")
                              + ": "
                              + said(stop)));
      Columns table = new Columns("");
      table.head(
          language.pick("campaña", "campanha", "campaign"),
          language.pick("plan", "plano", "plan"),
          language.pick("aprobada", "aprovada", "approved"),
          language.pick("hechos", "feitos", "done"),
          language.pick("faltan", "faltam", "open"),
          language.pick("por segundo", "por segundo", "per second"),
          language.pick("queda", "resta", "remaining"),
          language.pick("situación", "situação", "standing"));
      for (CampaignRecord record : ledger.campaigns()) {
        CampaignProgress progress = outreach.progress(record.id());
        table.row(
            record.id().value(),
            record.digest().isEmpty() ? "" : record.digest().substring(0, 12),
            record.approval().map(given -> given.by() + " " + given.at()).orElse("-"),
            String.valueOf(progress.done()),
            String.valueOf(progress.total() - progress.done()),
            String.format(Locale.ROOT, "%.1f", progress.perSecond()),
            progress.remaining().map(CampaignCommand::rounded).orElse("-"),
            standing(record, language, progress));
      }
      table.lines().forEach(out()::println);
      out().flush();
      return Mora.DONE;
    }
  }

  private static String rounded(Duration duration) {
    return Duration.ofSeconds(duration.toSeconds())
        .toString()
        .substring(2)
        .toLowerCase(Locale.ROOT);
  }

  /** Says so: what was cancelled is cancelled for good. */
  private boolean isOver(CampaignRecord record, Language language) {
    record
        .cancelled()
        .ifPresent(
            stop ->
                err()
                    .println(
                        record.id()
                            + language.pick(
                                " está cancelada: ", " está cancelada: ", " is cancelled: ")
                            + said(stop)));
    return record.cancelled().isPresent();
  }

  private static String standing(
      CampaignRecord record, Language language, CampaignProgress progress) {
    Optional<Stop> cancelled = record.cancelled();
    if (cancelled.isPresent()) {
      return language.pick("cancelada: ", "cancelada: ", "cancelled: ") + said(cancelled.get());
    }
    return record
        .paused()
        .map(stop -> language.pick("en pausa: ", "em pausa: ", "paused: ") + said(stop))
        .or(() -> progress.crowded().map(why -> language.pick(why.es(), why.pt(), why.en())))
        .orElseGet(
            () ->
                progress.total() == 0 && record.approval().isEmpty()
                    ? language.pick(
                        "sin mensajes aún, sin aprobar",
                        "ainda sem mensagens, sem aprovação",
                        "no messages yet, not approved")
                    : "");
  }

  static String said(Stop stop) {
    return stop.reason() + " (" + stop.actor() + ", " + stop.at() + ")";
  }

  @Command(
      name = "approve",
      mixinStandardHelpOptions = true,
      description = "Approve the plan that mora run --require-approval has proposed.",
      footer = {
        "",
        "An approval holds for one plan. --digest makes sure that it is the one that was seen.",
        "",
        "Example:",
        "  mora campaign approve microcredit/2026-11-24 --by marta --ledger mora.db"
      })
  int approve(
      @Parameters(paramLabel = "CAMPAIGN", description = "Id of the campaign.") String campaign,
      @Mixin Signed signed,
      @Option(
              names = "--digest",
              paramLabel = "HEX",
              defaultValue = "",
              description = "The beginning of the plan's digest, as the plan showed it.")
          String digest,
      @Mixin LedgerOption ledgers,
      @Mixin Language language) {
    try (DeliveryLedger ledger = ledgers.openExisting()) {
      CampaignRecord record = known(ledger, campaign);
      if (isOver(record, language)) {
        return Mora.SOMETHING_SKIPPED;
      }
      if (record.digest().isEmpty() || !record.digest().startsWith(digest)) {
        throw new IllegalArgumentException(
            campaign
                + ": found the plan "
                + (record.digest().isEmpty() ? "of nobody" : record.digest())
                + ", expected "
                + (digest.isEmpty() ? "one that was proposed" : digest + "…"));
      }
      Approval given =
          ledger.approve(record.id(), record.digest(), signed.by()).approval().orElseThrow();
      err()
          .println(
              campaign
                  + language.pick(" aprobada por ", " aprovada por ", " approved by ")
                  + given.by()
                  + ", "
                  + given.at()
                  + ", "
                  + given.digest().substring(0, 12));
      return Mora.DONE;
    }
  }

  @Command(
      name = "pause",
      mixinStandardHelpOptions = true,
      description = "Send nothing more of a campaign until it is resumed.",
      footer = {
        "",
        "Example:",
        "  mora campaign pause mora/2026-11-24 --by marta --ledger mora.db"
      })
  int pause(
      @Parameters(paramLabel = "CAMPAIGN", description = "Id of the campaign.") String campaign,
      @Mixin Said said,
      @Mixin LedgerOption ledgers,
      @Mixin Language language) {
    try (DeliveryLedger ledger = ledgers.openExisting()) {
      CampaignRecord record = known(ledger, campaign);
      if (isOver(record, language)) {
        return Mora.SOMETHING_SKIPPED;
      }
      ledger.pause(record.id(), said.reason, said.signed.by());
      err().println(campaign + language.pick(" en pausa", " em pausa", " paused"));
      return Mora.DONE;
    }
  }

  @Command(
      name = "resume",
      mixinStandardHelpOptions = true,
      description = "Let a paused campaign go on.",
      footer = {
        "",
        "Example:",
        "  mora campaign resume mora/2026-11-24 --by marta --ledger mora.db"
      })
  int resume(
      @Parameters(paramLabel = "CAMPAIGN", description = "Id of the campaign.") String campaign,
      @Mixin Said said,
      @Mixin LedgerOption ledgers,
      @Mixin Language language) {
    try (DeliveryLedger ledger = ledgers.openExisting()) {
      CampaignRecord record = known(ledger, campaign);
      if (isOver(record, language)) {
        return Mora.SOMETHING_SKIPPED;
      }
      ledger.resume(record.id(), said.signed.by());
      err().println(campaign + language.pick(" sigue", " segue", " goes on"));
      return Mora.DONE;
    }
  }

  @Command(
      name = "cancel",
      mixinStandardHelpOptions = true,
      description = "End a campaign for good; what waits is cancelled.",
      footer = {
        "",
        "Example:",
        "  mora campaign cancel mora/2026-11-24 --by marta --ledger mora.db"
      })
  int cancel(
      @Parameters(paramLabel = "CAMPAIGN", description = "Id of the campaign.") String campaign,
      @Mixin Said said,
      @Mixin LedgerOption ledgers,
      @Mixin Language language) {
    try (DeliveryLedger ledger = ledgers.openExisting()) {
      int n = ledger.cancel(known(ledger, campaign).id(), said.reason, said.signed.by());
      err()
          .println(
              campaign
                  + language.pick(
                      " cancelada, mensajes: ", " cancelada, mensagens: ", " cancelled, messages: ")
                  + n);
      return Mora.DONE;
    }
  }

  @Command(
      name = "stop-all",
      mixinStandardHelpOptions = true,
      description = "Send nothing more for the whole lender, by any process.",
      footer = {
        "",
        "Example:",
        "  mora campaign stop-all --by marta --reason odd --ledger mora.db"
      })
  int stopAll(@Mixin Said said, @Mixin LedgerOption ledgers, @Mixin Language language) {
    try (DeliveryLedger ledger = ledgers.openExisting()) {
      ledger.stopAll(said.reason, said.signed.by());
      err().println(language.pick("todo detenido", "tudo parado", "all stopped"));
      return Mora.DONE;
    }
  }

  @Command(
      name = "resume-all",
      mixinStandardHelpOptions = true,
      description = "Take back a stop of everything.",
      footer = {"", "Example:", "  mora campaign resume-all --by marta --ledger mora.db"})
  int resumeAll(@Mixin Said said, @Mixin LedgerOption ledgers, @Mixin Language language) {
    try (DeliveryLedger ledger = ledgers.openExisting()) {
      ledger.resumeAll(said.signed.by());
      err().println(language.pick("los envíos siguen", "os envios seguem", "sending goes on"));
      return Mora.DONE;
    }
  }

  @Command(
      name = "resume-number",
      mixinStandardHelpOptions = true,
      description = "Let a WhatsApp number send again that its provider, or somebody, has stopped.",
      footer = {
        "",
        "A provider stops a number by a refusal that is no message's fault: its token, permissions,",
        "registration, payment. Mend that first; what waits goes out with the next mora run.",
        "",
        "Example:",
        "  mora campaign resume-number 106540352242922 --by marta --ledger mora.db"
      })
  int resumeNumber(
      @Parameters(paramLabel = "ID", description = "The phone number id.") String id,
      @Mixin Said said,
      @Mixin LedgerOption ledgers,
      @Mixin Language language) {
    SenderId number = new SenderId(Channel.WHATSAPP, id);
    try (DeliveryLedger ledger = ledgers.openExisting()) {
      boolean wasStopped = ledger.stopped(number).isPresent();
      ledger.resumeSender(number, said.signed.by());
      err()
          .println(
              wasStopped
                  ? id + language.pick(" sigue", " segue", " goes on")
                  : id + language.pick(" no está detenido", " não está parado", " is not stopped"));
      return wasStopped ? Mora.DONE : Mora.SOMETHING_SKIPPED;
    }
  }

  static CampaignRecord known(DeliveryLedger ledger, String campaign) {
    CampaignId id = CampaignId.of(campaign);
    return ledger
        .campaign(id)
        .orElseThrow(
            () -> {
              List<String> names =
                  ledger.campaigns().stream().map(each -> each.id().value()).toList();
              return new IllegalArgumentException(
                  "no such campaign: "
                      + campaign
                      + (names.isEmpty() ? "" : "; known: " + String.join(", ", names)));
            });
  }

  /** Sends nothing: it only tells and hears. */
  static Outreach outreach(DeliveryLedger ledger, InstantSource clock) {
    return Outreach.builder()
        .ledger(ledger)
        .contactPolicy(ContactPolicy.of("GENERIC-STRICT"))
        .clock(clock)
        .build();
  }

  private PrintWriter out() {
    return command.commandLine().getOut();
  }

  private PrintWriter err() {
    return command.commandLine().getErr();
  }

  /** Who says something, and why. */
  @SuppressWarnings("NullAway.Init") // set by picocli
  static final class Said {

    @Mixin private Signed signed;

    @Option(
        names = "--reason",
        paramLabel = "TEXT",
        defaultValue = "by hand",
        description = "Why; default ${DEFAULT-VALUE}.")
    private String reason;
  }
}
