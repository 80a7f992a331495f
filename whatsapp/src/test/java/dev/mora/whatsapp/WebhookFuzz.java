package dev.mora.whatsapp;

import dev.mora.channel.ChannelEvent;
import dev.mora.channel.Inbound;
import dev.mora.channel.Inbound.Rejection;
import dev.mora.testkit.WebhookCorpus;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What holds for any bytes that come to a callback. Jazzer looks for bytes that break it ({@code
 * .ci/fuzz}); those that led it to new places are kept, and every build goes through them again.
 */
public final class WebhookFuzz {

  private static final WhatsAppWebhook WEBHOOK = WhatsAppWebhook.of("verify-me", "secret");
  private static final WebhookReceiver RECEIVER =
      WebhookReceiver.of(
          WEBHOOK,
          body -> {
            throw new AssertionError("stored without a signature");
          });
  private static final Pattern NUMBER = Pattern.compile("[0-9]{7,}");

  private WebhookFuzz() {}

  /** The name is Jazzer's. */
  public static void fuzzerTestOneInput(byte[] body) {
    parsed(body);
    signed(body);
  }

  private static void parsed(byte[] body) {
    byte[] same = body.clone();
    Inbound inbound = WEBHOOK.parse(body, WebhookCorpus.RECEIVED);

    hold(inbound.events().size() + inbound.rejections().size() > 0, "something is said");
    hold(Arrays.equals(body, same), "the body stays as it was");
    hold(inbound.equals(WEBHOOK.parse(same, WebhookCorpus.RECEIVED)), "twice the same");
    for (ChannelEvent event : inbound.events()) {
      int size = event.header().raw().size();
      hold(!event.key().isEmpty(), "an event has a key");
      hold(size >= 2 && size <= body.length, "an event has the bytes that it was made of");
    }
    for (Rejection rejection : inbound.rejections()) {
      hold(!NUMBER.matcher(rejection.reason()).find(), "a reason tells no number");
    }
  }

  private static void signed(byte[] body) {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    Map<String, List<String>> forged = Map.of("X-Hub-Signature-256", List.of(text));

    hold(WEBHOOK.verify(body, WEBHOOK.sign(body)), "a signature verifies its own body");
    hold(RECEIVER.handle("POST", "", forged, body).status() == 401, "nobody forges a signature");
    hold(RECEIVER.handle("GET", text, Map.of(), body).status() == 403, "nobody guesses the token");
  }

  private static void hold(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
