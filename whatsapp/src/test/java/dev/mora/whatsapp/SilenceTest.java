package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.mora.channel.Inbound;
import dev.mora.channel.OutboundMessage;
import dev.mora.channel.SendResult;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Token, secret, number, name, amount and wamid are looked for wherever a text may end up. */
class SilenceTest {

  private static final String SECRET = "app-secret-CANARY";
  private static final String WAMID =
      "wamid."
          + Base64.getEncoder()
              .encodeToString("x\u0015525512345678y".getBytes(StandardCharsets.ISO_8859_1));
  private static final List<String> CANARIES =
      List.of(Reminders.TOKEN, SECRET, "525512345678", "Rosa", "750.00", "8Hq2", WAMID, "MTIzNDU2");

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Level level = root.getLevel();

  @BeforeEach
  void listen() {
    log.start();
    root.addAppender(log);
    root.setLevel(Level.TRACE);
  }

  @AfterEach
  void stop() {
    root.setLevel(level);
    root.detachAppender(log);
  }

  @Test
  void nothing_that_was_sent_or_answered_shows_in_logs_or_results() throws Exception {
    List<String> answers =
        List.of(
            ok("{\"messages\":[{\"id\":\"" + WAMID + "\"},{\"id\":\"" + WAMID + "2\"}]}"),
            ok("{\"messages\":[{\"no\":\"Rosa 525512345678\"}]}"),
            ok("<html>Rosa 525512345678 " + Reminders.TOKEN + "</html>"),
            bad(
                "{\"error\":{\"code\":100,\"message\":\"Rosa 525512345678\",\"fbtrace_id\":\"A525512345678\"}}"),
            bad("{\"error\":{\"code\":525512345678,\"message\":\"Rosa\"}}"),
            bad("{\"error\":{\"code\":5255123456,\"message\":\"Rosa\"}}"),
            bad("{\"error\":{\"code\":190,\"message\":\"" + Reminders.TOKEN + "\"}}"),
            "Rosa 525512345678 " + Reminders.TOKEN + "\r\n\r\n",
            "");
    List<String> shown = new ArrayList<>();

    for (String answer : answers) {
      RawServer.Behaviour behaviour =
          peer -> {
            peer.request();
            peer.write(answer);
          };
      try (RawServer server = new RawServer(behaviour);
          WhatsAppSender sender = WhatsAppSender.of(Reminders.config(server.port()).build())) {
        OutboundMessage message = Reminders.reminder();
        SendResult result = Reminders.result(sender, message);
        shown.add(result.toString());
        shown.add(sender.toString());
        shown.add(message.toString());
        result.fold(
            accepted -> shown.add(accepted.toString()),
            refused -> shown.add(refused.code() + refused.reason()),
            notSent -> shown.add(notSent.reason()),
            unknown -> shown.add(unknown.evidence()));
      }
    }

    assertSilent(shown);
  }

  @Test
  void nothing_that_came_in_shows_in_logs_events_or_rejections() {
    WhatsAppWebhook webhook = WhatsAppWebhook.of("verify", SECRET);
    List<String> items =
        List.of(
            "{\"from\":\"525512345678\",\"id\":\""
                + WAMID
                + "\",\"type\":\"text\",\"text\":{\"body\":\"Rosa 750.00\"}}",
            "{\"from\":\"525512345678\",\"id\":\""
                + WAMID
                + "\",\"type\":\"image\",\"image\":{\"id\":\"1\",\"caption\":\"Rosa 8Hq2\"}}",
            "{\"from\":\"525512345678\",\"type\":\"text\",\"text\":{\"body\":\"Rosa 750.00\"}}",
            "{\"from\":\"525512345678\",\"id\":\"" + WAMID + "\",\"Rosa\":1,\"Rosa\":2}",
            "\"Rosa 525512345678\"",
            "{\"id\":\"" + WAMID + "\",\"x\":525512345678525512345678525512345678}");
    List<String> shown = new ArrayList<>(List.of(webhook.toString()));

    for (String item : items) {
      byte[] body =
          ("{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"W\",\"changes\":[{\"field\":\"messages\",\"value\":{\"messages\":["
                  + item
                  + "],\"statuses\":["
                  + item
                  + "]}}]}]}")
              .getBytes(StandardCharsets.UTF_8);
      Inbound inbound = webhook.parse(body, Instant.parse("2026-11-21T18:00:00Z"));
      inbound.events().forEach(event -> shown.add(event.toString()));
      inbound.rejections().forEach(rejection -> shown.add(rejection.toString()));
    }

    assertSilent(shown);
  }

  private void assertSilent(List<String> shown) {
    List<String> all = new ArrayList<>(shown);
    for (ILoggingEvent event : log.list) {
      all.add(event.getThreadName() + " " + event.getFormattedMessage());
      assertThat(event.getThrowableProxy()).isNull();
    }
    assertThat(all)
        .allSatisfy(text -> CANARIES.forEach(canary -> assertThat(text).doesNotContain(canary)));
  }

  private static String ok(String body) {
    return answer("200 OK", body);
  }

  private static String bad(String body) {
    return answer("400 Bad Request", body);
  }

  private static String answer(String status, String body) {
    return "HTTP/1.1 " + status + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }
}
