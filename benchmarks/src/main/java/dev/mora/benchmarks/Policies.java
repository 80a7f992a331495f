package dev.mora.benchmarks;

import dev.mora.segmentation.SegmentationPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The three policies that are committed, each with its hand-written twin. */
final class Policies {

  /** The same rules as data and as code. */
  record Pair(String name, SegmentationPolicy policy, HandWritten byHand) {}

  private Policies() {}

  static List<Pair> committed() {
    return List.of(
        new Pair("8 segments", load("segments-8.json"), new EightSegments()),
        new Pair("20 segments", load("segments-20.json"), new TwentySegments()),
        new Pair("60 segments", load("segments-60.json"), new SixtySegments()));
  }

  private static SegmentationPolicy load(String file) {
    try (InputStream in = Policies.class.getResourceAsStream("/policies/" + file)) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: " + file);
      }
      return SegmentationPolicy.parse(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
