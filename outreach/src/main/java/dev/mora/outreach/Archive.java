package dev.mora.outreach;

import dev.mora.contact.Suppression;
import dev.mora.history.ContactHistory;
import dev.mora.history.ContactRecord;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.ContactFile;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.PlanKey;
import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
import dev.mora.loan.Pause;
import dev.mora.party.BorrowerId;
import dev.mora.party.Consent;
import dev.mora.party.Consents;
import dev.mora.portfolio.Portfolio;
import dev.mora.promise.PromiseTerms;
import dev.mora.promise.PromiseToPay;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A portfolio's own contacts, consents and promises beside what the ledger has, per loan. */
final class Archive {

  /** Borrowers of whom the ledger is asked in one look. */
  static final int PAGE = 500;

  private final DeliveryLedger ledger;
  private final Map<BorrowerId, ContactFile> files;
  private final Holds holds;
  private final LocalDate asOf;
  private final Map<BorrowerId, List<ContactRecord>> contacts = new HashMap<>();
  private final Map<BorrowerId, List<Consent>> consents = new HashMap<>();
  private final Map<LoanId, Set<PromiseToPay>> promises = new HashMap<>();

  Archive(Portfolio portfolio, DeliveryLedger ledger, Holds holds, LocalDate asOf) {
    this.ledger = ledger;
    this.holds = holds;
    this.asOf = asOf;
    files = files(ledger, portfolio);
    for (ContactRecord contact : portfolio.contacts()) {
      contacts.computeIfAbsent(contact.borrower(), b -> new ArrayList<>()).add(contact);
    }
    for (Consent consent : portfolio.consents()) {
      if (!isOverruled(file(consent.borrower()).consents(), consent)) {
        consents.computeIfAbsent(consent.borrower(), b -> new ArrayList<>()).add(consent);
      }
    }
    for (PromiseToPay promise : portfolio.promises()) {
      promises.computeIfAbsent(promise.loan(), l -> new LinkedHashSet<>()).add(promise);
    }
  }

  /**
   * Whether a host's export says "agreed" although the person told us to stop: an export stamps old
   * consents anew, so only {@link Outreach#consented} takes such a stop back.
   */
  static boolean isOverruled(Consents told, Consent exported) {
    return exported.state() == Consent.State.IN
        && told.newest(exported.borrower(), exported.channel())
            .filter(said -> said.state() == Consent.State.OUT)
            .filter(said -> Listener.isSpoken(said.source()))
            .isPresent();
  }

  /** The portfolio with the contacts and consents that the ledger has beside it. */
  Portfolio withLedger(Portfolio portfolio) {
    Portfolio.Builder both = portfolio.toBuilder();
    for (BorrowerId borrower : portfolio.borrowers().keySet()) {
      Set<ContactRecord> known = new HashSet<>(contacts.getOrDefault(borrower, List.of()));
      ContactFile told = file(borrower);
      told.history().of(borrower).stream().filter(known::add).forEach(both::contact);
      told.consents().all().forEach(both::consent);
    }
    return both.build();
  }

  Dossier dossier(Loan loan) {
    BorrowerId borrower = loan.borrower();
    Set<ContactRecord> all = new LinkedHashSet<>(contacts.getOrDefault(borrower, List.of()));
    ContactFile told = file(borrower);
    all.addAll(told.history().of(borrower));
    List<Consent> said = new ArrayList<>(consents.getOrDefault(borrower, List.of()));
    said.addAll(told.consents().all());
    Set<Suppression> suppressions = new HashSet<>(holds.of(Optional.of(loan.id())).suppressions());
    suppressions.addAll(told.suppressions());
    suppressions.addAll(suppressions(loan));
    return new Dossier(ContactHistory.of(all), Consents.of(said), suppressions);
  }

  /** What the ledger has of everybody whom the portfolio names, a page at a time. */
  static Map<BorrowerId, ContactFile> files(DeliveryLedger ledger, Portfolio portfolio) {
    Set<BorrowerId> named = new LinkedHashSet<>(portfolio.borrowers().keySet());
    portfolio.consents().forEach(consent -> named.add(consent.borrower()));
    Map<BorrowerId, ContactFile> files = new HashMap<>();
    List<BorrowerId> all = List.copyOf(named);
    for (int from = 0; from < all.size(); from += PAGE) {
      files.putAll(ledger.files(all.subList(from, Math.min(from + PAGE, all.size()))));
    }
    return files;
  }

  private ContactFile file(BorrowerId borrower) {
    return files.getOrDefault(borrower, ContactFile.empty());
  }

  /** All that was planned for each of some borrowers, by any campaign. */
  Map<BorrowerId, List<DispatchEntry>> entries(List<BorrowerId> borrowers) {
    return ledger.entries(borrowers);
  }

  /**
   * Why a plan leaves a borrower alone because another campaign, or another step of this one, is
   * already writing on that day. Single sends and answers do not count: those are the host's own.
   *
   * @param entries in the order of planning: of two that wait, the one planned later gives way, so
   *     that whoever asks comes to the same answer
   * @param key of what is asked for; planned already, or about to be
   */
  static Optional<Reason> occupied(
      List<DispatchEntry> entries, PlanKey key, LocalDate day, DebtorDay calendar, Instant now) {
    boolean isEarlier = true;
    for (DispatchEntry entry : entries) {
      String campaign = entry.campaign().value();
      if (entry.header().key().equals(key)) {
        isEarlier = false;
        continue;
      }
      if (isHostsOwn(entry.campaign())) {
        continue;
      }
      if (isEarlier && entry.state().isOpen() && entry.header().expiresAt().isAfter(now)) {
        return Optional.of(Reasons.alreadyWaiting(campaign));
      }
      Optional<Instant> went =
          entry.contact().filter(ContactRecord::isAttempt).map(ContactRecord::at);
      if (went.isPresent() && calendar.of(went.get()).equals(day)) {
        return Optional.of(Reasons.alreadyWritten(campaign));
      }
    }
    return Optional.empty();
  }

  static boolean isHostsOwn(CampaignId campaign) {
    return campaign.equals(Singles.CAMPAIGN) || campaign.equals(Answers.CAMPAIGN);
  }

  /** What the portfolio itself says against asking for money. */
  Set<Suppression> suppressions(Loan loan) {
    Set<Suppression> found = new HashSet<>();
    for (PromiseToPay promise : promises.getOrDefault(loan.id(), Set.of())) {
      if (promise.stateOn(asOf, loan.payments(), PromiseTerms.standard())
          == PromiseToPay.State.OPEN) {
        found.add(promised(promise));
      }
    }
    for (Pause pause : loan.pauses()) {
      if (pause.kind() == Pause.Kind.LEGAL_HOLD
          && !asOf.isBefore(pause.startOn())
          && !asOf.isAfter(pause.endOn())) {
        found.add(Suppression.of(Suppression.Reason.LEGAL_HOLD, loan.id()));
      }
    }
    return found;
  }

  /** By any door: the portfolio's own, and those that were told. */
  Set<PromiseToPay> promises(Loan loan) {
    Set<PromiseToPay> all = new LinkedHashSet<>(promises.getOrDefault(loan.id(), Set.of()));
    all.addAll(holds.of(Optional.of(loan.id())).promises());
    return all;
  }

  boolean isPromisedSince(Loan loan, LocalDate day) {
    return promises(loan).stream().anyMatch(promise -> !promise.promisedOn().isBefore(day));
  }

  /** Days since the grace of the newest promise ended unkept; empty if it is not broken. */
  OptionalInt daysSinceBroken(Loan loan) {
    return promises(loan).stream()
        .max(Comparator.comparing(PromiseToPay::dueOn).thenComparing(PromiseToPay::promisedOn))
        .filter(
            promise -> {
              PromiseToPay.State state =
                  promise.stateOn(asOf, loan.payments(), PromiseTerms.standard());
              return state == PromiseToPay.State.BROKEN
                  || state == PromiseToPay.State.PARTIALLY_KEPT;
            })
        .map(promise -> PromiseTerms.standard().endOf(promise.dueOn()))
        .map(end -> OptionalInt.of((int) Math.max(1, ChronoUnit.DAYS.between(end, asOf))))
        .orElse(OptionalInt.empty());
  }

  /** Holds until the last day of grace is over everywhere in the Americas (UTC-12). */
  static Suppression promised(PromiseToPay promise) {
    return Suppression.of(Suppression.Reason.PROMISE_PENDING, promise.loan())
        .until(
            PromiseTerms.standard()
                .endOf(promise.dueOn())
                .plusDays(1)
                .atStartOfDay(ZoneOffset.ofHours(-12))
                .toInstant());
  }
}
