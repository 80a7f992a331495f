package dev.mora.template;

import dev.mora.json.JsonObject;
import dev.mora.json.JsonString;
import dev.mora.party.Creditor;
import dev.mora.party.PhoneNumber;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Writes one filled template out in one language for one channel. */
final class Renderer {

  private static final Pattern LINK =
      Pattern.compile(
          "(?i)(https?:|www\\.|[a-z0-9-]+\\.(com|net|org|info|io|me|ly|app|xyz|top|mx|pe|co|br|ar)\\b)");

  private final MessageTemplate template;
  private final FilledTemplate filled;
  private final TextProfile profile;
  private final Translation translation;
  private final LocaleFormat format;
  private final Map<String, String> shown = new HashMap<>();

  Renderer(FilledTemplate filled, String language, TextProfile profile) {
    this.filled = filled;
    this.template = filled.template();
    this.profile = profile;
    this.translation =
        template
            .in(language)
            .orElseThrow(
                () ->
                    stop(
                        InvalidMessage.Reason.NO_SUCH_LANGUAGE,
                        "",
                        "no text in "
                            + language
                            + ", expected one of "
                            + String.join(", ", template.languages().keySet())));
    this.format =
        formatFor(Languages.normal(language), translation.language()).with(profile.amounts());
  }

  private static LocaleFormat formatFor(String wanted, String written) {
    boolean sameLanguage = Languages.languageOf(wanted).equals(Languages.languageOf(written));
    return sameLanguage && Languages.hasRegion(wanted)
        ? LocaleFormat.find(wanted).orElseGet(() -> LocaleFormat.of(written))
        : LocaleFormat.of(written);
  }

  Rendering render() {
    if (!translation.others().isEmpty()) {
      throw stop(
          InvalidMessage.Reason.UNSUPPORTED_PART,
          "others",
          "a component "
              + kindOf(translation.others().get(0))
              + " in "
              + translation.language()
              + " cannot be filled");
    }
    Optional<TemplateHeader> above = translation.header();
    Optional<Rendering.Part> header =
        above.isPresent() && above.get() instanceof TemplateHeader.Text text
            ? Optional.of(header(text))
            : Optional.empty();
    Optional<Rendering.Media> media =
        above.isPresent() && above.get() instanceof TemplateHeader.Media place
            ? Optional.of(media(place))
            : Optional.empty();
    Rendering.Part body = body();
    limit("body", body.text(), profile.body());
    limit("footer", translation.footer(), profile.footer());
    List<Rendering.Button> buttons = new ArrayList<>();
    for (TemplateButton button : translation.buttons()) {
      Rendering.Button written = button(button);
      limit("label of button " + (buttons.size() + 1), written.label(), profile.label());
      buttons.add(written);
    }
    Rendering whole =
        new Rendering(
            template.name(),
            template.version(),
            template.category(),
            template.contentHash(),
            translation.language(),
            template.variables(),
            header,
            media,
            body,
            translation.footer(),
            buttons);
    if (profile.segments() < Integer.MAX_VALUE) {
      segments(whole);
    }
    return whole;
  }

  private void segments(Rendering whole) {
    SmsText sms = SmsText.of(whole);
    int length = (profile.foldsSms() ? sms.folded() : sms).segments().size();
    if (length > profile.segments()) {
      throw stop(
          InvalidMessage.Reason.TOO_LONG,
          "message",
          "message in "
              + translation.language()
              + " has "
              + length
              + " SMS segments, expected at most "
              + profile.segments()
              + " ("
              + profile.name()
              + ")");
    }
  }

  Rendering.Part body() {
    return part(translation.body());
  }

  private Rendering.Part header(TemplateHeader.Text header) {
    Rendering.Part part = part(header.wording());
    limit("header", part.text(), profile.header());
    return part;
  }

  private Rendering.Media media(TemplateHeader.Media header) {
    TemplateField<?> field =
        template.field(
            header
                .field()
                .orElseThrow(
                    () ->
                        stop(
                            InvalidMessage.Reason.UNSUPPORTED_PART,
                            "header",
                            "a header of " + header.kind() + " that no field fills")));
    Object value = FilledTemplate.checked(template, field, filled.values().get(field.name()));
    return value instanceof GeoPoint point
        ? new Rendering.Media.Place(point)
        : new Rendering.Media.File(header.kind(), (MediaRef) value);
  }

  private static String kindOf(JsonObject component) {
    return component
        .optionalValue("type")
        .map(type -> type instanceof JsonString word ? word.value() : "without a type")
        .orElse("without a type");
  }

  private Rendering.Part part(Wording wording) {
    List<Rendering.Value> values = new ArrayList<>();
    for (String field : wording.fields()) {
      values.add(new Rendering.Value(field, value(field)));
    }
    return new Rendering.Part(wording.fill(shown), values);
  }

  private Rendering.Button button(TemplateButton button) {
    if (button instanceof TemplateButton.QuickReply reply) {
      limit("payload", reply.payload(), profile.payload());
      return new Rendering.Button.QuickReply(reply.label(), reply.payload());
    }
    if (button instanceof TemplateButton.Url url) {
      return url(url);
    }
    if (button instanceof TemplateButton.CopyCode copy) {
      return new Rendering.Button.CopyCode(copy.label(), part(copy.code()).text());
    }
    if (button instanceof TemplateButton.Phone phone) {
      return new Rendering.Button.Phone(phone.label(), phone.number());
    }
    if (button instanceof TemplateButton.Other other) {
      throw stop(
          InvalidMessage.Reason.UNSUPPORTED_PART,
          "buttons",
          "a button "
              + kindOf(other.json())
              + " in "
              + translation.language()
              + " cannot be filled");
    }
    return new Rendering.Button.Fixed(button.label());
  }

  private Rendering.Button url(TemplateButton.Url url) {
    String suffix = "";
    for (String field : url.url().fields()) {
      suffix =
          filled.values().get(field) instanceof PayLink link
              ? endOf(link, field, url)
              : encoded(field);
    }
    String whole = url.url().literalText() + suffix;
    limit("url", whole, profile.url());
    return new Rendering.Button.Url(url.label(), whole, suffix);
  }

  private String endOf(PayLink link, String field, TemplateButton.Url url) {
    return link.endBehind(url.url().literalText())
        .orElseThrow(
            () ->
                stop(
                    InvalidMessage.Reason.BAD_VALUE,
                    field,
                    "field " + field + " is a link to another address than the button's"));
  }

  private String encoded(String field) {
    String raw = value(field);
    UrlSuffix.objection(raw)
        .ifPresent(
            why -> {
              throw stop(InvalidMessage.Reason.BAD_VALUE, field, "field " + field + " " + why);
            });
    return UrlSuffix.encode(raw);
  }

  private String value(String field) {
    String known = shown.get(field);
    if (known != null) {
      return known;
    }
    String text =
        switch (field) {
          case TemplateField.CREDITOR -> clean(field, creditor().name());
          case TemplateField.CREDITOR_PHONE -> creditorPhone().e164();
          default -> formatted(template.field(field));
        };
    shown.put(field, text);
    return text;
  }

  private <T> String formatted(TemplateField<T> field) {
    T value = FilledTemplate.checked(template, field, filled.values().get(field.name()));
    if (value instanceof PayLink link && !link.isWhole()) {
      throw stop(
          InvalidMessage.Reason.BAD_VALUE,
          field.name(),
          "field " + field.name() + " is the end of a link, expected a whole one in a text");
    }
    String text = field.format(value, format);
    if (!(value instanceof String)) {
      return text;
    }
    if (!profile.linksInValues() && LINK.matcher(text).find()) {
      throw stop(
          InvalidMessage.Reason.BAD_VALUE,
          field.name(),
          "field " + field.name() + " holds a web address");
    }
    return clean(field.name(), text);
  }

  private String clean(String field, String text) {
    String clean = CleanText.of(text);
    if (profile.values() == TextProfile.Values.REFUSE && !clean.equals(text)) {
      throw stop(
          InvalidMessage.Reason.UNCLEAN_VALUE,
          field,
          "field "
              + field
              + " has blanks at its ends, runs of blanks, invisible or decomposed characters");
    }
    if (!CleanText.isVisible(clean)) {
      throw stop(InvalidMessage.Reason.BLANK_VALUE, field, "field " + field + " is blank");
    }
    return clean;
  }

  private Creditor creditor() {
    return filled
        .creditor()
        .orElseThrow(
            () ->
                stop(
                    InvalidMessage.Reason.NO_CREDITOR,
                    TemplateField.CREDITOR,
                    "the text names the creditor and none was given, expected by(Creditor)"));
  }

  private PhoneNumber creditorPhone() {
    return creditor()
        .phone()
        .orElseThrow(
            () ->
                stop(
                    InvalidMessage.Reason.NO_CREDITOR,
                    TemplateField.CREDITOR_PHONE,
                    "the text shows the creditor's phone and the creditor has none"));
  }

  private void limit(String part, String text, int most) {
    if (text.length() <= most / 2) {
      return;
    }
    int length = profile.unit().length(text);
    if (length > most) {
      throw stop(
          InvalidMessage.Reason.TOO_LONG,
          part,
          part
              + " in "
              + translation.language()
              + " has "
              + length
              + " characters, expected at most "
              + most
              + " ("
              + profile.name()
              + ")");
    }
  }

  private InvalidMessage stop(InvalidMessage.Reason reason, String field, String message) {
    return new InvalidMessage(reason, template.name(), field, message);
  }
}
