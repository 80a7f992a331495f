package dev.mora.examples;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Where a result goes. */
final class Output {

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the result here instead of to standard output.")
  private @Nullable Path file;

  /**
   * Before anything is done whose result could not be kept.
   *
   * @throws UncheckedIOException naming the folder that is not there
   */
  void requireFolder() {
    requireFolder(file);
  }

  static void requireFolder(@Nullable Path file) {
    Path folder = file == null ? null : file.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw new UncheckedIOException(new NoSuchFileException(folder.toString()));
    }
  }

  void write(CommandSpec command, Consumer<Writer> result) {
    if (file == null) {
      PrintWriter out = command.commandLine().getOut();
      result.accept(out);
      out.flush();
    } else {
      write(file, result);
    }
  }

  /** The file gets its name only once the result is whole. */
  static void write(Path file, Consumer<Writer> result) {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      into(file, result);
    } else {
      requireFolder(file);
      Path part = file.resolveSibling(file.getFileName() + ".part");
      try {
        into(part, result);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        part.toFile().delete();
      }
    }
  }

  private static void into(Path target, Consumer<Writer> result) {
    try (Writer out = Files.newBufferedWriter(target, StandardCharsets.UTF_8)) {
      result.accept(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
