package dev.mora.portfolio.csv;

import dev.mora.history.ContactRecord;
import dev.mora.json.Nearest;
import dev.mora.loan.LoanId;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.Consent;
import dev.mora.portfolio.DataFault;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads consents and contacts so that a fault never lets more be sent: a consent that cannot be
 * read is an opt-out, a contact whose outcome cannot be read may have been sent. A channel that is
 * nearly one of ours is taken for a slip, any other name for a channel of the host's own.
 */
final class HistoryFields {

  private static final int CONSENT_CHANNEL = Table.CONSENTS.column("channel");
  private static final int STATE = Table.CONSENTS.column("state");
  private static final int CONSENT_AT = Table.CONSENTS.column("at");
  private static final int SOURCE = Table.CONSENTS.column("source");
  private static final int CONTACT_AT = Table.CONTACTS.column("at");
  private static final int CONTACT_CHANNEL = Table.CONTACTS.column("channel");
  private static final int DIRECTION = Table.CONTACTS.column("direction");
  private static final int OUTCOME = Table.CONTACTS.column("outcome");
  private static final int LOAN = Table.CONTACTS.column("loan_id");
  private static final int TEMPLATE = Table.CONTACTS.column("template");

  /** Newer than all that can be told, so that it counts. */
  private static final Instant NEWEST = Instant.parse("9999-12-31T00:00:00Z");

  private static final List<Channel> ALL =
      List.of(
          Channel.WHATSAPP,
          Channel.SMS,
          Channel.EMAIL,
          Channel.CALL,
          Channel.VISIT,
          Channel.LETTER);

  private static final List<String> NAMES = ALL.stream().map(Channel::name).toList();

  private HistoryFields() {}

  /** One consent; opt-outs of every channel if it cannot be told for which it is. */
  static List<Consent> consents(Row row, Faults faults) {
    Fields f = new Fields(Table.CONSENTS, row, faults, DataFault.Effect.UNREACHABLE);
    BorrowerId borrower = BorrowerId.of(row.id());
    Optional<Channel> channel = channel(f, CONSENT_CHANNEL);
    Instant at = f.ok() ? f.instant(CONSENT_AT) : null;
    Consent.State state = f.ok() ? f.oneOf(STATE, Consent.State.class) : null;
    if (f.ok() && at != null && state != null && channel.isPresent()) {
      return List.of(new Consent(borrower, channel.get(), state, at, f.text(SOURCE)));
    }
    return channel.map(List::of).orElse(ALL).stream()
        .map(c -> new Consent(borrower, c, Consent.State.OUT, NEWEST, "unreadable consent"))
        .toList();
  }

  /** Null if it cannot be told when it was or over what. */
  static @Nullable ContactRecord contact(Row row, Faults faults) {
    Fields f = new Fields(Table.CONTACTS, row, faults, DataFault.Effect.ROW_IGNORED);
    if (!f.ok()) {
      return null;
    }
    Instant at = f.instant(CONTACT_AT);
    Fields careful = new Fields(Table.CONTACTS, row, faults, DataFault.Effect.NOTED);
    Optional<Channel> meant = nearest(f.text(CONTACT_CHANNEL));
    Optional<Channel> channel =
        channel(meant.isPresent() ? careful : f, CONTACT_CHANNEL).or(() -> meant);
    if (at == null || channel.isEmpty()) {
      return null;
    }
    ContactRecord.Direction direction = careful.oneOf(DIRECTION, ContactRecord.Direction.class);
    ContactRecord.Outcome outcome = careful.oneOf(OUTCOME, ContactRecord.Outcome.class);
    return new ContactRecord(
        BorrowerId.of(row.id()),
        f.has(LOAN) ? Optional.of(LoanId.of(f.text(LOAN))) : Optional.empty(),
        at,
        channel.get(),
        direction == null ? ContactRecord.Direction.OUT : direction,
        outcome == null ? ContactRecord.Outcome.UNKNOWN : outcome,
        f.text(TEMPLATE));
  }

  private static Optional<Channel> channel(Fields f, int column) {
    String name = f.text(column);
    Optional<Channel> read = read(name);
    if (read.isPresent() && (ALL.contains(read.get()) || nearest(name).isEmpty())) {
      return read;
    }
    f.fault(column, Fields.shown(name), "a channel such as whatsapp" + Fields.nearest(name, NAMES));
    return Optional.empty();
  }

  private static Optional<Channel> read(String name) {
    try {
      return Optional.of(Channel.of(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The channel that a misspelt one is meant to be; empty for a name that is like none. */
  private static Optional<Channel> nearest(String name) {
    return Nearest.to(name.toLowerCase(Locale.ROOT), NAMES).map(Channel::of);
  }
}
