package dev.mora.jdbc;

import dev.mora.ledger.CampaignId;
import dev.mora.ledger.ClaimRequest;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.SenderId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who is next. The planned rows of a sender stand in lanes, one for each campaign and priority; the
 * index leads from lane to lane and, within one, in order of due time, so that a claim costs as
 * much beside a million waiting rows as beside ten.
 */
final class Turns {

  private static final String OF_SENDER =
      " FROM mora_dispatch d WHERE d.state = 'PLANNED' AND d.channel = ? AND d.account = ?";

  private static final String FREE =
      " AND NOT EXISTS (SELECT 1 FROM mora_dispatch f WHERE f.borrower = d.borrower"
          + " AND f.state IN ('CLAIMED', 'SUBMITTING'))"
          + " AND NOT EXISTS (SELECT 1 FROM mora_dispatch u WHERE u.borrower = d.borrower"
          + " AND u.channel = d.channel AND u.state IN ('UNKNOWN', 'UNKNOWN_HELD'))";

  private static final String IN_LANE = " AND d.campaign = ? AND d.priority = ?";

  /** The planned rows of one campaign and priority. */
  record Lane(String campaign, long priority) {

    static Lane of(Dispatch.Header header) {
      return new Lane(header.key().campaign().value(), header.priority());
    }
  }

  /** What is not as with most campaigns. */
  record Special(Set<String> halted, Map<String, Integer> weights) {

    int weight(String campaign) {
      return weights.getOrDefault(campaign, 1);
    }
  }

  /** Whose turn it was last, and how many it has had in a row. */
  record Turn(String campaign, int taken) {

    static final Turn NOBODYS = new Turn("", 1);

    Turn next(String next, Special special) {
      boolean goesOn = next.equals(campaign) && hasMore(special);
      return new Turn(next, goesOn ? taken + 1 : 1);
    }

    boolean hasMore(Special special) {
      return taken < special.weight(campaign);
    }
  }

  private record Head(DispatchId id, String borrower, long due) {}

  /** What is left of a lane, read in pages. */
  private final class Line {
    private final Lane lane;
    private final Deque<Head> heads = new ArrayDeque<>();
    private Head last = new Head(new DispatchId("0".repeat(26)), "", Long.MIN_VALUE);
    private boolean read;

    private Line(Lane lane) {
      this.lane = lane;
    }

    /** The next one of somebody who has not had a turn. */
    private Optional<Head> next(SenderId sender, Instant now, int most, Set<String> served) {
      while (true) {
        while (!heads.isEmpty()) {
          Head head = heads.removeFirst();
          if (served.add(head.borrower)) {
            return Optional.of(head);
          }
        }
        if (read) {
          return Optional.empty();
        }
        List<Head> page = page(sender, now, most);
        heads.addAll(page);
        read = page.size() < most;
        if (!page.isEmpty()) {
          last = page.get(page.size() - 1);
        }
      }
    }

    private List<Head> page(SenderId sender, Instant now, int most) {
      return session.list(
          "what is due",
          "SELECT d.id, d.borrower, d.due_at"
              + OF_SENDER
              + IN_LANE
              + " AND d.due_at <= ? AND (d.due_at, d.id) > (?, ?)"
              + FREE
              + " ORDER BY d.due_at, d.id LIMIT ?",
          bind ->
              bind.text(sender.channel().name())
                  .text(sender.account())
                  .text(lane.campaign)
                  .number(lane.priority)
                  .moment(now)
                  .number(last.due)
                  .text(last.due == Long.MIN_VALUE ? "" : last.id.value())
                  .count(most),
          row -> new Head(new DispatchId(row.getString(1)), row.getString(2), row.getLong(3)));
    }
  }

  private final Session session;
  private final Remembered remembered;

  Turns(Session session, Remembered remembered) {
    this.session = session;
    this.remembered = remembered;
  }

  /** What is due, in the order of turn, and whose turn it was last if that is another by now. */
  record Due(List<DispatchId> ids, Optional<Turn> turn) {}

  Due due(ClaimRequest request, Instant now, int most) {
    SenderId sender = request.sender();
    if (request.dispatch().isPresent()) {
      return new Due(named(request, now), Optional.empty());
    }
    var chosen = new ArrayList<DispatchId>();
    var served = new HashSet<String>();
    Map<Long, List<Lane>> lanes = lanesByPriority(sender, request.campaign());
    Special special = special();
    Turn before = lanes.isEmpty() ? Turn.NOBODYS : lastTurn(sender);
    Turn turn = before;
    for (List<Lane> equals : lanes.values()) {
      Deque<Line> lines = new ArrayDeque<>();
      rotated(equals, turn, turn.hasMore(special)).forEach(lane -> lines.add(new Line(lane)));
      while (!lines.isEmpty() && chosen.size() < most) {
        Line line = lines.removeFirst();
        Optional<Head> head = line.next(sender, now, most, served);
        if (head.isPresent()) {
          chosen.add(head.get().id);
          // who waits beside nobody takes no turn, so that replies end none of a campaign's
          turn = equals.size() > 1 ? turn.next(line.lane.campaign, special) : turn;
          if (turn.hasMore(special)) {
            lines.addFirst(line);
          } else {
            lines.addLast(line);
          }
        }
      }
    }
    return new Due(chosen, turn.equals(before) ? Optional.empty() : Optional.of(turn));
  }

  private List<DispatchId> named(ClaimRequest request, Instant now) {
    Set<String> halted = special().halted;
    return session
        .list(
            "whether one is due",
            "SELECT d.id, d.campaign" + OF_SENDER + " AND d.id = ? AND d.due_at <= ?" + FREE,
            bind ->
                bind.text(request.sender().channel().name())
                    .text(request.sender().account())
                    .text(request.dispatch().orElseThrow().value())
                    .moment(now),
            row -> Map.entry(new DispatchId(row.getString(1)), row.getString(2)))
        .stream()
        .filter(found -> !halted.contains(found.getValue()))
        .filter(
            found -> request.campaign().map(c -> c.value().equals(found.getValue())).orElse(true))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The earliest due time of all whose borrower is free, whether it has come or not. */
  Optional<Instant> nextDue(SenderId sender, Optional<CampaignId> campaign) {
    return lanesByPriority(sender, campaign).values().stream()
        .flatMap(List::stream)
        .flatMap(
            lane ->
                session
                    .one(
                        "next due",
                        "SELECT d.due_at"
                            + OF_SENDER
                            + IN_LANE
                            + FREE
                            + " ORDER BY d.due_at, d.id LIMIT 1",
                        bind ->
                            bind.text(sender.channel().name())
                                .text(sender.account())
                                .text(lane.campaign)
                                .number(lane.priority),
                        row -> Moment.toInstant(row.getLong(1)))
                    .stream())
        .min(Comparator.naturalOrder());
  }

  Optional<Instant> nextLeaseEnd(SenderId sender, Optional<CampaignId> campaign) {
    return session
        .one(
            "next lease end",
            "SELECT MIN(lease_until) FROM mora_dispatch WHERE state IN ('CLAIMED', 'SUBMITTING')"
                + " AND channel = ? AND account = ?"
                + (campaign.isPresent() ? " AND campaign = ?" : ""),
            bind -> {
              bind.text(sender.channel().name()).text(sender.account());
              if (campaign.isPresent()) {
                bind.text(campaign.get().value());
              }
            },
            row -> Optional.ofNullable(row.getObject(1)).map(until -> ((Number) until).longValue()))
        .flatMap(until -> until)
        .map(Moment::toInstant);
  }

  // --- lanes

  /** A row is planned: the lane of its sender is not the only one, unless it is its own. */
  static void planned(Remembered remembered, Dispatch.Header header) {
    Lane only = remembered.onlyLanes.get(header.sender());
    if (only != null && !only.equals(Lane.of(header))) {
      remembered.onlyLanes.remove(header.sender());
    }
  }

  /**
   * Lanes with anything planned in them, but for halted campaigns; the highest priority first. The
   * only one of a sender is remembered, and may be empty by now: nobody waits beside it then.
   */
  private Map<Long, List<Lane>> lanesByPriority(SenderId sender, Optional<CampaignId> campaign) {
    Set<String> halted = special().halted;
    Lane only = remembered.onlyLanes.get(sender);
    List<Lane> found = only == null ? walk(sender, campaign, halted) : List.of(only);
    var lanes = new TreeMap<Long, List<Lane>>(Comparator.reverseOrder());
    for (Lane lane : found) {
      boolean asked = campaign.map(c -> c.value().equals(lane.campaign)).orElse(true);
      if (asked && !halted.contains(lane.campaign)) {
        lanes.computeIfAbsent(lane.priority, key -> new ArrayList<>()).add(lane);
        if (found.size() == 1 && campaign.isEmpty()) {
          remembered.onlyLanes.put(sender, lane);
        }
      }
    }
    return lanes;
  }

  /** From lane to lane; of a halted campaign the first one only. */
  private List<Lane> walk(SenderId sender, Optional<CampaignId> campaign, Set<String> halted) {
    var lanes = new ArrayList<Lane>();
    var at = new Lane(campaign.map(CampaignId::value).orElse(""), Long.MIN_VALUE);
    for (Optional<Lane> next = laneAfter(sender, at, campaign.isPresent());
        next.isPresent();
        next = laneAfter(sender, at, campaign.isPresent())) {
      Lane lane = next.get();
      lanes.add(lane);
      at = halted.contains(lane.campaign) ? new Lane(lane.campaign, Long.MAX_VALUE) : lane;
    }
    return lanes;
  }

  private Optional<Lane> laneAfter(SenderId sender, Lane before, boolean sameCampaign) {
    return session.one(
        "next lane",
        "SELECT d.campaign, d.priority"
            + OF_SENDER
            + (sameCampaign
                ? " AND d.campaign = ? AND d.priority > ?"
                : " AND (d.campaign, d.priority) > (?, ?)")
            + " ORDER BY d.campaign, d.priority LIMIT 1",
        bind ->
            bind.text(sender.channel().name())
                .text(sender.account())
                .text(before.campaign)
                .number(before.priority),
        row -> new Lane(row.getString(1), row.getLong(2)));
  }

  private Special special() {
    Special known = remembered.special;
    if (known == null) {
      var halted = new HashSet<String>();
      var weights = new HashMap<String, Integer>();
      session.list(
          "halted and weighted campaigns",
          "SELECT id, halted, weight FROM mora_campaign WHERE halted = 1 OR weight > 1",
          bind -> {},
          row -> {
            if (row.getInt(2) == 1) {
              halted.add(row.getString(1));
            }
            return weights.put(row.getString(1), row.getInt(3)) == null;
          });
      known = new Special(halted, weights);
      remembered.special = known;
    }
    return known;
  }

  /** Begins with the campaign that had the last turn if it goes on, else behind it. */
  private static List<Lane> rotated(List<Lane> lanes, Turn turn, boolean goesOn) {
    var order = new ArrayList<>(lanes);
    order.sort(Comparator.comparing(Lane::campaign));
    int first = 0;
    while (first < order.size() && isBefore(order.get(first), turn, goesOn)) {
      first++;
    }
    Collections.rotate(order, -first);
    return order;
  }

  private static boolean isBefore(Lane lane, Turn turn, boolean goesOn) {
    int order = lane.campaign.compareTo(turn.campaign);
    return order < 0 || order == 0 && !goesOn;
  }

  private Turn lastTurn(SenderId sender) {
    return remembered.turns.computeIfAbsent(
        sender,
        key ->
            session
                .one(
                    "last turn",
                    "SELECT campaign, taken FROM mora_turn WHERE channel = ? AND account = ?",
                    bind -> bind.text(sender.channel().name()).text(sender.account()),
                    row -> new Turn(row.getString(1), row.getInt(2)))
                .orElse(Turn.NOBODYS));
  }

  /** Writes down whose turn it was. */
  void turn(SenderId sender, Turn turn) {
    remembered.turns.put(sender, turn);
    int known =
        session.update(
            "take turns",
            "UPDATE mora_turn SET campaign = ?, taken = ? WHERE channel = ? AND account = ?",
            bind -> bind(bind, sender, turn));
    if (known == 0) {
      session.update(
          "begin turns",
          "INSERT INTO mora_turn (campaign, taken, channel, account) VALUES (?, ?, ?, ?)",
          bind -> bind(bind, sender, turn));
    }
  }

  private static void bind(Session.Parameters out, SenderId sender, Turn turn) throws SQLException {
    out.text(turn.campaign).count(turn.taken).text(sender.channel().name()).text(sender.account());
  }
}
