package dev.mora.jdbc;

import dev.mora.ledger.Approval;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.CampaignRecord;
import dev.mora.ledger.SenderId;
import dev.mora.ledger.Stop;
import dev.mora.ledger.TemplateKey;
import dev.mora.party.Channel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a person stops and lets go on: the lender, templates, campaigns. Read once in a work. */
final class StopTable {

  record TemplateState(TemplateKey key, int refusals, Optional<Stop> stop) {}

  private final Session session;
  private final Remembered remembered;

  StopTable(Session session, Remembered remembered) {
    this.session = session;
    this.remembered = remembered;
  }

  // --- the lender

  Optional<Stop> lenderStop() {
    Optional<Stop> known = remembered.lender;
    if (known == null) {
      known =
          session.one(
              "lender stop",
              "SELECT reason, actor, stopped_at FROM mora_lender_stop",
              bind -> {},
              row ->
                  new Stop(row.getString(1), row.getString(2), Moment.toInstant(row.getLong(3))));
      remembered.lender = known;
    }
    return known;
  }

  void putLenderStop(Stop stop) {
    removeLenderStop();
    session.update(
        "stop the lender",
        "INSERT INTO mora_lender_stop (reason, actor, stopped_at) VALUES (?, ?, ?)",
        bind -> bind.text(stop.reason()).text(stop.actor()).moment(stop.at()));
    remembered.lender = Optional.of(stop);
  }

  void removeLenderStop() {
    session.update("resume the lender", "DELETE FROM mora_lender_stop", bind -> {});
    remembered.lender = Optional.empty();
  }

  // --- templates

  Map<TemplateKey, Stop> templateStops() {
    var stops = new LinkedHashMap<TemplateKey, Stop>();
    templates().values().forEach(t -> t.stop.ifPresent(stop -> stops.put(t.key, stop)));
    return stops;
  }

  int refusals(TemplateKey template) {
    return template(template).refusals;
  }

  void putTemplateStop(TemplateKey template, Stop stop) {
    put(new TemplateState(template, refusals(template), Optional.of(stop)));
  }

  void removeTemplateStop(TemplateKey template) {
    put(new TemplateState(template, refusals(template), Optional.empty()));
  }

  void putRefusals(TemplateKey template, int inARow) {
    put(new TemplateState(template, inARow, template(template).stop));
  }

  private TemplateState template(TemplateKey key) {
    return templates().getOrDefault(key, new TemplateState(key, 0, Optional.empty()));
  }

  /** Only those with a stop or a refusal have a row, so they are few. */
  private Map<TemplateKey, TemplateState> templates() {
    Map<TemplateKey, TemplateState> known = remembered.templates;
    if (known == null) {
      known = new LinkedHashMap<>();
      for (TemplateState one :
          session.list(
              "templates",
              "SELECT * FROM mora_template ORDER BY stop_at, name, version, language",
              bind -> {},
              StopTable::templateState)) {
        known.put(one.key, one);
      }
      remembered.templates = known;
    }
    return known;
  }

  private static TemplateState templateState(ResultSet row) throws SQLException {
    return new TemplateState(
        new TemplateKey(
            new SenderId(Channel.of(row.getString("channel")), row.getString("account")),
            row.getString("name"),
            row.getString("version"),
            row.getString("language")),
        row.getInt("refusals"),
        Desks.stop(row, "stop"));
  }

  private void put(TemplateState next) {
    if (next.equals(template(next.key))) {
      return;
    }
    templates().put(next.key, next);
    if (next.refusals == 0 && next.stop.isEmpty()) {
      session.update(
          "forget template",
          "DELETE FROM mora_template" + OF_TEMPLATE,
          bind -> bind(bind, next.key));
      return;
    }
    Upsert.one(
        session,
        "template",
        "UPDATE mora_template SET refusals = ?, stop_reason = ?, stop_actor = ?, stop_at = ?"
            + OF_TEMPLATE,
        "INSERT INTO mora_template (refusals, stop_reason, stop_actor, stop_at, channel, account,"
            + " name, version, language) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        next,
        (out, template) -> {
          out.count(template.refusals);
          Desks.bind(out, template.stop);
          bind(out, template.key);
        });
  }

  private static final String OF_TEMPLATE =
      " WHERE channel = ? AND account = ? AND name = ? AND version = ? AND language = ?";

  private static void bind(Session.Parameters out, TemplateKey key) throws SQLException {
    out.text(key.sender().channel().name())
        .text(key.sender().account())
        .text(key.name())
        .text(key.version())
        .text(key.language());
  }

  // --- campaigns

  Optional<CampaignRecord> campaign(CampaignId id) {
    return remembered.campaigns.computeIfAbsent(
        id,
        key ->
            session.one(
                "campaign",
                "SELECT * FROM mora_campaign WHERE id = ?",
                bind -> bind.text(key.value()),
                StopTable::campaign));
  }

  List<CampaignRecord> campaigns(int most) {
    return session.list(
        "campaigns",
        "SELECT * FROM mora_campaign ORDER BY since_at DESC, id LIMIT ?",
        bind -> bind.count(most),
        StopTable::campaign);
  }

  private static CampaignRecord campaign(ResultSet row) throws SQLException {
    String by = row.getString("approved_by");
    return new CampaignRecord(
        new CampaignId(row.getString("id")),
        row.getString("digest"),
        by == null
            ? Optional.empty()
            : Optional.of(
                new Approval(
                    by,
                    DispatchTable.moment(row, "approved_at"),
                    row.getString("approved_digest"))),
        Desks.stop(row, "pause"),
        Desks.stop(row, "cancel"),
        row.getInt("weight"),
        DispatchTable.moment(row, "since_at"));
  }

  void put(CampaignRecord campaign) {
    remembered.campaigns.put(campaign.id(), Optional.of(campaign));
    remembered.special = null;
    Upsert.one(
        session,
        "campaign",
        "UPDATE mora_campaign SET digest = ?, approved_by = ?, approved_at = ?,"
            + " approved_digest = ?, pause_reason = ?, pause_actor = ?, pause_at = ?,"
            + " cancel_reason = ?, cancel_actor = ?, cancel_at = ?, since_at = ?, halted = ?,"
            + " weight = ?"
            + " WHERE id = ?",
        "INSERT INTO mora_campaign (digest, approved_by, approved_at, approved_digest,"
            + " pause_reason, pause_actor, pause_at, cancel_reason, cancel_actor, cancel_at,"
            + " since_at, halted, weight, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        campaign,
        (out, record) -> {
          out.text(record.digest())
              .text(record.approval().map(Approval::by).orElse(null))
              .moment(record.approval().map(Approval::at))
              .text(record.approval().map(Approval::digest).orElse(null));
          Desks.bind(out, record.paused());
          Desks.bind(out, record.cancelled());
          out.moment(record.since())
              .flag(record.isHalted())
              .count(record.weight())
              .text(record.id().value());
        });
  }
}
