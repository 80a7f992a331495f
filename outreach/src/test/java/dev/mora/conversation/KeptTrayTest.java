package dev.mora.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.ChannelEvent.Header;
import dev.mora.channel.ChannelEvent.Message;
import dev.mora.ledger.InMemoryLedger;
import dev.mora.loan.LoanId;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeptTrayTest {

  private static final Instant AT = Instant.parse("2026-11-24T16:00:00.123456789Z");
  private static final Header HEADER = new Header(Channel.WHATSAPP, "100", AT);
  private static final Message.Sender ROSA =
      new Message.Sender("5215512345678", "", "Rosa ñ \"x\"");

  private final InMemoryLedger ledger = InMemoryLedger.of(InstantSource.fixed(AT));

  static List<Message> messages() {
    return List.of(
        new Message.Text(HEADER, ROSA, "m", "", "ya pagué\n\t\u0000 \uD83D\uDE00"),
        new Message.Choice(HEADER, ROSA, "m", "wamid.1", "PAID", "Ya pagué"),
        new Message.Media(
            HEADER,
            ROSA,
            "m",
            "",
            Message.Media.Kind.DOCUMENT,
            "1",
            "application/pdf",
            "ab",
            "",
            "r.pdf"),
        new Message.Unrecognised(HEADER, ROSA, "m", "", "sticker", "{\"a\":[1,2]}"));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void what_was_written_is_read_back_equal_by_another_process(Message message) {
    TrayItem item = item("k", 50, Optional.of(message));

    assertThat(Tray.of(ledger.notes()).add(item)).isTrue();

    Tray another = Tray.of(ledger.notes());
    assertThat(another.all()).containsExactly(item);
    assertThat(another.add(item("k", 90, Optional.empty()))).isFalse();
  }

  @Test
  void half_a_character_does_not_keep_a_message_off_the_tray() {
    Message broken = new Message.Text(HEADER, ROSA, "m", "", "a\uD83D b");

    Tray.of(ledger.notes()).add(item("k", 50, Optional.of(broken)));

    assertThat(Tray.of(ledger.notes()).all())
        .extracting(item -> ((Message.Text) item.message().orElseThrow()).body())
        .containsExactly("a? b");
  }

  @Test
  void what_is_done_is_done_for_all_and_the_rest_comes_by_priority() {
    Tray tray = Tray.of(ledger.notes());
    tray.add(item("low", 10, Optional.empty()));
    tray.add(item("high", 90, Optional.empty()));
    tray.add(item("done", 99, Optional.empty()));

    assertThat(tray.done("done")).isTrue();
    assertThat(tray.done("never")).isFalse();

    assertThat(Tray.of(ledger.notes()).open())
        .extracting(TrayItem::key)
        .containsExactly("high", "low");
    assertThat(tray.all()).extracting(TrayItem::key).containsExactly("low", "high", "done");
  }

  @Test
  void a_key_of_any_length_is_one_case() {
    Tray tray = Tray.of(ledger.notes());
    String key = "k".repeat(1_000);

    assertThat(tray.add(item(key, 1, Optional.empty()))).isTrue();
    assertThat(tray.add(item(key, 1, Optional.empty()))).isFalse();
    assertThat(tray.done(key)).isTrue();
    assertThat(tray.all()).extracting(TrayItem::key).containsExactly(key);
  }

  private static TrayItem item(String key, int priority, Optional<Message> message) {
    return new TrayItem(
        key,
        Optional.of(BorrowerId.of("B-1")),
        Optional.of(LoanId.of("L-1")),
        Intent.OTHER,
        new Routing("agents", priority, "rule", "es", "pt", "en"),
        4,
        "EARLY",
        AT,
        message,
        TrayItem.State.OPEN);
  }
}
