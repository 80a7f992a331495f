package dev.mora.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** What happens by itself after the stand-in took a message. */
@FunctionalInterface
public interface Behaviour {

  List<Reaction> after(SentMessage message);

  /** Nothing happens until the test says so. */
  static Behaviour quiet() {
    return message -> List.of();
  }

  /** Every message is sent and delivered, two seconds apart. */
  static Behaviour delivers() {
    return message ->
        List.of(
            Reaction.status(Duration.ofSeconds(1), Status.SENT),
            Reaction.status(Duration.ofSeconds(3), Status.DELIVERED));
  }

  /**
   * Like people: most messages are delivered and read, few fail, some templates are answered by a
   * tap, a text or a picture; our answers are not answered again. What happens to a message depends
   * on the seed, its recipient and its template alone, not on the order of messages.
   */
  static Behaviour lively(long seed) {
    return message -> {
      SplittableRandom random =
          new SplittableRandom(
              seed * 31
                  + (message.to() + "|" + message.template()).hashCode() * 0x9E3779B97F4A7C15L);
      List<Reaction> reactions = new ArrayList<>();
      if (random.nextInt(100) < 2) {
        reactions.add(Reaction.failed(Duration.ofSeconds(2), 131026, "Message undeliverable"));
        return reactions;
      }
      long second = 1L + random.nextInt(3);
      reactions.add(Reaction.status(Duration.ofSeconds(second), Status.SENT));
      if (random.nextInt(100) < 4) {
        return reactions;
      }
      second += 1 + random.nextInt(20);
      reactions.add(Reaction.status(Duration.ofSeconds(second), Status.DELIVERED));
      if (random.nextInt(100) < 30) {
        return reactions;
      }
      second += 20 + random.nextInt(1_200);
      reactions.add(Reaction.status(Duration.ofSeconds(second), Status.READ));
      if (!message.template().isEmpty() && random.nextInt(100) < 35) {
        second += 10 + random.nextInt(300);
        reactions.add(Reaction.reply(Duration.ofSeconds(second), answer(message, random)));
      }
      return reactions;
    };
  }

  private static Reply answer(SentMessage message, SplittableRandom random) {
    int kind = random.nextInt(100);
    if (kind < 65 && !message.payloads().isEmpty()) {
      String payload = message.payloads().get(random.nextInt(message.payloads().size()));
      return Reply.button(payload, payload);
    }
    if (kind < 80) {
      return Reply.image("media-" + random.nextInt(1 << 30), "");
    }
    return Reply.text(kind < 83 ? "BAJA" : "Hola, ¿me pueden ayudar?");
  }

  /** A word that the provider uses for what became of a message. */
  enum Status {
    SENT,
    DELIVERED,
    READ,
    FAILED
  }

  /**
   * @param after counted from the moment the message was taken
   * @param errorCode provider code of a failure; 0 if none
   */
  record Reaction(
      Duration after, Optional<Status> status, Optional<Reply> reply, int errorCode, String title) {

    public static Reaction status(Duration after, Status status) {
      return new Reaction(after, Optional.of(status), Optional.empty(), 0, "");
    }

    public static Reaction failed(Duration after, int code, String title) {
      return new Reaction(after, Optional.of(Status.FAILED), Optional.empty(), code, title);
    }

    public static Reaction reply(Duration after, Reply reply) {
      return new Reaction(after, Optional.empty(), Optional.of(reply), 0, "");
    }
  }
}
