package dev.mora.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.examples.Bench.Result;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {

  @TempDir Path dir;

  @Test
  void it_runs_the_whole_way_and_says_the_same_every_time() {
    Bench bench = Bench.in(dir);

    Result first = demo(bench, "es");
    Result second = demo(bench, "es");

    assertThat(first.status()).isZero();
    assertThat(second.out()).isEqualTo(first.out());
    assertThat(first.out())
        .contains("300 deudores")
        .contains("Segmentos")
        .contains("Del plan a la respuesta")
        .contains("Bandeja")
        .contains(dir.resolve("plan.html").toString());
    assertThat(first.err()).contains("Sending").contains("Hearing");
  }

  @Test
  void the_way_from_plan_to_answer_narrows() {
    Result result = demo(Bench.in(dir), "en");

    long planned = figure(result, "planned");
    long accepted = figure(result, "accepted");
    long delivered = figure(result, "delivered");
    long read = figure(result, "read");
    long replied = figure(result, "replied");
    assertThat(planned)
        .isEqualTo(figure(result, "written to now") + figure(result, "written to later"));
    assertThat(accepted).isPositive().isLessThanOrEqualTo(planned);
    assertThat(delivered).isPositive().isLessThan(accepted);
    assertThat(read).isPositive().isLessThan(delivered);
    assertThat(replied).isPositive().isLessThan(read);
    assertThat(figure(result, "unknown")).isZero();
  }

  @Test
  void the_page_shows_the_same_and_five_messages() {
    Bench bench = Bench.in(dir);

    Result result = demo(bench, "en");

    String page = bench.read("plan.html");
    assertThat(page).doesNotContain("http://").doesNotContain("https://").doesNotContain("<script");
    assertThat(page.split("class=\"bubble\"", -1)).hasSize(6);
    assertThat(page).contains(">" + figure(result, "planned") + "  (100.0 %)<");
    assertThat(page).contains("Hola ").contains("senior-agents");
  }

  private Result demo(Bench bench, String language) {
    return bench.run(
        "demo",
        "--borrowers",
        "300",
        "--lang",
        language,
        "--html",
        dir.resolve("plan.html").toString());
  }

  private static long figure(Result result, String label) {
    Matcher line = Pattern.compile("(?m)^  " + label + " +([0-9,]+)$").matcher(result.out());
    assertThat(line.find()).as(label + " in " + result.out()).isTrue();
    return Long.parseLong(line.group(1).replace(",", ""));
  }
}
