package dev.mora.report;

import dev.mora.history.ContactRecord;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.State;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many of the planned messages came how far. What was read counts as delivered, what was
 * delivered as sent, what was sent as accepted; a reply counts if it came after the message.
 *
 * @param lines messages by stage, in order: planned, waiting, suppressed, accepted, sent,
 *     delivered, read, replied, failed, unknown
 */
public record Funnel(Map<String, Long> lines) {

  public Funnel {
    lines = Collections.unmodifiableMap(new LinkedHashMap<>(lines));
  }

  public long planned() {
    return lines.getOrDefault("planned", 0L);
  }

  static boolean isTrouble(String stage) {
    return stage.equals("failed") || stage.equals("unknown") || stage.equals("suppressed");
  }

  static Funnel of(List<DispatchEntry> entries, DeliveryLedger ledger) {
    Map<String, Long> lines = new LinkedHashMap<>();
    lines.put("planned", (long) entries.size());
    lines.put("waiting", entries.stream().filter(entry -> entry.state().isOpen()).count());
    lines.put(
        "suppressed",
        count(entries, State.SUPPRESSED, State.EXPIRED, State.CANCELLED, State.PARKED));
    lines.put("accepted", entries.stream().filter(Funnel::isAccepted).count());
    lines.put("sent", count(entries, State.SENT, State.DELIVERED, State.READ));
    lines.put("delivered", count(entries, State.DELIVERED, State.READ));
    lines.put("read", count(entries, State.READ));
    lines.put("replied", entries.stream().filter(entry -> isAnswered(entry, ledger)).count());
    lines.put("failed", count(entries, State.FAILED));
    lines.put("unknown", count(entries, State.UNKNOWN, State.UNKNOWN_HELD, State.ASSUMED_SENT));
    return new Funnel(lines);
  }

  static boolean isAccepted(DispatchEntry entry) {
    return entry.hasProviderId() || entry.state().rank() >= State.SENT.rank() && !isFailed(entry);
  }

  private static boolean isFailed(DispatchEntry entry) {
    return entry.state() == State.FAILED;
  }

  static boolean isAnswered(DispatchEntry entry, DeliveryLedger ledger) {
    if (!isAccepted(entry)) {
      return false;
    }
    Instant sent = entry.evidence().submittedAt().orElse(Instant.EPOCH);
    return ledger.history(entry.borrower()).of(entry.borrower()).stream()
        .anyMatch(
            contact ->
                contact.direction() == ContactRecord.Direction.IN
                    && !contact.at().isBefore(sent.truncatedTo(ChronoUnit.SECONDS)));
  }

  private static long count(List<DispatchEntry> entries, State... states) {
    Set<State> wanted = Set.of(states);
    return entries.stream().filter(entry -> wanted.contains(entry.state())).count();
  }
}
