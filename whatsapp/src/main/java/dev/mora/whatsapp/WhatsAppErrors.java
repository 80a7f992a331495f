package dev.mora.whatsapp;

import dev.mora.channel.Handling;
import dev.mora.json.Json;
import dev.mora.json.JsonObject;
import dev.mora.language.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What Meta's error codes mean for a sender: the data of {@code
 * META-INF/mora/whatsapp/errors-1.json}, used alike for a refused request and for a message that
 * failed later. Classes follow the code alone, as Meta advises; the HTTP status decides only for
 * codes that are not in the table.
 */
public final class WhatsAppErrors {

  private static final String RESOURCE = "/META-INF/mora/whatsapp/errors-1.json";

  private final String version;
  private final Map<Long, Meaning> byCode;
  private final List<Meaning> ranges;

  /**
   * One code, or a range of codes that mean the same.
   *
   * @param meaning in English, for logs and reasons
   * @param handling empty where the code does not tell whether the message went out
   * @param saysNo whether the code, which leaves that open, is the server's word that it could not
   *     do it; see {@link dev.mora.channel.SendResult.Unknown#saidNo}
   * @param afterAcceptance handling of a message that was accepted and then failed with this code
   * @param refreshesToken whether a new access token may cure it
   */
  public record Meaning(
      long from,
      long to,
      String meaning,
      Optional<Handling> handling,
      boolean saysNo,
      Handling afterAcceptance,
      boolean refreshesToken,
      Map<String, String> advice) {

    public Meaning {
      advice = Map.copyOf(advice);
    }

    /** What an operator can do. */
    public String advice(Language language) {
      return advice(language.name().toLowerCase(Locale.ROOT));
    }

    /** What an operator can do, in {@code es}, {@code pt} or {@code en}; others get English. */
    public String advice(String language) {
      return advice.getOrDefault(language, advice.getOrDefault("en", ""));
    }
  }

  private WhatsAppErrors(String version, Map<Long, Meaning> byCode, List<Meaning> ranges) {
    this.version = version;
    this.byCode = byCode;
    this.ranges = ranges;
  }

  /** The table that this library carries. */
  public static WhatsAppErrors standard() {
    return Standard.TABLE;
  }

  public String version() {
    return version;
  }

  /**
   * @param code as a refusal or a failure carries it; a leading {@code local-} is ignored
   */
  public Optional<Meaning> find(String code) {
    String digits = code.startsWith("local-") ? code.substring(6) : code;
    return digits.matches("\\d{1,10}") ? find(Long.parseLong(digits)) : Optional.empty();
  }

  Optional<Meaning> find(long code) {
    Meaning exact = byCode.get(code);
    return exact != null
        ? Optional.of(exact)
        : ranges.stream().filter(m -> m.from() <= code && code <= m.to()).findFirst();
  }

  /** All entries by code. */
  public List<Meaning> all() {
    List<Meaning> all = new ArrayList<>(byCode.values());
    all.addAll(ranges);
    all.sort(Comparator.comparingLong(Meaning::from));
    return List.copyOf(all);
  }

  static WhatsAppErrors parse(JsonObject document) {
    document.only("schema", "version", "source", "advice", "codes");
    Map<String, Map<String, String>> advice = new HashMap<>();
    JsonObject texts = document.object("advice");
    for (String name : texts.keys()) {
      JsonObject text = texts.object(name).only("es", "pt", "en");
      advice.put(
          name, Map.of("es", text.string("es"), "pt", text.string("pt"), "en", text.string("en")));
    }
    Map<Long, Meaning> byCode = new HashMap<>();
    List<Meaning> ranges = new ArrayList<>();
    for (JsonObject entry : document.array("codes").objects()) {
      Meaning meaning = meaning(entry, advice);
      if (meaning.from() < meaning.to()) {
        ranges.add(meaning);
      } else if (byCode.put(meaning.from(), meaning) != null) {
        throw entry.invalid("code " + meaning.from() + " again", "each code once");
      }
    }
    return new WhatsAppErrors(document.string("version"), byCode, List.copyOf(ranges));
  }

  private static Meaning meaning(JsonObject entry, Map<String, Map<String, String>> advice) {
    entry.only("code", "to", "meaning", "handling", "saysNo", "failed", "token", "advice");
    long code = entry.longValue("code");
    Map<String, String> texts = advice.get(entry.string("advice"));
    if (texts == null) {
      throw entry
          .value("advice")
          .invalid("\"" + entry.string("advice") + "\"", "a name under /advice", advice.keySet());
    }
    Optional<Handling> handling =
        entry.string("handling").equals("UNKNOWN")
            ? Optional.empty()
            : Optional.of(entry.oneOf("handling", Handling.class));
    boolean saysNo = entry.bool("saysNo", false);
    if (saysNo && handling.isPresent()) {
      throw entry.value("saysNo").invalid("true", "handling UNKNOWN, which alone it is about");
    }
    return new Meaning(
        code,
        entry.has("to") ? entry.longValue("to") : code,
        entry.string("meaning"),
        handling,
        saysNo,
        entry.oneOf("failed", Handling.class, handling.orElse(Handling.FAIL_MESSAGE)),
        entry.bool("token", false),
        texts);
  }

  private static final class Standard {
    private static final WhatsAppErrors TABLE = load();

    private static WhatsAppErrors load() {
      try (InputStream in = WhatsAppErrors.class.getResourceAsStream(RESOURCE)) {
        if (in == null) {
          throw new IllegalStateException("missing from the jar: " + RESOURCE);
        }
        return parse(Json.read(RESOURCE, in).asObject());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
