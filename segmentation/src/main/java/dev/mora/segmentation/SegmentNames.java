package dev.mora.segmentation;

import dev.mora.json.JsonObject;
import dev.mora.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The segments of one policy as its file names them, held against those that it lists. */
final class SegmentNames {

  private final Set<String> listed;
  private final Set<String> used = new LinkedHashSet<>();

  /**
   * @param listed empty if any may come
   */
  SegmentNames(List<String> listed) {
    this.listed = new LinkedHashSet<>(listed);
  }

  String read(JsonObject object, String key) {
    String segment = PolicyDocument.filled(object, key);
    if (!listed.isEmpty() && !listed.contains(segment)) {
      JsonValue at = object.value(key);
      throw at.invalid(
          at.describe(), "one of the segments listed: " + String.join(", ", listed), listed);
    }
    used.add(segment);
    return segment;
  }

  /** Those that a case can get. */
  Set<String> used() {
    return used;
  }
}
