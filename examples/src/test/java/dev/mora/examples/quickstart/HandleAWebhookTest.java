package dev.mora.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.mora.contact.ContactPolicy;
import dev.mora.conversation.Intent;
import dev.mora.ledger.InMemoryLedger;
import dev.mora.outreach.Outreach;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.testkit.CloudApi;
import dev.mora.testkit.Reply;
import dev.mora.whatsapp.WebhookHandler;
import dev.mora.whatsapp.WebhookReceiver;
import dev.mora.whatsapp.WhatsAppWebhook;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Quick start 3: a webhook on the JDK's own server. Verify over the raw bytes, store, answer; a
 * scheduler calls {@code work} every second or so, and what people wrote is on the tray.
 */
class HandleAWebhookTest {

  private static HttpServer server;

  @RegisterExtension
  static final CloudApi API =
      CloudApi.create()
          .callback(
              () -> URI.create("http://localhost:" + server.getAddress().getPort() + "/hook"));

  private final WhatsAppWebhook webhook = WhatsAppWebhook.of("stand-in-verify", "stand-in-secret");
  private InMemoryLedger ledger;
  private Outreach outreach;

  @BeforeEach
  void open() throws IOException {
    ledger = InMemoryLedger.of(API.clock());
    outreach =
        Outreach.builder()
            .ledger(ledger)
            .inbound(webhook)
            .contactPolicy(ContactPolicy.of("MX"))
            .borrowers(number -> List.of(BorrowerId.of("B-9")))
            .clock(API.clock())
            .build();
    server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    server.createContext(
        "/hook",
        WebhookHandler.of(
            WebhookReceiver.of(webhook, body -> outreach.receive(Channel.WHATSAPP, body))));
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
    outreach.close();
    ledger.close();
  }

  @Test
  void what_a_person_writes_lands_on_the_tray() {
    API.write("+525512345678", Reply.button("PAID", "Ya pagué"));

    outreach.work();

    assertThat(outreach.tray().open())
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.intent()).isEqualTo(Intent.PAID);
              assertThat(item.routing().queue()).isEqualTo("payments");
              assertThat(item.borrower()).contains(BorrowerId.of("B-9"));
            });
  }

  @Test
  void a_body_that_nobody_signed_is_turned_away() throws Exception {
    HttpRequest forged =
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + server.getAddress().getPort() + "/hook"))
            .header("X-Hub-Signature-256", "sha256=" + "0".repeat(64))
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();

    HttpResponse<Void> answer =
        HttpClient.newHttpClient().send(forged, HttpResponse.BodyHandlers.discarding());
    outreach.work();

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(outreach.tray().all()).isEmpty();
  }
}
