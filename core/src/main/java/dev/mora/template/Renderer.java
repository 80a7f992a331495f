package dev.mora.template;

import dev.mora.json.JsonObject;
import dev.mora.json.JsonString;
import dev.mora.money.Money;
import dev.mora.party.Creditor;
import dev.mora.party.PhoneNumber;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Writes one filled template out in one language for one channel. */
final class Renderer {

  private static final Pattern LINK =
      Pattern.compile(
          "(?i)(https?:|www\\.|[a-z0-9-]{2,}\\.[a-z]{2,24}[/?]\\S"
              + "|[a-z0-9-]+\\.(com|net|org|info|io|me|ly|app|xyz|top|mx|pe|co|br|ar|cl|uy|gt|ru|cn"
              + "|cc|tk|gl|gg|biz|link|shop|site|online|store|click|live|page|vip|icu)\\b)");

  private final MessageTemplate template;
  private final FilledTemplate filled;
  private final TextProfile profile;
  private final Layout layout;
  private final Translation translation;
  private final String[] shown;
  private final StringBuilder out = new StringBuilder(32);

  Renderer(FilledTemplate filled, String language, TextProfile profile) {
    this.filled = filled;
    this.template = filled.template();
    this.profile = profile;
    layout = template.layout(language, profile);
    translation = layout.translation;
    shown = new String[layout.slots];
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
        above.isPresent() && above.get() instanceof TemplateHeader.Text
            ? Optional.of(header(layout.header.orElseThrow()))
            : Optional.empty();
    Optional<Rendering.Media> media =
        above.isPresent() && above.get() instanceof TemplateHeader.Media place
            ? Optional.of(media(place))
            : Optional.empty();
    Rendering.Part body = body();
    limit("body", body, profile.body());
    limit("footer", translation.footer(), profile.footer());
    List<Rendering.Button> fixed = layout.fixedButtons();
    List<Rendering.Button> buttons = fixed == null ? layout.buttons(buttons()) : fixed;
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

  private List<Rendering.Button> buttons() {
    List<Rendering.Button> buttons = new ArrayList<>();
    for (TemplateButton button : translation.buttons()) {
      Rendering.Button written = button(button);
      limit("label of button " + (buttons.size() + 1), written.label(), profile.label());
      buttons.add(written);
    }
    return buttons;
  }

  Rendering.Part body() {
    return part(layout.body);
  }

  private Rendering.Part header(CompiledWording header) {
    Rendering.Part part = part(header);
    limit("header", part, profile.header());
    return part;
  }

  private Rendering.Media media(TemplateHeader.Media header) {
    String name =
        header
            .field()
            .orElseThrow(
                () ->
                    stop(
                        InvalidMessage.Reason.UNSUPPORTED_PART,
                        "header",
                        "a header of " + header.kind() + " that no field fills"));
    Object value = filled.value(layout.slot(name));
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

  private Rendering.Part part(CompiledWording wording) {
    for (int i = 0; i < wording.values(); i++) {
      value(wording.slot(i));
    }
    return new Rendering.Part(wording, shown);
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
      return new Rendering.Button.CopyCode(copy.label(), part(layout.compiled(copy.code())).text());
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
          layout.slot(field) < layout.fields.size()
                  && filled.value(layout.slot(field)) instanceof PayLink link
              ? endOf(link, field, url)
              : encoded(field, url.url().literalText());
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

  private String encoded(String field, String address) {
    String raw = value(layout.slot(field));
    UrlSuffix.objection(raw)
        .ifPresent(
            why -> {
              throw stop(InvalidMessage.Reason.BAD_VALUE, field, "field " + field + " " + why);
            });
    return UrlSuffix.encode(raw, address);
  }

  private String value(int slot) {
    String known = shown[slot];
    if (known != null) {
      return known;
    }
    int fields = layout.fields.size();
    String text;
    if (slot < fields) {
      text = formatted(layout.fields.get(slot), filled.value(slot));
    } else if (slot == fields) {
      text = clean(TemplateField.CREDITOR, creditor().name());
    } else {
      text = creditorPhone().e164();
    }
    shown[slot] = text;
    return text;
  }

  private <T> String formatted(TemplateField<T> field, Object value) {
    if (value instanceof PayLink link && !link.isWhole()) {
      throw stop(
          InvalidMessage.Reason.BAD_VALUE,
          field.name(),
          "field " + field.name() + " is the end of a link, expected a whole one in a text");
    }
    if (!(value instanceof String text)) {
      return written(field, value);
    }
    String clean = clean(field.name(), text);
    if (!profile.linksInValues() && LINK.matcher(clean).find()) {
      throw stop(
          InvalidMessage.Reason.BAD_VALUE,
          field.name(),
          "field " + field.name() + " holds a web address");
    }
    return clean;
  }

  /** The kinds that most messages have without a text of their own in between. */
  private <T> String written(TemplateField<T> field, Object value) {
    out.setLength(0);
    if (value instanceof Money amount) {
      layout.format.write(out, amount);
    } else if (value instanceof LocalDate day) {
      layout.format.write(out, day);
    } else if (value instanceof Integer || value instanceof Long) {
      layout.format.write(out, ((Number) value).longValue());
    } else {
      return field.format(field.valueType().cast(value), layout.format);
    }
    return out.toString();
  }

  private String clean(String field, String text) {
    if (!text.isEmpty() && CleanText.isPlain(text)) {
      return text;
    }
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

  private void limit(String name, Rendering.Part part, int most) {
    boolean counted = profile.unit() == TextUnit.SMS_UNITS;
    if (counted || !part.isWithin(most)) { // no text has more code points than UTF-16 units
      limit(name, part.text(), most);
    }
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
