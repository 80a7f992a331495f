package dev.mora.whatsapp;

import dev.mora.channel.ChannelEvent;
import dev.mora.channel.ChannelEvent.Account;
import dev.mora.channel.ChannelEvent.Message;
import dev.mora.channel.ChannelEvent.Status;
import dev.mora.channel.ChannelEvent.Template;
import dev.mora.channel.Inbound;
import dev.mora.testkit.EventText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The case files under {@code webhooks/v25.0}: a name, a piece of JSON, and what it becomes. */
final class WebhookCases {

  private WebhookCases() {}

  static Stream<Arguments> in(String file) {
    List<Arguments> cases = new ArrayList<>();
    for (String block : text(file).split("\n\n")) {
      String[] lines = block.strip().split("\n");
      if (lines.length == 3 && lines[2].startsWith("=> ")) {
        cases.add(Arguments.of(lines[0].substring(2), lines[1], lines[2].substring(3)));
      }
    }
    return cases.stream();
  }

  static String text(String file) {
    try (InputStream in = WebhookCases.class.getResourceAsStream("/webhooks/v25.0/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Everything that one body became, a line each: events first, then what was kept aside. */
  static List<String> lines(Inbound inbound) {
    List<String> lines = new ArrayList<>();
    inbound.events().forEach(event -> lines.add(line(event)));
    inbound.rejections().forEach(rejection -> lines.add("Rejected|" + rejection.pointer()));
    return lines;
  }

  static String line(ChannelEvent event) {
    if (event instanceof Message message) {
      return message(message);
    }
    if (event instanceof Status.Delivery d) {
      String failure =
          d.failure().map(failed -> failed.code() + "/" + failed.handling()).orElse("-");
      return join(
          "Delivery",
          d.providerMessageId(),
          d.correlation(),
          d.state().name(),
          failure,
          d.recipientId());
    }
    if (event instanceof Status.Unrecognised s) {
      return join("Status?", s.type());
    }
    if (event instanceof Template.Unrecognised t) {
      return join("Template?", t.header().account(), t.type());
    }
    if (event instanceof Account.Unrecognised account) {
      return join("Account?", account.header().account(), account.type());
    }
    return EventText.of(event);
  }

  private static String message(Message message) {
    Message.Sender from = message.from();
    String who =
        join(
            from.number(),
            from.userId(),
            from.profileName(),
            message.messageId(),
            message.replyTo());
    if (message instanceof Message.Text text) {
      return join("Text", who, text.body());
    }
    if (message instanceof Message.Choice choice) {
      return join("Choice", who, choice.payload(), choice.label());
    }
    if (message instanceof Message.Media m) {
      return join(
          "Media",
          who,
          m.kind().name(),
          m.mediaId(),
          m.mimeType(),
          m.sha256(),
          m.caption(),
          m.filename());
    }
    if (message instanceof Message.Unrecognised other) {
      return join("Message?", who, other.type());
    }
    return EventText.of(message);
  }

  private static String join(String... parts) {
    return String.join("|", parts);
  }
}
