package dev.mora.party;

import static dev.mora.party.Consent.State.IN;
import static dev.mora.party.Consent.State.OUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.party.Consents.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentsTest {

  private static final BorrowerId ANA = BorrowerId.of("B-1");
  private static final Instant MONDAY = Instant.parse("2026-11-16T12:00:00Z");

  private static Consent consent(Channel channel, Consent.State state, long secondsLater) {
    return new Consent(ANA, channel, state, MONDAY.plusSeconds(secondsLater), "contract");
  }

  @Test
  void the_newest_record_of_a_channel_counts() {
    Consents consents =
        Consents.of(
            List.of(
                consent(Channel.WHATSAPP, OUT, 5),
                consent(Channel.WHATSAPP, IN, 0),
                consent(Channel.SMS, IN, 0)));

    assertThat(consents.standing(ANA, Channel.WHATSAPP)).isEqualTo(Standing.OUT);
    assertThat(consents.standing(ANA, Channel.SMS)).isEqualTo(Standing.IN);
    assertThat(consents.newest(ANA, Channel.WHATSAPP)).contains(consent(Channel.WHATSAPP, OUT, 5));
  }

  @Test
  void silence_is_unknown_not_consent() {
    Consents consents = Consents.none().with(consent(Channel.SMS, IN, 0));

    assertThat(consents.standing(ANA, Channel.EMAIL)).isEqualTo(Standing.UNKNOWN);
    assertThat(consents.standing(BorrowerId.of("B-2"), Channel.SMS)).isEqualTo(Standing.UNKNOWN);
  }

  @Test
  void who_opts_in_again_is_in_again_but_an_older_record_changes_nothing() {
    Consents out = Consents.none().with(consent(Channel.SMS, OUT, 10));

    assertThat(out.with(consent(Channel.SMS, IN, 11)).standing(ANA, Channel.SMS))
        .isEqualTo(Standing.IN);
    assertThat(out.with(consent(Channel.SMS, IN, 9)).standing(ANA, Channel.SMS))
        .isEqualTo(Standing.OUT);
    assertThat(out.standing(ANA, Channel.SMS)).isEqualTo(Standing.OUT);
  }

  @Test
  void at_the_same_instant_the_refusal_counts_in_either_order() {
    Consent in = consent(Channel.SMS, IN, 0);
    Consent out = consent(Channel.SMS, OUT, 0);

    assertThat(Consents.of(List.of(in, out)).standing(ANA, Channel.SMS)).isEqualTo(Standing.OUT);
    assertThat(Consents.of(List.of(out, in)).standing(ANA, Channel.SMS)).isEqualTo(Standing.OUT);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void the_order_in_which_records_arrive_does_not_matter(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      List<Consent> records = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        records.add(consent(Channel.SMS, random.nextBoolean() ? IN : OUT, random.nextInt(4)));
      }
      Standing standing = Consents.of(records).standing(ANA, Channel.SMS);
      Collections.shuffle(records, random);

      Consents oneByOne = Consents.none();
      for (Consent record : records) {
        oneByOne = oneByOne.with(record);
      }

      assertThat(oneByOne.standing(ANA, Channel.SMS)).isEqualTo(standing);
    }
  }
}
