package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AppSecretTest {

  @Test
  void it_signs_as_the_standard_says_body_after_body() {
    AppSecret secret = AppSecret.of("Jefe");
    byte[] body = bytes("what do ya want for nothing?"); // RFC 4231, test case 2

    List<String> codes =
        IntStream.range(0, 3).mapToObj(i -> HexFormat.of().formatHex(secret.hmac(body))).toList();

    assertThat(codes)
        .containsOnly("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }

  @Test
  void bodies_that_come_at_once_do_not_mix() {
    AppSecret shared = AppSecret.of("secret");

    List<Integer> wrong =
        IntStream.range(0, 4_000)
            .parallel()
            .filter(
                i -> {
                  byte[] body = bytes("body ".repeat(i % 97) + i);
                  return !Arrays.equals(shared.hmac(body), AppSecret.of("secret").hmac(body));
                })
            .boxed()
            .toList();

    assertThat(wrong).isEmpty();
  }

  @Test
  void it_is_never_blank_and_never_shown() {
    assertThat(AppSecret.of("s3cret")).hasToString("AppSecret(****)");
    assertThatThrownBy(() -> AppSecret.of(" ")).isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
