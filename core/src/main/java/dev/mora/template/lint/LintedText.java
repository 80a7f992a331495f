package dev.mora.template.lint;

import dev.mora.language.Language;
import dev.mora.template.Category;
import dev.mora.template.MessageTemplate;
import dev.mora.template.TemplateButton;
import dev.mora.template.TemplateField;
import dev.mora.template.TemplateHeader;
import dev.mora.template.Translation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A template in one language, taken apart once for all rules.
 *
 * @param lexicon empty if the language is none that has a word list
 * @param parts header, body, footer and labels, those that there are
 */
record LintedText(
    Translation translation,
    Category category,
    Optional<Language> language,
    Optional<Lexicon> lexicon,
    Optional<Purpose> purpose,
    List<ReadText> parts) {

  static LintedText of(
      MessageTemplate template,
      Translation translation,
      Optional<Purpose> purpose,
      Function<Language, Lexicon> lexicons) {
    Map<String, String> kinds = new HashMap<>();
    for (TemplateField<?> field : template.fields()) {
      kinds.put(field.name(), field.kind());
    }
    List<ReadText> parts = new ArrayList<>();
    if (translation.header().isPresent()
        && translation.header().get() instanceof TemplateHeader.Text header) {
      parts.add(TextReader.read("header", header.wording().toString(), kinds));
    }
    parts.add(TextReader.read("body", translation.body().toString(), kinds));
    if (!translation.footer().isEmpty()) {
      parts.add(TextReader.read("footer", translation.footer(), kinds));
    }
    for (int i = 0; i < translation.buttons().size(); i++) {
      String label = translation.buttons().get(i).label();
      if (!label.isEmpty()) {
        parts.add(TextReader.read("buttons/" + i + "/label", label, kinds));
      }
    }
    Optional<Language> language = languageOf(translation.language());
    return new LintedText(
        translation,
        template.category(),
        language,
        language.map(lexicons),
        purpose,
        List.copyOf(parts));
  }

  static Optional<Language> languageOf(String code) {
    String first = code.split("[-_]", 2)[0];
    return List.of(Language.values()).stream().filter(l -> l.code().equals(first)).findFirst();
  }

  Optional<ReadText> header() {
    return parts.stream().filter(part -> part.part().equals("header")).findFirst();
  }

  ReadText body() {
    return parts.stream().filter(part -> part.part().equals("body")).findFirst().orElseThrow();
  }

  /** Header and body. */
  List<ReadText> message() {
    return parts.stream()
        .filter(part -> part.part().equals("header") || part.part().equals("body"))
        .toList();
  }

  /** Whether header or body have a phrase of this section. */
  boolean says(String section) {
    return lexicon.isPresent() && message().stream().anyMatch(p -> lexicon.get().has(section, p));
  }

  /** Whether something is tapped below it. */
  boolean hasButton() {
    return translation.buttons().stream()
        .anyMatch(button -> !(button instanceof TemplateButton.CopyCode));
  }
}
