package dev.mora.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTest {

  private static final String NUMBER = CloudApi.PHONE_NUMBER_ID;
  private static final byte[] PDF = "%PDF-1.4 recibo\r\n\r\n--x".getBytes(StandardCharsets.UTF_8);

  @RegisterExtension static final CloudApi api = CloudApi.create();

  private Caller caller;

  @BeforeEach
  void open() {
    caller = new Caller(api.uri());
  }

  @Test
  void what_was_uploaded_comes_back_byte_by_byte_with_its_hash() throws Exception {
    String id = Caller.field(caller.upload(NUMBER, "application/pdf", PDF).body(), "id");

    String resolved = caller.get("/v25.0/" + id).body();
    HttpResponse<byte[]> file = caller.bytes(Caller.field(resolved, "url"));

    assertThat(file.body()).isEqualTo(PDF);
    assertThat(file.headers().firstValue("Content-Type")).contains("application/pdf");
    assertThat(resolved).contains("\"file_size\":" + PDF.length).contains("\"mime_type\"");
    assertThat(Caller.field(resolved, "sha256"))
        .isEqualTo(
            HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(PDF)));
  }

  @Test
  void a_download_without_the_token_is_refused() throws Exception {
    String id = api.account(NUMBER).receives("image/jpeg", PDF);
    String url = Caller.field(caller.get("/v25.0/" + id).body(), "url");

    HttpResponse<String> answer =
        java.net.http.HttpClient.newHttpClient()
            .send(
                java.net.http.HttpRequest.newBuilder(java.net.URI.create(url)).build(),
                HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(401);
  }

  @Test
  void an_address_lives_for_five_minutes_and_can_be_asked_for_again() throws Exception {
    String id = api.account(NUMBER).receives("image/jpeg", PDF);
    String url = Caller.field(caller.get("/v25.0/" + id).body(), "url");

    api.clock().advance(Duration.ofMinutes(5).minusSeconds(1));
    assertThat(caller.bytes(url).statusCode()).isEqualTo(200);
    api.clock().advance(Duration.ofSeconds(1));

    assertThat(caller.bytes(url).statusCode()).isEqualTo(404);
    String again = Caller.field(caller.get("/v25.0/" + id).body(), "url");
    assertThat(caller.bytes(again).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"an uploaded file, true, 30", "a received file, false, 7"})
  void a_file_has_an_age(String what, boolean uploaded, int days) throws Exception {
    String id =
        uploaded
            ? Caller.field(caller.upload(NUMBER, "application/pdf", PDF).body(), "id")
            : api.account(NUMBER).receives("application/pdf", PDF);

    api.clock().advance(Duration.ofDays(days).minusSeconds(1));
    assertThat(caller.get("/v25.0/" + id).statusCode()).isEqualTo(200);
    assertThat(document(id).statusCode()).isEqualTo(200);
    api.clock().advance(Duration.ofSeconds(1));

    assertThat(caller.get("/v25.0/" + id).statusCode()).isEqualTo(400);
    assertThat(document(id).body()).contains("\"code\":100,");
  }

  @Test
  void the_next_address_can_be_gone_at_once() throws Exception {
    String id = api.account(NUMBER).receives("image/jpeg", PDF);
    api.account(NUMBER).nextAddressIsGone();

    String gone = Caller.field(caller.get("/v25.0/" + id).body(), "url");
    String good = Caller.field(caller.get("/v25.0/" + id).body(), "url");

    assertThat(caller.bytes(gone).statusCode()).isEqualTo(404);
    assertThat(caller.bytes(good).statusCode()).isEqualTo(200);
  }

  @Test
  void a_file_belongs_to_the_number_that_got_it() throws Exception {
    String id = api.account("100000000000009").receives("application/pdf", PDF);

    assertThat(caller.get("/v25.0/" + id + "?phone_number_id=" + NUMBER).statusCode())
        .isEqualTo(400);
    assertThat(caller.get("/v25.0/" + id + "?phone_number_id=100000000000009").statusCode())
        .isEqualTo(200);
    assertThat(document(id).body()).contains("\"code\":100,");
  }

  @Test
  void a_deleted_file_is_gone() throws Exception {
    String id = api.account(NUMBER).receives("image/jpeg", PDF);
    String url = Caller.field(caller.get("/v25.0/" + id).body(), "url");

    assertThat(caller.delete("/v25.0/" + id).body()).isEqualTo("{\"success\":true}");

    assertThat(caller.bytes(url).statusCode()).isEqualTo(404);
    assertThat(caller.get("/v25.0/" + id).body()).contains("\"error_subcode\":33");
    assertThat(caller.delete("/v25.0/" + id).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "image/jpeg, 5242880, 0",
    "image/jpeg, 5242881, 131053",
    "audio/ogg; codecs=opus, 16777216, 0",
    "audio/ogg, 16777217, 131053",
    "image/webp, 512000, 0",
    "image/webp, 512001, 131053",
    "image/gif, 10, 100",
    "application/x-msdownload, 10, 100",
  })
  void types_and_sizes_have_limits(String type, int size, int code) throws Exception {
    HttpResponse<String> answer = caller.upload(NUMBER, type, new byte[size]);

    if (code == 0) {
      assertThat(answer.statusCode()).isEqualTo(200);
    } else {
      assertThat(answer.body()).contains("\"code\":" + code + ",");
    }
  }

  @Test
  void an_upload_that_is_no_form_is_refused() throws Exception {
    assertThat(caller.post("/v25.0/" + NUMBER + "/media", "{}").body())
        .contains("messaging_product must be whatsapp");
  }

  @Test
  void a_fault_happens_to_one_call_for_a_file() throws Exception {
    String id = api.account(NUMBER).receives("image/jpeg", PDF);
    api.account(NUMBER).nextMedia(Fault.BAD_GATEWAY);

    assertThat(caller.get("/v25.0/" + id).statusCode()).isEqualTo(502);
    assertThat(caller.get("/v25.0/" + id).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> document(String id) throws Exception {
    return caller.post(
        "/v25.0/" + NUMBER + "/messages",
        """
        {"messaging_product":"whatsapp","to":"+525512345678","type":"document",\
        "document":{"id":"%s","filename":"recibo.pdf","caption":"Su recibo"}}\
        """
            .formatted(id));
  }
}
