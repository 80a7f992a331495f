package dev.mora.examples;

import dev.mora.json.InvalidDocument;
import dev.mora.template.MessageTemplate;
import dev.mora.template.Variants;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The templates of a test of wordings, read from the folder of the one that carries the list. */
final class Arms {

  private Arms() {}

  /**
   * In the order of the list; the template alone if it tests nothing.
   *
   * @param missing told the name of each arm that no file there has
   */
  static List<MessageTemplate> of(MessageTemplate template, Path file, Consumer<String> missing) {
    if (template.variants().isEmpty()) {
      return List.of(template);
    }
    Map<String, MessageTemplate> known = beside(file);
    known.put(template.name(), template);
    List<MessageTemplate> out = new ArrayList<>();
    for (Variants.Arm arm : template.variants().get().arms()) {
      MessageTemplate there = known.get(arm.template());
      if (there == null) {
        missing.accept(arm.template());
      } else {
        out.add(there);
      }
    }
    return out;
  }

  /** A neighbour that cannot be read is no arm; {@code template check} tells why. */
  private static Map<String, MessageTemplate> beside(Path file) {
    Map<String, MessageTemplate> out = new LinkedHashMap<>();
    for (Path each : Templates.files(file.resolveSibling("").toAbsolutePath())) {
      try {
        MessageTemplate template = MessageTemplate.load(each);
        out.put(template.name(), template);
      } catch (InvalidDocument e) {
        continue;
      }
    }
    return out;
  }
}
