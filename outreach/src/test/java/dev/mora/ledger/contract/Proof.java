package dev.mora.ledger.contract;

import dev.mora.json.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes what a test has measured into the folder {@code -Dmora.proof}, a small JSON file each, for
 * the page that is generated from a run. Without that property it writes nothing.
 */
public final class Proof {

  private Proof() {}

  /**
   * @param test as the test plan calls it: T6
   * @param what one line: what was tried on what; names the file too
   * @param figures numbers and words, shown in the order of their map; by name if it has none
   */
  public static void figures(String test, String what, Map<String, ?> figures) {
    String folder = System.getProperty("mora.proof", "");
    if (folder.isEmpty()) {
      return;
    }
    try {
      Path path = Files.createDirectories(Path.of(folder));
      String name = (test + "-" + what).replaceAll("[^A-Za-z0-9]+", "-") + ".json";
      Files.write(path.resolve(name), json(test, what, figures));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] json(String test, String what, Map<String, ?> figures) {
    JsonWriter out = JsonWriter.create().object().field("test", test).field("what", what);
    out.name("figures").object();
    Map<String, ?> inOrder = figures instanceof LinkedHashMap ? figures : new TreeMap<>(figures);
    inOrder.forEach((name, value) -> out.field(name, String.valueOf(value)));
    return out.end().end().toBytes();
  }
}
