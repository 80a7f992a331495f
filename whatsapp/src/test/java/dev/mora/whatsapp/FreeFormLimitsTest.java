package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.Card;
import dev.mora.channel.FreeForm;
import dev.mora.channel.FreeForm.FileKind;
import dev.mora.channel.FreeForm.Option;
import dev.mora.channel.FreeForm.Section;
import dev.mora.channel.Handling;
import dev.mora.channel.OpenWindow;
import dev.mora.channel.OutboundMessage;
import dev.mora.channel.SendResult;
import dev.mora.party.Channel;
import dev.mora.party.ContactPoint;
import dev.mora.party.EmailAddress;
import dev.mora.party.PhoneNumber;
import dev.mora.party.ScopedUserId;
import dev.mora.template.Category;
import dev.mora.template.GeoPoint;
import dev.mora.template.MediaRef;
import dev.mora.template.Rendering;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each limit of free-form messages, with a row at it and a row one beyond. */
class FreeFormLimitsTest {

  private static final OpenWindow OPEN = Reminders.window(Reminders.ROSA);
  private static final List<Option> YES = List.of(Option.of("y", "Sí"));
  private static final List<Section> ONE = List.of(new Section("", YES));
  private static final MediaRef FILE = MediaRef.id("9");

  private static Optional<SendResult.Refused> check(OutboundMessage message) {
    return LocalCheck.of(message, Optional.of(() -> Reminders.NOON));
  }

  /** Two UTF-16 units each, so that a limit counted in those is seen. */
  private static String of(int points) {
    return "😀".repeat(points);
  }

  private static Card card(String body) {
    return Card.of(body);
  }

  private static List<Option> options(int count) {
    return IntStream.range(0, count).mapToObj(i -> Option.of("id" + i, "Opción " + i)).toList();
  }

  static Stream<Arguments> limits() {
    return Stream.of(
        row("text", 4096, n -> new OutboundMessage.Text(of(n), OPEN)),
        row("caption", 1024, n -> new FreeForm.File(FileKind.IMAGE, FILE, of(n), OPEN)),
        row("button body", 1024, n -> new FreeForm.Buttons(card(of(n)), YES, OPEN)),
        row("header", 60, n -> new FreeForm.Buttons(card("?").titled(of(n)), YES, OPEN)),
        row("footer", 60, n -> new FreeForm.Buttons(card("?").footed(of(n)), YES, OPEN)),
        row("buttons", 3, n -> new FreeForm.Buttons(card("?"), options(n), OPEN)),
        row(
            "button id",
            256,
            n -> new FreeForm.Buttons(card("?"), List.of(Option.of(of(n), "Sí")), OPEN)),
        row(
            "button label",
            20,
            n -> new FreeForm.Buttons(card("?"), List.of(Option.of("y", of(n))), OPEN)),
        row("list body", 4096, n -> new FreeForm.Choices(card(of(n)), "Ver", ONE, OPEN)),
        row("list header", 60, n -> new FreeForm.Choices(card("?").titled(of(n)), "V", ONE, OPEN)),
        row("list footer", 60, n -> new FreeForm.Choices(card("?").footed(of(n)), "V", ONE, OPEN)),
        row("list label", 20, n -> new FreeForm.Choices(card("?"), of(n), ONE, OPEN)),
        row(
            "sections",
            10,
            n ->
                new FreeForm.Choices(
                    card("?"),
                    "Ver",
                    IntStream.range(0, n)
                        .mapToObj(i -> new Section("S" + i, List.of(Option.of("r" + i, "R"))))
                        .toList(),
                    OPEN)),
        row(
            "rows in all",
            10,
            n ->
                new FreeForm.Choices(
                    card("?"),
                    "Ver",
                    List.of(
                        new Section("A", options(4)),
                        new Section(
                            "B",
                            IntStream.range(4, n)
                                .mapToObj(i -> Option.of("id" + i, "R"))
                                .toList())),
                    OPEN)),
        row(
            "section title",
            24,
            n -> new FreeForm.Choices(card("?"), "V", List.of(new Section(of(n), YES)), OPEN)),
        row("row id", 200, n -> list(new Option(of(n), "R", ""))),
        row("row title", 24, n -> list(new Option("r", of(n), ""))),
        row("row description", 72, n -> list(new Option("r", "R", of(n)))),
        row("link body", 1024, n -> new FreeForm.Link(card(of(n)), "Ir", "https://x.mx/", OPEN)),
        row("link label", 20, n -> new FreeForm.Link(card("?"), of(n), "https://x.mx/", OPEN)),
        row(
            "link footer",
            60,
            n -> new FreeForm.Link(card("?").footed(of(n)), "Ir", "https://x.mx/", OPEN)),
        row(
            "link address",
            2000,
            n -> new FreeForm.Link(card("?"), "Ir", "https://x.mx/" + "a".repeat(n - 13), OPEN)),
        row("reaction", 1, n -> new FreeForm.Reaction("wamid.1", of(n), OPEN)),
        row(
            "id of the message reacted to",
            1024,
            n -> new FreeForm.Reaction("w".repeat(n), "👍", OPEN)));
  }

  private static FreeForm list(Option option) {
    return new FreeForm.Choices(card("?"), "V", List.of(new Section("", List.of(option))), OPEN);
  }

  private static Arguments row(String name, int most, IntFunction<FreeForm> said) {
    return Arguments.of(name, most, said);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("limits")
  void a_limit_is_kept_and_one_beyond_is_refused(
      String name, int most, IntFunction<FreeForm> said) {
    assertThat(check(Reminders.message(said.apply(most)))).isEmpty();
    assertThat(check(Reminders.message(said.apply(most + 1))))
        .hasValueSatisfying(
            refused -> {
              assertThat(refused.code()).isEqualTo("local-131009");
              assertThat(refused.handling()).isEqualTo(Handling.FAIL_MESSAGE);
            });
  }

  static Stream<Arguments> forms() {
    return Stream.of(
        form("one label twice", buttons(Option.of("a", "Sí"), Option.of("b", "Sí")), true),
        form("two labels", buttons(Option.of("a", "Sí"), Option.of("b", "No")), false),
        form("one id twice", buttons(Option.of("a", "Sí"), Option.of("a", "No")), true),
        form("an id with a blank before", buttons(Option.of(" a", "Sí")), true),
        form("an id with a blank behind", buttons(Option.of("a ", "Sí")), true),
        form("an id with a blank inside", buttons(Option.of("a b", "Sí")), false),
        form("a button with a description", buttons(new Option("a", "Sí", "x")), true),
        form(
            "two sections, one without title",
            new FreeForm.Choices(
                card("?"),
                "V",
                List.of(new Section("A", YES), new Section("", List.of(Option.of("n", "No")))),
                OPEN),
            true),
        form(
            "one row id in two sections",
            new FreeForm.Choices(
                card("?"), "V", List.of(new Section("A", YES), new Section("B", YES)), OPEN),
            true),
        form(
            "a list below a picture",
            new FreeForm.Choices(card("?").under(FileKind.IMAGE, FILE), "V", ONE, OPEN),
            true),
        form(
            "buttons below a picture",
            new FreeForm.Buttons(card("?").under(FileKind.IMAGE, FILE), YES, OPEN),
            false),
        form("a link elsewhere", new FreeForm.Link(card("?"), "Ir", "tel:+52", OPEN), true),
        form("a link with a blank", new FreeForm.Link(card("?"), "Ir", "https://x y", OPEN), true),
        form("a plain link", new FreeForm.Link(card("?"), "Ir", "http://x.mx", OPEN), false),
        form("a word as a reaction", new FreeForm.Reaction("w", "a", OPEN), true),
        form("a key as a reaction", new FreeForm.Reaction("w", "1️⃣", OPEN), false),
        form("a plain key as a reaction", new FreeForm.Reaction("w", "#\u20E3", OPEN), false),
        form("a digit as a reaction", new FreeForm.Reaction("w", "1", OPEN), true),
        form("a letter in a key", new FreeForm.Reaction("w", "a\uFE0F\u20E3", OPEN), true),
        form("two keys as a reaction", new FreeForm.Reaction("w", "1️⃣2️⃣", OPEN), true),
        form("an emoji of many parts", new FreeForm.Reaction("w", "👩🏽‍🚒", OPEN), false),
        form("no emoji", new FreeForm.Reaction("w", "", OPEN), false),
        form("words below a sound", new FreeForm.File(FileKind.AUDIO, FILE, "x", OPEN), true),
        form("words below a voice", new FreeForm.File(FileKind.VOICE, FILE, "x", OPEN), true),
        form("words below a sticker", new FreeForm.File(FileKind.STICKER, FILE, "x", OPEN), true),
        form("words below a film", new FreeForm.File(FileKind.VIDEO, FILE, "x", OPEN), false),
        form(
            "a named picture",
            new FreeForm.File(FileKind.IMAGE, FILE.named("a.png"), "", OPEN),
            true),
        form(
            "buttons below a named picture",
            new FreeForm.Buttons(card("?").under(FileKind.IMAGE, FILE.named("a.png")), YES, OPEN),
            true),
        form(
            "a link below a named film",
            new FreeForm.Link(
                card("?").under(FileKind.VIDEO, FILE.named("a.mp4")), "Ir", "https://x.mx", OPEN),
            true),
        form(
            "a link below a named document",
            new FreeForm.Link(
                card("?").under(FileKind.DOCUMENT, FILE.named("a.pdf")),
                "Ir",
                "https://x.mx",
                OPEN),
            false),
        form("a place", new FreeForm.Place(GeoPoint.of("90", "-180", "N", "A"), OPEN), false));
  }

  private static FreeForm buttons(Option... options) {
    return new FreeForm.Buttons(card("?"), List.of(options), OPEN);
  }

  private static Arguments form(String name, FreeForm said, boolean refused) {
    return Arguments.of(name, said, refused);
  }

  @ParameterizedTest(name = "{0}: refused {2}")
  @MethodSource("forms")
  void a_form_is_refused_where_the_provider_would(String name, FreeForm said, boolean refused) {
    assertThat(check(Reminders.message(said)).isPresent()).isEqualTo(refused);
  }

  @ParameterizedTest
  @MethodSource("dev.mora.whatsapp.FreeFormBodyTest#kinds")
  void each_kind_needs_a_window_that_is_open_with_that_very_person(FreeForm said, String ignored) {
    OutboundMessage message = Reminders.message(said);
    Instant closed = said.window().closesAt();

    assertThat(check(message)).isEmpty();
    assertThat(LocalCheck.of(message, Optional.of(() -> closed.minusNanos(1)))).isEmpty();
    for (Optional<SendResult.Refused> refused :
        List.of(
            LocalCheck.of(message, Optional.of(() -> closed)),
            LocalCheck.of(message, Optional.empty()),
            check(new OutboundMessage("c", PhoneNumber.of("+525512345679"), said)))) {
      assertThat(refused).hasValueSatisfying(r -> assertThat(r.code()).isEqualTo("local-131047"));
    }
  }

  @Test
  void a_window_of_another_channel_is_no_window() {
    OpenWindow sms =
        new OpenWindow(
            Channel.SMS, Reminders.ROSA, Reminders.NOON, Reminders.NOON.plus(Duration.ofDays(1)));

    assertThat(check(Reminders.message(new OutboundMessage.Text("Hola", sms))))
        .hasValueSatisfying(refused -> assertThat(refused.code()).isEqualTo("local-131047"));
  }

  @Test
  void a_reaction_quotes_nothing() {
    OutboundMessage reaction = Reminders.message(new FreeForm.Reaction("w", "👍", OPEN));

    assertThat(check(reaction)).isEmpty();
    assertThat(check(reaction.replyingTo("w"))).isPresent();
  }

  @Test
  void a_quoted_id_and_a_hash_have_limits() {
    OutboundMessage text = Reminders.message(new OutboundMessage.Text("Hola", OPEN));

    assertThat(check(text.replyingTo("w".repeat(1024)))).isEmpty();
    assertThat(check(text.replyingTo("w".repeat(1025)))).isPresent();
    assertThat(check(text.onlyIfStill("h".repeat(256)))).isEmpty();
    assertThat(check(text.onlyIfStill("h".repeat(257)))).isPresent();
  }

  @Test
  void an_address_is_a_number_or_a_user_id_and_codes_go_to_numbers_only() {
    ContactPoint user = ScopedUserId.of("AR.1");
    Rendering plain = Reminders.plain();
    Rendering code =
        new Rendering(
            plain.template(),
            plain.version(),
            Category.AUTHENTICATION,
            plain.contentHash(),
            plain.language(),
            plain.variables(),
            plain.header(),
            plain.media(),
            plain.body(),
            plain.footer(),
            plain.buttons());

    assertThat(check(new OutboundMessage("c", user, new OutboundMessage.Template(plain))))
        .isEmpty();
    assertThat(check(new OutboundMessage("c", user, new OutboundMessage.Template(code))))
        .hasValueSatisfying(refused -> assertThat(refused.code()).isEqualTo("local-131062"));
    assertThat(check(Reminders.message(new OutboundMessage.Template(code)))).isEmpty();
    assertThat(
            check(
                new OutboundMessage(
                    "c", EmailAddress.of("a@b.mx"), new OutboundMessage.Template(plain))))
        .hasValueSatisfying(refused -> assertThat(refused.code()).isEqualTo("local-131009"));
  }
}
