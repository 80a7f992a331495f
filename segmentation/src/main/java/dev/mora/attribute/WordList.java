package dev.mora.attribute;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads {@code name: es / pt / en} lines; those that start with a hash are comments. */
final class WordList {

  private WordList() {}

  static Map<String, Words> load(String file) {
    InputStream in = WordList.class.getResourceAsStream("/META-INF/mora/" + file);
    if (in == null) {
      throw new IllegalStateException("missing in the jar: " + file);
    }
    Map<String, Words> words = new LinkedHashMap<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#") && !line.isBlank()) {
          int colon = line.indexOf(": ");
          String[] texts = line.substring(colon + 2).split(" / ", -1);
          words.put(line.substring(0, colon), new Words(texts[0], texts[1], texts[2]));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return words;
  }
}
