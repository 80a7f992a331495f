package dev.mora.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.party.BorrowerId;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DispatchIdTest {

  @Test
  void the_same_parts_give_the_same_id() {
    assertThat(DispatchId.of("L-17", "vencida-3")).isEqualTo(DispatchId.of("L-17", "vencida-3"));
  }

  @Test
  void the_border_between_parts_matters() {
    Set<DispatchId> ids =
        Set.of(
            DispatchId.of("a", "bc"),
            DispatchId.of("ab", "c"),
            DispatchId.of("abc"),
            DispatchId.of("abc", ""));

    assertThat(ids).hasSize(4);
  }

  @Test
  void an_id_is_the_first_130_bits_of_the_hash() throws Exception {
    byte[] part = "señal".getBytes(StandardCharsets.UTF_8);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(ByteBuffer.allocate(4).putInt(part.length).array());
    digest.update(part);
    var bits = new BigInteger(1, digest.digest()).shiftRight(256 - 130);
    var naive = new StringBuilder();
    for (int i = 25; i >= 0; i--) {
      naive.append(
          "0123456789ABCDEFGHJKMNPQRSTVWXYZ".charAt(bits.shiftRight(5 * i).intValue() & 31));
    }

    assertThat(DispatchId.of("señal").value()).isEqualTo(naive.toString());
  }

  @Test
  void many_keys_give_as_many_ids() {
    Set<DispatchId> ids = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      var key =
          new PlanKey(
              CampaignId.of("mora", LocalDate.of(2026, 11, 24)),
              BorrowerId.of("B-" + i % 100),
              "soft",
              "" + i / 100);
      ids.add(key.dispatchId());
    }

    assertThat(ids).hasSize(10_000);
  }

  @Test
  void what_is_written_can_be_read_in_any_case() {
    DispatchId id = DispatchId.of("L-17");

    assertThat(DispatchId.parse(id.toString())).isEqualTo(id);
    assertThat(DispatchId.parse(id.toString().toLowerCase(Locale.ROOT))).isEqualTo(id);
    assertThat(DispatchId.parse("O".repeat(25) + "l"))
        .isEqualTo(new DispatchId("0".repeat(25) + "1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0123", "U1234567890123456789012345", "0123456789012345678901234567"})
  void anything_else_is_refused(String text) {
    assertThatThrownBy(() -> DispatchId.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_id_needs_a_part() {
    assertThatThrownBy(DispatchId::of).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_correlation_is_read_as_written_and_nothing_else_is_one() {
    var correlation = new Correlation("mx-prod", DispatchId.of("L-17"));

    assertThat(Correlation.parse(correlation.toString())).contains(correlation);
    assertThat(Correlation.parse("")).isEmpty();
    assertThat(Correlation.parse("mora2:x:" + correlation.dispatch())).isEmpty();
    assertThat(Correlation.parse(correlation + " ")).isEmpty();
  }
}
