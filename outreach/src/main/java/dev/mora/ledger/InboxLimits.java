package dev.mora.ledger;

/**
 * How much a ledger in memory keeps of what providers tell. Full, it takes nothing more in ({@link
 * WebhookInbox#store} throws, the host answers 503, the provider tries again for days), so that
 * nothing it once took in is lost.
 *
 * @param notifications in any state; settled ones are forgotten for a new one, oldest first
 * @param bodyBytes of all their bodies; settled bodies are forgotten first, oldest first
 * @param effects keys remembered for {@link WebhookInbox#isDone}; forgotten after eight days only
 * @param unmatched statuses that wait for their message; forgotten after seven days only
 */
public record InboxLimits(int notifications, long bodyBytes, int effects, int unmatched) {

  public InboxLimits {
    if (notifications < 1 || bodyBytes < 1 || effects < 1 || unmatched < 1) {
      throw new IllegalArgumentException(
          "an inbox holds at least one of each: "
              + String.join(
                  ", ",
                  notifications + " notifications",
                  bodyBytes + " bytes",
                  effects + " effects",
                  unmatched + " unmatched"));
    }
  }

  /** 100,000 notifications of 256 MiB, a million effects, 100,000 unmatched statuses. */
  public static InboxLimits standard() {
    return new InboxLimits(100_000, 256L << 20, 1_000_000, 100_000);
  }
}
