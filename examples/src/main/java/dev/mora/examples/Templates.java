package dev.mora.examples;

import dev.mora.json.Fault;
import dev.mora.json.InvalidDocument;
import dev.mora.template.MessageTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A folder of template files. */
final class Templates {

  private Templates() {}

  /**
   * All templates of a folder ({@code .txt} and {@code .json}), in the order of their file names.
   *
   * @throws InvalidDocument with the faults of every file that has any
   */
  static List<MessageTemplate> in(Path folder) {
    List<MessageTemplate> templates = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    for (Path file : files(folder)) {
      try {
        templates.add(MessageTemplate.load(file));
      } catch (InvalidDocument e) {
        faults.addAll(e.faults());
      }
    }
    if (!faults.isEmpty()) {
      throw new InvalidDocument(faults);
    }
    return templates;
  }

  static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".txt") || file.toString().endsWith(".json"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
