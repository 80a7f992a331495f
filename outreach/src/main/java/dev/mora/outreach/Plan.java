package dev.mora.outreach;

import dev.mora.channel.OutboundMessage;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.DispatchId;
import dev.mora.portfolio.DataFault;
import dev.mora.portfolio.Portfolio;
import dev.mora.segmentation.Segmented;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What a strategy would do on one day: a row for every loan, and for every row a reason. Nothing is
 * sent and nothing is written until {@code Outreach.run}. Immutable.
 */
public final class Plan {

  private final CampaignId campaign;
  private final Strategy strategy;
  private final LocalDate asOf;
  private final Instant plannedAt;
  private final Segmented segmented;
  private final List<PlannedStep> rows;
  private final String digest;
  private final Portfolio portfolio;
  private final Map<DispatchId, Approach> approaches;

  Plan(
      CampaignId campaign,
      Strategy strategy,
      LocalDate asOf,
      Instant plannedAt,
      Segmented segmented,
      List<PlannedStep> rows,
      Portfolio portfolio,
      Map<DispatchId, Approach> approaches) {
    this.campaign = Objects.requireNonNull(campaign);
    this.strategy = Objects.requireNonNull(strategy);
    this.asOf = Objects.requireNonNull(asOf);
    this.plannedAt = Objects.requireNonNull(plannedAt);
    this.segmented = Objects.requireNonNull(segmented);
    this.rows = List.copyOf(rows);
    this.digest = digest(this.rows);
    this.portfolio = portfolio;
    this.approaches = Map.copyOf(approaches);
  }

  public CampaignId campaign() {
    return campaign;
  }

  public Strategy strategy() {
    return strategy;
  }

  /** The day whose facts the plan is made from. */
  public LocalDate asOf() {
    return asOf;
  }

  public Instant plannedAt() {
    return plannedAt;
  }

  /** The loans with their segments, in portfolio order. */
  public Segmented segmented() {
    return segmented;
  }

  /** At least one for each loan, in portfolio order. */
  public List<PlannedStep> rows() {
    return rows;
  }

  /** What was wrong with the data; those loans have no row. */
  public List<DataFault> faults() {
    return segmented.faults();
  }

  public List<Dispatch> dispatches() {
    return rows.stream().flatMap(row -> row.dispatch().stream()).toList();
  }

  Portfolio portfolio() {
    return portfolio;
  }

  /** What the gate needs to ask again, by dispatch. */
  Map<DispatchId, Approach> approaches() {
    return approaches;
  }

  /** Rows by verdict; every verdict is there. */
  public Map<PlannedStep.Verdict, Long> counts() {
    Map<PlannedStep.Verdict, Long> counts = new EnumMap<>(PlannedStep.Verdict.class);
    for (PlannedStep.Verdict verdict : PlannedStep.Verdict.values()) {
      counts.put(verdict, 0L);
    }
    rows.forEach(row -> counts.merge(row.verdict(), 1L, Long::sum));
    return counts;
  }

  /**
   * SHA-256 over what would be sent to whom and when, in hexadecimal: two plans with the same
   * digest do the same. This is what a person approves.
   */
  public String digest() {
    return digest;
  }

  @Override
  public String toString() {
    return "Plan(" + campaign + ", " + counts() + ")";
  }

  private static String said(Dispatch dispatch) {
    String text =
        dispatch.content() instanceof OutboundMessage.Template template
            ? template.rendering().body().text()
            : "";
    return dispatch.id() + "|" + dispatch.contentHash() + "|" + text;
  }

  private static String digest(List<PlannedStep> rows) {
    String all =
        rows.stream()
            .map(
                row ->
                    String.join(
                        "|",
                        row.borrower().value(),
                        row.loan().value(),
                        row.segment(),
                        row.step(),
                        row.verdict().name(),
                        row.at().map(Instant::toString).orElse(""),
                        row.reason().code(),
                        row.dispatch().map(Plan::said).orElse("")))
            .collect(Collectors.joining("\n"));
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
