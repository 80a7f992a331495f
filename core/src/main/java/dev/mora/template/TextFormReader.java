package dev.mora.template;

import dev.mora.json.InvalidDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the text form. Goes on after a fault where it can, so that one run shows them all; a file
 * with a fault gives no template.
 */
final class TextFormReader {

  private TextFormReader() {}

  static MessageTemplate read(String name, String text) {
    TextSource source = new TextSource(name, text);
    int first = source.nextLanguage(0);
    TextHead head = TextHead.read(source, first);
    Optional<TemplateBuilder> builder = head.builder();
    if (first == source.size()) {
      source.fault(
          first - 1, 0, "no language", "a line such as --- es_MX and a text below it", List.of());
    }
    List<String> offered = new ArrayList<>();
    for (int start = first; start < source.size(); ) {
      int line = start;
      int end = source.nextLanguage(start + 1);
      TextBlock.read(source, start, end, head.fields())
          .ifPresent(
              translation -> {
                offered.add(translation.language());
                builder.ifPresent(
                    b -> source.located(source.at(line, 0), () -> b.language(translation)));
              });
      start = end;
    }
    if (source.faults().isEmpty()) {
      builder.ifPresent(b -> b.fallback(head.fallback(offered)));
    }
    if (!source.faults().isEmpty()) {
      throw new InvalidDocument(source.faults());
    }
    return builder.orElseThrow().build();
  }
}
