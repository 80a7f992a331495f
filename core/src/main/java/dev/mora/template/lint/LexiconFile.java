package dev.mora.template.lint;

import dev.mora.language.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a word list: {@code @name = a | b c | d*} names words, {@code [section]} starts the phrases
 * of a rule or a mark, a line with {@code !} before it is what makes them harmless in the same
 * sentence, {@code --} at the start of a line is a note.
 */
final class LexiconFile {

  private static final String FOLDER = "/META-INF/mora/lint/";

  private final String name;
  private final Map<String, Choice> lists = new HashMap<>();
  private final Map<String, List<Phrase>> phrases = new LinkedHashMap<>();
  private final Map<String, List<Phrase>> excuses = new LinkedHashMap<>();
  private String section = "";

  private LexiconFile(String name) {
    this.name = name;
  }

  static Lexicon read(Language language) {
    String name = language.code() + ".txt";
    try (InputStream in = LexiconFile.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("missing from the library: " + FOLDER + name);
      }
      return new LexiconFile(name).read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Lexicon read(String name, String text) {
    return new LexiconFile(name).read(text);
  }

  private Lexicon read(String text) {
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      try {
        line(line.strip());
      } catch (IllegalArgumentException e) {
        throw new IllegalStateException(name + " line " + number + ": " + e.getMessage(), e);
      }
    }
    Map<String, PhraseList> sections = new HashMap<>();
    phrases.forEach(
        (id, list) -> sections.put(id, new PhraseList(list, excuses.getOrDefault(id, List.of()))));
    return new Lexicon(sections, lists);
  }

  private void line(String line) {
    if (line.isEmpty() || line.startsWith("--")) {
      return;
    }
    if (line.startsWith("@") && line.contains(" = ")) {
      list(line);
    } else if (line.startsWith("[") && line.endsWith("]")) {
      section = line.substring(1, line.length() - 1);
      phrases.computeIfAbsent(section, k -> new ArrayList<>());
    } else if (section.isEmpty()) {
      throw new IllegalArgumentException("a phrase before the first [section]");
    } else if (line.startsWith("! ")) {
      excuses.computeIfAbsent(section, k -> new ArrayList<>()).add(phrase(line.substring(2)));
    } else {
      phrases.computeIfAbsent(section, k -> new ArrayList<>()).add(phrase(line));
    }
  }

  private Phrase phrase(String source) {
    return Phrase.parse(source, lists, lists.getOrDefault("not", new Choice()));
  }

  private void list(String line) {
    int equals = line.indexOf(" = ");
    Choice out = lists.computeIfAbsent(line.substring(1, equals), k -> new Choice());
    for (String entry : line.substring(equals + 3).split("\\s+\\|\\s+", -1)) {
      List<Choice> sequence = new ArrayList<>();
      for (String word : entry.strip().split("\\s+", -1)) {
        if (word.startsWith("@")) {
          out.addAll(lists.getOrDefault(word.substring(1), new Choice()));
          continue;
        }
        Choice one = new Choice();
        for (String each : word.split("\\|", -1)) {
          one.addWord(each);
        }
        sequence.add(one);
      }
      if (sequence.size() == 1 && !entry.strip().contains("|")) {
        out.addWord(entry.strip());
      } else if (!sequence.isEmpty()) {
        out.addSequence(sequence);
      }
    }
  }
}
