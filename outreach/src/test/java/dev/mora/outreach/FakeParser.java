package dev.mora.outreach;

import dev.mora.channel.ChannelEvent;
import dev.mora.channel.Inbound;
import dev.mora.channel.InboundParser;
import dev.mora.party.Channel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Knows beforehand what each body means. */
final class FakeParser implements InboundParser {

  private final Map<String, Inbound> known = new ConcurrentHashMap<>();

  /** The bytes of a notification with these events. */
  byte[] body(ChannelEvent... events) {
    return body(new Inbound(List.of(events), List.of()));
  }

  byte[] body(Inbound inbound) {
    String name = "body " + known.size();
    known.put(name, inbound);
    return name.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Channel channel() {
    return Channel.WHATSAPP;
  }

  @Override
  public boolean verify(byte[] body, String signature) {
    return true;
  }

  @Override
  public Inbound parse(byte[] body, Instant receivedAt) {
    return known.getOrDefault(
        new String(body, StandardCharsets.UTF_8), new Inbound(List.of(), List.of()));
  }
}
