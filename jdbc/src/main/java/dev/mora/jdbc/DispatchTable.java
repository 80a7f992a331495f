package dev.mora.jdbc;

import dev.mora.ledger.Dispatch;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.Evidence;
import dev.mora.ledger.State;
import dev.mora.ledger.TemplateKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a dispatch stands, in {@code mora_dispatch}. Its columns fall into what every step changes
 * and what a gate, an answer or a status changes besides; the former are set alone where that does.
 */
final class DispatchTable {

  private static final String TABLE = "mora_dispatch";

  private static final String FIXED =
      "number, id, campaign, borrower, channel, account, priority, expires_at";

  private static final String STEP =
      "last_sequence, state, state_rank, fence, attempt, not_before, due_at, lease_owner,"
          + " lease_until, reason, detail, changed_at";

  private static final String PROOF =
      "revision, misses, submits, unknown_since, may_be_sent, submitted_at, released, held,"
          + " accepted_at, sent_at, delivered_at, read_at, failed_at, fail_code, fail_told_at,"
          + " provider_ids, earlier";

  private static final String READ =
      "number, id, revision, last_sequence, state, fence, attempt, not_before, lease_owner,"
          + " lease_until, reason, detail, misses, submits, unknown_since, submitted_at, released,"
          + " held, accepted_at, sent_at, delivered_at, read_at, failed_at, fail_code,"
          + " fail_told_at, provider_ids, earlier";

  /** As {@link #standing} reads them, of the alias {@code d}. */
  static final String COLUMNS = "d." + READ.replace(", ", ", d.");

  static final Sheet INSERT = Sheet.insert(TABLE, FIXED + ", " + STEP + ", " + PROOF);

  /** Sets the row where it stood after the event that the writer saw last, and nowhere else. */
  private static final String HERE = "number, last_sequence";

  static final Sheet UPDATE_STEP = Sheet.update(TABLE, STEP, HERE);

  static final Sheet UPDATE = Sheet.update(TABLE, STEP + ", " + PROOF, HERE);

  private DispatchTable() {}

  /** A row as a work leaves it. */
  record Placed(
      long number,
      DispatchEntry entry,
      long lastBefore,
      long last,
      Instant changed,
      int revision) {}

  // --- writing

  static void insert(Session.Parameters out, Placed row) throws SQLException {
    Dispatch.Header header = row.entry.header();
    out.number(row.number)
        .text(header.id().value())
        .text(header.key().campaign().value())
        .text(header.key().borrower().value())
        .text(header.sender().channel().name())
        .text(header.sender().account())
        .count(header.priority())
        .moment(header.expiresAt());
    step(out, row);
    proof(out, row);
  }

  static void updateStep(Session.Parameters out, Placed row) throws SQLException {
    step(out, row);
    out.number(row.number).number(row.lastBefore);
  }

  static void update(Session.Parameters out, Placed row) throws SQLException {
    step(out, row);
    proof(out, row);
    out.number(row.number).number(row.lastBefore);
  }

  /** Whether {@link #UPDATE_STEP} says all that has changed. */
  static boolean isStep(DispatchEntry before, DispatchEntry after) {
    return before.misses() == after.misses()
        && before.submits() == after.submits()
        && before.unknownSince().equals(after.unknownSince())
        && before.evidence().equals(after.evidence());
  }

  private static void step(Session.Parameters out, Placed row) throws SQLException {
    DispatchEntry entry = row.entry;
    out.number(row.last)
        .text(entry.state().name())
        .count(entry.state().rank())
        .number(entry.fence())
        .count(entry.attempt())
        .moment(entry.notBefore())
        .moment(entry.notBefore())
        .text(entry.lease().map(DispatchEntry.Lease::owner).orElse(null))
        .moment(entry.lease().map(DispatchEntry.Lease::until))
        .text(entry.reason())
        .text(entry.detail())
        .moment(row.changed);
  }

  private static void proof(Session.Parameters out, Placed row) throws SQLException {
    DispatchEntry entry = row.entry;
    Evidence evidence = entry.evidence();
    Map<State, Instant> times = evidence.times();
    out.count(row.revision)
        .count(entry.misses())
        .count(entry.submits())
        .moment(entry.unknownSince())
        .flag(entry.submits() > 0 || !times.isEmpty())
        .moment(evidence.submittedAt())
        .flag(evidence.released())
        .flag(evidence.held())
        .moment(Optional.ofNullable(times.get(State.ACCEPTED)))
        .moment(Optional.ofNullable(times.get(State.SENT)))
        .moment(Optional.ofNullable(times.get(State.DELIVERED)))
        .moment(Optional.ofNullable(times.get(State.READ)))
        .moment(Optional.ofNullable(times.get(State.FAILED)))
        .text(evidence.failure().map(Evidence.Failure::code).orElse(null))
        .moment(evidence.failure().map(Evidence.Failure::at))
        .text(Lists.write(evidence.providerMessageIds()))
        .text(earlier(evidence));
  }

  /** Hardly any row has one. */
  private static @Nullable String earlier(Evidence evidence) {
    return evidence.earlier().isEmpty()
        ? null
        : Lists.write(
            evidence.earlier().stream().map(at -> String.valueOf(Moment.of(at))).toList());
  }

  private static List<Instant> earlier(@Nullable String gates) {
    return gates == null
        ? List.of()
        : Lists.read(gates).stream().map(Long::parseLong).map(Moment::toInstant).toList();
  }

  // --- reading

  /** A row without what its letter says. */
  record Standing(
      long number,
      DispatchId id,
      int revision,
      long last,
      State state,
      long fence,
      int attempt,
      Instant notBefore,
      Optional<DispatchEntry.Lease> lease,
      String reason,
      String detail,
      int misses,
      int submits,
      Optional<Instant> unknownSince,
      Evidence evidence) {

    DispatchEntry entry(Dispatch.Header header, Optional<TemplateKey> template) {
      return new DispatchEntry(
          header,
          template,
          state,
          fence,
          attempt,
          misses,
          submits,
          notBefore,
          lease,
          unknownSince,
          reason,
          detail,
          evidence);
    }
  }

  static Standing standing(Cells in) throws SQLException {
    long number = in.number();
    var id = new DispatchId(in.text());
    int revision = in.count();
    long last = in.number();
    State state = State.valueOf(in.text());
    long fence = in.number();
    int attempt = in.count();
    Instant notBefore = in.moment();
    String owner = in.textOrNull();
    Optional<Instant> until = in.optional();
    return new Standing(
        number,
        id,
        revision,
        last,
        state,
        fence,
        attempt,
        notBefore,
        owner == null ? Optional.empty() : until.map(at -> new DispatchEntry.Lease(owner, at)),
        in.text(),
        in.text(),
        in.count(),
        in.count(),
        in.optional(),
        evidence(in));
  }

  private static Evidence evidence(Cells in) throws SQLException {
    Optional<Instant> submittedAt = in.optional();
    boolean released = in.flag();
    boolean held = in.flag();
    var times = new EnumMap<State, Instant>(State.class);
    for (State told :
        new State[] {State.ACCEPTED, State.SENT, State.DELIVERED, State.READ, State.FAILED}) {
      in.optional().ifPresent(at -> times.put(told, at));
    }
    String failCode = in.textOrNull();
    Optional<Instant> failedAt = in.optional();
    return new Evidence(
        submittedAt,
        released,
        held,
        Lists.read(in.text()),
        times,
        failCode == null
            ? Optional.empty()
            : failedAt.map(at -> new Evidence.Failure(failCode, at)),
        earlier(in.textOrNull()));
  }

  /** With {@link #COLUMNS} and {@link LetterTable#HEADER_COLUMNS} selected, in this order. */
  static DispatchEntry entry(Cells in) throws SQLException {
    Standing standing = standing(in);
    LetterTable.Head head = LetterTable.header(in);
    return standing.entry(head.header(), head.template());
  }

  static Instant moment(ResultSet row, String column) throws SQLException {
    return Moment.toInstant(row.getLong(column));
  }

  static Optional<Instant> optional(ResultSet row, String column) throws SQLException {
    long stored = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Moment.toInstant(stored));
  }
}
