package dev.mora.outreach;

import dev.mora.calendar.Place;
import dev.mora.channel.ChannelEvent;
import dev.mora.contact.ContactPolicy;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.Correlation;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.InMemoryLedger;
import dev.mora.ledger.Progress;
import dev.mora.ledger.State;
import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
import dev.mora.money.Money;
import dev.mora.party.Borrower;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.Consent;
import dev.mora.party.Creditor;
import dev.mora.portfolio.Portfolio;
import dev.mora.segmentation.SegmentationPolicy;
import dev.mora.template.FilledTemplate;
import dev.mora.template.MessageTemplate;
import dev.mora.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small lender in Mexico, at ten in the morning of a Tuesday, with everything on one's desk. */
public final class House {

  public static final LocalDate TUESDAY = LocalDate.of(2026, 11, 24);
  public static final String ROSA = "5215512345678";

  static final String OVERDUE =
      """
      template: cuota_vencida   category: UTILITY   version: 2026-11-21
      fields: nombre text, monto money, vencimiento date, dias days
      --- es_MX
      Hola {nombre}, le escribe {creditor}. Su cuota de {monto} venció el {vencimiento}, hace {dias}.
      [Ya pagué: PAID] [Pagar hoy: PROMISE_TODAY] [No reconozco: DISPUTE] [Persona: AGENT]
      """;

  static final String REMINDER =
      """
      template: cuota_por_vencer   category: UTILITY   version: 2026-11-21
      fields: nombre text, monto money, vencimiento date, dias days
      --- es_MX
      Hola {nombre}, le escribe {creditor}. Su cuota de {monto} vence el {vencimiento}, en {dias}.
      """;

  static final String STRATEGY =
      """
      {"schema":"mora/strategy-1","name":"mx","version":"1",
       "creditor":{"name":"CrediAmiga"},
       "segments":{
         "PRE_DUE":[{"step":"reminder","on":{"daysToDue":[3,1]},"template":"cuota_por_vencer","channels":["whatsapp"]}],
         "EARLY":[{"step":"soft","on":{"daysPastDue":{"from":1,"to":9}},"template":"cuota_vencida","channels":["whatsapp"]},
                  {"step":"firm","on":{"daysPastDue":[9]},"template":"cuota_vencida","channels":["whatsapp"]}],
         "LATE":[{"step":"agent","on":{"daysPastDue":{"from":61}},"action":"AGENT"}]}}
      """;

  static final String SEGMENTS =
      """
      {"schema":"mora/segmentation-1","name":"s","version":"1","unit":"LOAN",
       "rules":[{"id":"late","segment":"LATE","when":{"attribute":"countedDays","from":61}},
                {"id":"early","segment":"EARLY","when":{"attribute":"countedDays","from":1,"to":60}},
                {"id":"pre","segment":"PRE_DUE","when":{"attribute":"daysToDue","from":0,"to":3}}],
       "otherwise":"CURRENT"}
      """;

  String segments = SEGMENTS;
  final MutableClock clock;
  public final InMemoryLedger ledger;
  final FakeSender sender = new FakeSender(Channel.WHATSAPP);
  final FakeParser parser = new FakeParser();
  public final Strategy strategy = Strategy.parse("strategy.json", STRATEGY);
  ContactPolicy policy = ContactPolicy.of("MX").consentForAll("contract");
  final List<MessageTemplate> templates =
      List.of(
          MessageTemplate.parse("vencida.txt", OVERDUE),
          MessageTemplate.parse("por_vencer.txt", REMINDER));

  public House() {
    this("2026-11-24T16:00:00Z");
  }

  House(String now) {
    clock = MutableClock.at(now);
    ledger = InMemoryLedger.of(clock);
  }

  public Outreach.Builder builder() {
    return Outreach.builder()
        .sender(sender)
        .inbound(parser)
        .ledger(ledger)
        .contactPolicy(policy)
        .clock(clock)
        .creditor(Creditor.firstParty("CrediAmiga"))
        .templates(templates)
        .segmentation(SegmentationPolicy.parse("segments.json", segments))
        .sleeper(clock::advance)
        .nanoTime(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos());
  }

  public Outreach outreach() {
    return builder().build();
  }

  public Plan plan(Outreach outreach, Portfolio portfolio) {
    return plan(outreach, portfolio, TUESDAY);
  }

  Plan plan(Outreach outreach, Portfolio portfolio, LocalDate asOf) {
    return outreach.plan(CampaignId.of("mora", asOf), strategy, () -> portfolio, asOf);
  }

  public Plan run(Outreach outreach, Portfolio portfolio) {
    Plan plan = plan(outreach, portfolio);
    outreach.run(plan, Progress.none());
    return plan;
  }

  public static Borrower.Builder person(String id, String phone) {
    return Borrower.of(id, "Rosa " + id)
        .phone(phone)
        .language("es")
        .place(Place.of("MX"))
        .zone(ZoneId.of("America/Mexico_City"));
  }

  public static Borrower rosa() {
    return person("B-1", "+525512345678").build();
  }

  /** One installment of 750 MXN. */
  public static Loan loan(String id, String borrower, String dueOn) {
    return Loan.of(id, borrower, "MXN").installment(dueOn, "750.00");
  }

  /** Rosa, four days late. */
  public static Portfolio late() {
    return Portfolio.builder().borrower(rosa()).loan(loan("L-1", "B-1", "2026-11-20")).build();
  }

  FilledTemplate overdue(String amount, int days) {
    return templates
        .get(0)
        .fill(
            Map.of(
                "nombre",
                "Rosa",
                "monto",
                Money.of(amount, "MXN"),
                "vencimiento",
                TUESDAY.minusDays(days),
                "dias",
                days));
  }

  static Money mxn(String amount) {
    return Money.of(amount, "MXN");
  }

  LiveAccount account(String overdue, String outstanding) {
    return new LiveAccount(mxn(overdue), mxn(outstanding), false, false, clock.instant());
  }

  Consent consent(String borrower, Consent.State state) {
    return new Consent(BorrowerId.of(borrower), Channel.WHATSAPP, state, clock.instant(), "test");
  }

  State state(Plan plan) {
    return ledger.find(plan.dispatches().get(0).id()).orElseThrow().state();
  }

  // --- what comes in

  ChannelEvent.Header header() {
    return header(clock.instant());
  }

  static ChannelEvent.Header header(Instant at) {
    return new ChannelEvent.Header(Channel.WHATSAPP, "100", at);
  }

  ChannelEvent.Message.Text text(String id, String from, String body) {
    return text(id, from, body, clock.instant());
  }

  static ChannelEvent.Message.Text text(String id, String from, String body, Instant at) {
    return new ChannelEvent.Message.Text(
        header(at), new ChannelEvent.Message.Sender(from, "", "R"), id, "", body);
  }

  ChannelEvent.Message.Choice tap(String id, String from, String payload) {
    return new ChannelEvent.Message.Choice(
        header(), new ChannelEvent.Message.Sender(from, "", "R"), id, "wamid.1", payload, payload);
  }

  public ChannelEvent.Status.Delivery status(
      DispatchId id, String wamid, ChannelEvent.Status.State state) {
    return new ChannelEvent.Status.Delivery(
        header(), wamid, new Correlation("local", id).toString(), state, Optional.empty(), "");
  }

  /** Takes a notification in and applies it. */
  public void hear(Outreach outreach, ChannelEvent... events) {
    outreach.receive(Channel.WHATSAPP, parser.body(events));
    outreach.hear();
  }

  static LoanId loanId(String id) {
    return LoanId.of(id);
  }
}
