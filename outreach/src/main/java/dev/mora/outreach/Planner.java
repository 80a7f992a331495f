package dev.mora.outreach;

import dev.mora.channel.MessageSender;
import dev.mora.contact.ContactPolicy;
import dev.mora.contact.ContactVerdict;
import dev.mora.delinquency.Delinquency;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.DispatchId;
import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
import dev.mora.party.Borrower;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.portfolio.Portfolio;
import dev.mora.segmentation.Segmented;
import dev.mora.segmentation.SegmentedLoan;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the rows of a plan. One loan of each borrower leads: the one whose segment is the
 * borrower's, the latest first. The others are left alone, so that nobody hears of two loans on one
 * day; nor is anybody written to by two campaigns on one day.
 */
final class Planner {

  private final CampaignId campaign;
  private final Strategy strategy;
  private final ContactPolicy policy;
  private final Map<Channel, MessageSender> senders;
  private final Archive archive;
  private final StoppedTemplates stopped;
  private final Letters letters;
  private final LocalDate asOf;
  private final Instant now;
  private final Map<DispatchId, Errand> errands = new HashMap<>();

  Planner(
      CampaignId campaign,
      Strategy strategy,
      ContactPolicy policy,
      Map<Channel, MessageSender> senders,
      Archive archive,
      StoppedTemplates stopped,
      Letters letters,
      LocalDate asOf,
      Instant now) {
    this.campaign = campaign;
    this.strategy = strategy;
    this.policy = policy;
    this.senders = senders;
    this.archive = archive;
    this.stopped = stopped;
    this.letters = letters;
    this.asOf = asOf;
    this.now = now;
  }

  Plan plan(Segmented segmented, Portfolio portfolio) {
    return new Plan(campaign, strategy, asOf, now, segmented, rows(segmented), portfolio, errands);
  }

  private List<PlannedStep> rows(Segmented segmented) {
    Map<BorrowerId, List<SegmentedLoan>> byBorrower = new LinkedHashMap<>();
    for (SegmentedLoan loan : segmented.loans()) {
      byBorrower.computeIfAbsent(loan.loan().borrower(), id -> new ArrayList<>()).add(loan);
    }
    Map<LoanId, List<PlannedStep>> rows = new HashMap<>();
    byBorrower.forEach(
        (borrower, loans) -> {
          SegmentedLoan lead = lead(loans, segmented.borrowerSegment(borrower));
          for (SegmentedLoan loan : loans) {
            rows.put(loan.loan().id(), loan == lead ? steps(loan) : List.of(aside(loan, lead)));
          }
        });
    return segmented.loans().stream()
        .flatMap(loan -> rows.getOrDefault(loan.loan().id(), List.of()).stream())
        .toList();
  }

  private static SegmentedLoan lead(List<SegmentedLoan> loans, String segment) {
    Comparator<SegmentedLoan> byLateness =
        Comparator.comparingInt(loan -> loan.delinquency().countedDays());
    List<SegmentedLoan> collected =
        loans.stream().filter(loan -> isCollected(loan.loan())).toList();
    return collected.stream()
        .filter(loan -> loan.placement().segment().equals(segment))
        .max(byLateness)
        .or(() -> collected.stream().max(byLateness))
        .orElse(loans.get(0));
  }

  private static boolean isCollected(Loan loan) {
    return loan.status() == Loan.Status.ACTIVE || loan.status() == Loan.Status.WRITTEN_OFF;
  }

  private static PlannedStep aside(SegmentedLoan loan, SegmentedLoan lead) {
    return silent(
        loan,
        "",
        "",
        isCollected(loan.loan())
            ? Reasons.otherLoan(lead.loan())
            : Reasons.notCollected(loan.loan().status()));
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
    Borrower borrower = loan.borrower();
    Optional<Channel> reached =
        send.channels().stream()
            .filter(senders::containsKey)
            .filter(channel -> Approach.point(borrower, channel).isPresent())
            .findFirst();
    if (send.channels().stream().noneMatch(senders::containsKey)) {
      return silent(loan, step.name(), send.template(), Reasons.noSender(send.channels()));
    }
    if (reached.isEmpty()) {
      return silent(
          loan, step.name(), send.template(), Reasons.unreachable(borrower, send.channels()));
    }
    Optional<DispatchEntry> planned =
        archive.entries(borrower.id()).stream()
            .filter(entry -> entry.header().key().equals(letters.key(loan, step)))
            .findFirst();
    Channel channel =
        planned.map(entry -> entry.header().sender().channel()).orElseGet(reached::get);
    Instant dawn = new DebtorDay(policy.zones(borrower)).startOf(asOf);
    Instant from = dawn.isAfter(now) ? dawn : now;
    Dossier dossier = archive.dossier(loan.loan()).without(planned);
    ContactVerdict verdict =
        policy.decide(letters.approach(loan, step, channel).at(from, dossier), dossier.history());
    return verdict.fold(
        allow ->
            planned.isPresent()
                ? again(loan, step, send, planned.get())
                : send(loan, step, send, channel, from, Reasons.sent()),
        defer ->
            planned.isPresent()
                ? again(loan, step, send, planned.get())
                : send(loan, step, send, channel, defer.until(), Gatekeeper.reason(verdict)),
        deny -> silent(loan, step.name(), send.template(), Gatekeeper.reason(verdict)),
        needs -> silent(loan, step.name(), send.template(), Gatekeeper.reason(verdict)));
  }

  /** What this campaign has planned stays as it stands, sent or not. */
  private PlannedStep again(SegmentedLoan loan, Step step, Step.Send send, DispatchEntry planned) {
    return send(
        loan,
        step,
        send,
        planned.header().sender().channel(),
        planned.header().notBefore(),
        Reasons.alreadyPlanned());
  }

  private PlannedStep send(
      SegmentedLoan loan, Step step, Step.Send send, Channel channel, Instant at, Reason reason) {
    Letters.Letter letter;
    try {
      letter = letters.write(loan, step, send, channel, at);
    } catch (Letters.Unwritten e) {
      return silent(loan, step.name(), send.template(), e.reason());
    }
    Optional<String> halted = letter.dispatch().template().flatMap(stopped::why);
    if (halted.isPresent()) {
      return silent(
          loan,
          step.name(),
          send.template(),
          Reasons.templateStopped(send.template(), halted.get()));
    }
    Optional<Reason> other =
        Archive.occupied(
            archive.entries(loan.loan().borrower()),
            letter.dispatch().header().key(),
            letter.day(),
            new DebtorDay(policy.zones(loan.borrower())),
            now);
    if (other.isPresent()) {
      return silent(loan, step.name(), send.template(), other.get());
    }
    errands.put(letter.dispatch().id(), letter.errand());
    return new PlannedStep(
        loan.loan().borrower(),
        loan.loan().id(),
        loan.placement().segment(),
        step.name(),
        Optional.of(channel),
        send.template(),
        at.isAfter(now) ? PlannedStep.Verdict.DEFER : PlannedStep.Verdict.SEND,
        Optional.of(at),
        reason,
        Optional.of(letter.dispatch()));
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
}
