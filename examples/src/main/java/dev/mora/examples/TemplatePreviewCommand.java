package dev.mora.examples;

import dev.mora.party.Channel;
import dev.mora.party.Creditor;
import dev.mora.template.EmailText;
import dev.mora.template.FilledTemplate;
import dev.mora.template.InvalidMessage;
import dev.mora.template.MessageTemplate;
import dev.mora.template.Rendering;
import dev.mora.template.SmsText;
import dev.mora.template.TextProfile;
import dev.mora.template.preview.ChatPage;
import dev.mora.template.preview.TextPreview;
import dev.mora.whatsapp.WhatsAppTemplates;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A template as people will see it. */
@Command(
    name = "preview",
    mixinStandardHelpOptions = true,
    description = {
      "Fill a template and show it as people will see it.",
      "The exact text by language and channel, and a page with the chat bubble, the locked screen,",
      "the SMS with its segments or the e-mail. Of a test of wordings each arm is shown whose file",
      "lies beside this one."
    },
    footer = {
      "",
      "The values are a JSON object with a key for each field, such as",
      "  {\"nombre\": \"Rosa\", \"monto\": \"750.00 MXN\", \"vencimiento\": \"2026-11-05\","
          + " \"dias\": 16,",
      "   \"creditor\": \"CrediAmiga\"}",
      "",
      "Exit status: 0 shown; 1 a text cannot be made of these values; 2 wrong use or an unreadable",
      "file.",
      "",
      "Examples:",
      "  mora template preview cuota_vencida.txt --values rosa.json",
      "  mora template preview cuota_vencida.txt --values rosa.json --language es-PE --channel sms",
      "  mora template preview cuota_vencida.txt --values rosa.json --html page.html"
    })
@SuppressWarnings("NullAway.Init") // set by picocli
final class TemplatePreviewCommand implements Callable<Integer> {

  private static final LocalTime AT = LocalTime.of(10, 0);

  @Spec private CommandSpec command;
  @Mixin private Language language;

  @Parameters(paramLabel = "FILE", description = "A template, as text or JSON.")
  private Path file;

  @Option(
      names = "--values",
      required = true,
      paramLabel = "FILE",
      description = "JSON object with a value for each field.")
  private Path values;

  @Option(
      names = "--language",
      paramLabel = "es-MX",
      description = "Language of the borrower; may be given more than once; default all there are.")
  private @Nullable List<String> languages;

  @Option(
      names = "--channel",
      defaultValue = "whatsapp",
      paramLabel = "whatsapp|sms|email",
      description = "May be given more than once; default ${DEFAULT-VALUE}.")
  private List<String> channels;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write a page that looks like the real thing.")
  private @Nullable Path html;

  @Override
  public Integer call() {
    channels.forEach(this::requireKnown);
    MessageTemplate template = MessageTemplate.load(file);
    FieldValues given = FieldValues.read(values, template);
    Optional<Creditor> creditor = given.creditor();
    String sender = creditor.map(Creditor::name).orElse(template.name());
    ChatPage page = ChatPage.of(sender, AT, language.words());
    PrintWriter out = command.commandLine().getOut();
    int status = Mora.DONE;
    boolean first = true;
    List<MessageTemplate> arms = Arms.of(template, file, this::missing);
    for (MessageTemplate arm : arms) {
      MessageTemplate spoken = creditor.map(arm::by).orElse(arm);
      String name = arms.size() > 1 ? arm.name() + " " : "";
      for (String wanted : wanted(arm)) {
        for (String channel : channels) {
          String place = name + wanted + " " + channel;
          try {
            String text = text(spoken.fill(given.values()), wanted, channel, sender, page);
            out.print(first ? "" : "\n");
            out.println("== " + place + "\n" + text);
            first = false;
          } catch (InvalidMessage e) {
            command.commandLine().getErr().println(place + ": " + e.getMessage());
            status = Mora.SOMETHING_SKIPPED;
          }
        }
      }
    }
    out.flush();
    if (html != null) {
      write(html, page);
    }
    return status;
  }

  private void missing(String arm) {
    command
        .commandLine()
        .getErr()
        .println(
            language.pick(
                    "no está junto al archivo: ", "não está junto ao arquivo: ", "not beside it: ")
                + arm);
  }

  private List<String> wanted(MessageTemplate template) {
    return languages == null ? List.copyOf(template.languages().keySet()) : languages;
  }

  private String text(
      FilledTemplate filled, String wanted, String channel, String sender, ChatPage page) {
    Rendering rendering = filled.render(wanted, profile(channel));
    if (channel.equals(Channel.SMS.name())) {
      SmsText sms = SmsText.of(rendering);
      page.sms(rendering, sms);
      return TextPreview.sms(sms, language.words());
    }
    if (channel.equals(Channel.EMAIL.name())) {
      EmailText mail = EmailText.of(rendering, sender);
      page.email(rendering, mail);
      return TextPreview.email(mail, language.words());
    }
    page.whatsapp(rendering);
    return TextPreview.whatsapp(rendering, language.words())
        + "\n("
        + language.pick("pantalla bloqueada", "tela bloqueada", "locked screen")
        + ": "
        + TextPreview.lockScreen(rendering).strip()
        + ")";
  }

  private void write(Path target, ChatPage page) {
    Output.write(
        target,
        to -> {
          try {
            to.write(page.html());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    command
        .commandLine()
        .getErr()
        .println(language.pick("escrito: ", "escrito: ", "written: ") + target);
  }

  private static TextProfile profile(String channel) {
    return Map.of(Channel.SMS.name(), TextProfile.SMS, Channel.EMAIL.name(), TextProfile.EMAIL)
        .getOrDefault(channel, WhatsAppTemplates.profile());
  }

  private void requireKnown(String channel) {
    List<String> known = List.of(Channel.WHATSAPP.name(), Channel.SMS.name(), Channel.EMAIL.name());
    if (!known.contains(channel)) {
      throw new ParameterException(
          command.commandLine(), "no channel " + channel + ": one of " + String.join(", ", known));
    }
  }
}
