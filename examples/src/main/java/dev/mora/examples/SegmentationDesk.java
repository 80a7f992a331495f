package dev.mora.examples;

import dev.mora.segmentation.SegmentationPolicy;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The desk, as far as a segmentation needs it. */
class SegmentationDesk extends DelinquencyDesk {

  @Option(
      names = "--segmentation",
      paramLabel = "FILE",
      description = "Segmentation policy, instead of the desk's.")
  private @Nullable Path segmentation;

  final SegmentationPolicy segmentation() {
    return SegmentationPolicy.load(file(segmentation, "--segmentation", "segmentation.json"));
  }
}
