package dev.mora.examples.kill;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mora.channel.SendLimits;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.Progress;
import dev.mora.outreach.Outreach;
import dev.mora.outreach.Plan;
import dev.mora.party.Channel;
import dev.mora.whatsapp.TokenSupplier;
import dev.mora.whatsapp.WhatsAppConfig;
import dev.mora.whatsapp.WhatsAppSender;
import dev.mora.whatsapp.WhatsAppWebhook;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A host's process that plans, sends and listens until it is killed.
 *
 * <p>Arguments: kind and URL of the ledger, address of the provider, borrowers, start of the {@link
 * FastClock}, open requests. Ends with its input too.
 */
final class Worker {

  /** Open requests of one worker: a kill makes no more unknown than these. */
  static final int IN_FLIGHT = 16;

  private Worker() {}

  public static void main(String... args) throws IOException, InterruptedException {
    URI provider = URI.create(args[2]);
    int borrowers = Integer.parseInt(args[3]);
    FastClock clock = new FastClock(Long.parseLong(args[4]));
    endWithInput();
    WhatsAppConfig config =
        WhatsAppConfig.builder(Provider.NUMBER_ID, TokenSupplier.of("token"))
            .baseUri(provider)
            .clock(clock)
            .limits(new SendLimits(1_000, Duration.ZERO, Integer.parseInt(args[5])))
            .build();
    WhatsAppWebhook webhook = WhatsAppWebhook.of("verify", Provider.SECRET);
    try (WhatsAppSender sender = WhatsAppSender.of(config);
        DeliveryLedger ledger = Crew.ledger(args[0], args[1], clock);
        Outreach outreach =
            Campaign.desk()
                .sender(sender)
                .inbound(WhatsAppWebhook.parserOnly())
                .ledger(ledger)
                .clock(clock)
                .build()) {
      Semaphore heard = new Semaphore(0);
      listen(provider, webhook, outreach, heard);
      Plan plan = Campaign.plan(outreach, borrowers);
      outreach.run(plan, Progress.none());
      while (true) {
        outreach.work();
        heard.tryAcquire(100, TimeUnit.MILLISECONDS);
        heard.drainPermits();
      }
    }
  }

  private static void listen(
      URI provider, WhatsAppWebhook webhook, Outreach outreach, Semaphore heard)
      throws IOException, InterruptedException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
    server.setExecutor(Executors.newFixedThreadPool(4));
    server.createContext("/", exchange -> receive(exchange, webhook, outreach, heard));
    server.start();
    HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(provider.resolve("/hook"))
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "http://127.0.0.1:" + server.getAddress().getPort() + "/"))
                .build(),
            BodyHandlers.discarding());
  }

  private static void receive(
      HttpExchange exchange, WhatsAppWebhook webhook, Outreach outreach, Semaphore heard)
      throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String signature =
          Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Hub-Signature-256"))
              .orElse("");
      boolean kept = webhook.verify(body, signature) && outreach.receive(Channel.WHATSAPP, body);
      heard.release();
      exchange.sendResponseHeaders(kept ? 200 : 503, -1);
    }
  }

  /** So that no worker outlives a crew that was itself killed. */
  private static void endWithInput() {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // somebody is there
                }
              } catch (IOException e) {
                // nobody is
              }
              Runtime.getRuntime().halt(0);
            });
    watch.setDaemon(true);
    watch.start();
  }
}
