package dev.mora.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.examples.Bench.Result;
import java.io.BufferedReader;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorCommandTest {

  private static final String MESSAGE =
      """
      {"messaging_product":"whatsapp","recipient_type":"individual","to":"+525511112222",
       "type":"template","template":{"name":"%s","language":{"policy":"deterministic","code":"es_MX"},
       "components":[{"type":"body","parameters":[
         {"type":"text","parameter_name":"nombre","text":"Rosa"},
         {"type":"text","parameter_name":"creditor","text":"CrediAmiga"},
         {"type":"text","parameter_name":"monto","text":"$1.00"},
         {"type":"text","parameter_name":"vencimiento","text":"hoy"},
         {"type":"text","parameter_name":"dias","text":"1"}]}]}}
      """;

  @TempDir Path dir;

  @Test
  void it_answers_like_the_provider_until_it_is_stopped() throws Exception {
    Bench bench = Bench.in(dir).desk("faults.txt", "OK # the first goes through\nrate_limited\n");
    PipedReader said = new PipedReader();
    PrintWriter err = new PrintWriter(new PipedWriter(said), true);
    CompletableFuture<Integer> status = new CompletableFuture<>();
    Thread server =
        new Thread(
            () ->
                status.complete(
                    Mora.run(
                        name -> name.equals("APP_SECRET") ? "s" : null,
                        duration -> {},
                        new PrintWriter(new StringWriter()),
                        err,
                        "simulator",
                        "--port",
                        "0",
                        "--app-secret-env",
                        "APP_SECRET",
                        "--templates",
                        bench.path("desk/templates").toString(),
                        "--faults",
                        bench.path("desk/faults.txt").toString())));
    server.start();
    Matcher where =
        Pattern.compile("simulator on (\\S+), account (\\d+), callback none")
            .matcher(new BufferedReader(said).readLine());
    assertThat(where.matches()).isTrue();
    URI messages = URI.create(where.group(1) + "/v25.0/" + where.group(2) + "/messages");

    HttpResponse<String> taken = post(messages, MESSAGE.formatted("cuota_vencida"));
    HttpResponse<String> tooFast = post(messages, MESSAGE.formatted("cuota_vencida"));
    HttpResponse<String> unknown = post(messages, MESSAGE.formatted("cuota_vencido"));
    server.interrupt();

    assertThat(status.join()).isZero();
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
    assertThat(taken.body()).contains("wamid.");
    assertThat(tooFast.body()).contains("130429");
    assertThat(unknown.statusCode()).isEqualTo(404);
  }

  @Test
  void a_misspelt_fault_names_its_line_and_the_nearest() {
    Bench bench = Bench.in(dir).desk("faults.txt", "OK\nRATE_LIMITTED\n");

    Result result = simulator(bench, "--faults", bench.path("desk/faults.txt").toString());

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .contains("faults.txt:2: found RATE_LIMITTED")
        .contains("did you mean RATE_LIMITED?");
  }

  @Test
  void a_folder_without_templates_is_refused() throws Exception {
    Bench bench = Bench.in(dir);
    Path empty = Files.createDirectory(dir.resolve("empty"));

    Result result = simulator(bench, "--templates", empty.toString());

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("no template files").contains("empty");
  }

  @Test
  void a_secret_that_is_not_set_is_named() {
    Result result = simulator(Bench.in(dir), "--seed", "2");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("environment variable APP_SECRET is not set");
  }

  private static Result simulator(Bench bench, String option, String value) {
    String templates =
        option.equals("--templates") ? value : bench.path("desk/templates").toString();
    String other = option.equals("--templates") ? "--seed" : option;
    return bench.run(
        "simulator",
        "--port",
        "0",
        "--app-secret-env",
        "APP_SECRET",
        "--templates",
        templates,
        other,
        option.equals("--templates") ? "1" : value);
  }

  private static HttpResponse<String> post(URI uri, String body) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer t")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
