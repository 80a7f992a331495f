package dev.mora.whatsapp;

import dev.mora.channel.ChannelEvent.Header;
import dev.mora.channel.Raw;
import dev.mora.json.JsonSlice;
import dev.mora.party.Channel;
import java.time.Instant;
import java.util.HexFormat;

/**
 * One thing of a notification on its way to become an event.
 *
 * @param body of the whole notification
 * @param account that it belongs to
 */
record Item(byte[] body, JsonSlice json, String account, Times times) {

  Item of(JsonSlice other) {
    return new Item(body, other, account, times);
  }

  Item under(String other) {
    return new Item(body, json, other, times);
  }

  JsonSlice get(String key) {
    return json.get(key);
  }

  String text(String key) {
    return json.text(key);
  }

  Header header(Instant at) {
    return new Header(Channel.WHATSAPP, account, at, Raw.of(body, json.start(), json.end()));
  }

  /** Told twice in the same words, it is the same; the order of keys is no difference. */
  String hash(String... parts) {
    return digest(account, String.join("\n", parts), json.tree().toJson());
  }

  String raw() {
    return Raw.of(body, json.start(), json.end()).text();
  }

  static String digest(String... parts) {
    return HexFormat.of().formatHex(Signature.sha256(String.join("\n", parts)));
  }
}
