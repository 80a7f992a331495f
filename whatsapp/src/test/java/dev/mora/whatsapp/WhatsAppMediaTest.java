package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.channel.MediaReference;
import dev.mora.channel.MediaResult;
import dev.mora.channel.MediaType;
import dev.mora.testkit.CloudAccount;
import dev.mora.testkit.CloudApiServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhatsAppMediaTest {

  private static final String NUMBER = "106540352242922";
  private static final byte[] PDF = "%PDF-1.4 comprobante".getBytes(StandardCharsets.UTF_8);
  private static final String SHA = MediaHash.hex(MediaHash.sha256().digest(PDF));
  private static final String SHA_64 =
      Base64.getEncoder().encodeToString(HexFormat.of().parseHex(SHA));

  private final CloudApiServer server = CloudApiServer.builder().start();
  private final CloudAccount account = server.account(NUMBER);
  private final AtomicLong nanos = new AtomicLong();
  private final WhatsAppMedia media =
      WhatsAppMedia.builder(
              WhatsAppConfig.builder(NUMBER, TokenSupplier.of(Reminders.TOKEN))
                  .baseUri(server.uri())
                  .build())
          .nanoTime(nanos::get)
          .build();
  private final ByteArrayOutputStream sink = new ByteArrayOutputStream();

  @TempDir Path dir;

  @AfterEach
  void close() {
    media.close();
    server.close();
  }

  @Test
  void a_file_that_a_person_sent_is_fetched_and_hashed() throws Exception {
    String id = account.receives("application/pdf", PDF);

    MediaResult result = fetch(media, reference(id, "application/pdf", SHA_64, 1000));

    assertThat(result).isEqualTo(new MediaResult.Fetched(MediaType.PDF, PDF.length, SHA));
    assertThat(sink.toByteArray()).isEqualTo(PDF);
    assertThat(media.account()).isEqualTo(NUMBER);
  }

  @Test
  void an_address_that_is_gone_is_asked_for_once_more() throws Exception {
    String id = account.receives("application/pdf", PDF);
    account.nextAddressIsGone();

    MediaResult first = fetch(media, reference(id, "application/pdf", SHA, 1000));

    assertThat(first).isInstanceOf(MediaResult.Fetched.class);

    account.nextAddressIsGone();
    account.nextAddressIsGone();
    MediaResult twice = fetch(media, reference(id, "application/pdf", SHA, 1000));
    assertThat(twice).isInstanceOf(MediaResult.Failed.class);
  }

  @Test
  void what_the_provider_does_not_have_is_gone() throws Exception {
    assertThat(fetch(media, reference("999", "image/jpeg", "", 1000)))
        .isEqualTo(new MediaResult.Refused(MediaResult.Fault.GONE));
    assertThat(fetch(media, reference("../me", "image/jpeg", "", 1000)))
        .isEqualTo(new MediaResult.Refused(MediaResult.Fault.GONE));
  }

  @ParameterizedTest
  @CsvSource({
    "SHA_HEX, application/pdf, 20, Fetched",
    "SHA_64, application/pdf; x=y, 20, Fetched",
    "SHA_URL_64, application/pdf, 20, Fetched",
    "SHA_UPPER, application/pdf, 20, Fetched",
    "'', application/pdf, 20, Fetched",
    "'', '', 20, Fetched",
    "SHA_HEX, application/pdf, 19, TOO_LARGE",
    "00, application/pdf, 20, HASH",
    "AAAA, application/pdf, 20, HASH",
    "SHA_HEX, image/jpeg, 20, TYPE",
    "SHA_HEX, text/plain, 20, TYPE",
    "SHA_HEX, application/zip, 20, TYPE",
  })
  void size_hash_and_type_are_compared_with_what_was_announced(
      String hash, String mimeType, int most, String outcome) throws Exception {
    String id = account.receives("application/pdf", PDF);
    String announced =
        switch (hash) {
          case "SHA_HEX" -> SHA;
          case "SHA_64" -> SHA_64;
          case "SHA_URL_64" -> SHA_64.replace('+', '-').replace('/', '_').replace("=", "");
          case "SHA_UPPER" -> SHA.toUpperCase(java.util.Locale.ROOT);
          default -> hash;
        };

    MediaResult result = fetch(media, reference(id, mimeType, announced, most));

    assertThat(said(result)).isEqualTo(outcome);
  }

  @Test
  void an_upload_is_remembered_by_its_bytes_for_29_days() throws Exception {
    Path file = Files.write(dir.resolve("estado.pdf"), PDF);

    String first = upload(MediaFile.of(file, "application/pdf"));
    String again = upload(MediaFile.of(PDF, "application/pdf"));
    nanos.set(Duration.ofDays(29).minusSeconds(1).toNanos());
    String before = upload(MediaFile.of(PDF, "application/pdf"));
    nanos.set(Duration.ofDays(29).toNanos());
    String after = upload(MediaFile.of(PDF, "application/pdf"));

    assertThat(again).isEqualTo(first);
    assertThat(before).isEqualTo(first);
    assertThat(after).isNotEqualTo(first);
    assertThat(fetch(media, reference(after, "application/pdf", SHA, 1000)))
        .isInstanceOf(MediaResult.Fetched.class);
    assertThat(sink.toByteArray()).isEqualTo(PDF);
  }

  @Test
  void what_was_deleted_or_forgotten_is_uploaded_again() throws Exception {
    MediaFile file = MediaFile.of(PDF, "application/pdf");
    String first = upload(file);

    media.delete(first).get(60, TimeUnit.SECONDS);
    String second = upload(file);
    media.forget(file);
    String third = upload(file);

    assertThat(second).isNotEqualTo(first);
    assertThat(third).isNotEqualTo(second);
    assertThat(said(fetch(media, reference(first, "application/pdf", "", 1000)))).isEqualTo("GONE");
    assertThatThrownBy(() -> media.delete(first).get(60, TimeUnit.SECONDS))
        .hasCauseInstanceOf(GraphException.class);
    assertThatThrownBy(() -> media.delete("../x")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_upload_that_failed_is_not_remembered() throws Exception {
    String ok = "{\"id\":\"5\"}";
    try (RawServer raw =
            script(
                answer("500 Oops", "", "{}"),
                answer("200 OK", "", "{}"),
                answer("200 OK", "", ok));
        WhatsAppMedia media = WhatsAppMedia.of(Reminders.config(raw.port()).build())) {
      MediaFile file = MediaFile.of(PDF, "application/pdf");

      assertThatThrownBy(() -> media.upload(file).get(60, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(GraphException.class);
      assertThatThrownBy(() -> media.upload(file).get(60, TimeUnit.SECONDS))
          .hasCauseInstanceOf(GraphException.class);
      assertThat(media.upload(file).get(60, TimeUnit.SECONDS)).isEqualTo("5");
      assertThat(raw.bodies()).isEqualTo(3);
    }
  }

  @Test
  void a_file_that_is_gone_since_it_was_looked_at_fails_and_is_not_remembered() throws Exception {
    Path path = Files.write(dir.resolve("estado.pdf"), PDF);
    MediaFile gone = MediaFile.of(path, "application/pdf");
    Files.delete(path);

    assertThatThrownBy(() -> upload(gone))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            GraphException.class,
            e -> assertThat(e.failure().kind()).isEqualTo(GraphFailure.Kind.NOT_SENT))
        .hasMessageContaining("cannot be read")
        .hasMessageNotContaining("estado");

    String id = upload(MediaFile.of(PDF, "application/pdf"));
    assertThat(fetch(media, reference(id, "application/pdf", SHA, 1000)))
        .isInstanceOf(MediaResult.Fetched.class);
  }

  @ParameterizedTest
  @CsvSource({"7, 40000", "7, 39999", "7, 40001", "39999, 40000", "7, 0"})
  void a_file_that_changed_since_it_was_looked_at_is_not_uploaded(int changedAt, int length)
      throws Exception {
    byte[] rosas = Arrays.copyOf(PDF, 40_000);
    byte[] juans = Arrays.copyOf(PDF, length);
    if (changedAt < length) {
      juans[changedAt] = 'J';
    }
    try (RawServer raw = script(answer("200 OK", "", "{\"id\":\"5\"}"));
        WhatsAppMedia media = WhatsAppMedia.of(Reminders.config(raw.port()).build())) {
      Path path = Files.write(dir.resolve("estado.pdf"), rosas);
      MediaFile file = MediaFile.of(path, "application/pdf");
      Files.write(path, juans);

      assertThatThrownBy(() -> media.upload(file).get(60, TimeUnit.SECONDS))
          .cause()
          .isInstanceOfSatisfying(
              GraphException.class,
              e -> assertThat(e.failure().kind()).isEqualTo(GraphFailure.Kind.NOT_SENT))
          .hasMessageContaining("changed since it was looked at");

      assertThat(raw.bodies()).isZero();

      Files.write(path, rosas);
      media.upload(file).get(60, TimeUnit.SECONDS);
      assertThat(raw.bodies()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "image/jpeg, ffd8ffe0, 5242880",
    "image/png, 89504e470d0a1a0a, 5242880",
    "application/pdf, 255044462d, 104857600",
    "audio/ogg, 4f676753, 16777216",
    "video/mp4, 0000001866747970, 16777216",
    "image/webp, 524946460000000057454250, 102400",
    "image/webp, 52494646000000005745425056503858000000000200, 512000",
  })
  void a_file_has_the_limit_of_its_kind(String mimeType, String head, int most) {
    byte[] bytes = Arrays.copyOf(HexFormat.of().parseHex(head), most);

    assertThat(MediaFile.of(bytes, mimeType).size()).isEqualTo(most);
    assertThatThrownBy(() -> MediaFile.of(Arrays.copyOf(bytes, most + 1), mimeType))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most " + most);
  }

  @ParameterizedTest
  @CsvSource({"image/jpeg, 255044462d", "application/pdf, ffd8ffe0", "image/gif, 474946383961"})
  void a_file_of_another_type_than_it_is_called_is_not_uploaded(String mimeType, String head) {
    byte[] bytes = HexFormat.of().parseHex(head);

    assertThatThrownBy(() -> MediaFile.of(bytes, mimeType))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_body_that_goes_on_beyond_the_limit_is_cut_while_it_comes() throws Exception {
    String endless =
        "HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nConnection: close\r\n\r\n%PDF-";
    try (RawServer raw =
            new RawServer(
                peer -> {
                  peer.request();
                  if (peer.number() == 0) {
                    peer.write(answer("200 OK", "", resolved("application/pdf", "", "4")));
                    return;
                  }
                  peer.write(endless);
                  for (int i = 0; i < 100_000; i++) {
                    peer.write("0123456789".repeat(100));
                  }
                });
        WhatsAppMedia media = WhatsAppMedia.of(Reminders.config(raw.port()).build())) {
      MediaResult result = fetch(media, reference("1", "application/pdf", "", 5_000));

      assertThat(said(result)).isEqualTo("TOO_LARGE");
      assertThat(sink.size()).isLessThanOrEqualTo(5_000);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1000, TOO_LARGE, 1",
    "'\"1000\"', TOO_LARGE, 1",
    "20, Fetched, 2",
    "null, Fetched, 2"
  })
  void a_file_that_says_it_is_too_large_is_not_fetched(String size, String outcome, int requests)
      throws Exception {
    try (RawServer raw =
            script(
                answer("200 OK", "", resolved("application/pdf", SHA, size)),
                answer("200 OK", "", new String(PDF, StandardCharsets.UTF_8)));
        WhatsAppMedia media = WhatsAppMedia.of(Reminders.config(raw.port()).build())) {
      assertThat(said(fetch(media, reference("1", "application/pdf", SHA, 999))))
          .isEqualTo(outcome);
      assertThat(raw.bodies()).isEqualTo(requests);
    }
  }

  @Test
  void a_slow_drip_ends_at_the_deadline() throws Exception {
    try (RawServer raw =
            new RawServer(
                peer -> {
                  peer.request();
                  if (peer.number() == 0) {
                    peer.write(answer("200 OK", "", resolved("application/pdf", "", "100")));
                    return;
                  }
                  peer.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n%PDF-");
                  peer.stall();
                });
        WhatsAppMedia media =
            WhatsAppMedia.builder(Reminders.config(raw.port()).build())
                .deadline(Duration.ofMillis(300))
                .build()) {
      MediaResult result = fetch(media, reference("1", "application/pdf", "", 1000));

      assertThat(result).isInstanceOf(MediaResult.Failed.class);
      assertThat(raw.sawTheClientHangUp()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"301", "302", "303", "307", "308"})
  void no_redirect_is_followed_and_no_loop_begins(int status) throws Exception {
    try (RawServer raw =
            script(
                answer("200 OK", "", resolved("application/pdf", "", "20")),
                answer(status + " Moved", "Location: http://169.254.169.254/latest\r\n", ""));
        WhatsAppMedia media = WhatsAppMedia.of(Reminders.config(raw.port()).build())) {
      assertThat(said(fetch(media, reference("1", "application/pdf", "", 1000))))
          .isEqualTo("ADDRESS");
      assertThat(raw.bodies()).isEqualTo(2);
    }
  }

  @Test
  void a_body_shorter_than_promised_may_work_later() throws Exception {
    try (RawServer raw =
            script(
                answer("200 OK", "", resolved("application/pdf", "", "100")),
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\nConnection: close\r\n\r\n%PDF-1.4");
        WhatsAppMedia media = WhatsAppMedia.of(Reminders.config(raw.port()).build())) {
      assertThat(fetch(media, reference("1", "application/pdf", "", 1000)))
          .isInstanceOf(MediaResult.Failed.class);
    }
  }

  @Test
  void a_sink_that_fails_fails_the_fetch_and_not_the_caller() throws Exception {
    String id = account.receives("application/pdf", PDF);
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("disk full");
          }
        };

    MediaResult result =
        media
            .fetch(reference(id, "application/pdf", SHA, 1000), full)
            .toCompletableFuture()
            .get(60, TimeUnit.SECONDS);

    assertThat(result).isEqualTo(new MediaResult.Failed("the sink did not take it"));
  }

  @Test
  void nothing_shows_an_id_an_address_or_the_token() throws Exception {
    MediaReference reference = reference("8887776665554443", "application/pdf", SHA, 1000);
    try (RawServer raw = script(answer("500 Oops", "", "{}"));
        WhatsAppMedia media = WhatsAppMedia.of(Reminders.config(raw.port()).build())) {
      String said = fetch(media, reference) + " " + reference + " " + media;

      assertThat(said).doesNotContain("8887776665554443", "127.0.0.1", Reminders.TOKEN);
    }
  }

  private MediaResult fetch(WhatsAppMedia from, MediaReference reference) throws Exception {
    sink.reset();
    return from.fetch(reference, sink).toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  private String upload(MediaFile file) throws Exception {
    return media.upload(file).get(60, TimeUnit.SECONDS);
  }

  private static MediaReference reference(String id, String mimeType, String sha256, long most) {
    return new MediaReference(id, mimeType, sha256, most);
  }

  private static String said(MediaResult result) {
    return result instanceof MediaResult.Refused refused
        ? refused.fault().name()
        : result.getClass().getSimpleName();
  }

  /** One answer for each connection. */
  private static RawServer script(String... answers) throws IOException {
    return new RawServer(
        peer -> {
          peer.request();
          peer.write(answers[Math.min(peer.number(), answers.length - 1)]);
        });
  }

  private static String answer(String status, String headers, String body) {
    return "HTTP/1.1 "
        + status
        + "\r\n"
        + headers
        + "Connection: close\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private static String resolved(String mimeType, String sha256, String size) {
    return "{\"url\":\"https://lookaside.fbsbx.com/x?mid=1\",\"mime_type\":\""
        + mimeType
        + "\",\"sha256\":\""
        + sha256
        + "\",\"file_size\":"
        + size
        + ",\"id\":\"1\"}";
  }
}
