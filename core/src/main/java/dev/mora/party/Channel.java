package dev.mora.party;

import java.util.Locale;

/**
 * A way to reach a person. An open set: hosts may name their own; names are lower case.
 *
 * @param name lower-case letters, digits and {@code -}
 */
public record Channel(String name) {

  public static final Channel WHATSAPP = new Channel("whatsapp");
  public static final Channel SMS = new Channel("sms");
  public static final Channel EMAIL = new Channel("email");
  public static final Channel CALL = new Channel("call");
  public static final Channel VISIT = new Channel("visit");
  public static final Channel LETTER = new Channel("letter");

  public Channel {
    if (!name.matches("[a-z][a-z0-9-]{0,31}")) {
      throw new IllegalArgumentException(
          "not a channel name (lower-case letters, digits, -): " + name);
    }
  }

  /** Accepts any case. */
  public static Channel of(String name) {
    return new Channel(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return name;
  }
}
