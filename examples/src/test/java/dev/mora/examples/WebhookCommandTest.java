package dev.mora.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.examples.Bench.Result;
import dev.mora.json.Json;
import dev.mora.json.JsonObject;
import dev.mora.testkit.CloudApiServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookCommandTest {

  private static final String FROM = "\"from\":\"5215511112222\",\"timestamp\":\"1764230399\",";

  @TempDir Path dir;

  @Test
  void each_event_is_a_line_in_body_order() throws IOException {
    Path body =
        file(
            "all.json",
            messages(
                "{"
                    + FROM
                    + "\"id\":\"wamid.1\",\"type\":\"text\",\"text\":{\"body\":\"Hola, ¿sí?\"},"
                    + "\"context\":{\"id\":\"wamid.OUT\"}}",
                "{"
                    + FROM
                    + "\"id\":\"wamid.2\",\"type\":\"button\",\"button\":"
                    + "{\"payload\":\"PAID\",\"text\":\"Ya pagué\"}}",
                "{"
                    + FROM
                    + "\"id\":\"wamid.3\",\"type\":\"interactive\",\"interactive\":"
                    + "{\"type\":\"button_reply\",\"button_reply\":{\"id\":\"AGENT\",\"title\":\"Persona\"}}}",
                "{"
                    + FROM
                    + "\"id\":\"wamid.4\",\"type\":\"image\",\"image\":{\"id\":\"M1\","
                    + "\"mime_type\":\"image/jpeg\",\"sha256\":\"abc\",\"caption\":\"recibo\"}}",
                "{"
                    + FROM
                    + "\"id\":\"wamid.5\",\"type\":\"document\",\"document\":{\"id\":\"M2\","
                    + "\"mime_type\":\"application/pdf\",\"filename\":\"spei.pdf\"}}",
                "{"
                    + FROM
                    + "\"id\":\"wamid.6\",\"type\":\"reaction\",\"reaction\":"
                    + "{\"message_id\":\"wamid.OUT\",\"emoji\":\"👍\"}}"),
            statuses(
                "{\"id\":\"wamid.OUT\",\"status\":\"delivered\",\"timestamp\":\"1764230410\","
                    + "\"recipient_id\":\"5215511112222\",\"biz_opaque_callback_data\":\"mora1:t:X\"}",
                "{\"id\":\"wamid.OUT\",\"status\":\"failed\",\"timestamp\":\"1764230411\","
                    + "\"errors\":[{\"code\":131026,\"title\":\"Message undeliverable\"}]}",
                "{\"id\":\"wamid.OUT\",\"status\":\"waved\",\"timestamp\":\"1764230412\"}"),
            "{\"field\":\"message_template_status_update\",\"value\":{\"event\":\"PAUSED\","
                + "\"message_template_id\":1,\"message_template_name\":\"cuota_vencida\","
                + "\"message_template_language\":\"es_MX\"}}",
            "{\"field\":\"account_alerts\",\"value\":{\"alert_type\":\"X\"}}");

    Result result = Bench.in(dir).run("webhook", body.toString());

    assertThat(result.status()).isZero();
    List<JsonObject> lines = lines(result);
    assertThat(lines).allMatch(line -> line.string("file").equals(body.toString()));
    assertThat(lines.stream().map(line -> line.string("family") + " " + line.string("event")))
        .containsExactly(
            "message Text",
            "message Choice",
            "message Choice",
            "message Media",
            "message Media",
            "message Reaction",
            "status Delivery",
            "status Delivery",
            "status Unrecognised",
            "template StatusChanged",
            "account Alert");
    assertThat(lines.get(0).string("message_id")).isEqualTo("wamid.1");
    assertThat(lines.get(0).string("reply_to")).isEqualTo("wamid.OUT");
    assertThat(lines.get(0).string("from")).isEqualTo("5215511112222");
    assertThat(lines.get(0).string("body")).isEqualTo("Hola, ¿sí?");
    assertThat(lines.get(0).string("at")).isEqualTo("2025-11-27T07:59:59Z");
    assertThat(lines.get(1).string("payload")).isEqualTo("PAID");
    assertThat(lines.get(2).string("label")).isEqualTo("Persona");
    assertThat(lines.get(3).string("kind")).isEqualTo("IMAGE");
    assertThat(lines.get(3).string("caption")).isEqualTo("recibo");
    assertThat(lines.get(4).string("filename")).isEqualTo("spei.pdf");
    assertThat(lines.get(5).string("emoji")).isEqualTo("👍");
    assertThat(lines.get(6).string("state")).isEqualTo("DELIVERED");
    assertThat(lines.get(6).string("correlation")).isEqualTo("mora1:t:X");
    assertThat(lines.get(7).string("code")).isEqualTo("131026");
    assertThat(lines.get(8).string("type")).isEqualTo("waved");
    assertThat(lines.get(9).string("state")).isEqualTo("PAUSED");
    assertThat(lines.get(9).object("which").string("name")).isEqualTo("cuota_vencida");
    assertThat(lines.get(10).string("type")).isEqualTo("X");
  }

  @Test
  void a_body_without_an_event_is_rejected_and_the_others_go_on() throws IOException {
    Path noise = file("noise.json");
    Files.writeString(noise, "<html>");
    Path empty = file("empty.json");
    Files.writeString(empty, "{\"object\":\"whatsapp_business_account\",\"entry\":[]}");
    Path good =
        file(
            "good.json",
            messages(
                "{" + FROM + "\"id\":\"wamid.1\",\"type\":\"text\",\"text\":{\"body\":\"Hola\"}}"));

    Result result =
        Bench.in(dir).run("webhook", noise.toString(), empty.toString(), good.toString());

    assertThat(result.status()).isEqualTo(1);
    assertThat(lines(result).stream().map(line -> line.string("event")))
        .containsExactly("Rejected", "Rejected", "Text");
    assertThat(lines(result).get(0).string("reason")).isNotBlank();
  }

  @Test
  void a_file_that_is_not_there_is_named_and_the_others_go_on() throws IOException {
    Path good =
        file(
            "good.json",
            messages(
                "{" + FROM + "\"id\":\"wamid.1\",\"type\":\"text\",\"text\":{\"body\":\"Hola\"}}"));

    Result result =
        Bench.in(dir).run("webhook", dir.resolve("none.json").toString(), good.toString());

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("no such file").contains("none.json");
    assertThat(lines(result)).hasSize(1);
  }

  @Test
  void a_signature_is_checked_over_the_bytes() throws IOException {
    Path body =
        file(
            "good.json",
            messages(
                "{" + FROM + "\"id\":\"wamid.1\",\"type\":\"text\",\"text\":{\"body\":\"Hola\"}}"));
    String signature = signature("s", Files.readAllBytes(body));
    Bench bench = Bench.in(dir).environment("APP_SECRET", "s").environment("OTHER", "o");

    Result right =
        bench.run(
            "webhook", body.toString(), "--app-secret-env", "APP_SECRET", "--signature", signature);
    Result wrong =
        bench.run(
            "webhook", body.toString(), "--app-secret-env", "OTHER", "--signature", signature);
    Result without = bench.run("webhook", body.toString(), "--app-secret-env", "APP_SECRET");

    assertThat(right.status()).isZero();
    assertThat(lines(right).get(0).string("event")).isEqualTo("Text");
    assertThat(wrong.status()).isEqualTo(1);
    assertThat(lines(wrong).get(0).string("event")).isEqualTo("Rejected");
    assertThat(lines(wrong).get(0).string("reason")).contains("signature");
    assertThat(without.status()).isEqualTo(2);
  }

  private static List<JsonObject> lines(Result result) {
    return result.rows().stream().map(row -> Json.parse("line", row).asObject()).toList();
  }

  private Path file(String name, String... changes) throws IOException {
    return Files.writeString(
        dir.resolve(name),
        "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"WABA01\",\"changes\":["
            + String.join(",", changes)
            + "]}]}",
        StandardCharsets.UTF_8);
  }

  private static String messages(String... messages) {
    return value("\"messages\":[" + String.join(",", messages) + "]");
  }

  private static String statuses(String... statuses) {
    return value("\"statuses\":[" + String.join(",", statuses) + "]");
  }

  private static String value(String items) {
    return "{\"field\":\"messages\",\"value\":{\"messaging_product\":\"whatsapp\",\"metadata\":"
        + "{\"display_phone_number\":\"525500000000\",\"phone_number_id\":\"100000000000001\"},"
        + items
        + "}}";
  }

  /** As the provider's side signs, which shares no code with the command's. */
  private static String signature(String secret, byte[] body) {
    try (CloudApiServer provider = CloudApiServer.builder().appSecret(secret).start()) {
      return provider.sign(body);
    }
  }
}
