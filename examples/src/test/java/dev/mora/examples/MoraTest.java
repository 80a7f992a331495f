package dev.mora.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.examples.Bench.Result;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MoraTest {

  @TempDir Path dir;

  static List<String> commands() {
    return Mora.commands().stream().filter(name -> !name.equals("help")).toList();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void each_command_explains_itself_with_an_example(String command) {
    Result result = Bench.in(dir).run(command, "--help");

    assertThat(result.status()).isZero();
    assertThat(result.out())
        .contains("Usage: mora " + command)
        .containsPattern("Examples?:?|Example, ")
        .contains("mora " + command + " ");
    assertThat(result.err()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void no_line_of_help_is_wider_than_a_hundred_columns(String command) {
    assertThat(Bench.in(dir).run(command, "--help").out().lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void a_list_of_commands_says_each_in_a_whole_sentence(String command) {
    String help = Bench.in(dir).run(command, "--help").out();

    int list = help.indexOf("\nCommands:\n");
    if (list >= 0) {
      String listed = help.substring(list + "\nCommands:\n".length()).split("\n\n|\\z", 2)[0];
      assertThat(listed.split("\n(?=  \\S)")).allMatch(line -> line.strip().endsWith("."));
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void an_unknown_option_is_wrong_use(String command) {
    Result result = Bench.in(dir).run(command, "--nonsense");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("See mora " + command + " --help");
  }

  @Test
  void it_lists_its_commands() {
    Result result = Bench.in(dir).run("--help");

    assertThat(result.status()).isZero();
    assertThat(result.out()).contains(commands()).contains("Exit status: 0 done; 1 something");
    assertThat(commands())
        .containsExactlyInAnyOrder(
            "demo",
            "delinquency",
            "reconcile",
            "segment",
            "policy",
            "template",
            "metrics",
            "plan",
            "run",
            "ledger",
            "campaign",
            "contacted",
            "paid",
            "unstop",
            "phones",
            "webhook",
            "simulator");
  }

  @Test
  void without_a_command_it_shows_them_and_fails() {
    Result result = Bench.in(dir).run();

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("Usage: mora").contains("delinquency");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --portfoli loans --desk d | Unknown option: '--portfoli'; did you mean --portfolio?
          --portfoli=loans --desk d | Unknown option: '--portfoli'; did you mean --portfolio?
          --folder loans --desk d   | Unknown option: '--folder'
          """)
  void a_misspelt_option_is_named_beside_the_one_that_is_missing(String given, String told) {
    List<String> arguments = new ArrayList<>(List.of("segment", "--as-of", "2026-11-24"));
    arguments.addAll(List.of(given.split(" ")));

    Result result = Bench.in(dir).run(arguments.toArray(String[]::new));

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .contains("Missing required option: '--portfolio=DIR'")
        .contains(told + "\nSee mora segment --help");
  }

  @Test
  void an_option_that_is_only_missing_is_told_alone() {
    Result result = Bench.in(dir).run("segment", "--as-of", "2026-11-24", "--desk", "d");

    assertThat(result.err()).contains("'--portfolio=DIR'").doesNotContain("Unknown");
  }

  @Test
  void a_misspelt_command_names_the_nearest() {
    Result result = Bench.in(dir).run("delinquensy");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("delinquensy").contains("mora delinquency");
  }

  @Test
  void a_misspelt_language_names_the_three() {
    Result result = Bench.in(dir).onLoans("segment", "--lang", "fr");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .contains("--lang")
        .contains("fr")
        .contains("found fr, expected es, pt or en");
  }

  @Test
  void a_result_that_cannot_be_written_is_told() {
    Writer full =
        new Writer() {
          @Override
          public void write(char[] text, int from, int length) throws IOException {
            throw new IOException("no space left");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    StringWriter err = new StringWriter();

    int status =
        Mora.run(
            name -> null,
            duration -> {},
            new PrintWriter(full),
            new PrintWriter(err, true),
            "--help");

    assertThat(status).isEqualTo(2);
    assertThat(err.toString()).contains("cannot write to standard output");
  }

  @ParameterizedTest
  @CsvSource({
    "--as-of, 24/11/2026, 2026-11-24",
    "--as-of, 2026-02-30, 2026-11-24",
    "--now, 2026-11-24, 2026-11-24T16:00:00Z",
    "--now, 2026-11-24T16:00, 2026-11-24T16:00:00Z"
  })
  void a_day_or_a_moment_in_another_form_is_told_with_the_form_that_is_meant(
      String option, String found, String expected) {
    Result result = Bench.in(dir).run("plan", "--portfolio", ".", "--desk", ".", option, found);

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .contains(option)
        .contains("found " + found + ", expected")
        .contains(expected)
        .doesNotContain("java.time");
  }
}
