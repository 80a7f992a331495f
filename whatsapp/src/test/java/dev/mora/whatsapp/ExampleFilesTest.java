package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.json.JsonObject;
import dev.mora.template.MessageTemplate;
import dev.mora.testkit.CloudApiServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExampleFilesTest {

  private static final String APP = "634974688087057";
  private static final byte[] PDF = "%PDF-1.4 ejemplo".getBytes(StandardCharsets.UTF_8);
  private static final String BEGUN = "{\"id\":\"upload:MTph/b+c==?sig=ARZq-_\"}";
  private static final MessageTemplate RECEIPT =
      MessageTemplate.parse(
          "recibo.txt",
          """
          template: recibo  category: UTILITY  version: 1
          fields: archivo document, nombre text
          --- es_MX
          header: [document {archivo}]
          Hola {nombre}, este es el recibo de su pago. Gracias.
          """);

  private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();

  @TempDir Path dir;

  @Test
  void a_handle_opens_the_review_of_a_template_and_a_media_id_does_not() throws Exception {
    try (CloudApiServer server = CloudApiServer.builder().token(Reminders.TOKEN).start();
        ExampleFiles files = ExampleFiles.of(config(server), APP);
        WhatsAppAccount account = WhatsAppAccount.of("2001", config(server))) {
      server.business("2001");

      String handle = get(files.upload(pdf()));

      assertThat(handle).startsWith("4::");
      assertThat(get(account.create(submission(handle)).toCompletableFuture()).failure()).isEmpty();
      assertThat(
              get(account.create(submission("700000000000001")).toCompletableFuture())
                  .failure()
                  .orElseThrow()
                  .says(2388047))
          .isTrue();
    }
  }

  private static JsonObject submission(String handle) {
    return TemplateExamples.of(Map.of("archivo", handle))
        .submission(RECEIPT, RECEIPT.in("es_MX").orElseThrow());
  }

  @Test
  void two_requests_carry_the_length_the_type_and_then_the_bytes() throws Exception {
    String handle = upload(ok(BEGUN), ok("{\"h\":\"4::aW\\n\"}"));

    assertThat(handle).isEqualTo("4::aW");
    assertThat(requests).hasSize(2);
    assertThat(requests.poll())
        .startsWith(
            "POST /v25.0/"
                + APP
                + "/uploads?file_name=example&file_length=16&file_type=application%2Fpdf ");
    assertThat(requests.poll())
        .startsWith("POST /v25.0/upload:MTph/b+c==?sig=ARZq-_ ")
        .contains("file_offset: 0\r\n", "Content-Type: application/octet-stream\r\n")
        .endsWith("%PDF-1.4 ejemplo");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"id\":7}",
        "{\"id\":\"\"}",
        "{\"id\":\"MTph\"}",
        "{\"id\":\"upload:\"}",
        "{\"id\":\"upload:../me\"}",
        "{\"id\":\"upload:a?sig=\"}",
        "{\"id\":\"upload:a?sig=b&access_token=c\"}",
        "{\"id\":\"upload:a#b\"}",
        "[]"
      })
  void nothing_is_sent_to_an_upload_that_was_begun_without_an_id(String begun) {
    assertThatThrownBy(() -> upload(ok(begun), ok("{\"h\":\"4::aW\"}")))
        .rootCause()
        .isInstanceOf(GraphException.class);
    assertThat(requests).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"h\":\"\"}", "{\"h\":\"4::a b\"}", "{\"h\":[\"4::a\"]}", "7"})
  void an_answer_without_a_handle_is_no_upload(String answer) {
    assertThatThrownBy(() -> upload(ok(BEGUN), ok(answer)))
        .rootCause()
        .isInstanceOf(GraphException.class);
  }

  @Test
  void what_breaks_off_is_not_repeated() {
    assertThatThrownBy(() -> upload(ok(BEGUN), "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{"))
        .rootCause()
        .isInstanceOfSatisfying(
            GraphException.class,
            e -> assertThat(e.failure().kind()).isEqualTo(GraphFailure.Kind.UNKNOWN));
    assertThat(requests).hasSize(2);
  }

  @Test
  void a_file_that_is_gone_was_not_sent() throws Exception {
    Path file = Files.write(dir.resolve("a.pdf"), PDF);
    MediaFile gone = MediaFile.of(file, "application/pdf");
    Files.delete(file);

    assertThatThrownBy(() -> upload(gone, ok(BEGUN), ok("{\"h\":\"4::aW\"}")))
        .rootCause()
        .isInstanceOfSatisfying(
            GraphException.class,
            e -> assertThat(e.failure().kind()).isEqualTo(GraphFailure.Kind.NOT_SENT));
    assertThat(requests).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "1,true",
    "12345678901234567890,true",
    "123456789012345678901,false",
    "'',false",
    "12a,false",
    "../1,false"
  })
  void an_app_has_an_id_of_digits(String appId, boolean good) {
    if (good) {
      ExampleFiles.of(Reminders.config(1).build(), appId).close();
    } else {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ExampleFiles.of(Reminders.config(1).build(), appId));
    }
  }

  @Test
  void a_header_shows_no_text_file() {
    try (ExampleFiles files = ExampleFiles.of(Reminders.config(1).build(), APP)) {
      MediaFile text = MediaFile.of("hola".getBytes(StandardCharsets.UTF_8), "text/plain");

      assertThatIllegalArgumentException()
          .isThrownBy(() -> files.upload(text))
          .withMessageContaining("not text/plain");
    }
  }

  private String upload(String... answers) throws Exception {
    return upload(pdf(), answers);
  }

  private String upload(MediaFile file, String... answers) throws Exception {
    RawServer.Behaviour behaviour =
        peer -> {
          for (String answer : List.of(answers).subList(peer.number(), answers.length)) {
            requests.add(peer.request());
            peer.write(answer);
          }
        };
    try (RawServer server = new RawServer(behaviour);
        ExampleFiles files = ExampleFiles.of(Reminders.config(server.port()).build(), APP)) {
      return get(files.upload(file));
    }
  }

  private static MediaFile pdf() {
    return MediaFile.of(PDF, "application/pdf");
  }

  private static WhatsAppConfig config(CloudApiServer server) {
    return WhatsAppConfig.builder("2001", TokenSupplier.of(Reminders.TOKEN))
        .baseUri(server.uri())
        .build();
  }

  private static String ok(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(60, TimeUnit.SECONDS);
  }
}
