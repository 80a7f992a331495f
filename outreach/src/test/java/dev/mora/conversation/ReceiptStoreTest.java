package dev.mora.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptStoreTest {

  @TempDir Path dir;

  private ReceiptStore store(String kind) {
    return kind.equals("memory") ? ReceiptStore.inMemory() : ReceiptStore.in(dir.resolve("r"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory", "folder"})
  void a_file_is_seen_once_it_is_kept_and_gone_once_it_is_removed(String kind) throws Exception {
    ReceiptStore store = store(kind);
    try (ReceiptStore.Draft draft = store.open("K-1")) {
      draft.sink().write(bytes("uno"));
      assertThat(read(draft.read())).isEqualTo("uno");
      assertThat(keys(store)).isEmpty();
      assertThat(store.read("K-1")).isEmpty();

      draft.keep();
    }

    assertThat(keys(store)).containsExactly("K-1");
    assertThat(read(store.read("K-1").orElseThrow())).isEqualTo("uno");

    store.remove("K-1");
    store.remove("K-1");
    assertThat(keys(store)).isEmpty();
    assertThat(store.read("K-1")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory", "folder"})
  void a_later_file_takes_the_place_of_an_earlier_one(String kind) throws Exception {
    ReceiptStore store = store(kind);
    for (String text : List.of("uno", "dos")) {
      try (ReceiptStore.Draft draft = store.open("K-1")) {
        draft.sink().write(bytes(text));
        draft.keep();
      }
    }

    assertThat(read(store.read("K-1").orElseThrow())).isEqualTo("dos");
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory", "folder"})
  void a_draft_that_is_not_kept_leaves_nothing(String kind) throws Exception {
    ReceiptStore store = store(kind);
    try (ReceiptStore.Draft draft = store.open("K-1")) {
      draft.sink().write(bytes("uno"));
    }

    assertThat(keys(store)).isEmpty();
    if (kind.equals("folder")) {
      try (Stream<Path> files = Files.list(dir.resolve("r"))) {
        assertThat(files).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../x", "a/b", "a.b", "a b"})
  void a_key_cannot_leave_the_folder(String key) {
    assertThatThrownBy(() -> store("folder").open(key))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_receipt_is_in_one_state() {
    assertThatThrownBy(() -> Receipt.missing(Receipt.Problem.NONE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Receipt.awaited().repeating("", Receipt.Repeat.BY_THE_SAME))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Receipt.missing(Receipt.Problem.GONE)).hasToString("Receipt(MISSING, GONE, NONE)");
  }

  private static List<String> keys(ReceiptStore store) throws IOException {
    List<String> keys = new ArrayList<>();
    store.forEach(keys::add);
    return keys;
  }

  private static String read(InputStream in) throws IOException {
    try (in) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
