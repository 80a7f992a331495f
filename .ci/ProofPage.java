import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the page about what a run has proven, from what the run has left: figures in {@code
 * target/proof}, test results in {@code target/surefire-reports}, mutants in {@code
 * target/pit-reports}. Nothing of it is written by hand but the titles.
 */
final class ProofPage {

  private static final Map<String, String> TITLES =
      Map.ofEntries(
          Map.entry("T1", "What must hold for any input"),
          Map.entry("T2", "Random commands against a small model of the ledger"),
          Map.entry("T3", "A crash at every step"),
          Map.entry("T6", "Caps under concurrency"),
          Map.entry("T7", "Processes killed in mid campaign"),
          Map.entry("T8", "Workers frozen for two leases"),
          Map.entry("T9", "Nothing personal in logs, exceptions and texts"),
          Map.entry("T12", "Parts that threads share"),
          Map.entry("T13", "A database that fails"),
          Map.entry("T14", "Ledgers of earlier schemas"),
          Map.entry("T15", "Changes of the clocks"));

  private record Figure(String test, String what, Map<String, String> values) {}

  private record Suite(String module, int tests, int failed, int skipped, double seconds) {}

  private record Mutant(String type, String mutator, String method, String line, String status) {
    boolean isKilled() {
      return status.equals("KILLED") || status.equals("TIMED_OUT") || status.equals("MEMORY_ERROR");
    }
  }

  private ProofPage() {}

  public static void main(String[] args) throws IOException {
    List<Figure> figures = new ArrayList<>();
    List<Path> files = found("**/target/proof/*.json");
    for (Path file : files) {
      figures.add(figure(Files.readString(file)));
    }
    if (figures.isEmpty()) {
      throw new IllegalStateException("no figures under */target/proof: run .ci/proof first");
    }
    List<Suite> suites = new ArrayList<>();
    for (Path file : found("**/target/surefire-reports/TEST-*.xml")) {
      suites.add(suite(file.getName(0).toString(), Files.readString(file)));
    }
    List<Mutant> mutants = new ArrayList<>();
    for (Path file : found("**/target/pit-reports/mutations.csv")) {
      Files.readAllLines(file).forEach(line -> mutants.add(mutant(line.split(","))));
    }
    long newest = 0;
    for (Path file : files) {
      newest = Math.max(newest, Files.getLastModifiedTime(file).toMillis());
    }
    LocalDate day = LocalDate.ofInstant(java.time.Instant.ofEpochMilli(newest), ZoneOffset.UTC);
    List<String> elsewhere = List.of(args).subList(1, args.length);
    Files.writeString(Path.of(args[0]), page(day, elsewhere, figures, suites, mutants));
  }

  private static List<Path> found(String pattern) throws IOException {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    try (Stream<Path> all = Files.walk(Path.of(""), 4)) {
      return all.filter(matcher::matches).sorted().toList();
    }
  }

  // --- what the run has left

  private static final Pattern PAIR =
      Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\":\"((?:[^\"\\\\]|\\\\.)*)\"");

  private static Figure figure(String json) {
    Map<String, String> pairs = new LinkedHashMap<>();
    Matcher matcher = PAIR.matcher(json);
    while (matcher.find()) {
      pairs.put(plain(matcher.group(1)), plain(matcher.group(2)));
    }
    return new Figure(pairs.remove("test"), pairs.remove("what"), pairs);
  }

  private static String plain(String quoted) {
    return quoted.replace("\\\"", "\"").replace("\\\\", "\\");
  }

  private static Suite suite(String module, String xml) {
    String head = xml.substring(xml.indexOf("<testsuite"), xml.indexOf('>', xml.indexOf("<testsuite")));
    return new Suite(
        module,
        Integer.parseInt(attribute(head, "tests")),
        Integer.parseInt(attribute(head, "failures")) + Integer.parseInt(attribute(head, "errors")),
        Integer.parseInt(attribute(head, "skipped")),
        Double.parseDouble(attribute(head, "time").replace(",", "")));
  }

  private static String attribute(String head, String name) {
    Matcher matcher = Pattern.compile("\\s" + name + "=\"([^\"]*)\"").matcher(head);
    if (!matcher.find()) {
      throw new IllegalStateException("no " + name + " in " + head);
    }
    return matcher.group(1);
  }

  private static Mutant mutant(String[] cells) {
    String mutator = cells[2].substring(cells[2].lastIndexOf('.') + 1).replace("Mutator", "");
    return new Mutant(cells[1], mutator, cells[3], cells[4], cells[5]);
  }

  // --- the page

  private static String page(
      LocalDate day,
      List<String> elsewhere,
      List<Figure> figures,
      List<Suite> suites,
      List<Mutant> mutants) {
    StringBuilder out = new StringBuilder();
    out.append("# What a run has proven\n\n");
    out.append(
        "Written by `.ci/ProofPage.java` from the figures that the tests of a run left behind; do not"
            + " edit. `.ci/proof` makes a run and writes this page again. What a ledger promises, and"
            + " what it does not, is in [its own page](ledger.md).\n\n");
    out.append("| | |\n| --- | --- |\n");
    row(out, "run", day.toString());
    row(
        out,
        "Java",
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
    row(
        out,
        "machine",
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch")
            + ", "
            + Runtime.getRuntime().availableProcessors()
            + " processors");
    figures.stream()
        .filter(figure -> figure.test().equals("versions"))
        .forEach(
            figure ->
                row(
                    out,
                    figure.what(),
                    figure.values().get("database") + ", driver " + figure.values().get("driver")));
    if (!elsewhere.isEmpty()) {
      out.append("\nPut together from several runs:\n\n");
      elsewhere.forEach(each -> out.append("- ").append(each).append('\n'));
    }
    Map<String, List<Figure>> byTest =
        figures.stream()
            .filter(figure -> !figure.test().equals("versions"))
            .collect(
                Collectors.groupingBy(
                    Figure::test,
                    () ->
                        new TreeMap<>(
                            Comparator.comparing(test -> Integer.valueOf(test.substring(1)))),
                    Collectors.toList()));
    byTest.forEach((test, each) -> section(out, test, each));
    tests(out, suites);
    mutation(out, mutants);
    return out.toString();
  }

  private static void row(StringBuilder out, String... cells) {
    out.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static void section(StringBuilder out, String test, List<Figure> figures) {
    out.append("\n## ").append(test).append(": ").append(TITLES.getOrDefault(test, test));
    out.append("\n\n| what | figures |\n| --- | --- |\n");
    for (Figure figure : together(figures)) {
      String values =
          figure.values().entrySet().stream()
              .map(each -> each.getKey() + " " + each.getValue())
              .collect(Collectors.joining(", "));
      row(out, figure.what(), values);
    }
  }

  private static final Pattern SEED = Pattern.compile(", seed (\\d+)$");

  /** Runs that differ in nothing but their seed are one line, their figures added up. */
  private static List<Figure> together(List<Figure> figures) {
    Map<String, List<Figure>> byName = new LinkedHashMap<>();
    for (Figure figure : figures) {
      String name = SEED.matcher(figure.what()).replaceFirst("");
      byName.computeIfAbsent(name, each -> new ArrayList<>()).add(figure);
    }
    return byName.entrySet().stream()
        .map(
            each ->
                each.getValue().size() == 1
                    ? each.getValue().get(0)
                    : sum(each.getKey(), each.getValue()))
        .toList();
  }

  private static Figure sum(String name, List<Figure> runs) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Figure run : runs) {
      run.values()
          .forEach(
              (what, value) ->
                  values.merge(
                      what, value, (a, b) -> "" + Math.addExact(Long.parseLong(a), Long.parseLong(b))));
    }
    String seeds =
        ", %d seeds, %s to %s"
            .formatted(runs.size(), seed(runs.get(0)), seed(runs.get(runs.size() - 1)));
    return new Figure(runs.get(0).test(), name + seeds, values);
  }

  private static String seed(Figure run) {
    Matcher matcher = SEED.matcher(run.what());
    matcher.find();
    return matcher.group(1);
  }

  private static void tests(StringBuilder out, List<Suite> suites) {
    if (suites.isEmpty()) {
      return;
    }
    int all = suites.stream().mapToInt(Suite::tests).sum();
    int failed = suites.stream().mapToInt(Suite::failed).sum();
    out.append("\n## The tests of this run\n\n");
    out.append(all).append(" tests, ").append(failed).append(" failed.\n\n");
    out.append("| module | classes | tests | failed | skipped | seconds |\n");
    out.append("| --- | ---: | ---: | ---: | ---: | ---: |\n");
    Map<String, List<Suite>> byModule =
        suites.stream()
            .collect(Collectors.groupingBy(Suite::module, TreeMap::new, Collectors.toList()));
    byModule.forEach(
        (module, each) ->
            row(
                out,
                module,
                "" + each.size(),
                "" + each.stream().mapToInt(Suite::tests).sum(),
                "" + each.stream().mapToInt(Suite::failed).sum(),
                "" + each.stream().mapToInt(Suite::skipped).sum(),
                String.format(
                    Locale.ROOT, "%.0f", each.stream().mapToDouble(Suite::seconds).sum())));
  }

  private static void mutation(StringBuilder out, List<Mutant> mutants) {
    if (mutants.isEmpty()) {
      return;
    }
    out.append("\n## Mutants (PIT), nothing excluded\n\n");
    out.append("| class | mutants | killed | |\n| --- | ---: | ---: | ---: |\n");
    Map<String, List<Mutant>> byType =
        mutants.stream()
            .collect(
                Collectors.groupingBy(
                    each -> each.type().replaceAll("\\$.*", ""), TreeMap::new, Collectors.toList()));
    byType.forEach(
        (type, each) -> {
          long killed = each.stream().filter(Mutant::isKilled).count();
          row(out, "`" + type + "`", "" + each.size(), "" + killed, 100 * killed / each.size() + " %");
        });
    out.append("\nThose that live:\n\n");
    mutants.stream()
        .filter(each -> !each.isKilled())
        .map(
            each ->
                "* `" + each.type() + "." + each.method() + "` line " + each.line() + ": "
                    + each.mutator() + (each.status().equals("NO_COVERAGE") ? ", not reached" : ""))
        .forEach(line -> out.append(line).append('\n'));
  }
}
