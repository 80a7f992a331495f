package dev.mora.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventListenerTest {

  private record Told(Instant at) implements DomainEvent {}

  @Test
  void listeners_hear_in_the_order_in_which_they_were_joined() {
    List<String> heard = new ArrayList<>();
    EventListener first = event -> heard.add("first " + event.at());
    EventListener second = event -> heard.add("second");

    EventListener.none().and(first).and(second).on(new Told(Instant.EPOCH));

    assertThat(heard).containsExactly("first 1970-01-01T00:00:00Z", "second");
  }
}
