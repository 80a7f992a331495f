package dev.mora.jdbc;

import dev.mora.json.Json;
import dev.mora.json.JsonLimits;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonValue;
import dev.mora.json.JsonWriter;
import dev.mora.ledger.BookedRow;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.Evidence;
import dev.mora.ledger.PlanKey;
import dev.mora.ledger.SenderId;
import dev.mora.ledger.State;
import dev.mora.ledger.TemplateKey;
import dev.mora.loan.LoanId;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a row of {@code mora_dispatch} and a {@link BookedRow} become each other. */
final class DispatchTable {

  private static final JsonLimits LIMITS =
      new JsonLimits(4 << 20, 4, 1 << 16, 32, 10_000, 100_000, 400_000, false);

  private static final String HEADER =
      "id, number, campaign, borrower, step, slot, channel, account, segment, loans, policies,"
          + " priority, planned_not_before, expires_at,"
          + " template_name, template_version, template_language";

  private static final String ENTRY =
      "state, state_rank, last_sequence, fence, attempt, misses, submits, not_before, due_at,"
          + " lease_owner, lease_until, unknown_since, reason, detail, may_be_sent, submitted_at,"
          + " released, held, accepted_at, sent_at, delivered_at, read_at, failed_at, fail_code,"
          + " fail_told_at, changed_at, provider_ids";

  private static final String CONTENT = "content_hash, to_kind, to_address, content, brief";

  /** Without address and content. */
  static final String ENTRY_COLUMNS = HEADER + ", " + ENTRY;

  static final String COLUMNS = ENTRY_COLUMNS + ", " + CONTENT;

  static final String INSERT =
      "INSERT INTO mora_dispatch ("
          + HEADER
          + ", planned_at, "
          + ENTRY
          + ", "
          + CONTENT
          + ") VALUES ("
          + "?, ".repeat(HEADER.split(",").length + ENTRY.split(",").length)
          + "?, ?, ?, ?, ?, ?)";

  /** Sets the row where it stood after the event that the writer saw last, and nowhere else. */
  static final String UPDATE =
      "UPDATE mora_dispatch SET "
          + ENTRY.replace(",", " = ?,")
          + " = ? WHERE id = ? AND last_sequence = ?";

  static final String REPLACE =
      "UPDATE mora_dispatch SET content_hash = ?, to_kind = ?, to_address = ?, content = ?,"
          + " brief = ? WHERE id = ?";

  static final String BLANK =
      "UPDATE mora_dispatch SET to_kind = NULL, to_address = NULL, content = NULL, brief = NULL"
          + " WHERE id = ?";

  private DispatchTable() {}

  // --- writing

  /** A new row as it stands at the end of the work that made it. */
  record Fresh(
      long number,
      Dispatch dispatch,
      DispatchEntry entry,
      long last,
      Instant at,
      Instant changed) {}

  /** Where a row stands at the end of a work. */
  record Changed(DispatchEntry entry, long lastBefore, long last, Instant changed) {}

  static void insert(Session.Parameters out, Fresh fresh) throws SQLException {
    DispatchEntry entry = fresh.entry;
    Dispatch.Header header = entry.header();
    out.text(header.id().value())
        .number(fresh.number)
        .text(header.key().campaign().value())
        .text(header.key().borrower().value())
        .text(header.key().step())
        .text(header.key().slot())
        .text(header.sender().channel().name())
        .text(header.sender().account())
        .text(header.segment())
        .text(strings(header.loans().stream().map(LoanId::value).toList()))
        .text(object(header.policies()))
        .count(header.priority())
        .moment(header.notBefore())
        .moment(header.expiresAt())
        .text(entry.template().map(TemplateKey::name).orElse(null))
        .text(entry.template().map(TemplateKey::version).orElse(null))
        .text(entry.template().map(TemplateKey::language).orElse(null))
        .moment(fresh.at);
    entry(out, entry, fresh.last, fresh.changed);
    content(out, fresh.dispatch);
  }

  static void update(Session.Parameters out, Changed row) throws SQLException {
    entry(out, row.entry, row.last, row.changed);
    out.text(row.entry.id().value()).number(row.lastBefore);
  }

  static void replace(Session.Parameters out, Dispatch dispatch) throws SQLException {
    content(out, dispatch);
    out.text(dispatch.id().value());
  }

  private static void entry(Session.Parameters out, DispatchEntry entry, long last, Instant changed)
      throws SQLException {
    Evidence evidence = entry.evidence();
    Map<State, Instant> times = evidence.times();
    out.text(entry.state().name())
        .count(entry.state().rank())
        .number(last)
        .number(entry.fence())
        .count(entry.attempt())
        .count(entry.misses())
        .count(entry.submits())
        .moment(entry.notBefore())
        .moment(entry.notBefore())
        .text(entry.lease().map(DispatchEntry.Lease::owner).orElse(null))
        .moment(entry.lease().map(DispatchEntry.Lease::until))
        .moment(entry.unknownSince())
        .text(entry.reason())
        .text(entry.detail())
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
        .moment(changed)
        .text(strings(evidence.providerMessageIds()));
  }

  private static void content(Session.Parameters out, Dispatch dispatch) throws SQLException {
    Address to = Address.of(dispatch.to());
    out.text(dispatch.contentHash())
        .text(to.kind())
        .text(to.value())
        .text(ContentCodec.write(dispatch.content()))
        .text(dispatch.brief());
  }

  // --- reading

  static BookedRow row(ResultSet row) throws SQLException {
    DispatchEntry entry = entry(row);
    String content = row.getString("content");
    Optional<Dispatch> dispatch =
        content == null
            ? Optional.empty()
            : Optional.of(
                new Dispatch(
                    entry.header(),
                    new Address(row.getString("to_kind"), row.getString("to_address")).point(),
                    ContentCodec.read(content),
                    row.getString("brief")));
    return new BookedRow(row.getLong("number"), entry, dispatch);
  }

  static DispatchEntry entry(ResultSet row) throws SQLException {
    var sender = new SenderId(Channel.of(row.getString("channel")), row.getString("account"));
    String template = row.getString("template_name");
    String leaseOwner = row.getString("lease_owner");
    return new DispatchEntry(
        header(row, sender),
        template == null
            ? Optional.empty()
            : Optional.of(
                new TemplateKey(
                    sender,
                    template,
                    row.getString("template_version"),
                    row.getString("template_language"))),
        State.valueOf(row.getString("state")),
        row.getLong("fence"),
        row.getInt("attempt"),
        row.getInt("misses"),
        row.getInt("submits"),
        moment(row, "not_before"),
        leaseOwner == null
            ? Optional.empty()
            : Optional.of(new DispatchEntry.Lease(leaseOwner, moment(row, "lease_until"))),
        optional(row, "unknown_since"),
        row.getString("reason"),
        row.getString("detail"),
        evidence(row));
  }

  private static Dispatch.Header header(ResultSet row, SenderId sender) throws SQLException {
    return new Dispatch.Header(
        new DispatchId(row.getString("id")),
        new PlanKey(
            new CampaignId(row.getString("campaign")),
            BorrowerId.of(row.getString("borrower")),
            row.getString("step"),
            row.getString("slot")),
        strings(row.getString("loans")).stream().map(LoanId::of).toList(),
        row.getString("segment"),
        sender,
        moment(row, "planned_not_before"),
        moment(row, "expires_at"),
        row.getInt("priority"),
        object(row.getString("policies")));
  }

  private static Evidence evidence(ResultSet row) throws SQLException {
    var times = new EnumMap<State, Instant>(State.class);
    time(times, State.ACCEPTED, row, "accepted_at");
    time(times, State.SENT, row, "sent_at");
    time(times, State.DELIVERED, row, "delivered_at");
    time(times, State.READ, row, "read_at");
    time(times, State.FAILED, row, "failed_at");
    String failCode = row.getString("fail_code");
    return new Evidence(
        optional(row, "submitted_at"),
        row.getInt("released") == 1,
        row.getInt("held") == 1,
        strings(row.getString("provider_ids")),
        times,
        failCode == null
            ? Optional.empty()
            : Optional.of(new Evidence.Failure(failCode, moment(row, "fail_told_at"))));
  }

  private static void time(Map<State, Instant> times, State state, ResultSet row, String column)
      throws SQLException {
    optional(row, column).ifPresent(at -> times.put(state, at));
  }

  static Instant moment(ResultSet row, String column) throws SQLException {
    return Moment.toInstant(row.getLong(column));
  }

  static Optional<Instant> optional(ResultSet row, String column) throws SQLException {
    long stored = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Moment.toInstant(stored));
  }

  // --- lists in one column

  /** A loan as it stands in the column {@code loans}, its quotes with it. */
  static String listed(LoanId loan) {
    String alone = strings(List.of(loan.value()));
    return alone.substring(1, alone.length() - 1);
  }

  private static String strings(Collection<String> values) {
    if (values.isEmpty()) {
      return "[]";
    }
    JsonWriter out = JsonWriter.create().array();
    values.forEach(out::value);
    return out.end().text();
  }

  private static List<String> strings(String json) {
    return json.equals("[]") ? List.of() : parse(json).asArray().strings();
  }

  private static String object(Map<String, String> values) {
    JsonWriter out = JsonWriter.create().object();
    values.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> out.field(entry.getKey(), entry.getValue()));
    return out.end().text();
  }

  private static Map<String, String> object(String json) {
    if (json.equals("{}")) {
      return Map.of();
    }
    JsonObject in = parse(json).asObject();
    var values = new HashMap<String, String>();
    in.keys().forEach(key -> values.put(key, in.string(key)));
    return values;
  }

  private static JsonValue parse(String json) {
    return Json.parse("a dispatch", json.getBytes(StandardCharsets.UTF_8), LIMITS);
  }
}
