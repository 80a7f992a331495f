package dev.mora.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The Java of docs/webhooks.md is source that the build runs. */
class WebhooksPageJavaTest {

  private static final Path PAGE = Path.of("../docs/webhooks.md");
  private static final Path HERE = Path.of("src/test/java/dev/mora/servlet");

  @Test
  void each_block_stands_in_a_source_that_is_run() throws IOException {
    List<Path> sources =
        List.of(
            Path.of("../examples/src/main/java/dev/mora/examples/HookServer.java"),
            HERE.resolve("WebhookServletTest.java"),
            HERE.resolve("WhatsAppHook.java"));

    List<List<String>> blocks = blocks();

    assertThat(blocks).hasSameSizeAs(sources);
    for (int i = 0; i < blocks.size(); i++) {
      assertThat(squeezed(Files.readAllLines(sources.get(i)))).contains(squeezed(blocks.get(i)));
    }
  }

  private static List<List<String>> blocks() throws IOException {
    List<List<String>> blocks = new ArrayList<>();
    List<String> lines = Files.readAllLines(PAGE);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).equals("```java")) {
        List<String> rest = lines.subList(i + 1, lines.size());
        blocks.add(rest.subList(0, rest.indexOf("```")));
      }
    }
    return blocks;
  }

  private static String squeezed(List<String> lines) {
    return lines.stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n"));
  }
}
