package dev.mora.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.AccountNews;
import dev.mora.channel.ChannelEvent;
import dev.mora.channel.Handling;
import dev.mora.channel.SendResult;
import dev.mora.conversation.Tray;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.EntryFilter;
import dev.mora.ledger.SenderId;
import dev.mora.ledger.State;
import dev.mora.party.Channel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a notification says about pace is heard as a refusal is. */
class ToldTooFastTest {

  private static final SenderId SENDER = new SenderId(Channel.WHATSAPP, "100");

  private final House house = new House();
  private final List<SenderId> slowed = new ArrayList<>();

  private ChannelEvent.Status.Delivery failed(DispatchEntry entry, Handling handling, Instant at) {
    return new ChannelEvent.Status.Delivery(
        House.header(at),
        "wamid.1",
        house.ledger.correlation(entry.id()),
        ChannelEvent.Status.State.FAILED,
        Optional.of(new ChannelEvent.Status.Failure("code", "told", handling)),
        "5255");
  }

  private DispatchEntry sent() {
    house.sender.next(new SendResult.Accepted("wamid.1"));
    house.run(house.outreach(), House.late());
    return house.ledger.entries(EntryFilter.all()).get(0);
  }

  private void hear(ChannelEvent... events) {
    Tray tray = Tray.of(house.ledger.notes());
    var news =
        new ProviderNews(
            house.ledger,
            new People(dev.mora.party.BorrowersByPhone.none(), house.ledger),
            tray,
            null,
            Map.of(),
            new StoppedTemplates(house.ledger),
            house.clock,
            event -> {});
    var desk =
        new InboxDesk(
            house.ledger,
            Map.of(Channel.WHATSAPP, house.parser),
            tray,
            house.clock,
            null,
            news,
            slowed::add);
    desk.store(Channel.WHATSAPP, house.parser.body(events));
    desk.apply();
  }

  @ParameterizedTest
  @CsvSource({
    "SLOW_SENDER,     0, true",
    "SLOW_SENDER,    59, true",
    "SLOW_SENDER,    60, false",
    "SLOW_SENDER, 86400, false",
    "PAUSE_PAIR,      0, false",
    "STOP_SENDER,     0, false",
    "FAIL_MESSAGE,    0, false"
  })
  void a_failed_status_slows_its_sender_when_it_says_so_and_is_fresh(
      Handling handling, int secondsOld, boolean slows) {
    DispatchEntry entry = sent();
    Instant at = house.clock.instant().minusSeconds(secondsOld);

    hear(failed(entry, handling, at));

    assertThat(slowed).isEqualTo(slows ? List.of(SENDER) : List.of());
    assertThat(house.ledger.find(entry.id()).orElseThrow().state()).isEqualTo(State.FAILED);
    assertThat(house.ledger.stopped(SENDER).isPresent())
        .isEqualTo(handling == Handling.STOP_SENDER);
  }

  @Test
  void a_problem_of_the_account_slows_it_too_and_a_notification_does_so_once() {
    DispatchEntry entry = sent();

    hear(
        new AccountNews.Problem(house.header(), "key", "130429", "slow", Handling.SLOW_SENDER),
        failed(entry, Handling.SLOW_SENDER, house.clock.instant()));

    assertThat(slowed).containsExactly(SENDER);
  }
}
