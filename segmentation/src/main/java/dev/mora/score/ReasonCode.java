package dev.mora.score;

import dev.mora.language.Language;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a score that is not the best is put down to.
 *
 * @param words for people; a language that is missing reads as the attribute's own words
 */
public record ReasonCode(String code, Map<Language, String> words) {

  public ReasonCode {
    if (code.isBlank()) {
      throw new IllegalArgumentException("a reason needs a code");
    }
    Map<Language, String> copy = new EnumMap<>(Language.class);
    copy.putAll(words);
    words = Collections.unmodifiableMap(copy);
  }

  public static ReasonCode of(String code) {
    return new ReasonCode(code, Map.of());
  }

  Optional<String> in(Language language) {
    return Optional.ofNullable(words.get(language));
  }
}
