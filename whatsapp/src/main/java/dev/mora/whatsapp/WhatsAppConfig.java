package dev.mora.whatsapp;

import dev.mora.channel.DailyReach;
import dev.mora.channel.SendLimits;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One WhatsApp business phone number and how to reach it. Immutable; a process may hold any number
 * of them, for as many numbers, versions and hosts.
 */
public final class WhatsAppConfig {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern VERSION = Pattern.compile("v\\d{1,3}\\.\\d{1,2}");
  private static final Pattern LOOPBACK_4 =
      Pattern.compile("127(\\.(25[0-5]|2[0-4]\\d|1?\\d{1,2})){3}");

  private final String phoneNumberId;
  private final TokenSupplier tokens;
  private final URI baseUri;
  private final String version;
  private final Duration connectTimeout;
  private final Duration exchangeDeadline;
  private final int responseLimit;
  private final SendLimits limits;
  private final @Nullable InstantSource clock;

  private WhatsAppConfig(Builder builder) {
    phoneNumberId = builder.phoneNumberId;
    tokens = builder.tokens;
    baseUri = builder.baseUri;
    version = builder.version;
    connectTimeout = builder.connectTimeout;
    exchangeDeadline = builder.exchangeDeadline;
    responseLimit = builder.responseLimit;
    limits = builder.limits;
    clock = builder.clock;
  }

  /** Everything by default, at Meta's own address. */
  public static WhatsAppConfig of(String phoneNumberId, TokenSupplier tokens) {
    return builder(phoneNumberId, tokens).build();
  }

  /**
   * @param phoneNumberId the provider's id of the sending number, not the number itself
   */
  public static Builder builder(String phoneNumberId, TokenSupplier tokens) {
    return new Builder(phoneNumberId, tokens);
  }

  public String phoneNumberId() {
    return phoneNumberId;
  }

  public URI baseUri() {
    return baseUri;
  }

  public String version() {
    return version;
  }

  public Duration connectTimeout() {
    return connectTimeout;
  }

  public Duration exchangeDeadline() {
    return exchangeDeadline;
  }

  /** Bytes of a response that are read; a longer one is cut off and counts as unreadable. */
  public int responseLimit() {
    return responseLimit;
  }

  public SendLimits limits() {
    return limits;
  }

  TokenSupplier tokens() {
    return tokens;
  }

  Optional<InstantSource> clock() {
    return Optional.ofNullable(clock);
  }

  /** Whether the address is this very machine, judged from the text alone: no name is resolved. */
  boolean isLoopback() {
    return isLoopback(baseUri.getHost());
  }

  URI messages() {
    return URI.create(root() + "/" + phoneNumberId + "/messages");
  }

  /** Base and version, without a slash at the end. */
  String root() {
    String base = baseUri.toString();
    return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/" + version;
  }

  @Override
  public String toString() {
    return "WhatsAppConfig(" + phoneNumberId + ", " + baseUri + "/" + version + ")";
  }

  private static boolean isLoopback(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    if (name.equals("localhost") || LOOPBACK_4.matcher(name).matches()) {
      return true;
    }
    if (!name.startsWith("[")) {
      return false;
    }
    try {
      return InetAddress.getByName(name).isLoopbackAddress(); // a literal: nothing is looked up
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Options with their defaults. */
  public static final class Builder {

    private final String phoneNumberId;
    private final TokenSupplier tokens;
    private URI baseUri = URI.create("https://graph.facebook.com");
    private String version = "v25.0";
    private Duration connectTimeout = Duration.ofSeconds(5);
    private Duration exchangeDeadline = Duration.ofSeconds(20);
    private int responseLimit = 256 * 1024;
    private SendLimits limits = new SendLimits(40, Duration.ofSeconds(6), 32);
    private @Nullable InstantSource clock;

    private Builder(String phoneNumberId, TokenSupplier tokens) {
      if (!ID.matcher(phoneNumberId).matches()) {
        throw new IllegalArgumentException(
            "a phone number id has 1 to 64 letters, digits, _ or -: found "
                + phoneNumberId.length()
                + " characters");
      }
      this.phoneNumberId = phoneNumberId;
      this.tokens = Objects.requireNonNull(tokens, "tokens");
    }

    /**
     * Default {@code https://graph.facebook.com}. Plain {@code http} is taken for loopback
     * addresses only: elsewhere it would show the token and a person's debt to the network.
     */
    public Builder baseUri(URI baseUri) {
      if (baseUri.getHost() == null
          || baseUri.getRawUserInfo() != null
          || baseUri.getRawQuery() != null
          || baseUri.getRawFragment() != null) {
        throw new IllegalArgumentException(
            "a base URI is scheme, host and at most port and path: such as "
                + "https://graph.facebook.com");
      }
      String scheme = baseUri.getScheme().toLowerCase(Locale.ROOT);
      boolean plain = scheme.equals("http") && isLoopback(baseUri.getHost());
      if (!plain && !scheme.equals("https")) {
        throw new IllegalArgumentException(
            "expected https (http for loopback addresses only): " + baseUri);
      }
      this.baseUri = baseUri;
      return this;
    }

    /** Of the Graph API, such as the default {@code v25.0}. */
    public Builder version(String version) {
      if (!VERSION.matcher(version).matches()) {
        throw new IllegalArgumentException("a version looks like v25.0: " + version);
      }
      this.version = version;
      return this;
    }

    /** Default 5 s. */
    public Builder connectTimeout(Duration connectTimeout) {
      this.connectTimeout = positive(connectTimeout, "connect timeout");
      return this;
    }

    /**
     * From the call of {@code send} to the last byte of the answer; default 20 s. What is still
     * open then is cut and counts as unknown.
     */
    public Builder exchangeDeadline(Duration exchangeDeadline) {
      this.exchangeDeadline = positive(exchangeDeadline, "exchange deadline");
      return this;
    }

    /** Default 256 KiB. */
    public Builder responseLimit(int bytes) {
      if (bytes < 1024) {
        throw new IllegalArgumentException("a response limit is 1024 bytes or more: " + bytes);
      }
      this.responseLimit = bytes;
      return this;
    }

    /**
     * Default 40 messages a second, 6 s between two to one person, 32 in flight. Meta allows 80 a
     * second, inbound included, and one message in 6 s to one person.
     */
    public Builder limits(SendLimits limits) {
      Optional<DailyReach> reach = limits.reach().or(this.limits::reach);
      this.limits = reach.map(limits::reaching).orElse(limits);
      return this;
    }

    /**
     * Counts the people whom the business writes to first, by default nobody does: {@code
     * DailyReach.ofTier("my business", 2_000)} uses 80 % of that tier. What Meta tells of the tier
     * later holds instead. {@link #limits(SendLimits)} without a reach, before or after, leave it.
     */
    public Builder reach(DailyReach reach) {
      this.limits = limits.reaching(reach);
      return this;
    }

    /**
     * Tells whether a customer service window is open. Without one a sender sends templates only:
     * it cannot know that a window is open.
     */
    public Builder clock(InstantSource clock) {
      this.clock = Objects.requireNonNull(clock, "clock");
      return this;
    }

    public WhatsAppConfig build() {
      return new WhatsAppConfig(this);
    }

    private static Duration positive(Duration duration, String name) {
      if (duration.isNegative() || duration.isZero()) {
        throw new IllegalArgumentException(name + " must be positive: " + duration);
      }
      return duration;
    }
  }
}
