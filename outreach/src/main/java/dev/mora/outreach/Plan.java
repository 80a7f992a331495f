package dev.mora.outreach;

import dev.mora.channel.OutboundMessage;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.DispatchId;
import dev.mora.portfolio.DataFault;
import dev.mora.portfolio.Portfolio;
import dev.mora.segmentation.Segmented;
import dev.mora.template.Rendering;
import java.nio.ByteBuffer;
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
  private final Map<DispatchId, Errand> errands;

  Plan(
      CampaignId campaign,
      Strategy strategy,
      LocalDate asOf,
      Instant plannedAt,
      Segmented segmented,
      List<PlannedStep> rows,
      Portfolio portfolio,
      Map<DispatchId, Errand> errands) {
    this.campaign = Objects.requireNonNull(campaign);
    this.strategy = Objects.requireNonNull(strategy);
    this.asOf = Objects.requireNonNull(asOf);
    this.plannedAt = Objects.requireNonNull(plannedAt);
    this.segmented = Objects.requireNonNull(segmented);
    this.rows = List.copyOf(rows);
    this.digest = digest(this.strategy, this.rows);
    this.portfolio = portfolio;
    this.errands = Map.copyOf(errands);
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
  Map<DispatchId, Errand> errands() {
    return errands;
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
   * SHA-256 over what would be sent or put on a desk, about which loan, to whom, in which words and
   * on which day, in hexadecimal: two plans with the same digest do the same. The minute of the day
   * and the reasons of silences are not in it, so a campaign that is planned again later on the
   * day, or after a crash, has the same one. This is what a person approves.
   */
  public String digest() {
    return digest;
  }

  @Override
  public String toString() {
    return "Plan(" + campaign + ", " + counts() + ")";
  }

  private static String digest(Strategy strategy, List<PlannedStep> rows) {
    MessageDigest digest = sha256();
    add(digest, strategy.name());
    add(digest, strategy.version());
    for (PlannedStep row : rows) {
      if (row.verdict() != PlannedStep.Verdict.SILENT) {
        add(digest, row.borrower().value());
        add(digest, row.loan().value());
        add(digest, row.segment());
        add(digest, row.step());
        add(digest, row.dispatch().isPresent() ? "message" : row.reason().code());
        row.dispatch().ifPresent(dispatch -> add(digest, dispatch));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, Dispatch dispatch) {
    add(digest, dispatch.id().value());
    add(digest, dispatch.expiresAt().toString());
    add(digest, dispatch.to().address());
    add(digest, dispatch.contentHash());
    if (dispatch.content() instanceof OutboundMessage.Template template) {
      Rendering text = template.rendering();
      add(digest, text.language());
      add(digest, text.header().map(Rendering.Part::text).orElse(""));
      text.media().ifPresent(media -> add(digest, media.kind() + " " + media.text()));
      add(digest, text.body().text());
      add(digest, text.footer());
      text.buttons().forEach(button -> add(digest, said(button)));
    }
  }

  private static String said(Rendering.Button button) {
    if (button instanceof Rendering.Button.QuickReply reply) {
      return reply.label() + "=" + reply.payload();
    }
    if (button instanceof Rendering.Button.Url url) {
      return url.label() + "=" + url.url();
    }
    if (button instanceof Rendering.Button.Phone phone) {
      return phone.label() + "=" + phone.number().e164();
    }
    return button instanceof Rendering.Button.CopyCode code
        ? code.label() + "=" + code.code()
        : button.label();
  }

  /** Each part behind its length, so that no two lists of parts are the same bytes. */
  private static void add(MessageDigest digest, String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
