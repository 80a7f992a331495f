package dev.mora.jdbc;

import dev.mora.ledger.InboxItem;
import dev.mora.party.Channel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
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

  /** Of the bodies that are read at once, unless a single one is larger. */
  private static final long MOST_BYTES = 16L << 20;

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

  /** Fewer than asked for where their bodies are large. */
  List<InboxItem> pending(Instant now, int most) {
    List<Long> upTo = new ArrayList<>();
    long bytes = 0;
    for (Size size : sizes(now, most)) {
      if (bytes < MOST_BYTES) {
        upTo.add(size.id);
      }
      bytes += size.bytes;
    }
    return upTo.isEmpty()
        ? List.of()
        : session.list(
            "pending notifications",
            SELECT + "status = 'PENDING' AND lease_until <= ? AND id <= ? ORDER BY id",
            bind -> bind.moment(now).number(upTo.get(upTo.size() - 1)),
            InboxTable::item);
  }

  private record Size(long id, long bytes) {}

  private List<Size> sizes(Instant now, int most) {
    return session.list(
        "sizes of pending notifications",
        "SELECT id, LENGTH(body) FROM mora_inbox"
            + " WHERE status = 'PENDING' AND lease_until <= ? ORDER BY id LIMIT ?",
        bind -> bind.moment(now).count(most),
        row -> new Size(row.getLong(1), row.getLong(2)));
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

  List<InboxItem> bodies(long after, int most) {
    return session.list(
        "bodies of notifications",
        SELECT + "id > ? AND status <> 'PENDING' AND body <> ? ORDER BY id LIMIT ?",
        bind -> bind.number(after).bytes(FORGOTTEN).count(most),
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
