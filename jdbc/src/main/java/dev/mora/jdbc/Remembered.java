package dev.mora.jdbc;

import dev.mora.ledger.BookedRow;
import dev.mora.ledger.BusinessDesk;
import dev.mora.ledger.BusinessId;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.CampaignRecord;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.SenderDesk;
import dev.mora.ledger.SenderId;
import dev.mora.ledger.Stop;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What this process left in the tables, so that it need not read it back. Each commit of any
 * process raises one number; as long as it stands where our own last commit put it, nobody else has
 * written, and all of this is so. Letters are worth more: their row says whether they are of its
 * revision.
 *
 * <p>Belongs to one work at a time. Whatever fails loses it: the next work begins with none.
 *
 * <pre>
 *  number of commits = ours      rows, desks, stops, turns, lanes, last numbers, whether statuses wait
 *  letter of the row's revision  letters
 * </pre>
 */
final class Remembered {

  private static final int MOST_ROWS = 4_096;
  private static final int MOST_CAMPAIGNS = 256;

  /** A row, its last event and the revision of its letter. */
  record Kept(BookedRow row, long last, int revision) {}

  private final Map<DispatchId, Kept> letters = bounded(MOST_ROWS);
  private final Map<DispatchId, Kept> rows = bounded(MOST_ROWS);
  private long commits = Long.MIN_VALUE;
  final Map<SenderId, SenderDesk> desks = new HashMap<>();
  final Map<SenderId, Turns.Turn> turns = new HashMap<>();
  final Map<SenderId, Turns.Lane> onlyLanes = new HashMap<>();
  final Map<CampaignId, Optional<CampaignRecord>> campaigns = bounded(MOST_CAMPAIGNS);
  Turns.@Nullable Special special;
  @Nullable Boolean unmatched;
  final Map<BusinessId, BusinessDesk> businesses = new HashMap<>();
  @Nullable Optional<Stop> lender;
  @Nullable Map<dev.mora.ledger.TemplateKey, StopTable.TemplateState> templates;
  long sequence = -1;
  long number = -1;

  private static <K, V> Map<K, V> bounded(int most) {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
      }
    };
  }

  /**
   * A work begins.
   *
   * @param counted how many commits there are by now
   */
  void begin(long counted) {
    if (counted != commits) {
      rows.clear();
      desks.clear();
      businesses.clear();
      turns.clear();
      onlyLanes.clear();
      campaigns.clear();
      special = null;
      unmatched = null;
      lender = null;
      templates = null;
      sequence = -1;
      number = -1;
      commits = counted;
    }
  }

  /** Our own commit is the last. */
  void committed() {
    commits++;
  }

  @Nullable Kept row(DispatchId id) {
    return rows.get(id);
  }

  /** As somebody may have moved it on meanwhile. */
  @Nullable Kept letter(DispatchId id) {
    return letters.get(id);
  }

  void put(Kept kept) {
    DispatchId id = kept.row.entry().id();
    rows.put(id, kept);
    letters.put(id, kept);
  }
}
