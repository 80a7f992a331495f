package dev.mora.examples;

import dev.mora.score.RiskModel;
import dev.mora.score.Scores;
import dev.mora.segmentation.SegmentationPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /**
   * Those of the folder that was named, or of the desk's {@code models/} if it has one, in the
   * order of their file names; each fills {@code score.NAME} by the name that its file gives.
   */
  final Scores models() {
    Optional<Path> folder = models == null ? optional("models") : Optional.of(models);
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
