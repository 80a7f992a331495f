package dev.mora.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.Handling;
import dev.mora.channel.OutboundMessage;
import dev.mora.channel.SendResult;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person whose address was given up writes from it. */
class HeardAgainTest {

  private final House house = new House();

  /** Rosa cannot be reached, says the provider. */
  private Outreach givenUp() {
    Outreach outreach = house.builder().acknowledge().build();
    house.sender.next(new SendResult.Refused("131030", "no", Handling.STOP_RECIPIENT));
    house.run(outreach, House.late());
    house.clock.advance(Duration.ofMinutes(1));
    return outreach;
  }

  private long answers() {
    return house.sender.bodies.stream()
        .filter(body -> body.content() instanceof OutboundMessage.Text)
        .count();
  }

  @ParameterizedTest
  @ValueSource(strings = {"STOP", "ya pagué", "hola"})
  void is_answered(String words) {
    Outreach outreach = givenUp();

    house.hear(outreach, house.text("w1", House.ROSA, words));
    outreach.work();

    assertThat(answers()).isEqualTo(1);
  }
}
