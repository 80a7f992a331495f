package dev.mora.outreach;

import dev.mora.channel.MessageSender;
import dev.mora.channel.OutboundMessage;
import dev.mora.contact.ContactPolicy;
import dev.mora.contact.ContactVerdict;
import dev.mora.contact.Initiation;
import dev.mora.contact.Purpose;
import dev.mora.delinquency.Delinquency;
import dev.mora.json.Nearest;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.PlanKey;
import dev.mora.ledger.SenderId;
import dev.mora.loan.Loan;
import dev.mora.party.Borrower;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.ContactPoint;
import dev.mora.segmentation.Segmented;
import dev.mora.segmentation.SegmentedLoan;
import dev.mora.template.FilledTemplate;
import dev.mora.template.InvalidMessage;
import dev.mora.template.MessageTemplate;
import dev.mora.template.Rendering;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes the rows of a plan. One loan of each borrower leads: the one whose segment is the
 * borrower's, the latest first. The others are left alone, so that nobody hears of two loans on one
 * day.
 */
final class Planner {

  private final CampaignId campaign;
  private final Strategy strategy;
  private final Map<String, MessageTemplate> templates;
  private final Map<Step, FactFields> fields;
  private final ContactPolicy policy;
  private final Map<Channel, MessageSender> senders;
  private final Function<Loan, Dossier> dossiers;
  private final Map<String, String> stopped;
  private final LocalDate asOf;
  private final Instant now;
  private final Map<DispatchId, Approach> approaches = new HashMap<>();

  Planner(
      CampaignId campaign,
      Strategy strategy,
      Map<String, MessageTemplate> templates,
      ContactPolicy policy,
      Map<Channel, MessageSender> senders,
      Function<Loan, Dossier> dossiers,
      Map<String, String> stopped,
      LocalDate asOf,
      Instant now) {
    this.campaign = campaign;
    this.strategy = strategy;
    this.templates = templates;
    this.fields = fields(strategy, templates);
    this.policy = policy;
    this.senders = senders;
    this.dossiers = dossiers;
    this.stopped = stopped;
    this.asOf = asOf;
    this.now = now;
  }

  /** What the gate needs to ask again, by dispatch. */
  Map<DispatchId, Approach> approaches() {
    return approaches;
  }

  List<PlannedStep> rows(Segmented segmented) {
    Map<BorrowerId, List<SegmentedLoan>> byBorrower = new LinkedHashMap<>();
    for (SegmentedLoan loan : segmented.loans()) {
      byBorrower.computeIfAbsent(loan.loan().borrower(), id -> new ArrayList<>()).add(loan);
    }
    Map<SegmentedLoan, List<PlannedStep>> rows = new HashMap<>();
    byBorrower.forEach(
        (borrower, loans) -> {
          SegmentedLoan lead = lead(loans, segmented.borrowerSegment(borrower));
          for (SegmentedLoan loan : loans) {
            rows.put(
                loan,
                loan.loan().id().equals(lead.loan().id())
                    ? steps(loan)
                    : List.of(silent(loan, "", "", Reasons.otherLoan(lead.loan()))));
          }
        });
    return segmented.loans().stream()
        .flatMap(loan -> rows.getOrDefault(loan, List.of()).stream())
        .toList();
  }

  private static SegmentedLoan lead(List<SegmentedLoan> loans, String segment) {
    return loans.stream()
        .filter(loan -> isCollected(loan.loan()))
        .filter(loan -> loan.placement().segment().equals(segment))
        .max(Comparator.comparingInt(loan -> loan.delinquency().countedDays()))
        .orElseGet(
            () ->
                loans.stream()
                    .filter(loan -> isCollected(loan.loan()))
                    .max(Comparator.comparingInt(loan -> loan.delinquency().countedDays()))
                    .orElse(loans.get(0)));
  }

  private static boolean isCollected(Loan loan) {
    return loan.status() == Loan.Status.ACTIVE || loan.status() == Loan.Status.WRITTEN_OFF;
  }

  private List<PlannedStep> steps(SegmentedLoan loan) {
    if (!isCollected(loan.loan())) {
      return List.of(silent(loan, "", "", Reasons.notCollected(loan.loan().status())));
    }
    String segment = loan.placement().segment();
    List<Step> steps = strategy.steps(segment);
    if (steps.isEmpty()) {
      return List.of(silent(loan, "", "", Reasons.segmentLeftAlone(segment)));
    }
    List<PlannedStep> rows = new ArrayList<>();
    Step sent = null;
    for (Step step : steps) {
      if (!falls(step.on(), loan.delinquency())) {
        continue;
      }
      if (step.action() instanceof Step.Send send) {
        PlannedStep row =
            sent == null
                ? message(loan, step, send)
                : silent(loan, step.name(), send.template(), Reasons.oneMessage(sent));
        sent = sent == null && row.dispatch().isPresent() ? step : sent;
        rows.add(row);
      } else {
        rows.add(agent(loan, step));
      }
    }
    return rows.isEmpty()
        ? List.of(silent(loan, "", "", Reasons.noStepToday(segment, steps)))
        : rows;
  }

  private static boolean falls(Trigger on, Delinquency facts) {
    if (on.count() == Trigger.Count.DAYS_PAST_DUE) {
      return facts.daysPastDue() > 0 && on.falls(facts.daysPastDue());
    }
    return facts.daysPastDue() == 0
        && facts.daysToDue().isPresent()
        && on.falls(facts.daysToDue().getAsInt());
  }

  private PlannedStep message(SegmentedLoan loan, Step step, Step.Send send) {
    String halted = stopped.get(send.template());
    if (halted != null) {
      return silent(
          loan, step.name(), send.template(), Reasons.templateStopped(send.template(), halted));
    }
    Borrower borrower = loan.borrower();
    Optional<Channel> reached =
        send.channels().stream()
            .filter(senders::containsKey)
            .filter(channel -> point(borrower, channel).isPresent())
            .findFirst();
    if (reached.isEmpty()) {
      return silent(
          loan, step.name(), send.template(), Reasons.unreachable(borrower, send.channels()));
    }
    Channel channel = reached.get();
    Approach approach = approach(loan, step, channel);
    Dossier dossier = dossiers.apply(loan.loan());
    ContactVerdict verdict = policy.decide(approach.at(now, dossier), dossier.history());
    return verdict.fold(
        allow -> send(loan, step, send, approach, now, Reasons.sent()),
        defer -> send(loan, step, send, approach, defer.until(), Gatekeeper.reason(verdict)),
        deny -> silent(loan, step.name(), send.template(), Gatekeeper.reason(verdict)),
        needs -> silent(loan, step.name(), send.template(), Gatekeeper.reason(verdict)));
  }

  private Approach approach(SegmentedLoan loan, Step step, Channel channel) {
    Delinquency facts = loan.delinquency();
    boolean before = step.on().count() == Trigger.Count.DAYS_TO_DUE;
    return new Approach(
        loan.borrower(),
        channel,
        strategy.creditor(),
        before ? Purpose.PRE_DUE_REMINDER : Purpose.COLLECTION,
        Initiation.OUTBOUND,
        Optional.of(loan.loan().id()),
        loan.loan().product(),
        facts.daysPastDue(),
        before ? Optional.empty() : Optional.of(facts.overdueAmount()));
  }

  private PlannedStep send(
      SegmentedLoan loan, Step step, Step.Send send, Approach approach, Instant at, Reason reason) {
    Borrower borrower = loan.borrower();
    ZoneId zone = borrower.zone().orElse(ZoneOffset.UTC);
    LocalDate day = at.atZone(zone).toLocalDate();
    int later = (int) Math.max(0, ChronoUnit.DAYS.between(now.atZone(zone).toLocalDate(), day));
    Delinquency facts = loan.delinquency();
    if (step.on().count() == Trigger.Count.DAYS_TO_DUE && facts.daysToDue().orElse(0) < later) {
      return silent(loan, step.name(), send.template(), Reasons.dueDatePasses(day));
    }
    MessageSender sender = Objects.requireNonNull(senders.get(approach.channel()));
    Rendering rendering;
    try {
      MessageTemplate template = Objects.requireNonNull(templates.get(send.template()));
      FilledTemplate filled =
          template
              .by(strategy.creditor())
              .fill(Objects.requireNonNull(fields.get(step)).values(borrower, facts, later));
      rendering = filled.render(language(borrower, template), sender.textProfile());
    } catch (FactFields.MissingFact e) {
      return silent(loan, step.name(), send.template(), Reasons.missingFact(e.fact()));
    } catch (InvalidMessage e) {
      return silent(
          loan, step.name(), send.template(), Reasons.unfit(String.valueOf(e.getMessage())));
    }
    PlanKey key = new PlanKey(campaign, borrower.id(), step.name(), slot(step, facts));
    Dispatch dispatch =
        Dispatch.of(key, SenderId.of(sender))
            .loan(loan.loan().id())
            .segment(loan.placement().segment())
            .notBefore(at)
            .expiresAt(day.plusDays(1).atStartOfDay(zone).toInstant())
            .policy("strategy", strategy.name() + " " + strategy.version())
            .policy("contact", String.join("; ", policy.packVersions()))
            .build(
                point(borrower, approach.channel()).orElseThrow(),
                new OutboundMessage.Template(rendering));
    approaches.put(dispatch.id(), approach);
    return new PlannedStep(
        borrower.id(),
        loan.loan().id(),
        loan.placement().segment(),
        step.name(),
        Optional.of(approach.channel()),
        send.template(),
        at.isAfter(now) ? PlannedStep.Verdict.DEFER : PlannedStep.Verdict.SEND,
        Optional.of(at),
        reason,
        Optional.of(dispatch));
  }

  private PlannedStep agent(SegmentedLoan loan, Step step) {
    return new PlannedStep(
        loan.loan().borrower(),
        loan.loan().id(),
        loan.placement().segment(),
        step.name(),
        Optional.empty(),
        "",
        PlannedStep.Verdict.AGENT,
        Optional.of(now),
        Reasons.agent(step),
        Optional.empty());
  }

  private static PlannedStep silent(
      SegmentedLoan loan, String step, String template, Reason reason) {
    return new PlannedStep(
        loan.loan().borrower(),
        loan.loan().id(),
        loan.placement().segment(),
        step,
        Optional.empty(),
        template,
        PlannedStep.Verdict.SILENT,
        Optional.empty(),
        reason,
        Optional.empty());
  }

  /** What makes a step of one borrower this one: the due date it is counted from, and the day. */
  private static String slot(Step step, Delinquency facts) {
    boolean before = step.on().count() == Trigger.Count.DAYS_TO_DUE;
    LocalDate anchor = (before ? facts.nextDueOn() : facts.pastDueSince()).orElse(facts.asOf());
    int days = before ? facts.daysToDue().orElse(0) : facts.daysPastDue();
    return anchor + (before ? "-" : "+") + days;
  }

  static Optional<ContactPoint> point(Borrower borrower, Channel channel) {
    return channel.equals(Channel.EMAIL)
        ? borrower.email().map(point -> point)
        : borrower.phone().map(point -> point);
  }

  static String language(Borrower borrower, MessageTemplate template) {
    String language = borrower.language().orElse("");
    if (!language.isEmpty() && !language.contains("-") && !language.contains("_")) {
      return borrower.place().map(place -> language + "-" + place.country()).orElse(language);
    }
    return language.isEmpty() ? template.languages().keySet().iterator().next() : language;
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
                  if (!templates.containsKey(send.template())) {
                    throw new IllegalArgumentException(noTemplate(segment, step, send, templates));
                  }
                  fields.put(
                      step,
                      FactFields.of(step, Objects.requireNonNull(templates.get(send.template()))));
                }
              }
            });
    return fields;
  }

  private static String noTemplate(
      String segment, Step step, Step.Send send, Map<String, MessageTemplate> templates) {
    return "segment "
        + segment
        + ", step "
        + step.name()
        + ": no template "
        + send.template()
        + Nearest.to(send.template(), templates.keySet())
            .map(near -> "; did you mean " + near + "?")
            .orElse("; known: " + String.join(", ", templates.keySet()));
  }
}
