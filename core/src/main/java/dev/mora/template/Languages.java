package dev.mora.template;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Language codes as templates write them: {@code es} or {@code es_MX}. */
final class Languages {

  private static final Pattern CODE =
      Pattern.compile("([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}|\\d{3}))?");

  private Languages() {}

  /**
   * {@code es-mx} to {@code es_MX}.
   *
   * @throws IllegalArgumentException if it is not a language with an optional region
   */
  static String normal(String code) {
    Matcher m = CODE.matcher(code);
    if (!m.matches()) {
      throw new Misfit(code, "a language code such as es_MX or es", List.of());
    }
    String language = m.group(1).toLowerCase(Locale.ROOT);
    return m.group(2) == null ? language : language + "_" + m.group(2).toUpperCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException naming the nearest, if no text is in this language
   */
  static String requireOffered(String code, Collection<String> languages) {
    if (!languages.contains(code)) {
      throw new Misfit(
          code, "a language of this template: " + String.join(", ", languages), languages);
    }
    return code;
  }

  static String languageOf(String code) {
    int region = code.indexOf('_');
    return region < 0 ? code : code.substring(0, region);
  }

  static boolean hasRegion(String code) {
    return code.indexOf('_') >= 0;
  }

  /**
   * Which of {@code offered} serves somebody who asks for {@code wanted}: the same code; the
   * language without a region; for a wish without a region the only text in that language; then
   * {@code fallback}, first the entries in the wanted language, then its first entry. Nothing else:
   * a Peruvian never gets a Mexican text unless the template says so.
   */
  static Optional<String> choose(String wanted, Collection<String> offered, List<String> fallback) {
    if (offered.contains(wanted)) {
      return Optional.of(wanted);
    }
    String language = languageOf(wanted);
    if (offered.contains(language)) {
      return Optional.of(language);
    }
    if (!hasRegion(wanted)) {
      List<String> same = offered.stream().filter(o -> languageOf(o).equals(language)).toList();
      if (same.size() == 1) {
        return Optional.of(same.get(0));
      }
    }
    return fallback.stream()
        .filter(f -> languageOf(f).equals(language))
        .findFirst()
        .or(() -> fallback.stream().findFirst());
  }
}
