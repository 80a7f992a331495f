package dev.mora.outreach;

import dev.mora.contact.ContactPolicy;
import dev.mora.ledger.CampaignRecord;
import dev.mora.ledger.ContactFile;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.EntryFilter;
import dev.mora.ledger.Planned;
import dev.mora.ledger.State;
import dev.mora.party.Borrower;
import dev.mora.party.BorrowerId;
import dev.mora.party.Consent;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Takes a plan into the ledger, with what its portfolio says of contacts and consents. */
final class CampaignRun {

  private static final int PAGE = 1_000;

  private final DeliveryLedger ledger;
  private final ContactPolicy policy;
  private final InstantSource clock;
  private final Errands errands;

  CampaignRun(DeliveryLedger ledger, ContactPolicy policy, InstantSource clock, Errands errands) {
    this.ledger = ledger;
    this.policy = policy;
    this.clock = clock;
    this.errands = errands;
  }

  /**
   * @throws NotApproved if it needs an approval and has none
   */
  void propose(Plan plan, boolean needsApproval) {
    Optional<CampaignRecord> known = ledger.campaign(plan.campaign());
    if (needsApproval && known.filter(record -> record.isApproved(plan.digest())).isEmpty()) {
      throw new NotApproved(
          plan.campaign(),
          plan.digest(),
          known
              .flatMap(CampaignRecord::approval)
              .map(given -> "that of " + given.by() + " for " + given.digest())
              .orElse("none"));
    }
    if (known.filter(record -> record.digest().equals(plan.digest())).isEmpty()) {
      ledger.propose(plan.campaign(), plan.digest());
    }
  }

  void begin(Plan plan) {
    Map<BorrowerId, ContactFile> files = Archive.files(ledger, plan.portfolio());
    for (Consent consent : plan.portfolio().consents()) {
      ContactFile told = files.getOrDefault(consent.borrower(), ContactFile.empty());
      if (!Archive.isOverruled(told.consents(), consent)) {
        ledger.consent(consent);
      }
    }
    plan.portfolio().contacts().forEach(ledger::record);
    List<Dispatch> dispatches = plan.dispatches();
    for (int from = 0; from < dispatches.size(); from += PAGE) {
      begin(plan, dispatches.subList(from, Math.min(from + PAGE, dispatches.size())));
    }
  }

  private void begin(Plan plan, List<Dispatch> page) {
    for (Dispatch dispatch : page) {
      errands.renew(dispatch.id(), Objects.requireNonNull(plan.errands().get(dispatch.id())));
    }
    List<Planned> taken = ledger.plan(page);
    Map<BorrowerId, List<DispatchEntry>> others =
        new HashMap<>(ledger.entries(page.stream().map(Dispatch::borrower).distinct().toList()));
    for (Planned planned : taken) {
      DispatchEntry entry = planned.entry();
      if (planned.isNew() || entry.state() == State.PLANNED && entry.submits() == 0) {
        giveWay(plan, entry, others);
      } else if (!entry.state().isOpen() && entry.state() != State.PARKED) {
        errands.drop(entry.id());
      }
    }
  }

  /**
   * Another campaign may have written to the person since this plan was made. Asked of what was
   * planned before, too: the process may have died between planning and asking. {@link FirstComer}
   * asks once more at the gate.
   */
  private void giveWay(
      Plan plan, DispatchEntry entry, Map<BorrowerId, List<DispatchEntry>> others) {
    Borrower borrower = Objects.requireNonNull(plan.portfolio().borrowers().get(entry.borrower()));
    DebtorDay calendar = new DebtorDay(policy.zones(borrower));
    Archive.occupied(
            others.getOrDefault(entry.borrower(), List.of()),
            entry.header().key(),
            calendar.of(entry.notBefore()),
            calendar,
            clock.instant())
        .ifPresent(
            why -> {
              ledger.cancel(EntryFilter.of(entry.id()), why.code(), "planner");
              errands.drop(entry.id());
              others.putAll(ledger.entries(List.of(entry.borrower())));
            });
  }
}
