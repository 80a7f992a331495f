package dev.mora.jdbc;

import dev.mora.ledger.InboxItem;
import dev.mora.party.Channel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Notifications as they came in, and the effects that they had. */
final class InboxTable {

  private static final String SELECT = "SELECT * FROM mora_inbox WHERE ";
  private static final byte[] FORGOTTEN = {};

  private final Session session;

  InboxTable(Session session) {
    this.session = session;
  }

  Optional<InboxItem> item(long id) {
    Optional<InboxItem> item =
        session.one("inbox item", SELECT + "id = ?", bind -> bind.number(id), InboxTable::item);
    if (item.isEmpty()) {
      throw new IllegalArgumentException("this inbox never kept an item " + id);
    }
    return item;
  }

  List<InboxItem> pending(Instant now, int most) {
    return session.list(
        "pending notifications",
        SELECT + "status = 'PENDING' AND lease_until <= ? ORDER BY id LIMIT ?",
        bind -> bind.moment(now).count(most),
        InboxTable::item);
  }

  int pendingCount() {
    return session
        .one(
            "count of pending notifications",
            "SELECT COUNT(*) FROM mora_inbox WHERE status = 'PENDING'",
            bind -> {},
            row -> row.getInt(1))
        .orElse(0);
  }

  List<InboxItem> items(InboxItem.Status status, int most) {
    return session.list(
        "notifications",
        SELECT + "status = ? ORDER BY id LIMIT ?",
        bind -> bind.text(status.name()).count(most),
        InboxTable::item);
  }

  static InboxItem item(ResultSet row) throws SQLException {
    return new InboxItem(
        row.getLong("id"),
        Channel.of(row.getString("channel")),
        row.getString("account"),
        row.getBytes("body"),
        row.getString("sha256"),
        DispatchTable.moment(row, "received_at"),
        InboxItem.Status.valueOf(row.getString("status")),
        row.getInt("tries"),
        row.getString("reason"));
  }

  void put(InboxItem item, Instant leaseUntil) {
    session.update(
        "update notification",
        "UPDATE mora_inbox SET status = ?, tries = ?, reason = ?, lease_until = ? WHERE id = ?",
        bind ->
            bind.text(item.status().name())
                .count(item.tries())
                .text(item.reason())
                .moment(leaseUntil)
                .number(item.id()));
    if (item.body().length == 0) {
      session.update(
          "forget notification",
          "UPDATE mora_inbox SET body = ? WHERE id = ?",
          bind -> bind.bytes(FORGOTTEN).number(item.id()));
    }
  }

  void forgetBodies(Instant before) {
    session.update(
        "forget notifications",
        "UPDATE mora_inbox SET body = ? WHERE status = 'DONE' AND received_at < ?",
        bind -> bind.bytes(FORGOTTEN).moment(before));
  }

  // --- effects

  Set<String> effects(Collection<String> keys) {
    return keys.isEmpty()
        ? Set.of()
        : Set.copyOf(
            session.listIn(
                "known effects",
                "SELECT effect_key FROM mora_effect WHERE effect_key IN %s",
                keys,
                key -> key,
                row -> row.getString(1)));
  }

  void addEffects(Collection<String> keys, Instant at) {
    Map<String, Instant> fresh = new LinkedHashMap<>();
    keys.forEach(key -> fresh.put(key, at));
    effects(keys).forEach(fresh::remove);
    session.batch(
        "insert effects",
        "INSERT INTO mora_effect (effect_key, done_at) VALUES (?, ?)",
        fresh.entrySet(),
        (out, effect) -> out.text(effect.getKey()).moment(effect.getValue()));
  }

  void forgetEffects(Instant before) {
    session.update(
        "forget effects", "DELETE FROM mora_effect WHERE done_at < ?", bind -> bind.moment(before));
  }
}
