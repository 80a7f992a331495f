package dev.mora.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

  @ParameterizedTest
  @CsvSource({
    "stp, step",
    "tempalte, template",
    "TEMPLATE, template",
    "no, on",
    "tmeplaet, template",
    "channel, channels",
    "price, ''",
    "s, ''",
    "'', ''"
  })
  void the_nearest_name_is_found_or_none(String text, String nearest) {
    List<String> names = List.of("step", "on", "template", "channels", "action");

    assertThat(Nearest.to(text, names).orElse("")).isEqualTo(nearest);
  }

  @Test
  void the_first_of_equally_near_names_wins() {
    assertThat(Nearest.to("cat", List.of("hat", "bat"))).contains("hat");
  }

  @Test
  void edits_agree_with_a_naive_count() {
    long seed = 7;
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      String a = word(random);
      String b = word(random);

      assertThat(Nearest.edits(a, b)).as("seed %d: %s %s", seed, a, b).isEqualTo(naive(a, b));
    }
  }

  private static String word(Random random) {
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      out.append((char) ('a' + random.nextInt(3)));
    }
    return out.toString();
  }

  private static int naive(String a, String b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.length() + b.length();
    }
    int same = a.charAt(0) == b.charAt(0) ? 0 : 1;
    int best = naive(a.substring(1), b.substring(1)) + same;
    best = Math.min(best, naive(a.substring(1), b) + 1);
    best = Math.min(best, naive(a, b.substring(1)) + 1);
    boolean swapped =
        a.length() > 1
            && b.length() > 1
            && a.charAt(0) == b.charAt(1)
            && a.charAt(1) == b.charAt(0);
    return swapped ? Math.min(best, naive(a.substring(2), b.substring(2)) + 1) : best;
  }
}
