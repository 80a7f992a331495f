package dev.mora.jdbc;

import dev.mora.ledger.BusinessDesk;
import dev.mora.ledger.BusinessId;
import dev.mora.ledger.ReachBook;
import dev.mora.ledger.Reached;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whom businesses wrote to first. */
final class ReachTable implements ReachBook {

  private static final String OF_BUSINESS = " WHERE channel = ? AND business = ?";

  private final Session session;
  private final Remembered remembered;
  private final Runnable writing;

  /**
   * @param writing refuses, or takes note, before each write
   */
  ReachTable(Session session, Remembered remembered, Runnable writing) {
    this.session = session;
    this.remembered = remembered;
    this.writing = writing;
  }

  @Override
  public BusinessDesk business(BusinessId business) {
    return remembered.businesses.computeIfAbsent(
        business,
        key ->
            session
                .one(
                    "business",
                    "SELECT * FROM mora_business" + OF_BUSINESS,
                    bind -> bind(bind, business),
                    row ->
                        new BusinessDesk(
                            business,
                            row.getInt("tier"),
                            DispatchTable.moment(row, "told_at"),
                            DispatchTable.optional(row, "began_at")))
                .orElseGet(() -> BusinessDesk.of(business)));
  }

  private static Session.Parameters bind(Session.Parameters out, BusinessId business)
      throws SQLException {
    return out.text(business.channel().name()).text(business.name());
  }

  @Override
  public void put(BusinessDesk desk) {
    writing.run();
    remembered.businesses.put(desk.business(), desk);
    Upsert.one(
        session,
        "business",
        "UPDATE mora_business SET tier = ?, told_at = ?, began_at = ?" + OF_BUSINESS,
        "INSERT INTO mora_business (tier, told_at, began_at, channel, business)"
            + " VALUES (?, ?, ?, ?, ?)",
        desk,
        (out, one) -> {
          out.count(one.tier()).moment(one.toldAt()).moment(one.began());
          bind(out, one.business());
        });
  }

  @Override
  public Map<String, Reached> people(BusinessId business, Collection<String> people) {
    return session
        .listIn(
            "people reached",
            "SELECT person, reached_at, before_at FROM mora_reached WHERE person IN %s"
                + " AND channel = ? AND business = ?",
            people,
            (out, person) -> out.text(person),
            bind -> bind(bind, business),
            row ->
                new Reached(
                    row.getString(1),
                    Moment.toInstant(row.getLong(2)),
                    Moment.toInstant(row.getLong(3))))
        .stream()
        .collect(Collectors.toMap(Reached::person, Function.identity()));
  }

  @Override
  public void put(BusinessId business, Collection<Reached> people) {
    writing.run();
    Upsert.all(
        session,
        "people reached",
        "UPDATE mora_reached SET reached_at = ?, before_at = ?" + OF_BUSINESS + " AND person = ?",
        "INSERT INTO mora_reached (reached_at, before_at, channel, business, person)"
            + " VALUES (?, ?, ?, ?, ?)",
        people,
        (out, one) -> {
          out.moment(one.at()).moment(one.before());
          bind(out, business).text(one.person());
        });
  }

  @Override
  public int count(BusinessId business, Instant after) {
    return session
        .one(
            "count people reached",
            "SELECT COUNT(*) FROM mora_reached" + OF_BUSINESS + " AND reached_at > ?",
            bind -> bind(bind, business).moment(after),
            row -> row.getInt(1))
        .orElse(0);
  }

  @Override
  public List<Instant> times(BusinessId business, Instant after, int skip, int most) {
    return session.list(
        "times of people reached",
        "SELECT reached_at FROM mora_reached"
            + OF_BUSINESS
            + " AND reached_at > ? ORDER BY reached_at LIMIT ? OFFSET ?",
        bind -> bind(bind, business).moment(after).count(most).count(skip),
        row -> Moment.toInstant(row.getLong(1)));
  }

  @Override
  public void forget(Instant before) {
    writing.run();
    session.update(
        "forget people reached",
        "DELETE FROM mora_reached WHERE reached_at < ?",
        bind -> bind.moment(before));
  }
}
