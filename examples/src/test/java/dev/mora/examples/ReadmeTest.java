package dev.mora.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the README shows is what the build runs. */
class ReadmeTest {
  private static final Path README = Path.of("../README.md");
  private static final Path FIRST_STEPS =
      Path.of("consumer/host/src/main/java/com/example/collections/FirstSteps.java");

  @Test
  void its_first_java_is_the_source_that_the_consumer_runs() throws IOException {
    List<String> shown = firstBlock("java");
    String source = String.join("\n", stripped(Files.readAllLines(FIRST_STEPS)));

    assertThat(shown).hasSizeBetween(2, 14);
    assertThat(source).contains(String.join("\n", shown));
  }

  @Test
  void its_second_command_is_the_one_that_ci_runs() throws IOException {
    List<String> commands = firstBlock("sh");

    assertThat(commands).hasSize(2);
    assertThat(Files.readAllLines(Path.of("../.ci/run")))
        .contains("test=(" + commands.get(1) + ")");
  }

  private static List<String> firstBlock(String language) throws IOException {
    List<String> lines = Files.readAllLines(README);
    int start = lines.indexOf("```" + language);
    assertThat(start).as("a block of " + language).isNotNegative();
    List<String> rest = lines.subList(start + 1, lines.size());
    return stripped(rest.subList(0, rest.indexOf("```")));
  }

  private static List<String> stripped(List<String> lines) {
    return lines.stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.toList());
  }
}
