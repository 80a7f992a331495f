package dev.mora.ledger;

import dev.mora.channel.Handling;
import dev.mora.history.ContactRecord;
import dev.mora.party.Consent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a refusal or a told failure means beyond its own message. */
final class Aftermath {

  private static final Logger LOG = LoggerFactory.getLogger(Aftermath.class);

  /** Two failures so far apart are not one bad day. */
  private static final Duration DOUBTED = Duration.ofDays(1);

  private final Clerk clerk;
  private final Stops stops;
  private final BorrowerFiles files;

  Aftermath(Clerk clerk, Stops stops, BorrowerFiles files) {
    this.files = files;
    this.clerk = clerk;
    this.stops = stops;
  }

  /** Of an answer to a send that was not a wait. */
  void refused(Row row, String code, Handling handling) {
    follow(row, code, handling, clerk.now());
    if (handling == Handling.FAIL_MESSAGE) {
      row.entry.template().ifPresent(template -> stops.refused(template, code));
    }
  }

  /**
   * Of a status, whose message is never planned again.
   *
   * @param at when it came to be: what comes in late slows nobody down
   */
  void told(Row row, String code, Handling handling, Instant at) {
    follow(row, code, handling, at);
    if (handling.waits() && at.isAfter(clerk.now().minus(Backoff.FRESH))) {
      slowDown(row, handling);
    }
  }

  /**
   * What a refusal slows down, and for how long its message waits. Of an erased one nobody keeps
   * whom it went to.
   */
  Duration slowDown(Row row, Handling handling) {
    SenderId sender = row.entry.header().sender();
    Dispatch dispatch = row.dispatch;
    return switch (handling) {
      case SLOW_SENDER -> slowDown(clerk.desk(sender), row);
      case PAUSE_PAIR ->
          dispatch == null
              ? Duration.ZERO
              : clerk.desk(sender).slowDown(dispatch.to(), clerk.now());
      default -> Duration.ZERO;
    };
  }

  private Duration slowDown(Desk desk, Row row) {
    Instant before = desk.pausedUntil();
    Instant sent = clerk.lastAt(row, Transition.SUBMITTED).orElse(clerk.now());
    Duration wait = desk.slowDown(clerk.now(), sent);
    if (!desk.pausedUntil().equals(before)) {
      LOG.warn("{} is too fast, pausing for {}", row.entry.header().sender(), wait);
    }
    return wait;
  }

  private void follow(Row row, String code, Handling handling, Instant at) {
    DispatchEntry entry = row.entry;
    switch (handling) {
      case OPT_OUT -> optOut(entry, code);
      case STOP_RECIPIENT -> giveUpAddress(row);
      case DOUBT_RECIPIENT -> doubtAddress(row, code);
      case REST_RECIPIENT -> rest(row, at);
      case STOP_TEMPLATE ->
          entry.template().ifPresent(template -> stops.stopTemplate(template, code, Move.PROVIDER));
      case STOP_SENDER -> stops.stopSenderOnce(entry.header().sender(), code);
      case SLOW_SENDER, PAUSE_PAIR, FAIL_MESSAGE -> {}
    }
  }

  private void optOut(DispatchEntry entry, String code) {
    files.consent(
        new Consent(
            entry.borrower(),
            entry.header().sender().channel(),
            Consent.State.OUT,
            clerk.now(),
            "provider " + code));
  }

  /**
   * A phone may be off for a day; what was delivered since the earlier failure, or what the person
   * wrote, excuses it. Of two failures either may be heard of first.
   */
  private void doubtAddress(Row row, String code) {
    Dispatch dispatch = row.dispatch;
    Optional<Instant> failed = failed(row.entry, code);
    if (dispatch == null || failed.isEmpty()) {
      return;
    }
    List<DispatchEntry> others =
        clerk.sentTo(dispatch.to()).stream()
            .filter(other -> !other.id().equals(row.entry.id()))
            .filter(other -> other.header().sender().channel().equals(dispatch.channel()))
            .toList();
    Instant arrived =
        Stream.concat(others.stream().flatMap(Aftermath::arrived), wrote(dispatch))
            .max(Instant::compareTo)
            .orElse(Instant.MIN);
    boolean again =
        arrived.isBefore(failed.get())
            && others.stream()
                .flatMap(other -> failed(other, code).stream())
                .filter(arrived::isBefore)
                .anyMatch(
                    other -> Duration.between(other, failed.get()).abs().compareTo(DOUBTED) >= 0);
    if (again) {
      giveUpAddress(row);
    }
  }

  private static Optional<Instant> failed(DispatchEntry entry, String code) {
    return entry
        .evidence()
        .failure()
        .filter(failure -> failure.code().equals(code))
        .map(Evidence.Failure::at);
  }

  /** When the borrower wrote on the channel. */
  private Stream<Instant> wrote(Dispatch dispatch) {
    return clerk.card(dispatch.borrower()).contacts().stream()
        .filter(contact -> contact.isFromPerson() && contact.channel().equals(dispatch.channel()))
        .map(ContactRecord::at);
  }

  private static Stream<Instant> arrived(DispatchEntry entry) {
    return Stream.of(State.DELIVERED, State.READ)
        .flatMap(state -> Optional.ofNullable(entry.evidence().times().get(state)).stream());
  }

  private void rest(Row row, Instant from) {
    Dispatch dispatch = row.dispatch;
    if (dispatch != null) {
      new Rests(clerk.books).rest(dispatch, from);
    }
  }

  private void giveUpAddress(Row row) {
    Dispatch dispatch = row.dispatch;
    if (dispatch != null) {
      files.unusable(dispatch.borrower(), dispatch.channel(), dispatch.to());
    }
  }
}
