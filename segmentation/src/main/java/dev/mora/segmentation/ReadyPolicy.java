package dev.mora.segmentation;

import dev.mora.json.Json;
import dev.mora.json.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Policies that come with the library, as files like any other. */
final class ReadyPolicy {

  static final List<String> NAMES = List.of("stage", "stage-risk-balance", "debtor-type");

  private ReadyPolicy() {}

  /** Read once, when somebody first needs it. */
  private static final class DebtorType {
    static final SegmentationPolicy POLICY = load("debtor-type");
  }

  static SegmentationPolicy debtorType() {
    return DebtorType.POLICY;
  }

  static SegmentationPolicy load(String name) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "no ready policy "
              + name
              + ": "
              + String.join(", ", NAMES)
              + Nearest.to(name, NAMES).map(near -> "; did you mean " + near + "?").orElse(""));
    }
    String file = "/META-INF/mora/segmentation/" + name + ".json";
    try (InputStream in = ReadyPolicy.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("missing in the jar: " + file);
      }
      return PolicyDocument.read(Json.read(name + ".json", in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
