package com.example.collections;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a host takes on with us: third-party jars on its run-time path, without ours and the test's.
 */
class WeightTest {
  private static final List<String> TESTS =
      List.of("org/junit/", "org/opentest4j/", "org/apiguardian/", "org/apache/maven/surefire/");

  @Test
  void at_most_nine_jars_and_four_and_a_half_megabytes() throws IOException {
    List<Path> jars =
        Stream.of(
                System.getProperty("java.class.path", ""),
                System.getProperty("jdk.module.path", ""))
            .flatMap(paths -> Stream.of(paths.split(File.pathSeparator)))
            .filter(path -> path.endsWith(".jar"))
            .map(path -> path.replace(File.separatorChar, '/'))
            .filter(path -> !path.contains("/dev/mora/"))
            .filter(path -> TESTS.stream().noneMatch(path::contains))
            .map(Path::of)
            .distinct()
            .toList();
    long bytes = 0;
    for (Path jar : jars) bytes += Files.size(jar);

    assertFalse(jars.isEmpty());
    assertTrue(jars.size() <= 9, jars.toString());
    assertTrue(bytes <= 4_500_000, bytes + " bytes in " + jars);
  }
}
