package dev.mora.channel;

import java.util.List;

/** What one notification held: events in body order, and what could not be read. */
public record Inbound(List<ChannelEvent> events, List<Rejection> rejections) {

  public Inbound {
    events = List.copyOf(events);
    rejections = List.copyOf(rejections);
  }

  /**
   * An item that was kept aside.
   *
   * @param pointer JSON pointer of the item; empty for the whole body
   * @param reason what was found and expected; no personal data
   */
  public record Rejection(String pointer, String reason) {}
}
