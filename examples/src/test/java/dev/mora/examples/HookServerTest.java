package dev.mora.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.ledger.InMemoryLedger;
import dev.mora.outreach.Outreach;
import dev.mora.testkit.MutableClock;
import dev.mora.whatsapp.WhatsAppWebhook;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HookServerTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({"GET, /", "POST, /webhook", "GET, /hooks", "HEAD, /"})
  void another_path_is_told_the_one_that_is_heard(String method, String path) throws Exception {
    MutableClock clock = MutableClock.at(Bench.NOW);
    try (InMemoryLedger ledger = InMemoryLedger.of(clock);
        Outreach outreach = CampaignCommand.outreach(ledger, clock);
        HookServer hook = HookServer.start(0, WhatsAppWebhook.of("v", "s"), outreach)) {
      URI address = hook.uri().resolve(path);

      HttpResponse<String> answer =
          HTTP.send(
              HttpRequest.newBuilder(address).method(method, BodyPublishers.noBody()).build(),
              BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
      assertThat(answer.body())
          .isEqualTo(
              method.equals("HEAD") ? "" : "nothing here: the webhook is at /hooks/whatsapp\n");
    }
  }
}
