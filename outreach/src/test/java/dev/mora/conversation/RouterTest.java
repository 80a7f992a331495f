package dev.mora.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.channel.ChannelEvent;
import dev.mora.channel.ChannelEvent.Header;
import dev.mora.channel.ChannelEvent.Message.Sender;
import dev.mora.loan.LoanId;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RouterTest {

  private static final Instant NOON = Instant.parse("2026-11-24T18:00:00Z");
  private static final Header HEADER = new Header(Channel.WHATSAPP, "1", NOON);
  private static final Sender ROSA = new Sender("525512345678", "", "Rosa");

  @ParameterizedTest(name = "{0} at {1} days goes to {2}")
  @CsvSource({
    "OPT_OUT,        0, opt-out,        90",
    "DISPUTE,      100, disputes,       90",
    "WRONG_PERSON,   5, contact-data,   80",
    "PAID,           5, payments,       70",
    "RECEIPT,      100, payments,       70",
    "AGENT,         60, agents,         75",
    "AGENT,         61, senior-agents,  85",
    "PLAN,          90, plans,          65",
    "PROMISE,       10, promises,       60",
    "OTHER,         61, senior-agents,  55",
    "OTHER,         60, agents,         50",
    "OTHER,         31, agents,         50",
    "OTHER,         30, early-arrears,  45",
    "OTHER,          1, early-arrears,  45",
    "OTHER,          0, inbox,          30"
  })
  void a_wish_and_the_days_past_due_decide_the_queue(
      Intent intent, int days, String queue, int priority) {
    Routing routing = Router.standard().route(intent, caller(days, true));

    assertThat(routing.queue()).isEqualTo(queue);
    assertThat(routing.priority()).isEqualTo(priority);
    assertThat(routing.why("es")).contains(days + " días de mora");
    assertThat(routing.why("pt")).contains(days + " dias de atraso");
    assertThat(routing.why("en")).contains(days + " days past due");
  }

  @ParameterizedTest
  @CsvSource({
    "es, ya pagó",
    "es-MX, ya pagó",
    "es_MX, ya pagó",
    "ES, ya pagó",
    "pt-BR, já pagou",
    "en, says it is paid",
    "fr, says it is paid"
  })
  void a_wish_is_told_in_the_language_of_a_tag(String tag, String words) {
    assertThat(Intent.PAID.in(tag)).isEqualTo(words);
    assertThat(Router.standard().route(Intent.PAID, caller(3, true)).why(tag)).startsWith(words);
  }

  @Test
  void a_borrower_who_writes_first_is_routed_like_one_who_answers_and_it_is_said() {
    Routing first = Router.standard().route(Intent.OTHER, caller(40, false));

    assertThat(first.queue()).isEqualTo("agents");
    assertThat(first.why("es")).contains("escribe por su cuenta");
    assertThat(Router.standard().route(Intent.OTHER, caller(40, true)).why("es"))
        .doesNotContain("escribe por su cuenta");
  }

  @ParameterizedTest
  @EnumSource(Intent.class)
  void nothing_is_decided_about_a_number_that_is_nobodys_or_several_peoples(Intent intent) {
    Caller two =
        new Caller(
            List.of(BorrowerId.of("B-1"), BorrowerId.of("B-2")), Optional.empty(), 0, "", true);

    assertThat(Router.standard().route(intent, Caller.unknown()).queue())
        .isEqualTo(Router.UNKNOWN_NUMBER);
    assertThat(Router.standard().route(intent, two).queue()).isEqualTo(Router.IDENTIFY);
  }

  @ParameterizedTest
  @CsvSource({
    "PAID, PAID",
    "paid, PAID",
    "PROMISE_TODAY, PROMISE",
    "PROMISE:2026-12-01, PROMISE",
    "PROMISED, OTHER",
    "AGENT, AGENT",
    "STEP, OTHER",
    "OTHER, OTHER",
    "'', OTHER",
    "hello, OTHER"
  })
  void a_payload_is_read_by_its_first_word(String payload, Intent intent) {
    var choice = new ChannelEvent.Message.Choice(HEADER, ROSA, "w1", "w0", payload, "label");

    assertThat(Intent.of(choice, text -> false)).isEqualTo(intent);
  }

  @ParameterizedTest(name = "a tap on {1} with {0} is {2}")
  @CsvSource({
    "BAJA,       BAJA, OPT_OUT",
    "BAJA,       Salir, OPT_OUT",
    "btn-3,      BAJA, OPT_OUT",
    "'',         BAJA, OPT_OUT",
    "OPT_OUT,    Salir, OPT_OUT",
    "PAID,       BAJA, PAID",
    "btn-3,      Salir, OTHER",
    "'',         '', OTHER",
  })
  void a_stop_word_on_a_button_that_is_not_ours_means_stop(
      String payload, String label, Intent intent) {
    var choice = new ChannelEvent.Message.Choice(HEADER, ROSA, "w1", "w0", payload, label);

    assertThat(Intent.of(choice, "BAJA"::equals)).isEqualTo(intent);
  }

  @ParameterizedTest
  @CsvSource({
    "IMAGE, BAJA, OPT_OUT",
    "VOICE, BAJA, OPT_OUT",
    "IMAGE, mi pago, RECEIPT",
    "VIDEO, mi pago, OTHER",
    "IMAGE, '', RECEIPT",
  })
  void a_stop_word_under_a_file_means_stop(
      ChannelEvent.Message.Media.Kind kind, String caption, Intent intent) {
    var file =
        new ChannelEvent.Message.Media(
            HEADER, ROSA, "w1", "", kind, "m", "image/png", "", caption, "");

    assertThat(Intent.of(file, "BAJA"::equals)).isEqualTo(intent);
  }

  @Test
  void a_text_is_a_stop_word_or_for_a_person_and_a_file_is_a_receipt() {
    var text = new ChannelEvent.Message.Text(HEADER, ROSA, "w1", "", "BAJA");
    var file =
        new ChannelEvent.Message.Media(
            HEADER,
            ROSA,
            "w1",
            "",
            ChannelEvent.Message.Media.Kind.IMAGE,
            "m",
            "image/png",
            "",
            "",
            "");

    assertThat(Intent.of(text, "BAJA"::equals)).isEqualTo(Intent.OPT_OUT);
    assertThat(Intent.of(text, "ALTO"::equals)).isEqualTo(Intent.OTHER);
    assertThat(Intent.of(file, word -> true)).isEqualTo(Intent.RECEIPT);
  }

  @Test
  void the_window_closes_five_minutes_before_a_day_is_over() {
    Conversation talk = new Conversation(Channel.WHATSAPP, PhoneNumber.of("+525512345678"), NOON);
    Instant closes = NOON.plus(Duration.ofHours(24)).minus(Duration.ofMinutes(5));

    assertThat(talk.window(NOON)).isPresent();
    assertThat(talk.window(closes.minusMillis(1))).isPresent();
    assertThat(talk.window(closes)).isEmpty();
    assertThat(talk.window(NOON.minusMillis(1))).isEmpty();
    assertThat(talk.heard(NOON.plusSeconds(60)).window(closes)).isPresent();
    assertThat(talk.heard(NOON.minusSeconds(60))).isEqualTo(talk);
  }

  @Test
  void a_tray_takes_a_case_once_and_shows_the_most_urgent_first() {
    Tray tray = Tray.inMemory();

    assertThat(tray.add(item("a", 10, 0))).isTrue();
    assertThat(tray.add(item("b", 90, 5))).isTrue();
    assertThat(tray.add(item("c", 90, 1))).isTrue();
    assertThat(tray.add(item("a", 99, 0))).isFalse();

    assertThat(tray.open()).extracting(TrayItem::key).containsExactly("c", "b", "a");
    assertThat(tray.done("b")).isTrue();
    assertThat(tray.done("x")).isFalse();
    assertThat(tray.open()).extracting(TrayItem::key).containsExactly("c", "a");
    assertThat(tray.all()).hasSize(3);
  }

  @Test
  void rules_that_cannot_be_are_refused() {
    assertThatThrownBy(() -> new Router.Rule("r", "q", 1, EnumSet.of(Intent.PAID), 5, 4))
        .hasMessageContaining("r")
        .hasMessageContaining("5 to 4");
    assertThatThrownBy(() -> new Router.Rule("r", " ", 1, EnumSet.of(Intent.PAID), 0, 4))
        .hasMessageContaining("queue");
  }

  @ParameterizedTest
  @EnumSource(Intent.class)
  void the_bot_never_asks_why_and_never_names_the_debt(Intent intent) {
    for (String language : List.of("es-MX", "pt_BR", "en")) {
      String text = Acknowledgement.of(intent, language);
      assertThat(text).isNotBlank().doesNotContain("?");
      assertThat(text.toLowerCase(java.util.Locale.ROOT))
          .doesNotContain("por qué", "por que você", "why", "deuda", "dívida", "debt");
    }
  }

  private static TrayItem item(String key, int priority, int minute) {
    return new TrayItem(
        key,
        Optional.empty(),
        Optional.empty(),
        Intent.OTHER,
        new Routing("q", priority, "r", "", "", ""),
        0,
        "",
        NOON.plusSeconds(60L * minute),
        Optional.empty(),
        TrayItem.State.OPEN);
  }

  private static Caller caller(int days, boolean answers) {
    return new Caller(
        List.of(BorrowerId.of("B-1")), Optional.of(LoanId.of("L-1")), days, "EARLY", answers);
  }
}
