package dev.mora.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawnFolderTest {

  @TempDir Path folder;

  @Test
  void a_folder_with_files_of_others_is_left_alone() throws IOException {
    Path theirs = Files.writeString(folder.resolve("loans.csv"), "loan_id\n");

    assertThatThrownBy(() -> DrawnFolder.write(folder, 3, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not empty");
    assertThat(theirs).hasContent("loan_id");
    assertThat(folder).isDirectoryNotContaining("glob:**installments.csv");
  }

  @Test
  void a_folder_of_an_earlier_drawing_is_used_again_and_drawn_anew_for_another_seed()
      throws IOException {
    DrawnFolder.write(folder, 3, 1);
    String first = Files.readString(folder.resolve("loans.csv"));
    Files.writeString(folder.resolve("loans.csv"), "as it was");

    DrawnFolder.write(folder, 3, 1);
    String again = Files.readString(folder.resolve("loans.csv"));
    DrawnFolder.write(folder, 3, 2);

    assertThat(again).isEqualTo("as it was");
    assertThat(folder.resolve("loans.csv")).content().isNotEqualTo(first).startsWith("loan_id,");
  }
}
