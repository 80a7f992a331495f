package dev.mora.template;

import dev.mora.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A template in one language.
 *
 * @param language {@code es_MX}; {@code es-mx} is written so too
 * @param body does not start or end with a blank
 * @param footer one line without fields; empty if there is none
 * @param others components of kinds that we do not know, kept as they were read
 */
public record Translation(
    String language,
    Optional<TemplateHeader> header,
    Wording body,
    String footer,
    List<TemplateButton> buttons,
    List<JsonObject> others) {

  public Translation {
    language = Languages.normal(language);
    LocaleFormat.of(language);
    Objects.requireNonNull(header, "header");
    buttons = List.copyOf(buttons);
    others = List.copyOf(others);
    String text = body.toString();
    PlainText.requireVisible("an empty body", "text", text);
    if (!text.equals(text.strip())) {
      throw Misfit.described("blanks around the body", "none");
    }
    if (!footer.isEmpty()) {
      PlainText.check("footer", footer);
    }
  }

  /** A body and nothing else. */
  public static Translation of(String language, String body) {
    return new Translation(
        language, Optional.empty(), Wording.parse(body), "", List.of(), List.of());
  }

  public Translation withHeader(TemplateHeader header) {
    return new Translation(language, Optional.of(header), body, footer, buttons, others);
  }

  public Translation withFooter(String footer) {
    return new Translation(language, header, body, footer, buttons, others);
  }

  public Translation withButtons(List<TemplateButton> buttons) {
    return new Translation(language, header, body, footer, buttons, others);
  }

  public Translation withOthers(List<JsonObject> others) {
    return new Translation(language, header, body, footer, buttons, others);
  }

  /** Every field that the text needs, the creditor's included, in order of appearance. */
  public Set<String> fieldsUsed() {
    Set<String> out = new LinkedHashSet<>();
    if (header.isPresent() && header.get() instanceof TemplateHeader.Media media) {
      media.field().ifPresent(out::add);
    }
    wordings().forEach(wording -> out.addAll(wording.fields()));
    return out;
  }

  /** All texts that take fields. */
  List<Wording> wordings() {
    List<Wording> out = new ArrayList<>();
    if (header.isPresent() && header.get() instanceof TemplateHeader.Text text) {
      out.add(text.wording());
    }
    out.add(body);
    for (TemplateButton button : buttons) {
      if (button instanceof TemplateButton.Url url) {
        out.add(url.url());
      } else if (button instanceof TemplateButton.CopyCode copy) {
        out.add(copy.code());
      }
    }
    return out;
  }
}
