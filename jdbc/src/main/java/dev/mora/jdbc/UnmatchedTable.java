package dev.mora.jdbc;

import dev.mora.channel.ChannelEvent;
import dev.mora.channel.ChannelEvent.Status.Delivery;
import dev.mora.channel.Handling;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.Unmatched;
import dev.mora.party.Channel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Statuses that wait for their message. */
final class UnmatchedTable {

  private static final String SELECT = "SELECT * FROM mora_unmatched WHERE ";

  private static final Duration TRIED_FOR = Duration.ofDays(7);

  private final Session session;
  private final Remembered remembered;
  private boolean fewer;

  UnmatchedTable(Session session, Remembered remembered) {
    this.session = session;
    this.remembered = remembered;
  }

  /** Whether there may be any: once one was there, until the end of the work that removes one. */
  boolean hasAny() {
    Boolean known = remembered.unmatched;
    if (known == null) {
      known =
          session
              .one(
                  "whether statuses wait",
                  "SELECT 1 FROM mora_unmatched LIMIT 1",
                  bind -> {},
                  row -> true)
              .isPresent();
      remembered.unmatched = known;
    }
    return known;
  }

  /** What this work has removed may have been all. */
  void flush() {
    if (fewer) {
      remembered.unmatched = null;
    }
  }

  void put(Unmatched unmatched) {
    remembered.unmatched = true;
    Upsert.one(
        session,
        "unmatched status",
        "UPDATE mora_unmatched SET channel = ?, account = ?, told_at = ?, provider_id = ?,"
            + " correlation = ?, dispatch = ?, state = ?, fail_code = ?, fail_reason = ?,"
            + " fail_handling = ?, recipient = ?, since_at = ?, next_try_at = ?"
            + " WHERE status_key = ?",
        "INSERT INTO mora_unmatched (channel, account, told_at, provider_id, correlation,"
            + " dispatch, state, fail_code, fail_reason, fail_handling, recipient, since_at,"
            + " next_try_at, status_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        unmatched,
        UnmatchedTable::bind);
  }

  private static void bind(Session.Parameters out, Unmatched unmatched) throws SQLException {
    Delivery status = unmatched.status();
    out.text(status.header().channel().name())
        .text(status.header().account())
        .moment(status.header().at())
        .text(status.providerMessageId())
        .text(status.correlation())
        .text(unmatched.dispatch().map(DispatchId::value).orElse(null))
        .text(status.state().name())
        .text(status.failure().map(ChannelEvent.Status.Failure::code).orElse(null))
        .text(status.failure().map(ChannelEvent.Status.Failure::reason).orElse(null))
        .text(status.failure().map(failure -> failure.handling().name()).orElse(null))
        .text(status.recipientId())
        .moment(unmatched.since())
        .moment(unmatched.nextTry())
        .text(unmatched.key());
  }

  void remove(Unmatched unmatched) {
    fewer = true;
    session.update(
        "remove unmatched status",
        "DELETE FROM mora_unmatched WHERE status_key = ?",
        bind -> bind.text(unmatched.key()));
  }

  Map<String, Unmatched> byKey(Collection<String> keys) {
    var found = new LinkedHashMap<String, Unmatched>();
    session
        .listIn(
            "known statuses",
            SELECT + "status_key IN %s",
            keys,
            key -> key,
            UnmatchedTable::unmatched)
        .forEach(unmatched -> found.put(unmatched.key(), unmatched));
    return found;
  }

  List<Unmatched> of(Collection<DispatchId> dispatches, Collection<String> providerIds) {
    var found = new LinkedHashMap<String, Unmatched>();
    var all = new ArrayList<Unmatched>();
    if (!dispatches.isEmpty()) {
      all.addAll(
          session.listIn(
              "statuses of dispatches",
              SELECT + "dispatch IN %s",
              dispatches,
              DispatchId::value,
              UnmatchedTable::unmatched));
    }
    if (!providerIds.isEmpty()) {
      all.addAll(
          session.listIn(
              "statuses of provider ids",
              SELECT + "provider_id IN %s",
              providerIds,
              id -> id,
              UnmatchedTable::unmatched));
    }
    all.sort(Comparator.comparing(Unmatched::since));
    all.forEach(unmatched -> found.putIfAbsent(unmatched.key(), unmatched));
    return List.copyOf(found.values());
  }

  List<Unmatched> to(Collection<String> recipients) {
    return session.listIn(
        "statuses of recipients",
        SELECT + "recipient IN %s",
        recipients,
        name -> name,
        UnmatchedTable::unmatched);
  }

  void forget(Instant before) {
    fewer = true;
    session.update(
        "forget unmatched statuses",
        "DELETE FROM mora_unmatched WHERE since_at < ?",
        bind -> bind.moment(before));
  }

  static long count(Session session) {
    return session
        .one(
            "count of unmatched statuses",
            "SELECT COUNT(*) FROM mora_unmatched",
            bind -> {},
            row -> row.getLong(1))
        .orElse(0L);
  }

  /** Whether one more may wait; those that are listed only make room. */
  boolean hasRoom(int most, Instant now) {
    if (count(session) < most) {
      return true;
    }
    fewer = true;
    session.update(
        "make room for statuses",
        "DELETE FROM mora_unmatched WHERE next_try_at IS NULL AND since_at < ?",
        bind -> bind.moment(now.minus(TRIED_FOR)));
    return count(session) < most;
  }

  List<Unmatched> due(Instant now, int most) {
    return session.list(
        "statuses to try again",
        SELECT + "next_try_at <= ? ORDER BY since_at, id LIMIT ?",
        bind -> bind.moment(now).count(most),
        UnmatchedTable::unmatched);
  }

  List<Unmatched> all(int most) {
    return session.list(
        "unmatched statuses",
        SELECT + "id > 0 ORDER BY since_at, id LIMIT ?",
        bind -> bind.count(most),
        UnmatchedTable::unmatched);
  }

  private static Unmatched unmatched(ResultSet row) throws SQLException {
    String failCode = row.getString("fail_code");
    return new Unmatched(
        new Delivery(
            new ChannelEvent.Header(
                Channel.of(row.getString("channel")),
                row.getString("account"),
                DispatchTable.moment(row, "told_at")),
            row.getString("provider_id"),
            row.getString("correlation"),
            ChannelEvent.Status.State.valueOf(row.getString("state")),
            failCode == null
                ? Optional.empty()
                : Optional.of(
                    new ChannelEvent.Status.Failure(
                        failCode,
                        row.getString("fail_reason"),
                        Handling.valueOf(row.getString("fail_handling")))),
            row.getString("recipient")),
        DispatchTable.moment(row, "since_at"),
        DispatchTable.optional(row, "next_try_at"));
  }
}
