package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.mora.testkit.WebhookCorpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Goes again through what Jazzer found ({@code .ci/fuzz}). */
class WebhookFuzzTest {

  private static final Path FOUND = Path.of("src/test/fuzz/webhook");

  @Test
  void what_was_found_once_breaks_nothing_any_more() throws IOException {
    List<Path> found;
    try (Stream<Path> files = Files.list(FOUND)) {
      found = files.sorted().toList();
    }

    assertThat(found).hasSizeGreaterThan(100);
    for (Path each : found) {
      byte[] body = Files.readAllBytes(each);
      assertThatCode(() -> WebhookFuzz.fuzzerTestOneInput(body))
          .as(each.toString())
          .doesNotThrowAnyException();
    }
  }

  @Test
  void nor_does_anything_of_the_corpus() {
    for (WebhookCorpus.Case each : WebhookCorpus.all()) {
      assertThatCode(() -> WebhookFuzz.fuzzerTestOneInput(each.body()))
          .as(each.name())
          .doesNotThrowAnyException();
    }
  }
}
