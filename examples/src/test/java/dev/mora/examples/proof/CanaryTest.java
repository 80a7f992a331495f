package dev.mora.examples.proof;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mora.calendar.Place;
import dev.mora.contact.ContactPolicy;
import dev.mora.jdbc.JdbcLedger;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.EntryFilter;
import dev.mora.ledger.Progress;
import dev.mora.ledger.contract.Proof;
import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
import dev.mora.money.Money;
import dev.mora.outreach.About;
import dev.mora.outreach.LiveAccount;
import dev.mora.outreach.Outreach;
import dev.mora.outreach.Plan;
import dev.mora.outreach.Strategy;
import dev.mora.party.Borrower;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.Creditor;
import dev.mora.party.PhoneNumber;
import dev.mora.portfolio.Portfolio;
import dev.mora.promise.PromiseToPay;
import dev.mora.report.BorrowerExport;
import dev.mora.segmentation.SegmentationPolicy;
import dev.mora.template.MessageTemplate;
import dev.mora.testkit.CloudApi;
import dev.mora.testkit.Fault;
import dev.mora.testkit.Reply;
import dev.mora.whatsapp.TokenSupplier;
import dev.mora.whatsapp.WhatsAppConfig;
import dev.mora.whatsapp.WhatsAppSender;
import dev.mora.whatsapp.WhatsAppWebhook;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * A whole campaign with a token, a secret, a number, a name and an amount that can be recognised,
 * every logger at TRACE. They are then looked for in every line of log with its exceptions, in the
 * name of every thread, in every exception of a host's mistake, and in what every object of ours
 * that can be reached says of itself.
 */
class CanaryTest {

  private static final String TOKEN = "EAAcanarytoken8Hq2xYz";
  private static final String SECRET = "canary-app-secret-5k";
  private static final String VERIFY = "canary-verify-7m";
  private static final String NAME = "Rosalinda";
  private static final String DIGITS = "5598761234";
  private static final String AMOUNT = "731.19";
  private static final LocalDate DAY = LocalDate.of(2026, 11, 24);
  private static final CampaignId CAMPAIGN = CampaignId.of("canary", DAY);
  private static final LoanId LOAN = LoanId.of("L-0");

  /** As the provider makes them: the number is inside, behind the point. */
  private static final String WAMID =
      "wamid."
          + Base64.getEncoder()
              .encodeToString(("x\u001552" + DIGITS + "y").getBytes(StandardCharsets.ISO_8859_1));

  private static final Set<String> CANARIES = canaries();

  private static final MessageTemplate TEMPLATE =
      MessageTemplate.parse(
          "cuota_vencida.txt",
          """
          template: cuota_vencida   category: UTILITY   version: 2026-11-21
          fields: nombre text, monto money, vencimiento date, dias days
          --- es_MX
          Hola {nombre}, le escribe {creditor}. Su cuota de {monto} venció el {vencimiento}, hace {dias}.
          [Ya pagué: PAID] [Hablar con una persona: AGENT]
          """);

  private static final String STRATEGY =
      """
      {"schema":"mora/strategy-1","name":"canary","version":"1","creditor":{"name":"CrediAmiga"},
       "segments":{"LATE":[{"step":"soft","on":{"daysPastDue":{"from":1}},
                            "template":"cuota_vencida","channels":["whatsapp"]}]}}
      """;

  private static final String SEGMENTS =
      """
      {"schema":"mora/segmentation-1","name":"s","version":"1","unit":"LOAN",
       "rules":[{"id":"late","segment":"LATE","when":{"attribute":"countedDays","from":1}}],
       "otherwise":"CURRENT"}
      """;

  private static HttpServer server;

  @RegisterExtension
  static final CloudApi API =
      CloudApi.create()
          .approved(TEMPLATE)
          .callback(
              () -> URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook"));

  @TempDir Path folder;

  private final WhatsAppWebhook webhook = WhatsAppWebhook.of("stand-in-verify", "stand-in-secret");
  private final WhatsAppWebhook guarded = WhatsAppWebhook.of(VERIFY, SECRET);
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Level level = root.getLevel();
  private final Queue<String> log = new ConcurrentLinkedQueue<>();
  private final Set<String> threads = ConcurrentHashMap.newKeySet();
  private final Set<String> exceptions = new TreeSet<>();
  private final List<Object> kept = new ArrayList<>();
  private final AppenderBase<ILoggingEvent> ear =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          if (!event.getLoggerName().startsWith("dev.mora.")) {
            return; // the stand-in's own server is no part of a host
          }
          threads.add(event.getThreadName());
          log.add(event.getLoggerName() + " " + event.getFormattedMessage());
          log.add(String.valueOf(event.getMDCPropertyMap()));
          for (IThrowableProxy each = event.getThrowableProxy();
              each != null;
              each = each.getCause()) {
            log.add(each.getClassName() + " " + each.getMessage());
          }
        }
      };

  private DeliveryLedger ledger;
  private WhatsAppSender sender;
  private Outreach outreach;

  private static Set<String> canaries() {
    Set<String> all = new TreeSet<>(Set.of(TOKEN, SECRET, VERIFY, NAME, DIGITS, AMOUNT, WAMID));
    // wherever in a base64 text the number begins
    for (String before : List.of("", "x", "xy")) {
      String encoded =
          Base64.getEncoder().encodeToString((before + DIGITS).getBytes(StandardCharsets.US_ASCII));
      all.add(encoded.substring(before.isEmpty() ? 0 : 4, 12));
    }
    all.addAll(Set.of("wamid.STANDIN", "wamid.INBOUND"));
    return all;
  }

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/hook", this::receive);
    server.start();
    ear.start();
    root.addAppender(ear);
    root.setLevel(Level.TRACE);
    ledger = JdbcLedger.sqlite(folder.resolve("mora.db")).clock(API.clock()).migrate().build();
    WhatsAppConfig config =
        WhatsAppConfig.builder(CloudApi.PHONE_NUMBER_ID, TokenSupplier.of(TOKEN))
            .baseUri(API.uri())
            .clock(API.clock())
            .build();
    sender = WhatsAppSender.of(config);
    outreach =
        Outreach.builder()
            .sender(sender)
            .inbound(webhook)
            .ledger(ledger)
            .contactPolicy(ContactPolicy.of("MX").consentForAll("contract"))
            .creditor(Creditor.firstParty("CrediAmiga"))
            .templates(List.of(TEMPLATE))
            .segmentation(SegmentationPolicy.parse("segments.json", SEGMENTS))
            .accounts(this::account)
            .listener(
                event -> {
                  kept.add(event);
                  throw new IllegalStateException(NAME + " " + DIGITS + " " + AMOUNT);
                })
            .borrowers(number -> List.of(BorrowerId.of("B-0")))
            .clock(API.clock())
            .sleeper(API.clock()::advance)
            .build();
    kept.addAll(List.of(config, sender, webhook, guarded, outreach, ledger));
  }

  @AfterEach
  void close() {
    outreach.close();
    sender.close();
    ledger.close();
    server.stop(0);
    root.detachAppender(ear);
    root.setLevel(level);
  }

  /** The books of a host that fail for one loan, with words that nobody should repeat. */
  private Optional<LiveAccount> account(LoanId loan) {
    if (loan.value().equals("L-5")) {
      throw new IllegalStateException(NAME + " " + DIGITS + " " + AMOUNT);
    }
    Money owed = Money.of(AMOUNT, "MXN");
    return Optional.of(new LiveAccount(owed, owed, false, false, API.clock().instant()));
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      guarded.verify(body, "sha256=" + "0".repeat(64));
      exchange.sendResponseHeaders(outreach.receive(Channel.WHATSAPP, body) ? 200 : 503, -1);
    }
  }

  @Test
  void a_whole_campaign_says_nothing_of_anybody() throws Exception {
    campaign();
    mistakes();
    Set<String> running = new TreeSet<>();
    Thread.getAllStackTraces().keySet().forEach(thread -> running.add(thread.getName()));
    threads.addAll(running);

    Set<String> hits = new TreeSet<>();
    Shown shown = new Shown((type, text) -> look(hits, type.getName(), text));
    shown.of(kept);
    log.forEach(line -> look(hits, "log", line));
    threads.forEach(name -> look(hits, "thread", name));
    exceptions.forEach(text -> look(hits, text, text));

    assertThat(hits).isEmpty();
    assertThat(log).as("lines of log").isNotEmpty();
    assertThat(exceptions).as("exceptions provoked").hasSizeGreaterThan(5);
    assertThat(shown.publicTypes).as("public types that showed themselves").hasSizeGreaterThan(50);
    var figures = new LinkedHashMap<String, Object>();
    figures.put("canaries", CANARIES.size());
    figures.put("lines of log at TRACE", log.size());
    figures.put("exceptions", exceptions.size());
    figures.put("thread names", threads.size());
    figures.put("objects that showed themselves", shown.objects);
    figures.put("public types among them", shown.publicTypes.size());
    figures.put("hits", hits.size());
    Proof.figures("T9", "canaries in a whole campaign with faults, replies and mistakes", figures);
  }

  private static void look(Set<String> hits, String where, String text) {
    for (String canary : CANARIES) {
      if (text.contains(canary)) {
        hits.add(where + ": " + canary);
      }
    }
  }

  private void campaign() throws IOException {
    for (Fault fault : EnumSet.range(Fault.RESET_AFTER_READ, Fault.UNDELIVERABLE)) {
      API.next(fault);
    }
    Plan plan =
        outreach.plan(CAMPAIGN, Strategy.parse("strategy.json", STRATEGY), this::portfolio, DAY);
    kept.add(plan);
    kept.add(outreach.run(plan, Progress.none()));
    outreach.work();
    kept.add(
        outreach
            .send(
                DispatchId.of("L-7", "single"),
                borrower(7),
                TEMPLATE.fill(
                    Map.of(
                        "nombre",
                        NAME,
                        "monto",
                        Money.of(AMOUNT, "MXN"),
                        "vencimiento",
                        DAY.minusDays(4),
                        "dias",
                        4)),
                About.overdue(LoanId.of("L-7"), 4, Money.of(AMOUNT, "MXN")))
            .join());
    API.write("+52" + DIGITS, Reply.text("ya pagué " + AMOUNT + ", " + NAME));
    API.write("+52" + DIGITS, Reply.button("PAID", "Ya pagué"));
    API.write("+52" + DIGITS, Reply.text("STOP"));
    for (String body : bodies()) {
      outreach.receive(Channel.WHATSAPP, body.getBytes(StandardCharsets.UTF_8));
    }
    outreach.work();
    outreach.promised(PromiseToPay.of(LOAN, DAY, DAY.plusDays(3), Money.of(AMOUNT, "MXN")));
    outreach.disputed(LoanId.of("L-1"));
    outreach.paid(LoanId.of("L-2"));
    outreach.work();
    collect();
  }

  /** What a provider, or somebody else, may post. */
  private static List<String> bodies() {
    String message =
        "{\"from\":\"52" + DIGITS + "\",\"id\":\"" + WAMID + "\",\"timestamp\":\"1795536000\",";
    List<String> items =
        List.of(
            message + "\"type\":\"text\",\"text\":{\"body\":\"" + NAME + " " + AMOUNT + "\"}}",
            message + "\"type\":\"image\",\"image\":{\"id\":\"1\",\"caption\":\"" + NAME + "\"}}",
            message + "\"" + NAME + "\":1,\"" + NAME + "\":2}",
            "\"" + NAME + DIGITS + "\"");
    List<String> bodies = new ArrayList<>(List.of("{" + NAME, "[" + DIGITS + "]"));
    for (String item : items) {
      bodies.add(
          "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"W\",\"changes\":[{"
              + "\"field\":\"messages\",\"value\":{\"metadata\":{\"phone_number_id\":\""
              + CloudApi.PHONE_NUMBER_ID
              + "\"},\"messages\":["
              + item
              + "],\"statuses\":[{\"id\":\""
              + WAMID
              + "\",\"status\":\"failed\",\"timestamp\":\"1795536000\",\"recipient_id\":\"52"
              + DIGITS
              + "\",\"errors\":[{\"code\":131026,\"title\":\""
              + NAME
              + " 52"
              + DIGITS
              + "\"}]}]}}]}]}");
    }
    return bodies;
  }

  /** Whatever a host can ask for. */
  private void collect() {
    for (DispatchEntry entry : ledger.entries(EntryFilter.all())) {
      kept.add(entry);
      kept.addAll(ledger.events(entry.id()));
    }
    kept.addAll(outreach.tray().all());
    kept.addAll(ledger.unmatched());
    kept.addAll(ledger.suppressions(BorrowerId.of("B-0")));
    kept.add(ledger.history(BorrowerId.of("B-0")));
    kept.add(ledger.export(BorrowerId.of("B-0")));
    kept.add(BorrowerExport.of(ledger.export(BorrowerId.of("B-0")), API.clock().instant()));
    kept.add(outreach.progress(CAMPAIGN));
    kept.add(ledger.counts());
    kept.add(portfolio());
  }

  // --- people

  private Portfolio portfolio() {
    Portfolio.Builder portfolio = Portfolio.builder();
    for (int i = 0; i < 14; i++) {
      portfolio
          .borrower(borrower(i))
          .loan(Loan.of("L-" + i, "B-" + i, "MXN").installment("2026-11-20", AMOUNT));
    }
    return portfolio.build();
  }

  private static Borrower borrower(int i) {
    return Borrower.of("B-" + i, NAME + " " + i)
        .phone("+52" + (i == 0 ? DIGITS : Long.toString(5_500_000_000L + i)))
        .language("es")
        .place(Place.of("MX"))
        .zone(ZoneId.of("America/Mexico_City"))
        .build();
  }

  // --- mistakes of a host, each with somebody's data in it

  private void mistakes() {
    provoke(() -> PhoneNumber.of("+52" + DIGITS + "x"));
    provoke(() -> PhoneNumber.of(NAME));
    provoke(() -> Money.of(AMOUNT + "1", "MXN"));
    provoke(() -> Money.parse(AMOUNT));
    provoke(() -> Borrower.of("", NAME).build());
    provoke(() -> Borrower.of("B-1", NAME).phone(DIGITS + NAME).build());
    provoke(() -> Borrower.of("B-1", NAME).phone("+52" + DIGITS).language(NAME).build());
    provoke(() -> Loan.of("L-1", "B-1", "MXN").installment("2026-11-20", AMOUNT + "9"));
    provoke(() -> TEMPLATE.fill(Map.of("nombre", NAME, "monto", AMOUNT)));
    provoke(
        () ->
            TEMPLATE.fill(
                Map.of(
                    "nombre",
                    NAME,
                    "monto",
                    Money.of(AMOUNT, "MXN"),
                    "tel",
                    DIGITS,
                    "dias",
                    AMOUNT)));
    provoke(() -> PromiseToPay.of(LOAN, DAY, DAY.minusDays(1), Money.of(AMOUNT, "MXN")));
    provoke(() -> Money.of(AMOUNT, "MXN").plus(Money.of(AMOUNT, "PEN")));
    provoke(
        () ->
            JdbcLedger.url("jdbc:sqlite:/nowhere/" + NAME + "/" + DIGITS + ".db")
                .migrate()
                .build());
    provoke(() -> TokenSupplier.of(TOKEN + "\n"));
    provoke(() -> WhatsAppConfig.builder(NAME, TokenSupplier.of(TOKEN)).build());
    ledger.close();
    provoke(() -> ledger.export(BorrowerId.of("B-0")));
    provoke(() -> outreach.work());
  }

  private void provoke(ThrowingCallable mistake) {
    try {
      mistake.call();
    } catch (Throwable thrown) {
      for (Throwable each = thrown; each != null; each = each.getCause()) {
        exceptions.add(each.toString());
        for (Throwable beside : each.getSuppressed()) {
          exceptions.add(beside.toString());
        }
      }
    }
  }
}
