package dev.mora.examples;

import dev.mora.score.RiskModel;
import dev.mora.score.Scores;
import dev.mora.segmentation.SegmentMemory;
import dev.mora.segmentation.SegmentationPolicy;
import dev.mora.segmentation.SegmentationRun;
import dev.mora.segmentation.Segmented;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The desk, as far as a segmentation needs it. */
class SegmentationDesk extends DelinquencyDesk {

  @Option(
      names = "--segmentation",
      paramLabel = "FILE",
      description = "Segmentation policy, instead of the desk's.")
  private @Nullable Path segmentation;

  @Option(
      names = "--models",
      paramLabel = "DIR",
      description =
          "Folder of models (*.json) that fill score.NAME, instead of the desk's models/.")
  private @Nullable Path models;

  @Option(
      names = "--memory",
      paramLabel = "FILE",
      description = {
        "Where the last run left the cases: read before, written after.",
        "A policy that holds segments needs it; the first run makes the file."
      })
  private @Nullable Path memory;

  final boolean remembers() {
    return memory != null;
  }

  /** The run with the memory that was named; none yet if there is no such file. */
  final SegmentationRun remembering(SegmentationRun run) {
    if (memory == null) {
      return run;
    }
    return run.memory(Files.exists(memory) ? SegmentMemory.load(memory) : SegmentMemory.none());
  }

  /** Writes what the next run needs beside the file first, so that it is old or new, never half. */
  final void remember(Segmented segmented) {
    Optional<SegmentMemory> now = segmented.memory();
    if (memory == null || now.isEmpty()) {
      return;
    }
    Path file = memory.toAbsolutePath();
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      try (Writer out = Files.newBufferedWriter(fresh)) {
        now.get().writeCsv(out);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Those of the folder that was named, or of the desk's {@code models/} if it has one, in the
   * order of their file names; each fills {@code score.NAME} by the name that its file gives.
   */
  final Scores models() {
    return models(models == null ? optional("models") : Optional.of(models));
  }

  static Scores models(Optional<Path> folder) {
    Scores scores = Scores.none();
    for (Path file : folder.map(SegmentationDesk::files).orElse(List.of())) {
      scores = scores.with(RiskModel.load(file));
    }
    return scores;
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  final SegmentationPolicy segmentation() {
    return SegmentationPolicy.load(file(segmentation, "--segmentation", "segmentation.json"));
  }
}
