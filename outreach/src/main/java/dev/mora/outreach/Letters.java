package dev.mora.outreach;

import dev.mora.channel.MessageSender;
import dev.mora.channel.OutboundMessage;
import dev.mora.contact.ContactPolicy;
import dev.mora.contact.Initiation;
import dev.mora.contact.Purpose;
import dev.mora.delinquency.Delinquency;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.json.Nearest;
import dev.mora.language.Words;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.PlanKey;
import dev.mora.ledger.SenderId;
import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
import dev.mora.money.Money;
import dev.mora.party.Borrower;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.promise.PromiseToPay;
import dev.mora.segmentation.SegmentedLoan;
import dev.mora.template.InvalidMessage;
import dev.mora.template.MessageTemplate;
import dev.mora.template.MoneyStyle;
import dev.mora.template.PayLink;
import dev.mora.template.Rendering;
import dev.mora.template.TextProfile;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the messages of a plan, each with the facts of the day on which it will be read: what is
 * deferred to another day says that day's amounts and counts, or nothing.
 */
final class Letters {

  private static final Logger LOG = LoggerFactory.getLogger(Letters.class);

  private final CampaignId campaign;
  private final Strategy strategy;
  private final Map<String, MessageTemplate> templates;
  private final Map<Channel, MessageSender> senders;
  private final ContactPolicy policy;
  private final DelinquencyPolicy delinquency;
  private final Map<Step, FactFields> fields;
  private final Function<Loan, Collection<PromiseToPay>> promises;
  private final Optional<PaymentLinks> links;
  private final List<MoneyStyle> amounts;
  private final Function<Borrower, List<BorrowerId>> sameNumber;
  private final Instant now;

  /**
   * @throws IllegalArgumentException if a step names a template that does not exist, or one that
   *     the facts cannot fill
   */
  Letters(
      CampaignId campaign,
      Strategy strategy,
      Map<String, MessageTemplate> templates,
      Map<Channel, MessageSender> senders,
      ContactPolicy policy,
      DelinquencyPolicy delinquency,
      Function<Borrower, List<BorrowerId>> sameNumber,
      Function<Loan, Collection<PromiseToPay>> promises,
      Optional<PaymentLinks> links,
      List<MoneyStyle> amounts,
      Instant now) {
    this.campaign = campaign;
    this.strategy = strategy;
    this.templates = templates;
    this.senders = senders;
    this.policy = policy;
    this.delinquency = delinquency;
    this.sameNumber = sameNumber;
    this.promises = promises;
    this.links = links;
    this.amounts = amounts;
    this.now = now;
    this.fields = fields(strategy, templates);
  }

  /**
   * A message as it will be sent.
   *
   * @param at not before this moment
   */
  record Letter(Instant at, LocalDate day, Dispatch dispatch, Errand errand) {}

  /** A loan with the facts of the day on which its message will be read. */
  private record Assessed(SegmentedLoan loan, Delinquency facts) {}

  /** Nothing is written, for this reason. */
  static final class Unwritten extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Reason reason;

    Unwritten(Reason reason) {
      super(reason.code());
      this.reason = reason;
    }

    Reason reason() {
      return reason;
    }
  }

  /**
   * What is to be written.
   *
   * @param days of the step's count, for the day that it is written for
   * @param followUp whether another channel was tried before
   * @param others loans that the message speaks of beside the leading one
   */
  record Order(
      SegmentedLoan loan,
      Step step,
      Step.Send send,
      Channel channel,
      int days,
      boolean followUp,
      List<SegmentedLoan> others) {}

  /** What would be sent about a loan, with the facts of the plan. */
  Approach approach(SegmentedLoan loan, Step step, Channel channel) {
    return approach(loan, step, channel, loan.delinquency(), 0, List.of());
  }

  /** When the portfolio was exported nobody says: at the beginning of its day, or of this one. */
  private Instant knownUntil(SegmentedLoan loan, DebtorDay calendar) {
    LocalDate today = calendar.of(now);
    LocalDate asOf = loan.delinquency().asOf();
    return calendar.firstOf(asOf.isBefore(today) ? asOf : today);
  }

  /** How the slots of all steps begin that are about the loan's present due date. */
  static String anchor(SegmentedLoan loan, boolean before) {
    Delinquency facts = loan.delinquency();
    LocalDate due = (before ? facts.nextDueOn() : facts.pastDueSince()).orElse(facts.asOf());
    return due + (before ? "-" : "+");
  }

  /** The key of a step for the due date that it is counted from. */
  PlanKey key(Order order) {
    return new PlanKey(
        campaign,
        order.loan().borrower().id(),
        order.step().name(),
        anchor(order.loan(), isBefore(order.step()))
            + order.days()
            + (order.followUp() ? "/" + order.channel().name() : ""));
  }

  Letter write(Order order, Instant at) throws Unwritten {
    SegmentedLoan loan = order.loan();
    Step step = order.step();
    Borrower borrower = loan.borrower();
    DebtorDay calendar = new DebtorDay(policy.zones(borrower));
    LocalDate day = calendar.of(at);
    Delinquency facts = factsOn(day, loan, step);
    if (!asksForMoney(facts, step)) {
      throw new Unwritten(Reasons.nothingOverdue());
    }
    List<Assessed> all = new ArrayList<>(List.of(new Assessed(loan, facts)));
    List<Approach.Share> shares = new ArrayList<>();
    for (SegmentedLoan other : order.others()) {
      Delinquency more = factsOn(day, other, step);
      if (asksForMoney(more, step)) {
        all.add(new Assessed(other, more));
        shares.add(new Approach.Share(other.loan().id(), told(more, step)));
      }
    }
    MessageSender sender = Objects.requireNonNull(senders.get(order.channel()));
    OutboundMessage.Template content =
        new OutboundMessage.Template(rendered(borrower, order, all, day, sender));
    Instant end = calendar.endAfter(at);
    int later = (int) ChronoUnit.DAYS.between(facts.asOf(), day);
    Approach approach = approach(loan, step, order.channel(), facts, later, shares);
    Errand errand =
        new Errand(
            approach,
            content,
            now,
            knownUntil(loan, calendar),
            end,
            true,
            sameNumber.apply(borrower));
    Dispatch.Builder dispatch =
        Dispatch.of(key(order), SenderId.of(sender))
            .loan(loan.loan().id())
            .segment(loan.placement().segment())
            .notBefore(at)
            .expiresAt(end)
            .policy("strategy", strategy.name() + " " + strategy.version())
            .policy("contact", String.join("; ", policy.packVersions()))
            .brief(Brief.of(errand));
    if (named(order).variants().isPresent()) {
      dispatch.policy("test", order.send().template());
    }
    shares.forEach(share -> dispatch.loan(share.loan()));
    return new Letter(at, day, dispatch.build(approach.point().orElseThrow(), content), errand);
  }

  /** A core may give days without an amount; nobody is asked for nothing. */
  private static boolean asksForMoney(Delinquency facts, Step step) {
    return isBefore(step)
        ? facts.nextDueAmount().map(Money::isPositive).orElse(true)
        : facts.overdueAmount().isPositive();
  }

  /** The plan's facts on their own day; on a later one they are assessed again. */
  private Delinquency factsOn(LocalDate day, SegmentedLoan loan, Step step) throws Unwritten {
    Delinquency facts = loan.delinquency();
    if (!day.isAfter(facts.asOf())) {
      return facts;
    }
    boolean dueBefore = facts.nextDueOn().map(next -> next.isBefore(day)).orElse(false);
    if (isBefore(step) && dueBefore) {
      throw new Unwritten(Reasons.dueDatePasses(day));
    }
    if (facts.isGiven()) {
      if (dueBefore) {
        throw new Unwritten(Reasons.factsTooOld(day));
      }
      return facts;
    }
    Delinquency then = delinquency.assess(loan.loan(), day);
    boolean overdue = then.daysPastDue() > 0;
    if (isBefore(step) ? overdue || !then.nextDueOn().equals(facts.nextDueOn()) : !overdue) {
      throw new Unwritten(isBefore(step) ? Reasons.dueDatePasses(day) : Reasons.nothingOverdue());
    }
    return then;
  }

  private Rendering rendered(
      Borrower borrower, Order order, List<Assessed> loans, LocalDate day, MessageSender sender)
      throws Unwritten {
    MessageTemplate template = template(order);
    try {
      return template
          .by(strategy.creditor())
          .fill(
              Objects.requireNonNull(fields.get(order.step()))
                  .values(files(order.step(), loans), day))
          .render(language(borrower, template), profile(sender, amounts));
    } catch (FactFields.MissingFact e) {
      throw new Unwritten(Reasons.missingFact(e.fact()));
    } catch (InvalidMessage e) {
      throw new Unwritten(
          e.reason() == InvalidMessage.Reason.SKIP
              ? Reasons.fieldSkips(e.field())
              : Reasons.unfit(e));
    }
  }

  private List<CaseFile> files(Step step, List<Assessed> loans) {
    List<LoanId> ids = loans.stream().map(each -> each.loan().loan().id()).toList();
    Optional<Money> amount =
        loans.stream()
            .map(Assessed::facts)
            .map(
                facts ->
                    isBefore(step) ? facts.nextDueAmount() : Optional.of(facts.overdueAmount()))
            .flatMap(Optional::stream)
            .reduce(Money::plus);
    return loans.stream()
        .map(
            each ->
                new CaseFile(
                    each.loan().borrower(),
                    each.loan().loan(),
                    each.facts(),
                    each.loan().delinquency().asOf(),
                    promises.apply(each.loan().loan()),
                    strategy.creditor(),
                    () -> link(each.loan(), ids, amount)))
        .toList();
  }

  /** The host's; else the loan's own, if it is a link. */
  private Optional<PayLink> link(SegmentedLoan loan, List<LoanId> loans, Optional<Money> amount) {
    try {
      return links.isPresent()
          ? links.get().linkFor(new PaymentLinks.Asked(loan.borrower().id(), loans, amount))
          : loan.loan().payUrl().map(PayLink::of);
    } catch (RuntimeException e) {
      LOG.warn("no pay link for loan {}: {}", loan.loan().id(), e.getClass().getName());
      return Optional.empty();
    }
  }

  /** The template that the borrower gets: of a test of wordings the arm that is his. */
  MessageTemplate template(Order order) {
    MessageTemplate named = named(order);
    return named
        .variants()
        .map(test -> test.choose(named.name(), order.loan().borrower().id()))
        .map(arm -> Objects.requireNonNull(templates.get(arm)))
        .orElse(named);
  }

  private MessageTemplate named(Order order) {
    return Objects.requireNonNull(templates.get(order.send().template()));
  }

  /** The channel's, with amounts written as the lender writes them. */
  static TextProfile profile(MessageSender sender, List<MoneyStyle> amounts) {
    TextProfile profile = sender.textProfile();
    if (amounts.isEmpty()) {
      return profile;
    }
    List<MoneyStyle> both = new ArrayList<>(profile.amounts());
    both.addAll(amounts);
    return profile.amounts(both);
  }

  private Approach approach(
      SegmentedLoan loan,
      Step step,
      Channel channel,
      Delinquency facts,
      int later,
      List<Approach.Share> others) {
    boolean before = isBefore(step);
    return new Approach(
        loan.borrower(),
        channel,
        strategy.creditor(),
        before ? Purpose.PRE_DUE_REMINDER : Purpose.COLLECTION,
        Initiation.OUTBOUND,
        Optional.of(loan.loan().id()),
        loan.loan().product(),
        before ? facts.daysPastDue() : facts.daysPastDue() + later,
        told(facts, step),
        others);
  }

  private static Optional<Money> told(Delinquency facts, Step step) {
    return isBefore(step) ? Optional.empty() : Optional.of(facts.overdueAmount());
  }

  static boolean isBefore(Step step) {
    return step.on().count() == Trigger.Count.DAYS_TO_DUE;
  }

  /**
   * What a borrower is written in: the own language, with the region of the place if it names none;
   * the template's first if nothing is known.
   */
  static String language(Borrower borrower, MessageTemplate template) {
    String language = borrower.language().orElse("");
    if (language.isEmpty()) {
      return template.languages().keySet().iterator().next();
    }
    return language.contains("-") || language.contains("_")
        ? language
        : borrower.place().map(place -> language + "-" + place.country()).orElse(language);
  }

  private static Map<Step, FactFields> fields(
      Strategy strategy, Map<String, MessageTemplate> templates) {
    Map<Step, FactFields> fields = new HashMap<>();
    strategy
        .segments()
        .forEach(
            (segment, steps) -> {
              for (Step step : steps) {
                if (step.action() instanceof Step.Send send) {
                  String where = "strategy " + strategy.name() + ": segment " + segment + ", ";
                  fields.put(step, filled(where, step, template(where, step, send, templates)));
                }
              }
            });
    return fields;
  }

  private static FactFields filled(String where, Step step, MessageTemplate template) {
    try {
      return FactFields.of(step, template);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(where + e.getMessage(), e);
    }
  }

  private static MessageTemplate template(
      String where, Step step, Step.Send send, Map<String, MessageTemplate> templates) {
    MessageTemplate template = templates.get(send.template());
    if (template == null) {
      throw new IllegalArgumentException(
          where
              + "step "
              + step.name()
              + ": no template "
              + send.template()
              + Nearest.to(send.template(), templates.keySet())
                  .map(near -> "; did you mean " + near + "?")
                  .orElse("; known: " + String.join(", ", templates.keySet())));
    }
    List<String> objections =
        template
            .variants()
            .map(test -> test.objections(template, templates))
            .orElse(List.of())
            .stream()
            .map(Words::en)
            .toList();
    if (!objections.isEmpty()) {
      throw new IllegalArgumentException(
          where + "step " + step.name() + ": " + String.join("; ", objections));
    }
    return template;
  }
}
