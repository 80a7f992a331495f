package dev.mora.whatsapp;

import dev.mora.json.InvalidDocument;
import dev.mora.json.Json;
import dev.mora.json.JsonLimits;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonValue;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How much of its call limits an app or an account has used, from the headers {@code X-App-Usage}
 * and {@code X-Business-Use-Case-Usage}: the highest of all the figures they tell.
 *
 * @param percent of the limit, 100 and more is throttled; -1 if the provider told nothing
 * @param regain until calls are taken again, as the provider estimates it; zero if it does not
 */
public record RateUsage(int percent, Duration regain) {

  /** The provider told nothing. */
  public static final RateUsage NONE = new RateUsage(-1, Duration.ZERO);

  private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");
  private static final int LONGEST = 8192;

  static RateUsage of(HttpHeaders headers) {
    RateUsage usage = NONE;
    for (String app : headers.allValues("X-App-Usage")) {
      usage = usage.orWorse(figures(object(app)));
    }
    for (String uses : headers.allValues("X-Business-Use-Case-Usage")) {
      JsonObject accounts = object(uses);
      for (String account : accounts.keys()) {
        for (JsonObject use : Loose.objects(accounts, account)) {
          usage = usage.orWorse(figures(use));
        }
      }
    }
    return usage;
  }

  private static RateUsage figures(JsonObject use) {
    int percent =
        Math.max(
            number(use, "call_count"),
            Math.max(number(use, "total_cputime"), number(use, "total_time")));
    // in minutes, as far as anybody knows
    int regain = Math.max(0, number(use, "estimated_time_to_regain_access"));
    return new RateUsage(percent, Duration.ofMinutes(Math.min(regain, 24 * 60)));
  }

  private RateUsage orWorse(RateUsage other) {
    return new RateUsage(
        Math.max(percent, other.percent),
        regain.compareTo(other.regain) < 0 ? other.regain : regain);
  }

  private static int number(JsonObject use, String key) {
    String text = Loose.text(use, key);
    return NUMBER.matcher(text).matches() ? Integer.parseInt(text) : -1;
  }

  private static JsonObject object(String header) {
    if (header.length() > LONGEST) {
      return JsonObject.of();
    }
    try {
      byte[] utf8 = header.getBytes(StandardCharsets.UTF_8);
      return Optional.of(Json.parse("header", utf8, JsonLimits.WIRE))
          .filter(JsonObject.class::isInstance)
          .map(JsonValue::asObject)
          .orElseGet(JsonObject::of);
    } catch (InvalidDocument e) {
      return JsonObject.of();
    }
  }
}
