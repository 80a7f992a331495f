package dev.mora.whatsapp;

import dev.mora.channel.MessageSender;
import dev.mora.channel.OpenWindow;
import dev.mora.channel.OutboundMessage;
import dev.mora.channel.SendResult;
import dev.mora.party.Channel;
import dev.mora.party.ContactPoint;
import dev.mora.party.PhoneNumber;
import dev.mora.template.Category;
import dev.mora.template.Rendering;
import dev.mora.template.Rendering.Button;
import dev.mora.template.Rendering.Part;
import dev.mora.template.Rendering.Value;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What the tests send. */
final class Reminders {

  static final String TOKEN = "EAAGtokenCANARY";
  static final PhoneNumber ROSA = PhoneNumber.of("+525512345678");
  static final String CORRELATION = "mora1:test:01J9ZX4T8QK2M6PN3RVS5WABCD";
  static final Instant NOON = Instant.parse("2026-11-21T18:00:00Z");

  private Reminders() {}

  static OutboundMessage reminder() {
    return message(new OutboundMessage.Template(rendering(Rendering.Variables.NAMED)));
  }

  static byte[] body(Rendering rendering) {
    return MessageBody.of(message(new OutboundMessage.Template(rendering)));
  }

  /** Open for an hour from noon. */
  static OpenWindow window(ContactPoint with) {
    return new OpenWindow(
        Channel.WHATSAPP, with, NOON.minus(Duration.ofHours(23)), NOON.plus(Duration.ofHours(1)));
  }

  static OutboundMessage message(OutboundMessage.Content content) {
    return new OutboundMessage(CORRELATION, ROSA, content);
  }

  static OutboundMessage text(String body, Instant closesAt) {
    OpenWindow window =
        new OpenWindow(Channel.WHATSAPP, ROSA, closesAt.minus(Duration.ofHours(24)), closesAt);
    return message(new OutboundMessage.Text(body, window));
  }

  static Rendering rendering(Rendering.Variables variables) {
    return rendering(
        variables,
        Optional.of(new Part("Aviso para Rosa", List.of(new Value("nombre", "Rosa")))),
        new Part(
            "Hola Rosa, su cuota de $750.00 venció el 5 nov 2026.",
            List.of(
                new Value("nombre", "Rosa"),
                new Value("monto", "$750.00"),
                new Value("vencimiento", "5 nov 2026"))),
        List.of(
            new Button.QuickReply("Ya pagué", "PAID"),
            new Button.Fixed("Llamar"),
            new Button.Url("Pagar", "https://pagos.example/p/8Hq2", "8Hq2"),
            new Button.Url("Ayuda", "https://pagos.example/ayuda", "")));
  }

  static Rendering rendering(
      Rendering.Variables variables, Optional<Part> header, Part body, List<Button> buttons) {
    return new Rendering(
        "cuota_vencida",
        "2026-11-21",
        Category.UTILITY,
        "c0ffee",
        "es_MX",
        variables,
        header,
        body,
        "CrediAmiga",
        buttons);
  }

  static Rendering plain() {
    return rendering(
        Rendering.Variables.POSITIONAL,
        Optional.empty(),
        new Part("Gracias por su pago.", List.of()),
        List.of());
  }

  static WhatsAppConfig.Builder config(int port) {
    return WhatsAppConfig.builder("106540352242922", TokenSupplier.of(TOKEN))
        .baseUri(URI.create("http://127.0.0.1:" + port))
        .connectTimeout(Duration.ofSeconds(5))
        .exchangeDeadline(Duration.ofSeconds(15));
  }

  /** Waits long enough for any machine: a result that does not come is a bug, not slowness. */
  static SendResult result(MessageSender sender, OutboundMessage message) {
    try {
      return sender.send(message).toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("a send ends in a result", e);
    }
  }
}
