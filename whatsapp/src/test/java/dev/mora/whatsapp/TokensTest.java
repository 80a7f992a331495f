package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final Vault vault = new Vault();
  private final Tokens tokens = new Tokens(vault, nanos::get);

  /** Gives what it is told, and is down where that is {@code down}. */
  private final class Vault implements TokenSupplier {

    private String token = "A";
    private final Deque<String> next = new ArrayDeque<>();
    private int refreshes;

    @Override
    public String token() {
      return token;
    }

    @Override
    public String refreshedToken() {
      refreshes++;
      String given = next.removeFirst();
      if (given.equals("down")) {
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        throw new IllegalStateException("the vault is down");
      }
      if (given.equals("broken")) {
        throw new AssertionError();
      }
      token = given;
      return given;
    }

    Vault then(String... given) {
      next.addAll(Arrays.asList(given));
      return this;
    }
  }

  @Test
  void a_refused_token_is_refreshed_once_however_many_requests_it_had() {
    vault.then("B");

    assertThat(tokens.insteadOf("A")).contains("B");
    assertThat(tokens.insteadOf("A")).contains("B");
    assertThat(tokens.insteadOf("A")).contains("B");
    assertThat(vault.refreshes).isEqualTo(1);
  }

  @Test
  void the_same_token_again_is_none_and_is_not_asked_for_again() {
    vault.then("A");

    assertThat(tokens.insteadOf("A")).isEmpty();
    assertThat(tokens.insteadOf("A")).isEmpty();
    assertThat(vault.refreshes).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"down", "broken", "", "to\nken"})
  void a_refresh_that_failed_is_asked_for_by_the_first_request_alone(String given) {
    vault.then(given, "B");

    assertThatThrownBy(() -> tokens.insteadOf("A")).isInstanceOf(Throwable.class);
    for (int i = 0; i < 31; i++) {
      vault.token = "A";
      assertThat(tokens.insteadOf("A")).isEmpty();
    }

    assertThat(vault.refreshes).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"9999, false", "10000, true"})
  void a_refresh_that_failed_is_asked_for_again_after_ten_seconds(long millis, boolean again) {
    vault.then("down", "B");
    assertThatThrownBy(() -> tokens.insteadOf("A")).hasMessageContaining("down");

    nanos.addAndGet(Duration.ofMillis(millis).toNanos());

    assertThat(tokens.insteadOf("A")).isEqualTo(again ? Optional.of("B") : Optional.empty());
    assertThat(vault.refreshes).isEqualTo(again ? 2 : 1);
  }

  @Test
  void a_straggler_of_an_older_token_gets_the_newest_one() {
    vault.then("B", "C");
    tokens.insteadOf("A");
    tokens.insteadOf("B");

    assertThat(tokens.insteadOf("A")).contains("C");
    assertThat(vault.refreshes).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, true", "4096, true", "4097, false"})
  void a_token_has_1_to_4096_characters(int length, boolean usable) {
    vault.token = "t".repeat(length);

    if (usable) {
      assertThat(tokens.current()).isEqualTo(vault.token);
    } else {
      assertThatThrownBy(tokens::current)
          .isInstanceOf(Tokens.BadToken.class)
          .hasMessageContaining("a token of " + length + " characters");
    }
  }

  @ParameterizedTest
  @CsvSource({"32, false", "33, true", "126, true", "127, false", "10, false", "233, false"})
  void a_token_has_characters_that_a_header_may_carry(int character, boolean usable) {
    vault.token = "to" + (char) character + "ken";

    if (usable) {
      assertThat(tokens.current()).isEqualTo(vault.token);
    } else {
      assertThatThrownBy(tokens::current)
          .isInstanceOf(Tokens.BadToken.class)
          .hasMessage("the token has a character at 2 that no header may carry");
    }
  }
}
