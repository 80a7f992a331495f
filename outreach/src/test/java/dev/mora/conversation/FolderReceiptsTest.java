package dev.mora.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FolderReceiptsTest {

  private static final Instant LIMIT = Instant.parse("2026-11-24T16:00:00Z");

  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource({
    "K-1-123.part, 2026-11-24T15:59:59Z, false",
    "K-1-123.part, 2026-11-24T16:00:00Z, true",
    "K-1.receipt, 2026-11-24T15:59:59Z, true",
    "other.txt, 2026-11-24T15:59:59Z, true"
  })
  void a_draft_of_a_process_that_died_ends_with_its_time(String name, Instant at, boolean stays)
      throws Exception {
    Path file = Files.writeString(dir.resolve(name), "%PDF-");
    Files.setLastModifiedTime(file, FileTime.from(at));

    ReceiptStore.in(dir).forgetDraftsBefore(LIMIT);

    assertThat(Files.exists(file)).isEqualTo(stays);
  }

  @Test
  void a_draft_that_cannot_be_written_to_its_end_leaves_nothing() throws Exception {
    ReceiptStore full = new FolderReceipts(dir, part -> new Full());

    assertThatThrownBy(
            () -> {
              try (ReceiptStore.Draft draft = full.open("K-1")) {
                draft.sink().write(1);
              }
            })
        .isInstanceOf(UncheckedIOException.class);

    assertThat(names()).isEmpty();
  }

  @Test
  void a_draft_that_cannot_be_opened_leaves_nothing() throws Exception {
    ReceiptStore full =
        new FolderReceipts(
            dir,
            part -> {
              throw new IOException("too many open files");
            });

    assertThatThrownBy(() -> full.open("K-1")).isInstanceOf(IOException.class);

    assertThat(names()).isEmpty();
  }

  private List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(dir)) {
      files.forEach(file -> names.add(String.valueOf(file.getFileName())));
    }
    return names;
  }

  /** A disk without room. */
  private static final class Full extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("no space left");
    }
  }
}
