package dev.mora.whatsapp;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A secret that bodies are signed with. Thread-safe: a MAC serves one body at a time, so the one
 * that is idle is lent, and whoever comes meanwhile makes another.
 */
final class AppSecret {

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;
  private final AtomicReference<@Nullable Mac> idle = new AtomicReference<>();

  private AppSecret(SecretKeySpec key) {
    this.key = key;
  }

  static AppSecret of(String secret) {
    if (secret.isBlank()) {
      throw new IllegalArgumentException("an app secret must not be blank");
    }
    return new AppSecret(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
  }

  byte[] hmac(byte[] body) {
    Mac lent = idle.getAndSet(null);
    Mac mac = lent == null ? newMac() : lent;
    byte[] code = mac.doFinal(body); // and is as new; one that fails comes back to nobody
    idle.set(mac);
    return code;
  }

  private Mac newMac() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA256", e);
    }
  }

  @Override
  public String toString() {
    return "AppSecret(****)";
  }
}
