package dev.mora.outreach;

import dev.mora.channel.MessageSender;
import dev.mora.contact.ContactPolicy;
import dev.mora.contact.ContactVerdict;
import dev.mora.delinquency.Delinquency;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.TemplateKey;
import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
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
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

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
  private final Function<TemplateKey, Optional<String>> stopped;
  private final Letters letters;
  private final Set<BorrowerId> onTray;
  private final LocalDate asOf;
  private final Instant now;
  private final Map<DispatchId, Errand> errands = new HashMap<>();

  Planner(
      CampaignId campaign,
      Strategy strategy,
      ContactPolicy policy,
      Map<Channel, MessageSender> senders,
      Archive archive,
      Function<TemplateKey, Optional<String>> stopped,
      Letters letters,
      Set<BorrowerId> onTray,
      LocalDate asOf,
      Instant now) {
    this.campaign = campaign;
    this.strategy = strategy;
    this.policy = policy;
    this.senders = senders;
    this.archive = archive;
    this.stopped = stopped;
    this.letters = letters;
    this.onTray = onTray;
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
    List<BorrowerId> borrowers = List.copyOf(byBorrower.keySet());
    for (int from = 0; from < borrowers.size(); from += Archive.PAGE) {
      List<BorrowerId> page =
          borrowers.subList(from, Math.min(from + Archive.PAGE, borrowers.size()));
      Map<BorrowerId, List<DispatchEntry>> entries = archive.entries(page);
      for (BorrowerId borrower : page) {
        List<SegmentedLoan> loans = byBorrower.getOrDefault(borrower, List.of());
        SegmentedLoan lead = lead(loans, segmented.borrowerSegment(borrower));
        List<PlannedStep> leading = steps(lead, loans, entries.getOrDefault(borrower, List.of()));
        for (SegmentedLoan loan : loans) {
          rows.put(loan.loan().id(), loan == lead ? leading : List.of(aside(loan, lead, leading)));
        }
      }
    }
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

  private static PlannedStep aside(
      SegmentedLoan loan, SegmentedLoan lead, List<PlannedStep> leading) {
    boolean told =
        leading.stream()
            .flatMap(row -> row.dispatch().stream())
            .anyMatch(dispatch -> dispatch.loans().contains(loan.loan().id()));
    Reason why =
        isCollected(loan.loan())
            ? told ? Reasons.together(lead.loan()) : Reasons.otherLoan(lead.loan())
            : Reasons.notCollected(loan.loan().status());
    return silent(loan, "", "", why);
  }

  private List<PlannedStep> steps(
      SegmentedLoan loan, List<SegmentedLoan> siblings, List<DispatchEntry> entries) {
    if (!isCollected(loan.loan())) {
      return List.of(silent(loan, "", "", Reasons.notCollected(loan.loan().status())));
    }
    String segment = loan.placement().segment();
    List<Step> steps = strategy.steps(segment);
    if (steps.isEmpty()) {
      return List.of(silent(loan, "", "", Reasons.segmentLeftAlone(segment)));
    }
    Course course = new Course(loan, siblings, entries);
    List<PlannedStep> rows = new ArrayList<>();
    Step sent = null;
    for (Step step : steps) {
      if (step.action() instanceof Step.Send send) {
        Optional<Turn> turn = course.turn(step, send);
        if (turn.isPresent()) {
          PlannedStep row =
              sent == null
                  ? course.message(step, send, turn.get())
                  : silent(loan, step.name(), send.template(), Reasons.oneMessage(sent));
          sent = sent == null && row.dispatch().isPresent() ? step : sent;
          rows.add(row);
        }
      } else if (course.falls(step) && course.follows(step)) {
        rows.add(hand(loan, step, ((Step.Hand) step.action()).to()));
      }
    }
    return rows.isEmpty() ? List.of(silent(loan, "", "", course.pause(segment, steps))) : rows;
  }

  /**
   * A step's turn on this day.
   *
   * @param channel the one that is to be tried; empty for the first that reaches the borrower
   */
  private record Turn(Optional<Channel> channel, int days, Reason reason) {}

  /** One loan's way through the steps of its segment on this day. */
  private final class Course {

    private final SegmentedLoan loan;
    private final List<SegmentedLoan> siblings;
    private final Delinquency facts;
    private final DebtorDay calendar;
    private final List<DispatchEntry> entries;
    private final Trail trail;

    Course(SegmentedLoan loan, List<SegmentedLoan> siblings, List<DispatchEntry> entries) {
      this.loan = loan;
      this.siblings = siblings;
      facts = loan.delinquency();
      calendar = new DebtorDay(policy.zones(loan.borrower()));
      this.entries = entries;
      trail =
          Trail.of(
              entries,
              archive.dossier(loan.loan()).history(),
              loan.borrower().id(),
              Letters.anchor(loan, facts.daysPastDue() == 0),
              campaign,
              asOf,
              calendar,
              now);
    }

    private OptionalInt count(Trigger.Count count) {
      boolean late = facts.daysPastDue() > 0;
      return switch (count) {
        case DAYS_PAST_DUE -> late ? OptionalInt.of(facts.daysPastDue()) : OptionalInt.empty();
        case DAYS_TO_DUE -> late ? OptionalInt.empty() : facts.daysToDue();
        case DATE -> OptionalInt.of(Math.toIntExact(asOf.toEpochDay()));
        case DAYS_SINCE_BROKEN_PROMISE -> archive.daysSinceBroken(loan.loan());
      };
    }

    boolean falls(Step step) {
      OptionalInt count = count(step.on().count());
      return count.isPresent() && step.on().falls(count.getAsInt());
    }

    /** Whether what the step comes after has ended in silence; true if it comes after nothing. */
    boolean follows(Step step) {
      if (step.after().isEmpty()) {
        return true;
      }
      Step before =
          strategy.steps(loan.placement().segment()).stream()
              .filter(each -> each.name().equals(step.after().get()))
              .findFirst()
              .orElseThrow();
      List<Channel> usable = usable((Step.Send) before.action());
      return usable.isEmpty() ? hasBegun(before) : trail.endedSilent(before, usable);
    }

    private boolean hasBegun(Step step) {
      OptionalInt count = count(step.on().count());
      return count.isPresent()
          && (step.on().count() == Trigger.Count.DAYS_TO_DUE
              ? count.getAsInt() <= step.on().begins()
              : count.getAsInt() >= step.on().begins());
    }

    private List<Channel> usable(Step.Send send) {
      return send.channels().stream()
          .filter(senders::containsKey)
          .filter(channel -> Approach.point(loan.borrower(), channel).isPresent())
          .toList();
    }

    Optional<Turn> turn(Step step, Step.Send send) {
      int days = count(step.on().count()).orElse(0);
      Optional<Channel> next = trail.next(step, usable(send));
      if (next.isPresent()) {
        return Optional.of(
            new Turn(
                next, days, Reasons.nextChannel(next.get(), step.await().orElseThrow().sign())));
      }
      boolean once = step.after().isPresent() && trail.hasTried(step);
      if (falls(step) && follows(step) && !once) {
        return Optional.of(
            new Turn(
                Optional.empty(),
                slotDays(step),
                step.after().map(Reasons::afterSilence).orElseGet(Reasons::sent)));
      }
      return step.after().isEmpty() ? broughtForward(step, send) : Optional.empty();
    }

    /** Steps that are not counted in days from the due date are still told apart by them. */
    private int slotDays(Step step) {
      return Letters.isBefore(step) ? facts.daysToDue().orElse(0) : facts.daysPastDue();
    }

    /** A reminder of a later day, if none of the days until then is open to it. */
    private Optional<Turn> broughtForward(Step step, Step.Send send) {
      OptionalInt left = count(Trigger.Count.DAYS_TO_DUE);
      List<Channel> usable = usable(send);
      if (!Letters.isBefore(step) || left.isEmpty() || usable.isEmpty()) {
        return Optional.empty();
      }
      for (int days = left.getAsInt() - 1; days >= 0; days--) {
        if (step.on().falls(days)) {
          LocalDate due = facts.nextDueOn().orElseThrow();
          return isOpenBetween(step, usable.get(0), asOf.plusDays(1), due)
              ? Optional.empty()
              : Optional.of(new Turn(Optional.empty(), days, Reasons.broughtForward(due)));
        }
      }
      return Optional.empty();
    }

    private boolean isOpenBetween(Step step, Channel channel, LocalDate first, LocalDate last) {
      Instant from = calendar.startOf(first);
      Dossier dossier = archive.dossier(loan.loan());
      return policy
          .decide(letters.approach(loan, step, channel).at(from, dossier), dossier.history())
          .fold(
              allow -> true,
              defer -> !calendar.of(defer.until()).isAfter(last),
              deny -> true,
              needs -> true);
    }

    /** Why no step falls. */
    Reason pause(String segment, List<Step> steps) {
      return trail
          .pending(strategy)
          .map(pending -> Reasons.waiting(pending.step(), pending.until()))
          .orElseGet(() -> Reasons.noStepToday(segment, steps));
    }

    private Optional<Reason> stop() {
      StopRule stop = strategy.stop();
      if (stop.on().contains(StopRule.Cause.REPLIED) && trail.isAnswered()) {
        return Optional.of(Reasons.stopped(StopRule.Cause.REPLIED.name()));
      }
      if (stop.on().contains(StopRule.Cause.PROMISED)
          && facts.pastDueSince().isPresent()
          && archive.isPromisedSince(loan.loan(), facts.pastDueSince().get())) {
        return Optional.of(Reasons.stopped(StopRule.Cause.PROMISED.name()));
      }
      if (stop.on().contains(StopRule.Cause.ON_TRAY) && onTray.contains(loan.borrower().id())) {
        return Optional.of(Reasons.stopped(StopRule.Cause.ON_TRAY.name()));
      }
      return stop.messages().isPresent() && trail.messages() >= stop.messages().getAsInt()
          ? Optional.of(Reasons.stopped("messages " + trail.messages()))
          : Optional.empty();
    }

    PlannedStep message(Step step, Step.Send send, Turn turn) {
      Optional<Reason> stop = stop();
      if (stop.isPresent()) {
        return silent(loan, step.name(), send.template(), stop.get());
      }
      Optional<Trail.Pending> pending = trail.pending(strategy);
      if (pending.isPresent()) {
        return silent(
            loan,
            step.name(),
            send.template(),
            Reasons.waiting(pending.get().step(), pending.get().until()));
      }
      if (send.channels().stream().noneMatch(senders::containsKey)) {
        return silent(loan, step.name(), send.template(), Reasons.noSender(send.channels()));
      }
      List<Channel> usable = usable(send);
      if (usable.isEmpty()) {
        return silent(
            loan,
            step.name(),
            send.template(),
            Reasons.unreachable(loan.borrower(), send.channels()));
      }
      Letters.Order order = order(step, send, turn, turn.channel().orElse(usable.get(0)));
      Optional<DispatchEntry> planned =
          entries.stream()
              .filter(entry -> entry.header().key().equals(letters.key(order)))
              .findFirst();
      return decided(
          planned
              .map(entry -> order(step, send, turn, entry.header().sender().channel()))
              .orElse(order),
          turn.reason(),
          planned);
    }

    private Letters.Order order(Step step, Step.Send send, Turn turn, Channel channel) {
      return new Letters.Order(
          loan,
          step,
          send,
          channel,
          turn.days(),
          turn.channel().isPresent(),
          send.together() ? others(step, channel) : List.of());
    }

    private PlannedStep decided(
        Letters.Order order, Reason reason, Optional<DispatchEntry> planned) {
      Dossier dossier = archive.dossier(loan.loan()).without(planned);
      ContactVerdict verdict = verdict(loan, order.step(), order.channel(), dossier);
      return verdict.fold(
          allow -> planned.isPresent() ? again(order, planned.get()) : send(order, from(), reason),
          defer ->
              planned.isPresent()
                  ? again(order, planned.get())
                  : send(order, defer.until(), Gatekeeper.reason(verdict)),
          deny ->
              silent(
                  loan, order.step().name(), order.send().template(), Gatekeeper.reason(verdict)),
          needs ->
              silent(
                  loan, order.step().name(), order.send().template(), Gatekeeper.reason(verdict)));
    }

    private ContactVerdict verdict(
        SegmentedLoan about, Step step, Channel channel, Dossier dossier) {
      return policy.decide(
          letters.approach(about, step, channel).at(from(), dossier), dossier.history());
    }

    private Instant from() {
      Instant dawn = calendar.startOf(asOf);
      return dawn.isAfter(now) ? dawn : now;
    }

    /** The loans of the borrower that one message may speak of with the leading one. */
    private List<SegmentedLoan> others(Step step, Channel channel) {
      return siblings.stream()
          .filter(other -> other != loan && isCollected(other.loan()))
          .filter(
              other ->
                  other
                      .delinquency()
                      .overdueAmount()
                      .currency()
                      .equals(facts.overdueAmount().currency()))
          .filter(
              other ->
                  Letters.isBefore(step)
                      ? other.delinquency().daysPastDue() == 0
                          && other.delinquency().nextDueOn().equals(facts.nextDueOn())
                      : other.delinquency().daysPastDue() > 0)
          .filter(
              other ->
                  verdict(other, step, channel, archive.dossier(other.loan()))
                      .fold(allow -> true, defer -> true, deny -> false, needs -> false))
          .toList();
    }

    /** What the campaign has planned before: it stays in the plan, whatever became of it. */
    private PlannedStep again(Letters.Order order, DispatchEntry before) {
      PlannedStep.Verdict verdict =
          before.state().isOpen()
              ? verdictAt(before.header().notBefore())
              : PlannedStep.Verdict.DONE;
      return send(
          order, before.header().notBefore(), verdict, Reasons.alreadyPlanned(before.state()));
    }

    private PlannedStep.Verdict verdictAt(Instant at) {
      return at.isAfter(now) ? PlannedStep.Verdict.DEFER : PlannedStep.Verdict.SEND;
    }

    private PlannedStep send(Letters.Order order, Instant at, Reason reason) {
      return send(order, at, verdictAt(at), reason);
    }

    private PlannedStep send(
        Letters.Order order, Instant at, PlannedStep.Verdict verdict, Reason reason) {
      String template = letters.template(order).name();
      String name = order.step().name();
      Letters.Letter letter;
      try {
        letter = letters.write(order, at);
      } catch (Letters.Unwritten e) {
        return silent(loan, name, template, e.reason());
      }
      Optional<String> halted = letter.dispatch().template().flatMap(stopped);
      if (halted.isPresent()) {
        return silent(loan, name, template, Reasons.templateStopped(template, halted.get()));
      }
      Optional<Reason> other =
          Archive.occupied(entries, letter.dispatch().header().key(), letter.day(), calendar, now);
      if (other.isPresent()) {
        return silent(loan, name, template, other.get());
      }
      errands.put(letter.dispatch().id(), letter.errand());
      return new PlannedStep(
          loan.loan().borrower(),
          loan.loan().id(),
          loan.placement().segment(),
          name,
          Optional.of(order.channel()),
          template,
          verdict,
          Optional.of(at),
          reason,
          Optional.of(letter.dispatch()));
    }
  }

  private PlannedStep hand(SegmentedLoan loan, Step step, Step.Desk to) {
    return new PlannedStep(
        loan.loan().borrower(),
        loan.loan().id(),
        loan.placement().segment(),
        step.name(),
        Optional.empty(),
        "",
        PlannedStep.Verdict.AGENT,
        Optional.of(now),
        Reasons.hand(step, to),
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
