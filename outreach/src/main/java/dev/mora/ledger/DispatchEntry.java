package dev.mora.ledger;

import dev.mora.history.ContactRecord;
import dev.mora.history.ContactRecord.Outcome;
import dev.mora.party.BorrowerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A dispatch as the ledger's row shows it: the sum of its events. {@link #after} is the only way a
 * row changes, in every ledger.
 *
 * @param fence rises with each claim; a worker with an older one is ignored
 * @param attempt gates begun since the last one that came to a decision
 * @param misses times in a row that it was proven not sent
 * @param submits times that the gate opened: bodies that may have been handed over
 * @param notBefore the earliest next try, as the last event of a wait says; what {@linkplain
 *     DeliveryLedger#WAITS_FOR_REACH waits for room} on a second day asks again later than that
 * @param reason code of the last decision; the provider's code if that decided; may be empty
 * @param detail for a person; may be empty
 * @param template what was planned, if a template
 */
public record DispatchEntry(
    Dispatch.Header header,
    Optional<TemplateKey> template,
    State state,
    long fence,
    int attempt,
    int misses,
    int submits,
    Instant notBefore,
    Optional<Lease> lease,
    Optional<Instant> unknownSince,
    String reason,
    String detail,
    Evidence evidence) {

  public DispatchEntry {
    Objects.requireNonNull(header, "header");
    Objects.requireNonNull(template, "template");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(notBefore, "notBefore");
    Objects.requireNonNull(lease, "lease");
    Objects.requireNonNull(unknownSince, "unknownSince");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(evidence, "evidence");
  }

  /** Who holds it and until when, by the ledger's clock. */
  public record Lease(String owner, Instant until) {}

  /** A row as planning makes it. */
  public static DispatchEntry planned(Dispatch dispatch) {
    return planned(dispatch.header(), dispatch.template());
  }

  /** The same, from what is left after erasure. */
  public static DispatchEntry planned(Dispatch.Header header, Optional<TemplateKey> template) {
    return new DispatchEntry(
        header,
        template,
        State.PLANNED,
        0,
        0,
        0,
        0,
        header.notBefore(),
        Optional.empty(),
        Optional.empty(),
        "",
        "",
        Evidence.NONE);
  }

  /** Builds the row again from its first state and all its events, oldest first. */
  public static DispatchEntry fold(DispatchEntry planned, List<LedgerEvent> events) {
    DispatchEntry entry = planned;
    for (LedgerEvent event : events) {
      entry = entry.after(event);
    }
    return entry;
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

  /** Kept by the provider for its own checks, and nothing newer known: still not to be resent. */
  public boolean isHeld() {
    return state == State.ACCEPTED && evidence.held();
  }

  /** Whether the provider gave it an id. */
  public boolean hasProviderId() {
    return !evidence.providerMessageIds().isEmpty();
  }

  /** The provider's code of the failure that was told first; may be there in any later state. */
  public Optional<String> failCode() {
    return evidence.failure().map(Evidence.Failure::code);
  }

  /** How often it went to the gate again though it may have been accepted before. */
  public int resends() {
    return evidence.earlier().size();
  }

  /** Whether it is to be sent again while nobody knows if it has been. */
  public boolean awaitsResend() {
    return resends() > 0 && (state.isOpen() || state == State.PARKED);
  }

  /**
   * What it means for caps: the reservation that the gate took is this record, so it cannot be
   * forgotten. What may have been sent counts as {@link Outcome#UNKNOWN}; what was proven not sent
   * is no contact, or {@link Outcome#REJECTED} if it was refused for good. The last one, if it was
   * sent again.
   */
  public Optional<ContactRecord> contact() {
    List<ContactRecord> all = contacts();
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  /** One {@link #contact} for each body that may have been accepted, oldest first. */
  public List<ContactRecord> contacts() {
    List<Instant> gates = evidence.contactsAt(!evidence.released() || state == State.FAILED);
    var contacts = new ArrayList<ContactRecord>(gates.size());
    for (Instant at : gates) {
      boolean isLast = contacts.size() == gates.size() - 1;
      contacts.add(contact(at, isLast ? contactOutcome() : Outcome.UNKNOWN));
    }
    return contacts;
  }

  private ContactRecord contact(Instant at, Outcome outcome) {
    return new ContactRecord(
        borrower(),
        header.loans().stream().findFirst(),
        at,
        header.sender().channel(),
        ContactRecord.Direction.OUT,
        outcome,
        template.map(TemplateKey::name).orElse(""));
  }

  private Outcome contactOutcome() {
    return switch (state) {
      case ACCEPTED, SENT -> Outcome.SENT;
      case DELIVERED -> Outcome.DELIVERED;
      case READ -> Outcome.READ;
      case FAILED -> {
        if (evidence.released()) {
          yield Outcome.REJECTED;
        }
        yield isOneOfSeveralBodies() ? Outcome.UNKNOWN : Outcome.FAILED;
      }
      default -> Outcome.UNKNOWN;
    };
  }

  /** A failure is told of one body; what became of the other one it does not say. */
  private boolean isOneOfSeveralBodies() {
    return evidence.isDoubleAccept() || resends() > 0 && evidence.submittedAt().isPresent();
  }

  /**
   * The row after one more event.
   *
   * @throws IllegalArgumentException if the event belongs to another dispatch
   */
  public DispatchEntry after(LedgerEvent event) {
    if (!event.dispatch().equals(id())) {
      throw new IllegalArgumentException("an event of " + event.dispatch() + ", not of " + id());
    }
    var next = new EntryChange(this, event);
    return next.entry();
  }

  @Override
  public String toString() {
    return "DispatchEntry(" + id() + " " + state + (reason.isEmpty() ? "" : " " + reason) + ")";
  }
}
