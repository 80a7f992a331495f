package dev.mora.outreach;

import dev.mora.channel.MessageSender;
import dev.mora.contact.ContactPolicy;
import dev.mora.conversation.Tray;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.portfolio.Portfolio;
import dev.mora.portfolio.PortfolioSource;
import dev.mora.score.Scores;
import dev.mora.segmentation.SegmentationPolicy;
import dev.mora.segmentation.SegmentationRun;
import dev.mora.segmentation.Segmented;
import dev.mora.template.MessageTemplate;
import dev.mora.template.MoneyStyle;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the plan of a day out of what a house has: its books, its rules and its words. */
final class Plans {

  private final DeliveryLedger ledger;
  private final ContactPolicy policy;
  private final InstantSource clock;
  private final Map<Channel, MessageSender> senders;
  private final Holds holds;
  private final StoppedTemplates stopped;
  private final Tray tray;
  private final Sorting sorting;
  private final Words words;

  /** How loans come into segments. */
  record Sorting(
      DelinquencyPolicy delinquency,
      @Nullable SegmentationPolicy segmentation,
      Scores models,
      UnaryOperator<SegmentationRun> preparation) {}

  /** What is said, and how. */
  record Words(
      Map<String, MessageTemplate> templates,
      Optional<PaymentLinks> links,
      List<MoneyStyle> amounts) {}

  Plans(
      DeliveryLedger ledger,
      ContactPolicy policy,
      InstantSource clock,
      Map<Channel, MessageSender> senders,
      Holds holds,
      StoppedTemplates stopped,
      Tray tray,
      Sorting sorting,
      Words words) {
    this.ledger = ledger;
    this.policy = policy;
    this.clock = clock;
    this.senders = senders;
    this.holds = holds;
    this.stopped = stopped;
    this.tray = tray;
    this.sorting = sorting;
    this.words = words;
  }

  /** As {@link Outreach#plan} says. */
  Plan plan(CampaignId campaign, Strategy strategy, PortfolioSource source, LocalDate asOf) {
    SegmentationPolicy segmentation = sorting.segmentation;
    if (segmentation == null) {
      throw new IllegalStateException("a plan needs a segmentation: give one to the builder");
    }
    strategy.requireSegmentsOf(segmentation);
    Instant now = clock.instant();
    Portfolio portfolio = source.read();
    Archive archive = new Archive(portfolio, ledger, holds, asOf);
    Letters letters =
        new Letters(
            campaign,
            strategy,
            words.templates,
            senders,
            policy,
            sorting.delinquency,
            SameNumber.in(portfolio)::others,
            archive::promises,
            words.links,
            words.amounts,
            now);
    Segmented segmented =
        segmentationRun(segmentation, asOf).segment(archive.withLedger(portfolio));
    return new Planner(
            campaign,
            strategy,
            policy,
            senders,
            archive,
            stopped.glance(),
            letters,
            onTray(strategy),
            asOf,
            now)
        .plan(segmented, portfolio);
  }

  private Set<BorrowerId> onTray(Strategy strategy) {
    return strategy.stop().on().contains(StopRule.Cause.ON_TRAY)
        ? tray.open().stream()
            .flatMap(item -> item.borrower().stream())
            .collect(Collectors.toUnmodifiableSet())
        : Set.of();
  }

  /** A plan that held nobody, where the policy wants to, would write to the wrong people. */
  private SegmentationRun segmentationRun(SegmentationPolicy by, LocalDate asOf) {
    SegmentationRun prepared =
        sorting.preparation.apply(
            SegmentationRun.of(by, sorting.delinquency, asOf).models(sorting.models));
    if (!prepared.policy().equals(by) || !prepared.asOf().equals(asOf)) {
      throw new IllegalStateException("the run of a segmentation keeps its policy and its day");
    }
    if (!by.holds().isEmpty() && prepared.memory().isEmpty()) {
      throw new IllegalStateException(
          "policy "
              + by.name()
              + " holds "
              + String.join(", ", by.holds().keySet())
              + ": a plan needs the memory of the last run, or SegmentMemory.none() for the first;"
              + " give it with segmentation(policy, run -> run.memory(...))");
    }
    return prepared;
  }
}
