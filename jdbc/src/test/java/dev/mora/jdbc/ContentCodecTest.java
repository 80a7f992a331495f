package dev.mora.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.channel.Card;
import dev.mora.channel.FreeForm;
import dev.mora.channel.FreeForm.FileKind;
import dev.mora.channel.OpenWindow;
import dev.mora.channel.OutboundMessage;
import dev.mora.party.Channel;
import dev.mora.party.ContactPoint;
import dev.mora.party.EmailAddress;
import dev.mora.party.PhoneNumber;
import dev.mora.party.ScopedUserId;
import dev.mora.template.Category;
import dev.mora.template.GeoPoint;
import dev.mora.template.MediaRef;
import dev.mora.template.Rendering;
import dev.mora.template.TemplateHeader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ContentCodecTest {

  private static final long SEED = Long.getLong("mora.seed", 20261122L);
  private static final String LETTERS = "aZ09 \n\t\"\\/{}ñé\u00a0\u200bπ漢\u0000\u001b'%?";

  @Test
  void what_was_written_is_read_back_equal() {
    for (int i = 0; i < 2_000; i++) {
      long seed = SEED + i;
      OutboundMessage.Content content = content(new Random(seed));

      OutboundMessage.Content read = ContentCodec.read(ContentCodec.write(content));

      assertThat(read).as("seed %d", seed).isEqualTo(content);
    }
  }

  @Test
  void a_text_far_longer_than_any_channel_takes_comes_back() {
    var content =
        new OutboundMessage.Text("ñ".repeat(500_000), window(PhoneNumber.of("+525512345678")));

    assertThat(ContentCodec.read(ContentCodec.write(content))).isEqualTo(content);
  }

  @Test
  void a_free_answer_has_a_form_of_its_own_that_earlier_libraries_refuse() {
    var content =
        new FreeForm.Buttons(
            Card.of("¿Cuándo?"),
            List.of(FreeForm.Option.of("today", "Hoy")),
            window(ScopedUserId.of("MX.1")));

    String written = ContentCodec.write(content);

    assertThat(written)
        .isEqualTo(
            "{\"form\":2,\"said\":{\"buttons\":{\"body\":\"¿Cuándo?\","
                + "\"options\":[{\"id\":\"today\",\"label\":\"Hoy\"}]}},"
                + "\"window\":{\"channel\":\"whatsapp\",\"kind\":\"user\",\"with\":\"MX.1\","
                + "\"openedAt\":\"2026-11-24T15:00:00.000000001Z\","
                + "\"closesAt\":\"2026-11-25T15:00:00Z\"}}");
    assertThat(ContentCodec.read(written)).isEqualTo(content);
  }

  @Test
  void the_form_is_pinned() {
    var content = new OutboundMessage.Text("Hola", window(EmailAddress.of("rosa@example.com")));

    assertThat(ContentCodec.write(content))
        .isEqualTo(
            "{\"form\":1,\"text\":{\"body\":\"Hola\",\"channel\":\"whatsapp\",\"kind\":\"email\","
                + "\"with\":\"rosa@example.com\",\"openedAt\":\"2026-11-24T15:00:00.000000001Z\","
                + "\"closesAt\":\"2026-11-25T15:00:00Z\"}}");
  }

  @Test
  void a_form_of_a_later_library_is_refused() {
    assertThatThrownBy(() -> ContentCodec.read("{\"form\":3,\"letter\":{}}"))
        .isInstanceOf(LedgerStoreException.class)
        .hasMessageContaining("form 3")
        .hasMessageContaining("later library");
  }

  @Test
  void a_fault_shows_nothing_of_the_content() {
    assertThatThrownBy(() -> ContentCodec.read("{\"form\":1,\"text\":\"Hola Rosa\"}"))
        .message()
        .doesNotContain("Rosa");
  }

  private static OutboundMessage.Content content(Random random) {
    if (random.nextBoolean()) {
      ContactPoint with =
          random.nextBoolean()
              ? PhoneNumber.of("+525512345678")
              : EmailAddress.of("rosa@example.com");
      return random.nextBoolean()
          ? new OutboundMessage.Text("x" + text(random), window(with))
          : said(random, window(with));
    }
    boolean text = random.nextBoolean();
    return new OutboundMessage.Template(
        new Rendering(
            text(random),
            text(random),
            Category.values()[random.nextInt(Category.values().length)],
            text(random),
            text(random),
            Rendering.Variables.values()[random.nextInt(Rendering.Variables.values().length)],
            text && random.nextBoolean() ? Optional.of(part(random)) : Optional.empty(),
            text ? Optional.empty() : media(random),
            part(random),
            text(random),
            buttons(random)));
  }

  private static FreeForm said(Random random, OpenWindow window) {
    MediaRef ref = MediaRef.id("9");
    Card card = Card.of("x" + text(random)).footed(text(random));
    card = random.nextBoolean() ? card.titled(text(random)) : card.under(FileKind.VIDEO, ref);
    var options =
        List.of(
            new FreeForm.Option("x" + text(random), "y" + text(random), text(random)),
            FreeForm.Option.of("a", "A"));
    FileKind kind = FileKind.values()[random.nextInt(FileKind.values().length)];
    return switch (random.nextInt(6)) {
      case 0 -> new FreeForm.Buttons(card, options, window);
      case 1 ->
          new FreeForm.Choices(
              card, "V", List.of(new FreeForm.Section(text(random), options)), window);
      case 2 -> new FreeForm.Link(card, "x" + text(random), "x" + text(random), window);
      case 3 -> new FreeForm.File(kind, ref, text(random), window);
      case 4 -> new FreeForm.Reaction("x" + text(random), text(random), window);
      default -> new FreeForm.Place(GeoPoint.of("1.50", "-0.1", "Centro", "Calle 1"), window);
    };
  }

  private static OpenWindow window(ContactPoint with) {
    return new OpenWindow(
        Channel.WHATSAPP,
        with,
        Instant.parse("2026-11-24T15:00:00.000000001Z"),
        Instant.parse("2026-11-25T15:00:00Z"));
  }

  private static Optional<Rendering.Media> media(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> Optional.empty();
      case 1 ->
          Optional.of(
              new Rendering.Media.Place(
                  GeoPoint.of("19.4326", "-99." + random.nextInt(1_000), "Centro", "Juárez 1")));
      default ->
          Optional.of(
              new Rendering.Media.File(
                  TemplateHeader.Kind.DOCUMENT, MediaRef.link("https://x.mx/a").named("a b.pdf")));
    };
  }

  private static Rendering.Part part(Random random) {
    var values = new ArrayList<Rendering.Value>();
    for (int i = random.nextInt(4); i > 0; i--) {
      values.add(new Rendering.Value(text(random), text(random)));
    }
    return new Rendering.Part(text(random), values);
  }

  private static List<Rendering.Button> buttons(Random random) {
    var buttons = new ArrayList<Rendering.Button>();
    for (int i = random.nextInt(4); i > 0; i--) {
      buttons.add(
          switch (random.nextInt(5)) {
            case 0 -> new Rendering.Button.QuickReply(text(random), text(random));
            case 1 -> new Rendering.Button.Url(text(random), text(random), text(random));
            case 2 -> new Rendering.Button.CopyCode(text(random), text(random));
            case 3 -> new Rendering.Button.Phone(text(random), PhoneNumber.of("+52555555010" + i));
            default -> new Rendering.Button.Fixed(text(random));
          });
    }
    return buttons;
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }
}
