package dev.mora.jdbc;

import dev.mora.ledger.Pace;
import dev.mora.ledger.RecipientPace;
import dev.mora.ledger.SenderDesk;
import dev.mora.ledger.SenderId;
import dev.mora.ledger.Stop;
import dev.mora.party.ContactPoint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Senders and how fast each recipient may hear of them; put many times, written once. */
final class Desks {

  private final Session session;
  private final Remembered remembered;
  private final Map<SenderId, SenderDesk> toWrite = new LinkedHashMap<>();
  private final Map<Recipient, RecipientPace> paces = new HashMap<>();
  private final Map<Recipient, RecipientPace> pacesToWrite = new LinkedHashMap<>();

  private record Recipient(SenderId sender, ContactPoint point) {}

  Desks(Session session, Remembered remembered) {
    this.session = session;
    this.remembered = remembered;
  }

  SenderDesk sender(SenderId sender) {
    return remembered.desks.computeIfAbsent(sender, this::read);
  }

  private SenderDesk read(SenderId sender) {
    return session
        .one(
            "sender",
            "SELECT * FROM mora_sender WHERE channel = ? AND account = ?",
            bind -> bind.text(sender.channel().name()).text(sender.account()),
            row ->
                new SenderDesk(
                    sender,
                    new Pace(
                        Duration.ofNanos(row.getLong("interval_nanos")),
                        row.getInt("burst"),
                        DispatchTable.moment(row, "next_at")),
                    DispatchTable.moment(row, "paused_until"),
                    row.getInt("slow_step"),
                    DispatchTable.moment(row, "alive_at"),
                    stop(row, "stop")))
        .orElseGet(() -> SenderDesk.of(sender));
  }

  static Optional<Stop> stop(ResultSet row, String prefix) throws SQLException {
    String reason = row.getString(prefix + "_reason");
    return reason == null
        ? Optional.empty()
        : Optional.of(
            new Stop(
                reason,
                row.getString(prefix + "_actor"),
                DispatchTable.moment(row, prefix + "_at")));
  }

  static void bind(Session.Parameters out, Optional<Stop> stop) throws SQLException {
    out.text(stop.map(Stop::reason).orElse(null))
        .text(stop.map(Stop::actor).orElse(null))
        .moment(stop.map(Stop::at));
  }

  void put(SenderDesk desk) {
    remembered.desks.put(desk.sender(), desk);
    toWrite.put(desk.sender(), desk);
  }

  Map<ContactPoint, RecipientPace> recipients(SenderId sender, Collection<ContactPoint> points) {
    List<ContactPoint> unread =
        points.stream().filter(p -> !paces.containsKey(new Recipient(sender, p))).toList();
    if (!unread.isEmpty()) {
      read(sender, unread);
    }
    var found = new LinkedHashMap<ContactPoint, RecipientPace>();
    for (ContactPoint point : points) {
      Optional.ofNullable(paces.get(new Recipient(sender, point)))
          .ifPresent(pace -> found.put(point, pace));
    }
    return found;
  }

  private void read(SenderId sender, List<ContactPoint> points) {
    points.stream()
        .map(Address::of)
        .collect(Collectors.groupingBy(Address::kind))
        .forEach((kind, addresses) -> read(sender, kind, addresses));
  }

  private void read(SenderId sender, String kind, List<Address> addresses) {
    session
        .listIn(
            "recipients",
            "SELECT * FROM mora_recipient"
                + " WHERE to_address IN %s AND channel = ? AND account = ? AND to_kind = ?",
            addresses,
            (out, address) -> out.text(address.value()),
            bind -> bind.text(sender.channel().name()).text(sender.account()).text(kind),
            row ->
                new RecipientPace(
                    new Address(kind, row.getString("to_address")).point(),
                    DispatchTable.moment(row, "next_at"),
                    row.getInt("step")))
        .forEach(pace -> paces.put(new Recipient(sender, pace.to()), pace));
  }

  void put(SenderId sender, RecipientPace pace) {
    var recipient = new Recipient(sender, pace.to());
    paces.put(recipient, pace);
    pacesToWrite.put(recipient, pace);
  }

  void removeRecipient(SenderId sender, ContactPoint point) {
    var recipient = new Recipient(sender, point);
    paces.remove(recipient);
    pacesToWrite.remove(recipient);
    session.batch(
        "remove recipient",
        "DELETE FROM mora_recipient" + OF_RECIPIENT,
        List.of(recipient),
        Desks::bind);
  }

  private static final String OF_RECIPIENT =
      " WHERE channel = ? AND account = ? AND to_kind = ? AND to_address = ?";

  private static void bind(Session.Parameters out, Recipient recipient) throws SQLException {
    Address to = Address.of(recipient.point);
    out.text(recipient.sender.channel().name())
        .text(recipient.sender.account())
        .text(to.kind())
        .text(to.value());
  }

  /** Writes what was held back. */
  void flush() {
    Upsert.all(
        session,
        "senders",
        "UPDATE mora_sender SET interval_nanos = ?, burst = ?, next_at = ?, paused_until = ?,"
            + " slow_step = ?, alive_at = ?, stop_reason = ?, stop_actor = ?, stop_at = ? WHERE"
            + " channel = ? AND account = ?",
        "INSERT INTO mora_sender (interval_nanos, burst, next_at, paused_until, slow_step,"
            + " alive_at, stop_reason, stop_actor, stop_at, channel, account) VALUES (?, ?, ?, ?,"
            + " ?, ?, ?, ?, ?, ?, ?)",
        toWrite.values(),
        (out, desk) -> {
          out.number(desk.pace().interval().toNanos())
              .count(desk.pace().burst())
              .moment(desk.pace().next())
              .moment(desk.pausedUntil())
              .count(desk.slowStep())
              .moment(desk.alive());
          bind(out, desk.stop());
          out.text(desk.sender().channel().name()).text(desk.sender().account());
        });
    Upsert.all(
        session,
        "recipients",
        "UPDATE mora_recipient SET next_at = ?, step = ?" + OF_RECIPIENT,
        "INSERT INTO mora_recipient (next_at, step, channel, account, to_kind, to_address)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        pacesToWrite.entrySet(),
        (out, pair) -> {
          out.moment(pair.getValue().next()).count(pair.getValue().step());
          bind(out, pair.getKey());
        });
    toWrite.clear();
    pacesToWrite.clear();
  }
}
