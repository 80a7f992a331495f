package dev.mora.outreach;

import dev.mora.conversation.Caller;
import dev.mora.json.JsonObject;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.GateView;
import dev.mora.ledger.Note;
import dev.mora.ledger.NotesWanted;
import dev.mora.ledger.Stop;
import dev.mora.loan.LoanId;
import dev.mora.party.Borrower;
import dev.mora.party.BorrowerId;
import dev.mora.party.BorrowersByPhone;
import dev.mora.party.Channel;
import dev.mora.party.Consent;
import dev.mora.party.Consents;
import dev.mora.party.PhoneNumber;
import dev.mora.segmentation.SegmentedLoan;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;

/**
 * Who may write to us: the borrowers of plans and sends, and those that the host looks up. A number
 * that said stop is remembered for itself, and holds for whoever turns out to have it, in every
 * process. Thread-safe.
 */
final class People {

  private static final String STOPPED = "stopped-numbers";

  /** Stops that were a mistake, each with the name of who says so. */
  private static final String TAKEN_BACK = "stops-taken-back";

  /** What a phone number is reached over. */
  static final List<Channel> BY_NUMBER = List.of(Channel.WHATSAPP, Channel.SMS, Channel.CALL);

  private final BorrowersByPhone host;
  private final DeliveryLedger ledger;
  private final Map<String, Set<BorrowerId>> byLine = new ConcurrentHashMap<>();
  private final Map<BorrowerId, Borrower> borrowers = new ConcurrentHashMap<>();
  private final Map<BorrowerId, Standing> standings = new ConcurrentHashMap<>();

  People(BorrowersByPhone host, DeliveryLedger ledger) {
    this.host = host;
    this.ledger = ledger;
  }

  void know(Borrower borrower) {
    borrowers.put(borrower.id(), borrower);
    borrower.phone().ifPresent(phone -> know(borrower.id(), phone.line()));
    for (Channel channel : BY_NUMBER) {
      borrower.phone().ifPresent(phone -> heed(borrower.id(), phone, channel));
    }
  }

  /**
   * Whom dispatches go to, maybe those of another process. Whether a number said stop is read each
   * time: any process may have heard it.
   */
  void meet(Map<Dispatch, Errand> together) {
    Map<String, Set<BorrowerId>> byKey = new HashMap<>();
    together.forEach(
        (dispatch, errand) -> {
          Borrower borrower = errand.approach().borrower();
          if (borrowers.putIfAbsent(borrower.id(), borrower) == null) {
            borrower.phone().ifPresent(phone -> know(borrower.id(), phone.line()));
          }
          if (dispatch.to() instanceof PhoneNumber number) {
            byKey
                .computeIfAbsent(
                    key(number.line(), dispatch.channel()), key -> new LinkedHashSet<>())
                .add(borrower.id());
          }
        });
    ledger
        .notes()
        .find(STOPPED, byKey.keySet())
        .forEach(
            (key, note) ->
                byKey.getOrDefault(key, Set.of()).forEach(borrower -> heed(borrower, note)));
  }

  private void know(BorrowerId borrower, String line) {
    byLine.computeIfAbsent(line, key -> new CopyOnWriteArraySet<>()).add(borrower);
  }

  void know(Plan plan) {
    Map<String, Note> stops = new HashMap<>();
    Set<Channel> channels = new LinkedHashSet<>();
    for (Note note : ledger.notes().all(STOPPED)) {
      stops.put(note.key(), note);
      channels.add(channel(note));
    }
    for (Borrower borrower : plan.portfolio().borrowers().values()) {
      borrowers.put(borrower.id(), borrower);
      borrower
          .phone()
          .map(PhoneNumber::line)
          .ifPresent(
              line -> {
                know(borrower.id(), line);
                for (Channel channel : channels) {
                  Note note = stops.get(key(line, channel));
                  if (note != null) {
                    heed(borrower.id(), note);
                  }
                }
              });
    }
    for (PlannedStep row : plan.rows()) {
      standings.remove(row.borrower());
    }
    for (SegmentedLoan loan : plan.segmented().loans()) {
      standings.merge(
          loan.loan().borrower(),
          new Standing(
              loan.loan().id(), loan.delinquency().daysPastDue(), loan.placement().segment()),
          (one, other) -> other.daysPastDue() > one.daysPastDue() ? other : one);
    }
  }

  Optional<Borrower> borrower(BorrowerId id) {
    return Optional.ofNullable(borrowers.get(id));
  }

  /** Others who have the borrower's number, as far as is known here. */
  List<BorrowerId> sharing(Borrower borrower) {
    return borrower.phone().map(phone -> withDigits(phone.digits())).orElse(List.of()).stream()
        .filter(other -> !other.equals(borrower.id()))
        .toList();
  }

  /** Everybody whom a provider's digits may belong to. */
  List<BorrowerId> withDigits(String digits) {
    Optional<PhoneNumber> number = number(digits);
    if (number.isEmpty()) {
      return List.of();
    }
    Set<BorrowerId> found = new LinkedHashSet<>(byLine.getOrDefault(number.get().line(), Set.of()));
    found.addAll(host.withPhone(number.get()));
    return List.copyOf(found);
  }

  /**
   * A number wants no more messages on a channel, whoever has it now or later; as durable as the
   * ledger.
   */
  void stopped(String digits, Channel channel, Instant at, String source) {
    Optional<PhoneNumber> number = number(digits);
    if (number.isPresent()) {
      String key = key(number.get().line(), channel);
      Optional<Note> before = ledger.notes().find(STOPPED, key);
      if (before.isEmpty() || before.get().at().isBefore(at)) {
        String text = channel.name() + " " + source;
        ledger.notes().put(new Note(STOPPED, key, Optional.empty(), text, at));
      }
    }
  }

  /**
   * A stop of a number was a mistake. Consents are added to, never taken away: the newest counts.
   *
   * @return false if there is none
   */
  boolean takeBack(PhoneNumber number, Channel channel, Stop by) {
    if (by.reason().isBlank() || by.actor().isBlank()) {
      throw new IllegalArgumentException("who takes a stop back says who and why");
    }
    String key = key(number.line(), channel);
    Optional<Note> stop = ledger.notes().find(STOPPED, key);
    List<BorrowerId> stopped =
        withDigits(number.digits()).stream().filter(each -> hasStopped(each, channel)).toList();
    if (stop.isEmpty() && stopped.isEmpty()) {
      return false;
    }
    // first the trace of it, last what is taken back: cut short, it is done again
    String text =
        JsonObject.of()
            .with("channel", channel.name())
            .with("by", by.actor())
            .with("because", by.reason())
            .with("stop", stop.map(Note::text).orElse(""))
            .with("stoppedAt", stop.map(note -> note.at().toString()).orElse(""))
            .toJson();
    String which = DispatchId.of("taken-back", key, by.at().toString()).value();
    ledger.notes().put(new Note(TAKEN_BACK, which, stopped.stream().findFirst(), text, by.at()));
    for (BorrowerId borrower : stopped) {
      ledger.consent(
          new Consent(
              borrower,
              channel,
              Consent.State.IN,
              by.at(),
              "stop taken back by " + by.actor() + ": " + by.reason()));
    }
    ledger.notes().remove(STOPPED, key);
    return true;
  }

  private boolean hasStopped(BorrowerId borrower, Channel channel) {
    return ledger
        .consents(borrower)
        .newest(borrower, channel)
        .filter(newest -> newest.state() == Consent.State.OUT)
        .isPresent();
  }

  private void heed(BorrowerId borrower, PhoneNumber number, Channel channel) {
    ledger
        .notes()
        .find(STOPPED, key(number.line(), channel))
        .ifPresent(note -> heed(borrower, note));
  }

  /** Written once only: a number that said stop is met again in every plan. */
  private void heed(BorrowerId borrower, Note note) {
    Consent stop = stop(borrower, note);
    Consents before = ledger.consents(borrower);
    if (!before.with(stop).equals(before)) {
      ledger.consent(stop);
    }
  }

  private static Consent stop(BorrowerId borrower, Note note) {
    return new Consent(
        borrower,
        channel(note),
        Consent.State.OUT,
        note.at(),
        note.text().substring(note.text().indexOf(' ') + 1));
  }

  /** Where it stands that the number of a dispatch said stop. */
  static NotesWanted stopsOf(Dispatch dispatch) {
    return dispatch.to() instanceof PhoneNumber number
        ? new NotesWanted(Set.of(), Map.of(STOPPED, Set.of(key(number.line(), dispatch.channel()))))
        : NotesWanted.NONE;
  }

  /** What the borrower said, and what was said on the number that a dispatch goes to. */
  static Consents heedingStops(GateView view) {
    Consents heeding = view.consents();
    for (Note note : view.notes()) {
      if (note.shelf().equals(STOPPED)) {
        heeding = heeding.with(stop(view.dispatch().borrower(), note));
      }
    }
    return heeding;
  }

  private static Channel channel(Note note) {
    return Channel.of(note.text().substring(0, note.text().indexOf(' ')));
  }

  /** Says whose number it is only to those who have the number. */
  private static String key(String line, Channel channel) {
    return DispatchId.of("line", line, channel.name()).value();
  }

  Caller caller(List<BorrowerId> who, boolean answers) {
    Optional<Standing> standing =
        who.size() == 1 ? Optional.ofNullable(standings.get(who.get(0))) : Optional.empty();
    return new Caller(
        who,
        standing.map(Standing::loan),
        standing.map(Standing::daysPastDue).orElse(0),
        standing.map(Standing::segment).orElse(""),
        answers);
  }

  static Optional<PhoneNumber> number(String digits) {
    try {
      return digits.isEmpty() ? Optional.empty() : Optional.of(PhoneNumber.ofDigits(digits));
    } catch (IllegalArgumentException notANumber) {
      return Optional.empty();
    }
  }

  /** A borrower's worst loan as it was last planned. */
  private record Standing(LoanId loan, int daysPastDue, String segment) {}
}
