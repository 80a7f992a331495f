package dev.mora.whatsapp;

import dev.mora.template.Category;
import dev.mora.template.MessageTemplate;
import dev.mora.template.Rendering;
import dev.mora.template.TemplateButton;
import dev.mora.template.TemplateFinding;
import dev.mora.template.TemplateHeader;
import dev.mora.template.Translation;
import dev.mora.template.Wording;
import dev.mora.template.Wording.Piece;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A template against the provider's limits (Cloud API v25.0). Lengths are in code points of the
 * text as it is submitted, with {@code {{name}}} for a variable.
 */
final class TemplateRules {

  private static final int BUTTONS = 10;
  private static final int URLS = 2;
  private static final int SHOWN_BUTTONS = 3;
  private static final int CODE = 20;
  private static final int CODE_BEFORE = 15;

  private static final Pattern MARKDOWN =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])([*_~])(?=[^\\s*_~])[^*_~\\n]*(?<=\\S)\\1(?![\\p{L}\\p{N}])|```");
  private static final Pattern WORD = Pattern.compile("\\S*[\\p{L}\\p{N}]\\S*");
  private static final Pattern EMOJI = Pattern.compile("[\\p{So}\\x{1F000}-\\x{1FAFF}]");

  private final MessageTemplate template;
  private final List<TemplateFinding> findings = new ArrayList<>();

  private TemplateRules(MessageTemplate template) {
    this.template = template;
  }

  static List<TemplateFinding> check(MessageTemplate template) {
    TemplateRules rules = new TemplateRules(template);
    template.languages().values().forEach(rules::translation);
    return List.copyOf(rules.findings);
  }

  private void translation(Translation t) {
    t.header().ifPresent(header -> header(t.language(), header));
    body(t.language(), t.body());
    length(TemplateRule.FOOTER_LENGTH, t.language(), "footer", t.footer(), limits().footer());
    buttons(t);
    names(t);
    if (template.category() == Category.AUTHENTICATION && isTooMuch(t)) {
      findings.add(TemplateRule.AUTHENTICATION_PARTS.in(t.language(), ""));
    }
  }

  private static dev.mora.template.TextProfile limits() {
    return WhatsAppTemplates.profile();
  }

  private void header(String language, TemplateHeader header) {
    if (!(header instanceof TemplateHeader.Text shown)) {
      return;
    }
    Wording wording = shown.wording();
    String text = submitted(wording);
    length(TemplateRule.HEADER_LENGTH, language, "header", text, limits().header());
    int fields = places(wording);
    if (fields > 1) {
      findings.add(TemplateRule.HEADER_FIELDS.in(language, "header", fields));
    }
    Matcher marks = MARKDOWN.matcher(wording.toString());
    if (marks.find()) {
      findings.add(
          TemplateRule.HEADER_MARKDOWN.at(
              language, "header", marks.start(), marks.end() - marks.start()));
    }
    braces(language, "header", wording);
    touching(language, "header", wording);
  }

  private void body(String language, Wording body) {
    length(TemplateRule.BODY_LENGTH, language, "body", submitted(body), limits().body());
    List<Piece> pieces = body.pieces();
    int last = pieces.size() - 1;
    if (pieces.get(0) instanceof Piece.Place first) {
      findings.add(
          TemplateRule.BODY_STARTS_WITH_FIELD.at(language, "body", 0, written(first).length()));
    }
    if (pieces.get(last) instanceof Piece.Place place) {
      findings.add(
          TemplateRule.BODY_ENDS_WITH_FIELD.at(
              language, "body", offset(body, last), written(place).length()));
    }
    touching(language, "body", body);
    braces(language, "body", body);
    int fields = places(body);
    int words = words(body);
    int expected = 2 * fields + 1;
    if (fields > 0 && words < expected) {
      findings.add(TemplateRule.TOO_MANY_FIELDS.in(language, "body", fields, words, expected));
    }
  }

  private void touching(String language, String part, Wording wording) {
    List<Piece> pieces = wording.pieces();
    for (int i = 1; i < pieces.size(); i++) {
      int before = i >= 2 && isBlank(pieces.get(i - 1)) ? i - 2 : i - 1;
      if (pieces.get(before) instanceof Piece.Place left
          && pieces.get(i) instanceof Piece.Place right) {
        int from = offset(wording, before);
        int to = offset(wording, i) + written(right).length();
        findings.add(
            TemplateRule.FIELDS_TOUCH.at(
                language, part, from, to - from, left.field(), right.field()));
      }
    }
  }

  private static boolean isBlank(Piece piece) {
    return piece instanceof Piece.Literal literal && literal.text().isBlank();
  }

  /** In what is submitted, two braces open a variable, whoever wrote them. */
  private void braces(String language, String part, Wording wording) {
    List<Piece> pieces = wording.pieces();
    for (int i = 0; i < pieces.size(); i++) {
      if (pieces.get(i) instanceof Piece.Literal literal
          && (literal.text().contains("{{")
              || literal.text().contains("}}")
              || (literal.text().endsWith("{") && i + 1 < pieces.size())
              || (literal.text().startsWith("}") && i > 0))) {
        findings.add(
            TemplateRule.BRACES_IN_TEXT.at(
                language, part, offset(wording, i), written(literal).length()));
      }
    }
  }

  private void buttons(Translation t) {
    List<TemplateButton> buttons = t.buttons();
    String language = t.language();
    most(TemplateRule.BUTTON_COUNT, language, buttons.size(), BUTTONS);
    most(TemplateRule.URL_BUTTONS, language, count(t, TemplateButton.Url.class), URLS);
    most(TemplateRule.PHONE_BUTTONS, language, count(t, TemplateButton.Phone.class), 1);
    most(TemplateRule.CODE_BUTTONS, language, count(t, TemplateButton.CopyCode.class), 1);
    int changes = 0;
    for (int i = 1; i < buttons.size(); i++) {
      changes += isReply(buttons.get(i)) == isReply(buttons.get(i - 1)) ? 0 : 1;
    }
    if (changes > 1) {
      findings.add(TemplateRule.BUTTON_GROUPS.in(language, "buttons"));
    }
    if (buttons.size() > SHOWN_BUTTONS) {
      findings.add(TemplateRule.BUTTONS_HIDDEN.in(language, "buttons", buttons.size()));
    } else if (changes > 0) {
      findings.add(TemplateRule.BUTTONS_MIXED.in(language, "buttons"));
    }
    for (int i = 0; i < buttons.size(); i++) {
      button(language, "buttons/" + i + "/", buttons.get(i));
    }
  }

  private void button(String language, String part, TemplateButton button) {
    length(TemplateRule.LABEL_LENGTH, language, part + "label", button.label(), limits().label());
    if (button instanceof TemplateButton.QuickReply reply) {
      length(
          TemplateRule.PAYLOAD_LENGTH,
          language,
          part + "payload",
          reply.payload(),
          limits().payload());
    } else if (button instanceof TemplateButton.Url url) {
      String address = ProviderText.write(url.url(), field -> "1");
      length(TemplateRule.URL_LENGTH, language, part + "url", address, limits().url());
      braces(language, part + "url", url.url());
    } else if (button instanceof TemplateButton.CopyCode copy) {
      code(language, part + "code", copy.code());
    }
  }

  private void code(String language, String part, Wording code) {
    String fixed = fixed(code);
    int length = fixed.codePointCount(0, fixed.length());
    if (length > CODE) {
      findings.add(TemplateRule.CODE_LENGTH.in(language, part, length, CODE));
    } else if (length > CODE_BEFORE) {
      findings.add(TemplateRule.CODE_LENGTH_BEFORE.in(language, part, length, CODE_BEFORE));
    }
    if (!fixed.matches("[A-Za-z0-9]*")) {
      findings.add(TemplateRule.CODE_SIGNS.in(language, part));
    }
  }

  /** Of header and text: a button's variable and a file have no name there. */
  private void names(Translation t) {
    if (template.variables() != Rendering.Variables.NAMED) {
      return;
    }
    Map<String, String> owners = new LinkedHashMap<>();
    Set<String> inTexts = new LinkedHashSet<>();
    if (t.header().isPresent() && t.header().get() instanceof TemplateHeader.Text header) {
      inTexts.addAll(header.wording().fields());
    }
    inTexts.addAll(t.body().fields());
    for (String field : inTexts) {
      String name = VariableNames.named(field);
      String other = owners.putIfAbsent(name, field);
      if (other != null) {
        findings.add(TemplateRule.SAME_VARIABLE_NAME.in(t.language(), "", other, field, name));
      }
    }
  }

  private static boolean isTooMuch(Translation t) {
    return t.header().filter(TemplateHeader.Media.class::isInstance).isPresent()
        || count(t, TemplateButton.Url.class) > 0
        || EMOJI.matcher(fixed(t.body())).find();
  }

  private static boolean isReply(TemplateButton button) {
    return button instanceof TemplateButton.QuickReply;
  }

  private static int count(Translation t, Class<? extends TemplateButton> kind) {
    return (int) t.buttons().stream().filter(kind::isInstance).count();
  }

  private void most(TemplateRule rule, String language, int count, int most) {
    if (count > most) {
      findings.add(rule.in(language, "buttons", count, most));
    }
  }

  private void length(TemplateRule rule, String language, String part, String text, int most) {
    int length = text.codePointCount(0, text.length());
    if (length > most) {
      findings.add(rule.in(language, part, length, most));
    }
  }

  private String submitted(Wording wording) {
    return ProviderText.write(wording, VariableNames.in(wording, template.variables()));
  }

  private static int places(Wording wording) {
    return (int) wording.pieces().stream().filter(Piece.Place.class::isInstance).count();
  }

  private static int words(Wording wording) {
    return (int)
        wording.pieces().stream()
            .filter(Piece.Literal.class::isInstance)
            .mapToLong(piece -> WORD.matcher(((Piece.Literal) piece).text()).results().count())
            .sum();
  }

  private static String fixed(Wording wording) {
    StringBuilder out = new StringBuilder();
    for (Piece piece : wording.pieces()) {
      if (piece instanceof Piece.Literal literal) {
        out.append(literal.text());
      }
    }
    return out.toString();
  }

  private static int offset(Wording wording, int piece) {
    return wording.pieces().subList(0, piece).stream().mapToInt(p -> written(p).length()).sum();
  }

  /** As the text form has it. */
  private static String written(Piece piece) {
    return piece instanceof Piece.Place place
        ? "{" + place.field() + "}"
        : Wording.literal(((Piece.Literal) piece).text()).toString();
  }
}
