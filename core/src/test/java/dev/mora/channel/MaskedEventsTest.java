package dev.mora.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.ChannelEvent.Message;
import dev.mora.channel.ChannelEvent.Status;
import dev.mora.party.Channel;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a provider or another app wrote is shown only where it cannot be about a person. */
class MaskedEventsTest {

  private static final ChannelEvent.Header HEADER =
      new ChannelEvent.Header(Channel.WHATSAPP, "1", Instant.EPOCH);
  private static final Message.Sender ROSA = new Message.Sender("5215512345678", "", "Rosa");

  @ParameterizedTest
  @CsvSource({
    "mora1:prod:01JD8XK2M4Q6S8V0X2Z4B6D8AA, mora1:prod:01JD8XK2M4Q6S8V0X2Z4B6D8AA",
    "'', ''",
    "mora1:prod:01JD8XK2M4Q6S8V0X2Z4B6D8A, ***",
    "mora1:prod:Rosa Peña, ***",
    "Rosa, ***",
    "5215512345678, ***"
  })
  void a_correlation_of_another_app_is_not_shown(String correlation, String shown) {
    var event =
        new Status.Delivery(
            HEADER, "wamid.1", correlation, Status.State.SENT, Optional.empty(), "5215512345678");

    assertThat(event).hasToString("Delivery(SENT, " + shown + ")");
  }

  @ParameterizedTest
  @CsvSource({"held, held", "sent to 5215512345678, ***"})
  void a_status_that_nobody_knows_is_shown_if_it_is_a_word(String type, String shown) {
    assertThat(new Status.Unrecognised(HEADER, "k", type, "{}"))
        .hasToString("Unrecognised(status " + shown + ")");
  }

  @ParameterizedTest
  @CsvSource({"PROMISE_TODAY, PROMISE_TODAY", "PAID-5512345678, ***", "Rosa Peña, ***"})
  void a_payload_is_shown_if_it_is_a_word(String payload, String shown) {
    assertThat(new Message.Choice(HEADER, ROSA, "wamid.1", "", payload, "Hoy"))
        .hasToString("Choice(" + shown + ")");
  }

  @ParameterizedTest
  @CsvSource({
    "image/jpeg, image/jpeg",
    "audio/ogg; codecs=opus, audio/ogg",
    "image/5512345678, ***",
    "Rosa Peña, ***"
  })
  void the_type_of_a_file_is_shown_if_it_is_one(String type, String shown) {
    var event =
        new Message.Media(
            HEADER, ROSA, "wamid.1", "", Message.Media.Kind.IMAGE, "7", type, "", "", "");

    assertThat(event).hasToString("Media(IMAGE, " + shown + ")");
  }
}
