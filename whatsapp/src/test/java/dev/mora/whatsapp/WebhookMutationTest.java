package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.ChannelEvent;
import dev.mora.channel.Inbound;
import dev.mora.testkit.WebhookCorpus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** 100,000 bodies that nobody wrote, and the largest ones, in a heap of 256 MB. */
class WebhookMutationTest {

  private static final long SEED = 20261122L;
  private static final int MUTANTS = 70_000;
  private static final int BATCHES = 30_000;

  private final WhatsAppWebhook webhook = WhatsAppWebhook.parserOnly();

  /** Bytes changed, cut, doubled, or two bodies grown together. */
  @Test
  void a_mutated_body_never_throws_and_always_says_something() {
    List<byte[]> corpus = WebhookCorpus.all().stream().map(WebhookCorpus.Case::body).toList();
    List<byte[]> small = corpus.stream().filter(body -> body.length < 4_000).toList();
    Random random = new Random(SEED);
    int mutants = Cases.of(MUTANTS);

    for (int i = 0; i < mutants; i++) {
      byte[] body = mutant(small, random);

      Inbound inbound = webhook.parse(body, WebhookCorpus.RECEIVED);

      String which = "seed " + SEED + ", mutant " + i;
      assertThat(inbound.events().size() + inbound.rejections().size()).as(which).isPositive();
      for (ChannelEvent event : inbound.events()) {
        assertThat(event.key()).as(which).isNotEmpty();
        assertThat(event.header().raw().size()).as(which).isBetween(2, body.length);
      }
    }
  }

  private static byte[] mutant(List<byte[]> corpus, Random random) {
    byte[] body = corpus.get(random.nextInt(corpus.size())).clone();
    for (int j = random.nextInt(4); j >= 0 && body.length > 0; j--) {
      int at = random.nextInt(body.length);
      switch (random.nextInt(5)) {
        case 0 -> body[at] = (byte) random.nextInt(256);
        case 1 -> body[at] = (byte) "{}[]\",:\\0".charAt(random.nextInt(9));
        case 2 -> body = Arrays.copyOf(body, at);
        case 3 -> body = joined(body, at, body, random.nextInt(body.length));
        default -> {
          byte[] other = corpus.get(random.nextInt(corpus.size()));
          body = joined(body, at, other, other.length == 0 ? 0 : random.nextInt(other.length));
        }
      }
    }
    return body;
  }

  private static byte[] joined(byte[] one, int until, byte[] other, int from) {
    byte[] body = Arrays.copyOf(one, until + other.length - from);
    System.arraycopy(other, from, body, until, other.length - from);
    return body;
  }

  /** Messages of the corpus as they are, among broken ones: brackets right, insides anything. */
  @Test
  void no_authentic_item_is_lost_beside_broken_ones() {
    List<String> authentic = messagesOfTheCorpus();
    Random random = new Random(SEED + 1);
    int batches = Cases.of(BATCHES);

    for (int i = 0; i < batches; i++) {
      List<String> items = new ArrayList<>();
      List<String> good = new ArrayList<>();
      for (int j = random.nextInt(6); j >= 0; j--) {
        if (random.nextBoolean()) {
          good.add(authentic.get(random.nextInt(authentic.size())));
          items.add(good.get(good.size() - 1));
        } else {
          items.add(broken(random));
        }
      }

      Inbound inbound = webhook.parse(body(String.join(",", items)), WebhookCorpus.RECEIVED);

      String which = "seed " + (SEED + 1) + ", batch " + i;
      assertThat(raws(inbound)).as(which).isEqualTo(good);
      assertThat(inbound.rejections()).as(which).hasSize(items.size() - good.size());
    }
  }

  private List<String> messagesOfTheCorpus() {
    return WebhookCorpus.all().stream()
        .filter(body -> !body.isHostile())
        .flatMap(body -> webhook.parse(body.body(), WebhookCorpus.RECEIVED).events().stream())
        .filter(event -> event instanceof ChannelEvent.Message)
        .map(event -> event.header().raw().text())
        .distinct()
        .toList();
  }

  private static List<String> raws(Inbound inbound) {
    return inbound.events().stream().map(event -> event.header().raw().text()).toList();
  }

  private static String broken(Random random) {
    String start = "{\"from\":\"5215500000017\",\"id\":\"wamid.B\",\"x\":";
    return switch (random.nextInt(10)) {
      case 0 -> start + "\"\\u" + Integer.toHexString(0xd800 + random.nextInt(0x800)) + "\"}";
      case 1 -> start + "\"\\" + (char) ('A' + random.nextInt(26)) + "\"}";
      case 2 -> start + "0" + random.nextInt(1_000) + "}";
      case 3 -> start + "1e" + (33 + random.nextInt(10_000)) + "}";
      case 4 -> start + "1,\"x\":2}";
      case 5 -> start + "[".repeat(40) + "]".repeat(40) + "}";
      case 6 -> start + "\"" + (char) random.nextInt(32) + "\"}";
      case 7 -> "" + random.nextInt();
      case 8 -> "{\"from\":\"5215500000017\",\"type\":\"text\"}";
      default -> "null";
    };
  }

  private static byte[] body(String messages) {
    String text =
        "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":"
            + "[{\"field\":\"messages\",\"value\":{\"messages\":["
            + messages
            + "]}}]}]}";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void four_mebibytes_of_anything_are_read_within_the_counted_limits() {
    String item = "{\"from\":\"52155\",\"id\":\"a\"}";
    String twice = "{\"from\":\"52155\",\"id\":\"a\",\"id\":1}";

    Inbound many = webhook.parse(body(full(item) + item), WebhookCorpus.RECEIVED);
    Inbound numbers = webhook.parse(body("7,".repeat(1_000_000) + item), WebhookCorpus.RECEIVED);
    Inbound faults = webhook.parse(body(full(twice) + item), WebhookCorpus.RECEIVED);
    Inbound brackets = webhook.parse(body("[".repeat(4_000_000)), WebhookCorpus.RECEIVED);
    Inbound tooLarge =
        webhook.parse(new byte[WhatsAppWebhook.MAX_BYTES + 1], WebhookCorpus.RECEIVED);

    assertThat(many.events()).hasSize(NotificationReader.MOST_EVENTS);
    assertThat(many.rejections()).singleElement().asString().contains("items more");
    for (Inbound each : List.of(numbers, faults)) {
      assertThat(raws(each)).containsExactly(item);
      assertThat(each.rejections()).hasSize(NotificationReader.MOST_REJECTIONS + 1);
    }
    assertThat(brackets.rejections()).hasSize(1);
    assertThat(tooLarge.rejections()).hasSize(1);
  }

  private static String full(String item) {
    return (item + ",").repeat((WhatsAppWebhook.MAX_BYTES - 400) / (item.length() + 1));
  }

  /** The build runs this class in a JVM of its own, and tells what heap it gave it. */
  @Test
  void the_heap_is_the_one_that_was_asked_for() {
    long most = Long.getLong("mora.heap", Long.MAX_VALUE);

    assertThat(Runtime.getRuntime().maxMemory()).isLessThanOrEqualTo(most);
  }
}
