package dev.mora.ledger;

import dev.mora.party.Channel;
import java.time.Instant;
import java.util.Objects;

/**
 * One notification as it came in.
 *
 * @param id of the ledger's making
 * @param body the exact bytes; empty once forgotten. Not copied: do not write to it
 * @param sha256 of the body, 64 hex digits: the same bytes are kept once
 * @param tries how often applying it was begun
 * @param reason why it is quarantined or was put off; empty if neither
 */
public record InboxItem(
    long id,
    Channel channel,
    String account,
    byte[] body,
    String sha256,
    Instant receivedAt,
    Status status,
    int tries,
    String reason) {

  public InboxItem {
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(body, "body");
    Objects.requireNonNull(sha256, "sha256");
    Objects.requireNonNull(receivedAt, "receivedAt");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(reason, "reason");
  }

  public enum Status {
    PENDING,
    DONE,
    /** Could not be applied; kept for a person. */
    QUARANTINED
  }

  InboxItem with(Status next, int begun, String why) {
    return new InboxItem(
        id, channel, account, body, sha256, receivedAt, next, begun, SafeText.of(why));
  }

  InboxItem withoutBody() {
    return new InboxItem(
        id, channel, account, new byte[0], sha256, receivedAt, status, tries, reason);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InboxItem item && id == item.id && tries == item.tries;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(id);
  }

  @Override
  public String toString() {
    return "InboxItem(" + id + " " + status + ", " + body.length + " bytes)";
  }
}
