package dev.mora.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTypeTest {

  @ParameterizedTest
  @CsvSource({
    "ffd8ffe000104a46, JPEG",
    "ffd8fe, UNKNOWN",
    "89504e470d0a1a0a, PNG",
    "89504e470d0a1a0b, UNKNOWN",
    "524946460000000057454250, WEBP",
    "524946460000000057415645, UNKNOWN",
    "255044462d312e34, PDF",
    "2550444631, TEXT",
    "4f67675300, OGG",
    "000000186674797069736f6d, MP4",
    "2321414d520a, AMR",
    "d0cf11e0a1b11ae1, OLE",
    "504b030414000000, ZIP",
    "504b0506, UNKNOWN",
    "4944330300, MP3",
    "fffb9000, MP3",
    "fff15080, AAC",
    "686f6c61, TEXT",
    "686f6c6100, UNKNOWN",
    "c3b16f, TEXT",
    "6fc3, TEXT",
    "6ff1e9, UNKNOWN",
    "'', UNKNOWN",
  })
  void a_file_is_what_its_first_bytes_say(String hex, MediaType type) {
    assertThat(MediaType.of(HexFormat.of().parseHex(hex))).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({
    "ffd8ffe0, %PDF-1.4, MIXED",
    "ffd8ffe0, <script>, MIXED",
    "89504e470d0a1a0a, <SVG , MIXED",
    "255044462d312e34, %PDF-1.7, MIXED",
    "255044462d312e34, 1 0 obj, PDF",
    "ffd8ffe0, Exif, JPEG",
    "686f6c61, <html>, UNKNOWN",
  })
  void a_file_that_is_two_things_is_none(String hex, String inside, MediaType type)
      throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(HexFormat.of().parseHex(hex));
    bytes.write(inside.getBytes(StandardCharsets.ISO_8859_1));

    assertThat(MediaType.of(bytes.toByteArray())).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({
    "JPEG, image/jpeg, true",
    "JPEG, IMAGE/JPEG, true",
    "JPEG, image/png, false",
    "OGG, audio/ogg; codecs=opus, true",
    "PDF, application/pdf, true",
    "PDF, '', false",
    "MIXED, application/pdf, false",
    "UNKNOWN, application/octet-stream, false",
  })
  void a_type_has_the_names_that_fit_it(MediaType type, String mimeType, boolean fits) {
    assertThat(type.fits(mimeType)).isEqualTo(fits);
  }

  @Test
  void any_bytes_have_a_type() {
    long seed = 20261122L;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] head = new byte[random.nextInt(40)];
      random.nextBytes(head);

      assertThat(MediaType.of(head)).as("seed %s", seed).isNotNull();
    }
  }
}
