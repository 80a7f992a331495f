package dev.mora.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.portfolio.csv.PortfolioFolder;
import dev.mora.segmentation.SegmentStream;
import dev.mora.segmentation.SegmentationPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the workbench's {@code segment} does, from a portfolio folder to a CSV file, against reading
 * and parsing the same columns. The heap is the caller's: {@code -Xmx512m}.
 */
final class CsvBenchmark {

  private static final double BAR = 2.0;

  private static final String POLICY =
      """
      {"schema": "mora/segmentation-1", "name": "portfolio", "version": "1", "unit": "LOAN",
       "rules": [
         {"id": "late", "segment": "LATE", "when": {"attribute": "countedDays", "atLeast": 61}},
         {"id": "large", "segment": "EARLY_LARGE", "when": {"all": [
           {"attribute": "countedDays", "from": 1, "to": 60},
           {"attribute": "overdueAmount", "atLeast": "500.00", "currency": "MXN"},
           {"any": [
             {"attribute": "region", "in": ["Jalisco", "Sonora"]},
             {"attribute": "creditScore", "below": 560, "onUnknown": "TRUE"}]}]}},
         {"id": "early", "segment": "EARLY", "when": {"attribute": "countedDays", "from": 1}},
         {"id": "soon", "segment": "PRE_DUE", "when": {"attribute": "daysToDue", "atMost": 3}}],
       "otherwise": "CURRENT"}
      """;

  private CsvBenchmark() {}

  static boolean run(List<String> arguments) throws Exception {
    Options options =
        new Options(arguments, "--loans", "--folder", "--rounds", "--warm-up", "--seed", "--csv");
    int count = options.whole("--loans", 1_000_000);
    long seed = options.seed("--seed", DrawnFolder.SEED);
    String named = options.text("--folder", "");
    Path folder = named.isEmpty() ? Files.createTempDirectory("portfolio") : Path.of(named);
    try {
      DrawnFolder.write(folder, count, seed);
      System.out.printf(
          Locale.ROOT,
          "%d loans x %d installments, --seed %d, %d MB of CSV, heap %d MB%n",
          count,
          BookedLoans.INSTALLMENTS,
          seed,
          size(folder) >> 20,
          Runtime.getRuntime().maxMemory() >> 20);
      Report report = new Report(System.out);
      report.machine();
      compare(folder, count, options, report);
      return report.finish(options.text("--csv", ""));
    } finally {
      if (named.isEmpty()) {
        delete(folder);
      }
    }
  }

  private static void compare(Path folder, int count, Options options, Report report) {
    Clocks reading = new Clocks(() -> FastCsvBaseline.read(folder));
    Clocks segmenting = new Clocks(() -> segment(folder, count));
    Harness harness = new Harness(options.whole("--rounds", 5), options.whole("--warm-up", 1));
    report.add(
        "CSV to CSV",
        harness.compare(
            List.of(
                new Harness.Way("FastCSV, read and parsed", count, reading),
                new Harness.Way("segment", count, segmenting))),
        0,
        BAR);
    reading.print("FastCSV");
    segmenting.print("segment");
  }

  private static void segment(Path folder, int count) {
    SegmentStream segments =
        SegmentStream.read(
            SegmentationPolicy.parse("portfolio", POLICY),
            PortfolioFolder.at(folder),
            DelinquencyPolicy.standard(),
            DrawnFolder.AS_OF,
            fault -> {
              throw new IllegalStateException(fault.message());
            },
            (done, total) -> {});
    if (segments.size() != count) {
      throw new IllegalStateException("loans read: " + segments.size() + " of " + count);
    }
    try (Writer out = Files.newBufferedWriter(folder.resolve("segments.csv"))) {
      segments.writeCsv(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Remembers the last run by wall clock, and by the CPU time of the process with its collector.
   */
  private static final class Clocks implements Runnable {

    private static final OperatingSystemMXBean PROCESS =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final Runnable work;
    private long wall;
    private long cpu;

    Clocks(Runnable work) {
      this.work = work;
    }

    @Override
    public void run() {
      long start = System.nanoTime();
      long startOfCpu = PROCESS.getProcessCpuTime();
      work.run();
      wall = System.nanoTime() - start;
      cpu = PROCESS.getProcessCpuTime() - startOfCpu;
    }

    void print(String name) {
      System.out.printf(
          Locale.ROOT,
          "%s, last round: %.2f s of wall clock, %.2f s of CPU in all threads%n",
          name,
          wall / 1e9,
          cpu / 1e9);
    }
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
