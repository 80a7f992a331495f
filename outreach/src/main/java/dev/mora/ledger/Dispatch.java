package dev.mora.ledger;

import dev.mora.channel.FreeForm;
import dev.mora.channel.OutboundMessage;
import dev.mora.loan.LoanId;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.ContactPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One message planned for one borrower.
 *
 * @param header everything about it that names nobody and shows nothing: may be kept for ever
 * @param to personal data
 * @param content personal data; the gate may replace it by a fresher rendering
 * @param brief personal data: what whoever planned it wants to be told again at the gate, in words
 *     of its own, so that another process can decide; the ledger never reads it; may be empty
 */
public record Dispatch(
    Header header, ContactPoint to, OutboundMessage.Content content, String brief) {

  public Dispatch {
    Objects.requireNonNull(header, "header");
    Objects.requireNonNull(to, "to");
    Objects.requireNonNull(content, "content");
    Objects.requireNonNull(brief, "brief");
  }

  /** The id follows from the key. */
  public static Builder of(PlanKey key, SenderId sender) {
    return of(key.dispatchId(), key, sender);
  }

  /** With an id of the host's own choice, its idempotency key. */
  public static Builder of(DispatchId id, PlanKey key, SenderId sender) {
    return new Builder(id, key, sender);
  }

  public DispatchId id() {
    return header.id();
  }

  public CampaignId campaign() {
    return header.key().campaign();
  }

  public BorrowerId borrower() {
    return header.key().borrower();
  }

  public List<LoanId> loans() {
    return header.loans();
  }

  public String step() {
    return header.key().step();
  }

  public String slot() {
    return header.key().slot();
  }

  public String segment() {
    return header.segment();
  }

  public Channel channel() {
    return header.sender().channel();
  }

  public String account() {
    return header.sender().account();
  }

  public Instant notBefore() {
    return header.notBefore();
  }

  public Instant expiresAt() {
    return header.expiresAt();
  }

  /** Higher goes first. */
  public int priority() {
    return header.priority();
  }

  /** Which version of each policy decided on it, by the policy's name. */
  public Map<String, String> policies() {
    return header.policies();
  }

  /** The template that is to be sent; empty for free text. */
  public Optional<TemplateKey> template() {
    return content instanceof OutboundMessage.Template template
        ? Optional.of(TemplateKey.of(header.sender(), template.rendering()))
        : Optional.empty();
  }

  /**
   * Identifies what was said without showing it: of the template's definition, or of what is said
   * freely.
   */
  public String contentHash() {
    if (content instanceof OutboundMessage.Template template) {
      return template.rendering().contentHash();
    }
    return content instanceof OutboundMessage.Text text
        ? Hashes.hex(text.body())
        : Hashes.hex(((FreeForm) content).said().toJson());
  }

  Dispatch with(OutboundMessage.Content fresh) {
    return new Dispatch(header, to, fresh, brief);
  }

  @Override
  public String toString() {
    return "Dispatch(" + header.id() + ")";
  }

  /**
   * What is not personal about a dispatch.
   *
   * @param loans that the message is about; the first one is the one it is charged to
   * @param segment for reports; may be empty
   * @param expiresAt from this moment on it is never sent
   * @param priority higher goes first, across campaigns
   */
  public record Header(
      DispatchId id,
      PlanKey key,
      List<LoanId> loans,
      String segment,
      SenderId sender,
      Instant notBefore,
      Instant expiresAt,
      int priority,
      Map<String, String> policies) {

    public Header {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(segment, "segment");
      Objects.requireNonNull(sender, "sender");
      loans = List.copyOf(loans);
      policies = Map.copyOf(policies);
      if (!expiresAt.isAfter(notBefore)) {
        throw new IllegalArgumentException(
            "a dispatch expires after it may be sent: " + notBefore + ", " + expiresAt);
      }
    }
  }

  /** Collects what a dispatch is made of. Not thread-safe. */
  public static final class Builder {

    private final DispatchId id;
    private final PlanKey key;
    private final SenderId sender;
    private final List<LoanId> loans = new ArrayList<>();
    private final Map<String, String> policies = new TreeMap<>();
    private String segment = "";
    private Instant notBefore = Instant.MIN;
    private Instant expiresAt = Instant.MAX;
    private int priority;
    private String brief = "";

    private Builder(DispatchId id, PlanKey key, SenderId sender) {
      this.id = id;
      this.key = key;
      this.sender = sender;
    }

    public Builder loan(LoanId loan) {
      loans.add(loan);
      return this;
    }

    public Builder segment(String value) {
      segment = value;
      return this;
    }

    /** Default: at once. */
    public Builder notBefore(Instant value) {
      notBefore = value;
      return this;
    }

    /** Default: never, which suits tests alone. */
    public Builder expiresAt(Instant value) {
      expiresAt = value;
      return this;
    }

    /** Default 0; higher goes first. */
    public Builder priority(int value) {
      priority = value;
      return this;
    }

    public Builder policy(String name, String version) {
      policies.put(name, version);
      return this;
    }

    /** Default: empty; see {@link Dispatch#brief()}. */
    public Builder brief(String value) {
      brief = value;
      return this;
    }

    public Dispatch build(ContactPoint to, OutboundMessage.Content content) {
      return new Dispatch(
          new Dispatch.Header(
              id, key, loans, segment, sender, notBefore, expiresAt, priority, policies),
          to,
          content,
          brief);
    }
  }
}
