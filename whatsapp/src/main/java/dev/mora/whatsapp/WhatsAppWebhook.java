package dev.mora.whatsapp;

import dev.mora.channel.Inbound;
import dev.mora.channel.InboundParser;
import dev.mora.party.Channel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Meta's webhook for WhatsApp, without any web framework. Immutable and thread-safe.
 *
 * <p>A host hands over the raw bytes of the request, before any body parser has touched them: the
 * signature is over those bytes, and printing parsed JSON again changes them. {@link #verify},
 * store the bytes, answer 200, then {@link #parse}: {@link WebhookReceiver} does the first three,
 * {@code Outreach.work} the last.
 */
public final class WhatsAppWebhook implements InboundParser {

  /** Meta's bodies end at 3 MB; a host stops reading here and answers 413. */
  public static final int MAX_BYTES = 4 << 20;

  private static final Pattern CHALLENGE = Pattern.compile("[0-9A-Za-z_-]{1,256}");

  private final String verifyToken;
  private final List<AppSecret> secrets;

  private WhatsAppWebhook(String verifyToken, List<AppSecret> secrets) {
    this.verifyToken = verifyToken;
    this.secrets = List.copyOf(secrets);
  }

  /**
   * @param verifyToken as typed into Meta's dashboard for this callback
   * @param appSecret of the app that is subscribed
   * @param moreSecrets of other apps, or the previous one while it is being rotated
   */
  public static WhatsAppWebhook of(String verifyToken, String appSecret, String... moreSecrets) {
    if (verifyToken.isBlank()) {
      throw new IllegalArgumentException("a verify token must not be blank");
    }
    List<AppSecret> secrets = new ArrayList<>();
    secrets.add(AppSecret.of(appSecret));
    for (String secret : moreSecrets) {
      secrets.add(AppSecret.of(secret));
    }
    return new WhatsAppWebhook(verifyToken, secrets);
  }

  /** Parses bodies that were verified before, such as stored ones; verifies nothing. */
  public static WhatsAppWebhook parserOnly() {
    return new WhatsAppWebhook("", List.of());
  }

  /**
   * Answers the GET by which Meta makes sure of a callback. Each argument is the query parameter of
   * that name; an empty one is a missing one. No signature comes with it.
   *
   * @param mode {@code hub.mode}
   * @param token {@code hub.verify_token}
   * @param challenge {@code hub.challenge}
   * @return the body of a 200 with {@code text/plain}; empty for a 403
   */
  public Optional<String> handshake(String mode, String token, String challenge) {
    boolean known =
        !verifyToken.isEmpty()
            && Signature.sameText(verifyToken, Objects.requireNonNullElse(token, ""));
    return known
            && "subscribe".equals(mode)
            && CHALLENGE.matcher(Objects.requireNonNullElse(challenge, "")).matches()
        ? Optional.of(challenge)
        : Optional.empty();
  }

  boolean verifiesBodies() {
    return !secrets.isEmpty();
  }

  @Override
  public Channel channel() {
    return Channel.WHATSAPP;
  }

  /**
   * @param signature the value of {@code X-Hub-Signature-256}: {@code sha256=} and 64 lower-case
   *     hex digits; whatever else it is, also null as some frameworks give it, is false
   */
  @Override
  public boolean verify(byte[] body, String signature) {
    return body.length <= MAX_BYTES
        && Signature.matches(secrets, body, Objects.requireNonNullElse(signature, ""));
  }

  /**
   * The header that the provider would send with this body, by the first secret: for tests and
   * stand-ins.
   *
   * @throws IllegalStateException if there is no secret
   */
  public String sign(byte[] body) {
    if (secrets.isEmpty()) {
      throw new IllegalStateException("a webhook that only parses has no secret to sign with");
    }
    return Signature.header(secrets.get(0), body);
  }

  /**
   * @param body not changed by anybody while it is read; the events keep copies
   */
  @Override
  public Inbound parse(byte[] body, Instant receivedAt) {
    return new NotificationReader(body, receivedAt).read();
  }

  @Override
  public String toString() {
    return "WhatsAppWebhook(" + secrets.size() + " secrets)";
  }
}
