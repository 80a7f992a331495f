package dev.mora.examples;

import dev.mora.channel.MediaSource;
import dev.mora.channel.MessageSender;
import dev.mora.conversation.ReceiptStore;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.SenderId;
import dev.mora.ledger.Sleeper;
import dev.mora.ledger.State;
import dev.mora.outreach.Outreach;
import dev.mora.outreach.Plan;
import dev.mora.outreach.Strategy;
import dev.mora.party.Channel;
import dev.mora.report.Report;
import dev.mora.whatsapp.TokenSupplier;
import dev.mora.whatsapp.WhatsAppConfig;
import dev.mora.whatsapp.WhatsAppMedia;
import dev.mora.whatsapp.WhatsAppSender;
import dev.mora.whatsapp.WhatsAppWebhook;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plans a day, sends it and hears what comes back. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Plan a day and send it; then wait for statuses and replies.",
    footer = {
      "",
      "Writes the plan's columns, then dispatch_id, state and detail of what was sent. Run again,",
      "after a crash too, it sends what is still open and nothing twice. What is parked, because",
      "no try reached the provider, waits for mora ledger release. --ledger memory forgets when the",
      "command ends: it is refused for a provider that reaches real people, and so is --now. Ended",
      "with ctrl-C or SIGTERM, it waits up to 30 seconds for what is under way, and tells.",
      "",
      "Example, with the simulator of mora simulator --help:",
      "  TOKEN=t APP_SECRET=s VERIFY=v mora run --portfolio loans/ --desk desk/ \\",
      "      --as-of 2026-11-24 --now 2026-11-24T16:00:00Z --whatsapp-url http://localhost:8300 \\",
      "      --phone-number-id 100000000000001 --token-env TOKEN --app-secret-env APP_SECRET \\",
      "      --verify-token-env VERIFY --webhook-port 8301 --ledger mora.db --wait 60s"
    })
@SuppressWarnings("NullAway.Init") // set by picocli
final class RunCommand implements Callable<Integer> {

  private static final Duration BEAT = Duration.ofSeconds(1);
  private static final int NO_PORT = -1;

  @Spec private CommandSpec command;
  @Mixin private Loans loans;
  @Mixin private OutreachDesk desk;
  @Mixin private LedgerOption ledgers;
  @Mixin private Output output;
  @Mixin private Language language;

  @Option(
      names = "--whatsapp-url",
      required = true,
      paramLabel = "URL",
      description = "Base address of the Cloud API or its stand-in, without a version.")
  private BaseAddress whatsAppUrl;

  @Option(
      names = "--phone-number-id",
      required = true,
      paramLabel = "ID",
      description = "The provider's id of the sending number.")
  private String phoneNumberId;

  @Option(
      names = "--token-env",
      required = true,
      paramLabel = "NAME",
      description = "Environment variable that holds the access token.")
  private String tokenEnv;

  @Option(
      names = "--account",
      paramLabel = "ID",
      description = {
        "The WhatsApp Business account: compare its texts with the desk's first. What differs",
        "waits; what was stopped by a notification and is ours again goes on."
      })
  private @Nullable String account;

  @Option(
      names = "--app-secret-env",
      paramLabel = "NAME",
      description = "Environment variable that holds the app secret, for --webhook-port.")
  private @Nullable String appSecretEnv;

  @Option(
      names = "--verify-token-env",
      paramLabel = "NAME",
      description = "Environment variable that holds the verify token, for --webhook-port.")
  private @Nullable String verifyTokenEnv;

  @Option(
      names = "--webhook-port",
      paramLabel = "N",
      defaultValue = "" + NO_PORT,
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
      description = "Hear statuses and replies on this port, path " + HookServer.PATH + ".")
  private int webhookPort;

  @Option(
      names = "--require-approval",
      description = "Send only a plan that a person has approved: mora campaign approve.")
  private boolean requireApproval;

  @Option(
      names = "--wait",
      paramLabel = "DURATION",
      defaultValue = "0s",
      description = "How long to hear statuses and replies, such as 90s; default ${DEFAULT-VALUE}.")
  private Duration wait;

  @Option(
      names = "--receipts",
      paramLabel = "DIR",
      description = "Fetch the pictures and PDFs that people send, and keep them here.")
  private @Nullable Path receipts;

  @Option(names = "--html", paramLabel = "FILE", description = "Also write a page for people.")
  private @Nullable Path html;

  @Override
  public Integer call() throws InterruptedException {
    output.requireFolder();
    Output.requireFolder(html);
    WhatsAppConfig.Builder config =
        WhatsAppConfig.builder(
                phoneNumberId, TokenSupplier.of(Environment.secret(command, tokenEnv)))
            .baseUri(whatsAppUrl.uri());
    Strategy strategy = desk.strategy();
    InstantSource clock = ledgers.clock();
    WhatsAppConfig whatsApp = config.clock(clock).build();
    try (Work work = Work.of(command);
        WhatsAppSender sender = WhatsAppSender.of(whatsApp);
        WhatsAppMedia media = WhatsAppMedia.of(whatsApp)) {
      refuseRiskyUse(sender);
      try (DeliveryLedger ledger = ledgers.open();
          Outreach outreach = outreach(strategy, ledger, sender, media, clock)) {
        return webhookPort == NO_PORT
            ? run(outreach, strategy, work)
            : heard(outreach, strategy, work);
      }
    }
  }

  private Outreach outreach(
      Strategy strategy,
      DeliveryLedger ledger,
      MessageSender sender,
      MediaSource media,
      InstantSource clock) {
    Outreach.Builder outreach =
        desk.outreach(strategy)
            .ledger(ledger)
            .sender(sender)
            .inbound(WhatsAppWebhook.parserOnly())
            .clock(clock)
            .acknowledge();
    if (receipts != null) {
      outreach.receipts(media, ReceiptStore.in(receipts));
    }
    return (requireApproval ? outreach.requireApproval() : outreach).build();
  }

  private void refuseRiskyUse(WhatsAppSender sender) {
    if (sender.live() && ledgers.isVolatile()) {
      throw wrongUse(
          "--ledger memory forgets what was sent, so it is for loopback addresses only: "
              + whatsAppUrl
              + " reaches real people");
    }
    if (sender.live() && ledgers.isPretended()) {
      throw wrongUse(
          "--now is for loopback addresses only: " + whatsAppUrl + " reaches real people");
    }
  }

  private int heard(Outreach outreach, Strategy strategy, Work work) throws InterruptedException {
    if (appSecretEnv == null || verifyTokenEnv == null) {
      throw wrongUse("--webhook-port needs --app-secret-env and --verify-token-env");
    }
    WhatsAppWebhook webhook =
        WhatsAppWebhook.of(
            Environment.secret(command, verifyTokenEnv), Environment.secret(command, appSecretEnv));
    try (HookServer hook = HookServer.start(webhookPort, webhook, outreach)) {
      work.say("webhook on " + hook.uri());
      return run(outreach, strategy, work);
    }
  }

  private void compare(Outreach outreach, Work work) {
    if (account != null) {
      TokenSupplier token = TokenSupplier.of(Environment.secret(command, tokenEnv));
      new ApprovedTexts(account, whatsAppUrl, token, ledgers.clock())
          .compare(desk.templates(), outreach)
          .forEach(
              text ->
                  work.say(
                      text.template()
                          + " "
                          + text.language()
                          + ": "
                          + text.state()
                          + (text.reason().isEmpty() ? "" : " " + text.reason())));
    }
  }

  private int run(Outreach outreach, Strategy strategy, Work work) throws InterruptedException {
    compare(outreach, work);
    Plan plan =
        outreach.plan(
            CampaignId.of(strategy.name(), loans.asOf()), strategy, loans.folder(), loans.asOf());
    desk.remember(plan.segmented());
    work.faults(plan.faults());
    work.sum();
    work.begin("Sending", " messages", 1);
    if (requireApproval && !isApproved(outreach, plan)) {
      outreach.ledger().propose(plan.campaign(), plan.digest());
      work.end();
      work.say(
          language.pick("espera aprobación: ", "espera aprovação: ", "it waits for an approval: ")
              + "mora campaign approve "
              + plan.campaign()
              + " --digest "
              + plan.digest().substring(0, 12)
              + " --by NAME --ledger …");
      return Mora.SOMETHING_SKIPPED;
    }
    tellHeld(outreach.ledger().counts(plan.campaign()), work);
    Leave leave = mora().leave();
    leave.orderly(
        () -> {
          work.say(
              language.pick(
                  "termina: espera lo que está en camino",
                  "encerra: espera o que está a caminho",
                  "it ends: it waits for what is under way"));
          outreach.close();
        },
        () -> {
          try {
            outreach.run(plan, work::at);
            hear(outreach, work);
          } finally {
            outreach.close();
          }
        });
    work.end();
    if (leave.isAsked()) {
      work.say(
          language.pick(
              "terminado desde fuera: lo que espera sale con la próxima ejecución",
              "encerrado de fora: o que espera sai na próxima execução",
              "ended from outside: what waits goes out with the next run"));
    }
    output.write(command, out -> DispatchCsv.write(plan, outreach.ledger(), language.tag(), out));
    Report report = Report.of(plan).with(outreach.ledger()).with(outreach.tray());
    if (html != null) {
      report.writeHtml(html, language.tag());
    }
    Summary summary = new Summary(report, plan, language);
    summary.unusable().forEach(work::say);
    summary.plan().forEach(work::say);
    summary.funnel().forEach(work::say);
    summary.tray().forEach(work::say);
    summary.receipts().forEach(work::say);
    SenderId sender = new SenderId(Channel.WHATSAPP, phoneNumberId);
    Halts halts = Halts.of(outreach.ledger(), plan.campaign(), sender);
    halts.lines(whatsAppUrl.uri(), language).forEach(work::say);
    return halts.leaveSomething() || isTrouble(outreach.ledger().counts(plan.campaign()))
        ? Mora.SOMETHING_SKIPPED
        : work.status();
  }

  /** What another run took is its own until it ends, or until its lease does. */
  private void tellHeld(Map<State, Long> counts, Work work) {
    long held = counts.getOrDefault(State.CLAIMED, 0L) + counts.getOrDefault(State.SUBMITTING, 0L);
    if (held > 0) {
      work.say(
          language.pick(
              "en manos de otra ejecución: " + held + "; si murió, se sueltan en un minuto",
              "com outra execução: " + held + "; se ela morreu, ficam livres em um minuto",
              "held by another run: " + held + "; if it died, they are free within a minute"));
    }
  }

  private static boolean isApproved(Outreach outreach, Plan plan) {
    return outreach
        .ledger()
        .campaign(plan.campaign())
        .filter(record -> record.isApproved(plan.digest()))
        .isPresent();
  }

  /** Counts its own beats instead of asking a clock, so that a test can make them short. */
  private void hear(Outreach outreach, Work work) throws InterruptedException {
    if (wait.isZero()) {
      return;
    }
    Sleeper sleeper = mora().sleeper();
    work.begin("Hearing", " s", 1);
    try (ReceiptRounds rounds = ReceiptRounds.of(outreach::fetchReceipts)) {
      Duration heard = Duration.ZERO;
      while (heard.compareTo(wait) < 0 && !mora().leave().isAsked()) {
        work.at(heard.toSeconds(), wait.toSeconds());
        sleeper.sleep(BEAT);
        outreach.work();
        rounds.next();
        heard = heard.plus(BEAT);
      }
      work.at(heard.toSeconds(), wait.toSeconds());
    }
  }

  private Mora mora() {
    return (Mora) command.root().userObject();
  }

  private static boolean isTrouble(Map<State, Long> counts) {
    return counts.entrySet().stream()
        .anyMatch(
            each ->
                each.getValue() > 0
                    && (each.getKey() == State.FAILED
                        || each.getKey() == State.PARKED
                        || each.getKey().isUnknown()));
  }

  private ParameterException wrongUse(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
