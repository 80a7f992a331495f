package dev.mora.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * Bodies of WhatsApp's webhook, written by us, each with what it says: two and more of every type,
 * and hostile ones. All names, numbers and ids are invented. A host runs its own intake over them:
 *
 * <pre>{@code
 * for (WebhookCorpus.Case each : WebhookCorpus.all()) {
 *   assertThat(receive(each.body())).as(each.name()).isEqualTo(200);
 * }
 * }</pre>
 */
public final class WebhookCorpus {

  /** When the bodies came in: what has no time of its own has this one. */
  public static final Instant RECEIVED = Instant.parse("2025-11-28T08:00:00Z");

  private static final String FOLDER = "/META-INF/mora/testkit/webhooks/";
  private static final String HOSTILE = "hostile-";

  private WebhookCorpus() {}

  /** In an order that stays. */
  public static List<Case> all() {
    return text("index.txt").lines().map(WebhookCorpus::named).toList();
  }

  /**
   * @throws IllegalArgumentException if there is none of this name
   */
  public static Case named(String name) {
    List<String> events =
        text(name + ".txt").lines().filter(line -> !line.isBlank()).map(String::strip).toList();
    return new Case(name, bytes(name + ".json"), events);
  }

  /**
   * @param body the raw bytes, as they would come in
   * @param events what it says, a line each, as {@link EventText} writes it
   */
  public record Case(String name, byte[] body, List<String> events) {

    public Case {
      body = body.clone();
      events = List.copyOf(events);
    }

    @Override
    public byte[] body() {
      return body.clone();
    }

    /** Whether it is not what the provider sends. */
    public boolean isHostile() {
      return name.startsWith(HOSTILE);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static String text(String file) {
    return new String(bytes(file), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String file) {
    try (InputStream in = WebhookCorpus.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalArgumentException("no webhook body " + file);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
