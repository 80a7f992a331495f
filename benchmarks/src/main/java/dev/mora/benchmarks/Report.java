package dev.mora.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Costs as an aligned table for people and as CSV for machines. */
final class Report {

  private record Line(String subject, Harness.Cost cost, double bar) {}

  private final List<Line> lines = new ArrayList<>();
  private final PrintStream out;

  Report(PrintStream out) {
    this.out = out;
  }

  /** Says on what it runs, which belongs to every figure. */
  void machine() {
    out.printf(
        Locale.ROOT,
        "JDK %s (%s), %d processors, load %.1f%n%n",
        System.getProperty("java.version"),
        System.getProperty("java.vm.name"),
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    out.printf(
        Locale.ROOT,
        "%-34s %-40s %9s %8s %15s %10s %6s%n",
        "subject",
        "way",
        "ns/item",
        "ratio",
        "least-most",
        "B/item",
        "bar");
  }

  /**
   * Prints one line for each way.
   *
   * @param bars the most that a ratio may be, by way; 0 for no bar, missing ones too
   */
  void add(String subject, List<Harness.Cost> costs, double... bars) {
    for (int i = 0; i < costs.size(); i++) {
      Line line = new Line(subject, costs.get(i), i < bars.length ? bars[i] : 0);
      lines.add(line);
      out.print(row(line));
    }
    out.println();
    out.flush();
  }

  /** A figure that is no comparison of ways, with the most that it may be. */
  void add(String subject, String way, double ratio, double bar) {
    Line line = new Line(subject, new Harness.Cost(way, 0, 0, ratio, ratio, ratio), bar);
    lines.add(line);
    out.print(row(line));
  }

  private static String row(Line line) {
    Harness.Cost cost = line.cost();
    return String.format(
        Locale.ROOT,
        "%-34s %-40s %9.2f %7.2fx %6.2f-%-8.2f %10.2f %6s%n",
        line.subject(),
        cost.name(),
        cost.nanos(),
        cost.ratio(),
        cost.least(),
        cost.most(),
        cost.bytes(),
        line.bar() == 0 ? "" : verdict(line));
  }

  private static String verdict(Line line) {
    return (line.cost().ratio() <= line.bar() ? "<= " : "MISSED ")
        + String.format(Locale.ROOT, "%.2f", line.bar());
  }

  /**
   * Writes the lines for machines, if a file was named, and tells whether every bar is met.
   *
   * @param csv empty for no file
   */
  boolean finish(String csv) throws IOException {
    if (!csv.isEmpty()) {
      writeCsv(Path.of(csv));
    }
    return isMet();
  }

  boolean isMet() {
    return lines.stream().allMatch(line -> line.bar() == 0 || line.cost().ratio() <= line.bar());
  }

  private void writeCsv(Path file) throws IOException {
    StringBuilder csv =
        new StringBuilder("jdk,subject,way,ns_per_item,ratio,least,most,bytes_per_item,bar\n");
    for (Line line : lines) {
      Harness.Cost cost = line.cost();
      csv.append(
          String.format(
              Locale.ROOT,
              "%s,\"%s\",\"%s\",%.4f,%.4f,%.4f,%.4f,%.4f,%s%n",
              System.getProperty("java.version"),
              line.subject(),
              cost.name(),
              cost.nanos(),
              cost.ratio(),
              cost.least(),
              cost.most(),
              cost.bytes(),
              line.bar() == 0 ? "" : String.valueOf(line.bar())));
    }
    Files.writeString(file, csv);
  }
}
