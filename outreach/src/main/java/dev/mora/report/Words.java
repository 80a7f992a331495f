package dev.mora.report;

import dev.mora.language.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;

/** Headings of the page in Spanish, Portuguese or English. */
final class Words {

  private final String language;
  private final Properties words;

  private Words(String language, Properties words) {
    this.language = language;
    this.words = words;
  }

  /** For a BCP 47 tag; English for a language that we do not speak. */
  static Words in(String tag) {
    String language = Language.of(tag, Language.EN).code();
    Properties words = new Properties();
    String file = "/META-INF/mora/report/" + language + ".properties";
    try (InputStream in = Words.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("missing from the jar: " + file);
      }
      words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Words(language, words);
  }

  String language() {
    return language;
  }

  String of(String key) {
    String word = words.getProperty(key);
    if (word == null) {
      throw new IllegalArgumentException("no word for " + key + " in " + language);
    }
    return word;
  }

  String of(String key, Object... values) {
    String word = of(key);
    for (int i = 0; i < values.length; i++) {
      word = word.replace("{" + i + "}", String.valueOf(values[i]));
    }
    return word;
  }

  /** A count with its thousands apart. */
  String figure(long figure) {
    return figures(String.format(Locale.ROOT, "%,d", figure));
  }

  String percent(long part, long whole) {
    return figures(String.format(Locale.ROOT, "%.1f %%", part * 100.0 / whole));
  }

  /** Figures written {@code 1,234.50}, as the page's language writes them. */
  String figures(String text) {
    return language.equals("pt")
        ? text.replace(',', '\0').replace('.', ',').replace('\0', '.')
        : text;
  }
}
