package dev.mora.template.lint;

import dev.mora.json.Fault;
import dev.mora.json.InvalidDocument;
import dev.mora.json.JsonLocation;
import dev.mora.language.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a word list: {@code @name = a | b c | d*} names words, {@code [section]} starts the phrases
 * of a rule or a mark, a line with {@code !} before it is what makes them harmless in the same
 * sentence, {@code --} at the start of a line is a note.
 */
final class LexiconFile {

  private static final int LONGEST_QUOTE = 60;
  private static final String FOLDER = "/META-INF/mora/lint/";

  private final String name;
  private final Set<String> known;
  private final Map<String, Choice> lists = new HashMap<>();
  private final Map<String, List<Phrase>> phrases = new LinkedHashMap<>();
  private final Map<String, List<Phrase>> excuses = new LinkedHashMap<>();
  private final List<Fault> faults = new ArrayList<>();
  private String section = "";

  /**
   * @param known sections that there may be; any if empty
   */
  private LexiconFile(String name, Set<String> known) {
    this.name = name;
    this.known = known;
  }

  static Lexicon read(Language language) {
    String name = language.code() + ".txt";
    try (InputStream in = LexiconFile.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("missing from the library: " + FOLDER + name);
      }
      LexiconFile file = new LexiconFile(name, Set.of());
      Map<String, PhraseList> sections =
          file.sections(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      return new Lexicon(sections, file.lists);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What a host adds to the library's.
   *
   * @throws InvalidDocument with every fault
   */
  static Map<String, PhraseList> beside(Lexicon library, String name, String text) {
    LexiconFile file = new LexiconFile(name, library.sections());
    library.lists().forEach((list, words) -> file.list(list).addAll(words));
    return file.sections(text.startsWith("\ufeff") ? text.substring(1) : text);
  }

  private Map<String, PhraseList> sections(String text) {
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      try {
        line(line);
      } catch (IllegalArgumentException e) {
        int column = lines.get(i).indexOf(line) + 1;
        Collection<String> names = line.startsWith("[") ? known : List.of();
        faults.add(
            Fault.of(
                new JsonLocation(name, i + 1, column, ""),
                "\"" + (names.isEmpty() ? quote(line) : section) + "\"",
                String.valueOf(e.getMessage()),
                names));
      }
    }
    if (!faults.isEmpty()) {
      throw new InvalidDocument(faults);
    }
    Map<String, PhraseList> out = new HashMap<>();
    phrases.forEach(
        (id, list) -> out.put(id, new PhraseList(list, excuses.getOrDefault(id, List.of()))));
    return out;
  }

  private static String quote(String line) {
    return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE - 3) + "...";
  }

  private void line(String line) {
    if (line.isEmpty() || line.startsWith("--")) {
      return;
    }
    if (line.startsWith("@") && line.contains(" = ")) {
      int equals = line.indexOf(" = ");
      Choice words = list(line.substring(1, equals));
      for (String entry : line.substring(equals + 3).split("\\s+\\|\\s+", -1)) {
        entry(entry.strip(), words);
      }
    } else if (line.startsWith("[") && line.endsWith("]")) {
      section = line.substring(1, line.length() - 1);
      phrases.computeIfAbsent(section, k -> new ArrayList<>());
      if (!known.isEmpty() && !known.contains(section)) {
        throw new IllegalArgumentException("a section of the library's word lists");
      }
    } else if (section.isEmpty()) {
      throw new IllegalArgumentException("a [section] before the first phrase");
    } else if (line.startsWith("! ")) {
      excuses.computeIfAbsent(section, k -> new ArrayList<>()).add(phrase(line.substring(2)));
    } else {
      phrases.computeIfAbsent(section, k -> new ArrayList<>()).add(phrase(line));
    }
  }

  private Phrase phrase(String source) {
    return Phrase.parse(source, lists, lists.getOrDefault("not", new Choice()));
  }

  private Choice list(String list) {
    return lists.computeIfAbsent(list, k -> new Choice());
  }

  /** One word, another list, or several words that stand together. */
  private void entry(String entry, Choice words) {
    if (entry.startsWith("@")) {
      words.addAll(Phrase.list(entry, lists));
      return;
    }
    List<String> parts = List.of(entry.replace('-', ' ').split("\\s+", -1));
    if (parts.size() == 1) {
      words.addWord(parts.get(0));
    } else {
      words.addSequence(Choice.ofWords(parts));
    }
  }
}
