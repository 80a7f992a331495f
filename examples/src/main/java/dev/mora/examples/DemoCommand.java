package dev.mora.examples;

import dev.mora.contact.ContactPolicy;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.InMemoryLedger;
import dev.mora.ledger.RunReport;
import dev.mora.outreach.Outreach;
import dev.mora.outreach.Plan;
import dev.mora.outreach.Strategy;
import dev.mora.portfolio.Portfolio;
import dev.mora.report.Report;
import dev.mora.segmentation.SegmentationPolicy;
import dev.mora.template.MessageTemplate;
import dev.mora.testkit.Behaviour;
import dev.mora.testkit.CloudAccount;
import dev.mora.testkit.CloudApiServer;
import dev.mora.testkit.MutableClock;
import dev.mora.whatsapp.TokenSupplier;
import dev.mora.whatsapp.WhatsAppConfig;
import dev.mora.whatsapp.WhatsAppSender;
import dev.mora.whatsapp.WhatsAppWebhook;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The main job from a portfolio to the answers, without any account, the same on every run. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Write to invented borrowers, where that is allowed, and hear their answers.",
      "The borrowers are always the same. All runs on this machine, against a stand-in of the",
      "provider and on a clock of its own. Leaves a page for people."
    },
    footer = {"", "Examples:", "  mora demo", "  mora demo --lang en --html monday.html"})
@SuppressWarnings("NullAway.Init") // set by picocli
final class DemoCommand implements Callable<Integer> {

  private static final LocalDate DAY = LocalDate.parse("2026-11-24");
  private static final Instant MORNING = Instant.parse("2026-11-24T16:00:00Z");
  private static final Duration LISTENS = Duration.ofHours(10);
  private static final Duration STEP = Duration.ofSeconds(30);
  private static final int MOST_BORROWERS = 9_999;
  private static final long SEED = 20_261_124;
  private static final String SECRET = "demo-app-secret";
  private static final String VERIFY = "demo-verify-token";

  @Spec private CommandSpec command;
  @Mixin private Language language;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      defaultValue = "plan.html",
      description = "Where the page goes; default ${DEFAULT-VALUE}.")
  private Path html;

  @Option(
      names = "--borrowers",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many are invented; default ${DEFAULT-VALUE}.")
  private int borrowers;

  @Override
  public Integer call() {
    if (borrowers < 1 || borrowers > MOST_BORROWERS) {
      throw new ParameterException(
          command.commandLine(), "--borrowers is 1 to " + MOST_BORROWERS + ": " + borrowers);
    }
    MutableClock clock = MutableClock.at(MORNING);
    AtomicReference<URI> callback = new AtomicReference<>();
    List<MessageTemplate> templates =
        List.of(template("cuota_por_vencer"), template("cuota_vencida"), template("acordar_fecha"));
    try (Work work = Work.shown(command);
        CloudApiServer provider =
            CloudApiServer.builder()
                .clock(clock)
                .appSecret(SECRET)
                .verifyToken(VERIFY)
                .callback(callback::get)
                .forgetful()
                .start()) {
      CloudAccount account = provider.account("100000000000001");
      templates.forEach(account::approve);
      account.behaves(Behaviour.lively(SEED));
      WhatsAppConfig config =
          WhatsAppConfig.builder(account.phoneNumberId(), TokenSupplier.of("demo-token"))
              .baseUri(provider.uri())
              .clock(clock)
              .build();
      try (WhatsAppSender sender = WhatsAppSender.of(config);
          InMemoryLedger ledger = InMemoryLedger.of(clock);
          Outreach outreach =
              desk()
                  .templates(templates)
                  .sender(sender)
                  .inbound(WhatsAppWebhook.parserOnly())
                  .ledger(ledger)
                  .clock(clock)
                  .sleeper(clock::advance)
                  .acknowledge()
                  .build();
          HookServer hook = HookServer.start(0, WhatsAppWebhook.of(VERIFY, SECRET), outreach)) {
        callback.set(hook.uri());
        return run(outreach, provider, clock, work);
      }
    }
  }

  private int run(Outreach outreach, CloudApiServer provider, MutableClock clock, Work work) {
    Strategy strategy = Strategy.parse("strategy.json", resource("strategy.json"));
    Portfolio portfolio = DemoPortfolio.of(borrowers, DAY, SEED);
    Plan plan = outreach.plan(CampaignId.of(strategy.name(), DAY), strategy, () -> portfolio, DAY);
    work.begin("Sending", " messages", 1);
    outreach.run(plan, work::at);
    work.begin("Hearing", " events", 1);
    hear(outreach, provider, clock, work);
    work.end();
    Report report = Report.of(plan).with(outreach.ledger()).with(outreach.tray());
    report.writeHtml(html, language.tag());
    tell(new Summary(report, plan, language), plan);
    return Mora.DONE;
  }

  /** Lets the day go by until nobody has anything more to say. */
  private void hear(Outreach outreach, CloudApiServer provider, MutableClock clock, Work work) {
    Instant evening = MORNING.plus(LISTENS);
    long told = 0;
    boolean busy = true;
    while (busy && clock.instant().isBefore(evening)) {
      int before = provider.waiting();
      clock.advance(STEP);
      RunReport report = outreach.work();
      told += Math.max(0, before - provider.waiting());
      work.at(told, told + provider.waiting());
      busy =
          provider.waiting() > 0
              || report.nextDue().filter(due -> due.isBefore(evening)).isPresent();
    }
  }

  private void tell(Summary summary, Plan plan) {
    PrintWriter out = command.commandLine().getOut();
    long people = plan.rows().stream().map(row -> row.borrower()).distinct().count();
    line(
        out,
        language.pick("Un día de cobranza, ", "Um dia de cobrança, ", "A day of collections, ")
            + DAY
            + ": "
            + Summary.count(people)
            + " "
            + language.pick("deudores", "devedores", "borrowers")
            + ", "
            + Summary.count(plan.segmented().loans().size())
            + " "
            + language.pick("créditos", "créditos", "loans"));
    summary.segments().forEach(each -> line(out, each));
    summary.plan().forEach(each -> line(out, each));
    summary.funnel().forEach(each -> line(out, each));
    summary.tray().forEach(each -> line(out, each));
    line(out, "");
    line(out, html.toAbsolutePath().normalize().toString());
    out.flush();
  }

  private static void line(PrintWriter out, String text) {
    out.print(text);
    out.print('\n');
  }

  private static Outreach.Builder desk() {
    return Outreach.builder()
        .creditor(Strategy.parse("strategy.json", resource("strategy.json")).creditor())
        .delinquency(DelinquencyPolicy.parse("delinquency.json", resource("delinquency.json")))
        .segmentation(SegmentationPolicy.parse("segmentation.json", resource("segmentation.json")))
        .contactPolicy(ContactPolicy.parse("contact.json", resource("contact.json")));
  }

  private static MessageTemplate template(String name) {
    return MessageTemplate.parse(name + ".txt", resource("templates/" + name + ".txt"));
  }

  private static String resource(String name) {
    String path = "/META-INF/mora/demo/desk/" + name;
    try (InputStream in = DemoCommand.class.getResourceAsStream(path)) {
      return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
