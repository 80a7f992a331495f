package dev.mora.template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for what loads but should not go out. The rules on where fields may stand are those of the
 * WhatsApp template review (subcodes 2388299 and INVALID_FORMAT).
 */
final class TemplateCheck {

  private final MessageTemplate template;
  private final TextProfile profile;
  private final List<TemplateFinding> findings = new ArrayList<>();

  private TemplateCheck(MessageTemplate template, TextProfile profile) {
    this.template = template;
    this.profile = profile;
  }

  static List<TemplateFinding> of(MessageTemplate template, TextProfile profile) {
    TemplateCheck check = new TemplateCheck(template, profile);
    check.fields();
    template.languages().values().forEach(check::translation);
    return List.copyOf(check.findings);
  }

  private void fields() {
    Set<String> anywhere = new LinkedHashSet<>();
    template.languages().values().forEach(t -> anywhere.addAll(t.fieldsUsed()));
    for (TemplateField<?> field : template.fields()) {
      if (!anywhere.contains(field.name())) {
        warning("unused-field", "", "field " + field.name() + " appears in no text");
      }
    }
    for (Translation translation : template.languages().values()) {
      for (String field : anywhere) {
        if (!translation.fieldsUsed().contains(field)) {
          warning(
              "field-missing-in-language",
              translation.language(),
              "field " + field + " appears in other languages only");
        }
      }
    }
  }

  private void translation(Translation t) {
    String language = t.language();
    if (!Languages.hasRegion(language)) {
      warning(
          "language-without-region",
          language,
          "amounts and dates are written as the borrower's region does, or as CLDR's default for "
              + language);
    }
    if (t.body().startsWithField()) {
      error("body-starts-with-field", language, "the body starts with a field");
    }
    if (t.body().endsWithField()) {
      error("body-ends-with-field", language, "the body ends with a field");
    }
    t.wordings().forEach(wording -> touching(wording, language));
    if (t.header().isPresent() && t.header().get() instanceof TemplateHeader.Text header) {
      if (header.wording().fields().size() > 1) {
        error("header-fields", language, "the header has more than one field");
      }
      length("header", language, header.wording().literalText(), profile.header());
    }
    if (t.header().isPresent() && t.header().get() instanceof TemplateHeader.Media media) {
      error("media-header", language, "a header of " + media.kind() + " cannot be filled yet");
    }
    if (!t.others().isEmpty()) {
      error("unknown-component", language, "a component of an unknown kind cannot be filled");
    }
    length("body", language, t.body().literalText(), profile.body());
    length("footer", language, t.footer(), profile.footer());
    buttons(t);
  }

  private void buttons(Translation t) {
    Set<String> labels = new HashSet<>();
    Set<String> payloads = new HashSet<>();
    for (TemplateButton button : t.buttons()) {
      if (button instanceof TemplateButton.QuickReply reply) {
        if (!payloads.add(reply.payload())) {
          warning("same-payload", t.language(), "two buttons send " + reply.payload());
        }
        length("payload", t.language(), reply.payload(), profile.payload());
      }
      String label = button.label();
      if (!label.isEmpty() && !labels.add(label)) {
        error("same-label", t.language(), "two buttons say \"" + label + "\"");
      }
      length("label", t.language(), label, profile.label());
    }
  }

  private void touching(Wording wording, String language) {
    for (int i = 1; i < wording.pieces().size(); i++) {
      if (wording.pieces().get(i - 1) instanceof Wording.Piece.Place left
          && wording.pieces().get(i) instanceof Wording.Piece.Place right) {
        error(
            "fields-touch",
            language,
            "nothing stands between {" + left.field() + "} and {" + right.field() + "}");
      }
    }
  }

  private void length(String part, String language, String fixed, int most) {
    int length = fixed.codePointCount(0, fixed.length());
    if (length > most) {
      error(
          part + "-length",
          language,
          part + " has " + length + " fixed characters, at most " + most + " fit");
    }
  }

  private void error(String rule, String language, String message) {
    findings.add(new TemplateFinding(TemplateFinding.Level.ERROR, rule, language, message));
  }

  private void warning(String rule, String language, String message) {
    findings.add(new TemplateFinding(TemplateFinding.Level.WARNING, rule, language, message));
  }
}
