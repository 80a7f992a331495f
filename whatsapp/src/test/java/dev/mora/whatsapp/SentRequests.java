package dev.mora.whatsapp;

import dev.mora.channel.Card;
import dev.mora.channel.FreeForm;
import dev.mora.channel.FreeForm.FileKind;
import dev.mora.channel.FreeForm.Option;
import dev.mora.channel.FreeForm.Section;
import dev.mora.channel.OpenWindow;
import dev.mora.channel.OutboundMessage;
import dev.mora.json.JsonObject;
import dev.mora.party.Creditor;
import dev.mora.party.PhoneNumber;
import dev.mora.party.ScopedUserId;
import dev.mora.template.Category;
import dev.mora.template.GeoPoint;
import dev.mora.template.MediaRef;
import dev.mora.template.MessageTemplate;
import dev.mora.template.Rendering;
import dev.mora.template.Rendering.Button;
import dev.mora.template.Rendering.Part;
import dev.mora.template.Rendering.Value;
import dev.mora.template.TemplateButton;
import dev.mora.template.TemplateField;
import dev.mora.template.TemplateHeader;
import dev.mora.template.TemplateHeader.Kind;
import dev.mora.template.TemplateStatus.State;
import dev.mora.template.Translation;
import dev.mora.template.Wording;
import dev.mora.template.catalogue.Gate;
import dev.mora.template.catalogue.StarterTemplate;
import dev.mora.template.catalogue.StarterTemplates;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every kind of body that this module sends, built by the code that sends it. */
final class SentRequests {

  private static final ScopedUserId ANA = ScopedUserId.of("AR.13491208655302741918");
  private static final OpenWindow OPEN = Reminders.window(Reminders.ROSA);
  private static final MediaRef FILE = MediaRef.id("1122334455");
  private static final MediaRef LINK = MediaRef.link("https://x.mx/a.png?b=%20");
  private static final List<StarterTemplate> STARTERS =
      StarterTemplates.standard().opening(Gate.CREDIT_BUREAU).all();

  private SentRequests() {}

  static Stream<SentRequest> all() throws Exception {
    return Stream.of(
            templates().flatMap(r -> messages(new OutboundMessage.Template(r), named(r))),
            starters().flatMap(r -> messages(new OutboundMessage.Template(r), named(r))),
            freeForms().flatMap(said -> messages(said, said.toString())),
            receipts(),
            number().stream(),
            submissions().stream())
        .flatMap(each -> each);
  }

  private static String named(Rendering rendering) {
    return rendering.template() + " in " + rendering.language();
  }

  /** To a number, in reply to something, to a user id and with a hash of who that is. */
  private static Stream<SentRequest> messages(OutboundMessage.Content content, String name) {
    OutboundMessage plain = Reminders.message(content);
    OutboundMessage user = new OutboundMessage(Reminders.CORRELATION, ANA, content);
    return Stream.of(
            plain,
            plain.replyingTo("wamid.IN"),
            user,
            user.replyingTo("wamid.IN").onlyIfStill("DF2lS5v2W6x="))
        .map(message -> SentRequest.of(name, Published.MESSAGE, MessageBody.of(message)));
  }

  // --- templates

  static Stream<Rendering> templates() {
    List<Rendering> out = new ArrayList<>();
    List<Optional<Part>> texts =
        List.of(
            Optional.empty(),
            Optional.of(new Part("Aviso", List.of())),
            Optional.of(new Part("Aviso para Rosa", List.of(new Value("nombre", "Rosa")))));
    for (Rendering.Variables variables : Rendering.Variables.values()) {
      for (List<Button> buttons : buttons()) {
        for (Part body : bodies()) {
          texts.forEach(header -> out.add(Reminders.rendering(variables, header, body, buttons)));
          media().forEach(media -> out.add(under(media, variables, body, buttons)));
        }
      }
    }
    return out.stream();
  }

  private static List<Part> bodies() {
    return List.of(
        new Part("Gracias por su pago.", List.of()),
        new Part(
            "Hola Rosa, su cuota de $750.00 venció.",
            List.of(new Value("nombre", "Rosa"), new Value("creditorPhone", "$750.00"))));
  }

  private static List<List<Button>> buttons() {
    List<Button> ten =
        IntStream.range(0, 10)
            .<Button>mapToObj(i -> new Button.QuickReply("Opción " + i, "O" + i))
            .toList();
    return List.of(
        List.of(),
        List.of(
            new Button.QuickReply("Ya pagué", "PAID"),
            new Button.QuickReply("Sin nada", ""),
            new Button.Fixed("Ver"),
            new Button.Phone("Llamar", PhoneNumber.of("+525555550100")),
            new Button.Url("Pagar", "https://pagos.example/p/8Hq2", "8Hq2"),
            new Button.Url("Ayuda", "https://pagos.example/ayuda", ""),
            new Button.CopyCode("Copiar", "AB4821")),
        ten);
  }

  private static List<Rendering.Media> media() {
    return List.of(
        new Rendering.Media.File(Kind.IMAGE, FILE),
        new Rendering.Media.File(Kind.IMAGE, LINK),
        new Rendering.Media.File(Kind.VIDEO, FILE),
        new Rendering.Media.File(Kind.VIDEO, LINK),
        new Rendering.Media.File(Kind.DOCUMENT, FILE),
        new Rendering.Media.File(Kind.DOCUMENT, LINK.named("estado \"1\".pdf")),
        new Rendering.Media.Place(
            GeoPoint.of("19.43260", "-99.1332", "Oficina Centro", "Av. Juárez 1")));
  }

  static Rendering under(
      Rendering.Media media, Rendering.Variables variables, Part body, List<Button> buttons) {
    return new Rendering(
        "cuota_vencida",
        "2026-11-21",
        Category.UTILITY,
        "c0ffee",
        "es_MX",
        variables,
        Optional.empty(),
        Optional.of(media),
        body,
        "CrediAmiga",
        buttons);
  }

  /** The sixteen starter templates in each of their languages. */
  static Stream<Rendering> starters() {
    Creditor creditor =
        new Creditor(
            "CrediAmiga", Creditor.Role.FIRST_PARTY, Optional.of(PhoneNumber.of("+525555550100")));
    return STARTERS.stream()
        .map(StarterTemplate::template)
        .flatMap(
            template ->
                template.languages().keySet().stream()
                    .map(
                        language ->
                            template
                                .fill(values(template))
                                .by(creditor)
                                .render(language.replace('_', '-'), WhatsAppTemplates.profile())));
  }

  private static Map<String, Object> values(MessageTemplate template) {
    Map<String, Object> out = new LinkedHashMap<>();
    for (TemplateField<?> field : template.fields()) {
      out.put(
          field.name(),
          field.parse(
              switch (field.kind()) {
                case "money" -> "1250.00 MXN";
                case "date" -> "2026-11-28";
                case "days", "count" -> "3";
                case "last-digits" -> "4821";
                default -> "Ana";
              }));
    }
    return out;
  }

  // --- without a template

  static Stream<FreeForm> freeForms() {
    List<Option> yes = List.of(Option.of("y", "Sí"));
    Card card = Card.of("¿La reconoce?");
    return Stream.concat(
        FreeFormBodyTest.kinds().map(kind -> (FreeForm) kind.get()[0]),
        Stream.of(
            new OutboundMessage.Text("Gracias, Rosa.\nLa leímos 😀", OPEN),
            new FreeForm.File(FileKind.IMAGE, LINK, "", OPEN),
            new FreeForm.File(FileKind.VIDEO, LINK, "Así se paga", OPEN),
            new FreeForm.File(FileKind.AUDIO, LINK, "", OPEN),
            new FreeForm.File(FileKind.VOICE, LINK, "", OPEN),
            new FreeForm.File(FileKind.STICKER, LINK, "", OPEN),
            new FreeForm.File(FileKind.DOCUMENT, FILE.named("e.pdf"), "Su estado", OPEN),
            new FreeForm.Buttons(card.titled("Pago").footed("CrediAmiga"), yes, OPEN),
            new FreeForm.Buttons(card.under(FileKind.IMAGE, FILE), yes, OPEN),
            new FreeForm.Buttons(card.under(FileKind.VIDEO, LINK), yes, OPEN),
            new FreeForm.Link(
                card.under(FileKind.DOCUMENT, LINK.named("e.pdf")).footed("CrediAmiga"),
                "Pagar",
                "http://pagos.example/p?a=1&b=2",
                OPEN),
            new FreeForm.Choices(
                Card.of("Elija. ".repeat(500)),
                "Ver",
                IntStream.range(0, 10)
                    .mapToObj(
                        i -> new Section("S" + i, List.of(new Option("r" + i, "R", "de " + i))))
                    .toList(),
                OPEN)));
  }

  private static Stream<SentRequest> receipts() {
    return Stream.of(true, false)
        .map(
            typing ->
                SentRequest.of(
                    "receipt, typing " + typing,
                    Published.RECEIPT,
                    FreeFormBody.read("wamid.INBOUND01", typing)));
  }

  // --- the number and its files, read from the wire

  static List<SentRequest> number() throws Exception {
    TwoStepPin pin = TwoStepPin.of("274918");
    return List.of(
        new SentRequest(
            "register", Published.REGISTER, wire(config -> number(config).register(pin))),
        new SentRequest(
            "deregister", Published.DEREGISTER, wire(config -> number(config).deregister())),
        new SentRequest("pin", Published.PIN, wire(config -> number(config).changePin(pin))),
        new SentRequest("upload", Published.UPLOAD, fields(wire(SentRequests::upload))));
  }

  private static WhatsAppNumber number(WhatsAppConfig config) {
    return WhatsAppNumber.of(config);
  }

  private static CompletionStage<?> upload(WhatsAppConfig config) {
    byte[] pdf = "%PDF-1.4 comprobante".getBytes(StandardCharsets.UTF_8);
    return WhatsAppMedia.of(config).upload(MediaFile.of(pdf, "application/pdf"));
  }

  /** A form as an object of its fields. */
  private static String fields(String form) {
    JsonObject out = JsonObject.of();
    String boundary = form.substring(0, form.indexOf("\r\n"));
    for (String part : form.split(Pattern.quote(boundary), -1)) {
      int head = part.indexOf("\r\n\r\n");
      if (head >= 0) {
        String name = part.replaceAll("(?s).*?; name=\"([^\"]*)\".*", "$1");
        out = out.with(name, part.substring(head + 4, part.length() - 2));
      }
    }
    return out.toJson();
  }

  /** The body of the one request that a call makes. */
  private static String wire(Function<WhatsAppConfig, CompletionStage<?>> call) throws Exception {
    LinkedBlockingQueue<String> requests = new LinkedBlockingQueue<>();
    try (RawServer server =
        new RawServer(
            peer -> {
              requests.add(peer.request());
              String answer = "{\"success\":true,\"id\":\"1234\"}";
              peer.write(
                  "HTTP/1.1 200 OK\r\nContent-Length: " + answer.length() + "\r\n\r\n" + answer);
            })) {
      call.apply(Reminders.config(server.port()).build())
          .toCompletableFuture()
          .get(60, TimeUnit.SECONDS);
    }
    String request = requests.remove();
    return request.substring(request.indexOf("\r\n\r\n") + 4);
  }

  // --- templates on their way to review

  static List<SentRequest> submissions() throws Exception {
    List<SentRequest> out = new ArrayList<>();
    for (StarterTemplate starter : STARTERS) {
      MessageTemplate template = starter.template();
      for (Translation text : template.languages().values()) {
        JsonObject json = TemplateExamples.invented().submission(template, text);
        out.add(created(template.name() + " in " + text.language(), json));
      }
    }
    for (Rendering.Variables variables : Rendering.Variables.values()) {
      for (Translation text : translations()) {
        JsonObject json = composed(variables, text).toJson();
        out.add(created("composed", json));
        out.add(edited(State.APPROVED, json));
        out.add(edited(State.REJECTED, json));
      }
    }
    return out;
  }

  private static SentRequest created(String name, JsonObject submission) {
    return new SentRequest("create " + name, Published.CREATE, submission.toJson());
  }

  private static SentRequest edited(State state, JsonObject json) throws Exception {
    TemplateCopy copy = new TemplateCopy("17", "aviso", "es_MX", state, "UTILITY", json);
    return new SentRequest(
        "edit " + state,
        Published.EDIT,
        wire(config -> WhatsAppAccount.of("2001", config).edit(copy, json)));
  }

  private static List<Translation> translations() {
    Translation plain = Translation.of("es_MX", "Gracias por su pago, lo vimos hoy.");
    Translation filled = Translation.of("es_MX", "Hola {nombre}, pague {monto} cuando pueda.");
    List<Translation> out = new ArrayList<>(List.of(plain, filled.withFooter("CrediAmiga")));
    for (Kind kind : Kind.values()) {
      out.add(filled.withHeader(TemplateHeader.Media.of(kind, kind.word())));
    }
    for (String header : List.of("Aviso", "Aviso para {nombre}")) {
      out.add(
          filled
              .withHeader(new TemplateHeader.Text(Wording.parse(header)))
              .withButtons(
                  List.of(
                      new TemplateButton.QuickReply("Ya pagué", "PAID"),
                      new TemplateButton.Url("Ayuda", Wording.parse("https://x.mx/ayuda")),
                      new TemplateButton.Url("Pagar", Wording.parse("https://x.mx/{pago}")),
                      new TemplateButton.Phone("Llamar", PhoneNumber.of("+525555550100")),
                      new TemplateButton.CopyCode("Copiar", Wording.parse("AB{cuenta}")))));
    }
    return out;
  }

  private static TemplateSubmission composed(Rendering.Variables variables, Translation text) {
    MessageTemplate template =
        MessageTemplate.builder("aviso", "1", Category.UTILITY)
            .variables(variables)
            .field(TemplateField.text("nombre"))
            .field(TemplateField.money("monto"))
            .field(TemplateField.payLink("pago"))
            .field(TemplateField.lastDigits("cuenta"))
            .field(TemplateField.of("image", "image"))
            .field(TemplateField.of("video", "video"))
            .field(TemplateField.of("document", "document"))
            .field(TemplateField.of("location", "location"))
            .language(text)
            .fallback(List.of("es_MX"))
            .build();
    return TemplateSubmission.of(template, "es_MX")
        .examples(Map.of("nombre", "Ana", "monto", "$750.00", "pago", "p/8Hq2", "cuenta", "4821"))
        .mediaHandle("4::aW1hZ2U=")
        .timeToLive(Duration.ofHours(12));
  }
}
