package dev.mora.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.mora.channel.OutboundMessage;
import dev.mora.channel.SendLimits;
import dev.mora.channel.SendResult;
import dev.mora.party.PhoneNumber;
import dev.mora.template.MessageTemplate;
import dev.mora.template.RecordTemplate;
import dev.mora.template.Rendering;
import dev.mora.whatsapp.TokenSupplier;
import dev.mora.whatsapp.WhatsAppConfig;
import dev.mora.whatsapp.WhatsAppSender;
import dev.mora.whatsapp.WhatsAppTemplates;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Messages through {@code WhatsAppSender} against {@link SlowProvider}: how near the rate comes to
 * what so many in flight allow at that latency, on how many threads and connections, and what CPU a
 * steady thousand a second costs.
 */
final class SendBenchmark {

  private static final double SHARE = 0.8;
  private static final int THREADS = 8;
  private static final int WARM_STEP = 5;
  private static final int MOST_WARM_UP = 120;

  /** What share of the time one compiler thread may still be at work once all is warm. */
  private static final double COMPILING = 0.05;

  private static final PhoneNumber TO = PhoneNumber.of("+525512345678");
  private static final String TEMPLATE =
      """
      template: cuota_vencida  category: UTILITY  version: 2026-11-21
      fields: nombre text, monto money, vencimiento date, dias days
      --- es_MX
      Hola {nombre}, su cuota de {monto} venció el {vencimiento}, hace {dias} días.
      [Ya pagué: PAID]
      """;

  private final Rendering rendering;
  private final AtomicInteger failed = new AtomicInteger();
  private volatile int mostThreads;

  private SendBenchmark(Rendering rendering) {
    this.rendering = rendering;
  }

  static boolean run(List<String> arguments) throws Exception {
    Options options =
        new Options(
            arguments,
            "--latency",
            "--in-flight",
            "--more-in-flight",
            "--seconds",
            "--rate",
            "--csv");
    int latency = options.whole("--latency", 50);
    int seconds = options.whole("--seconds", 10);
    RecordTemplate<Overdue> template =
        MessageTemplate.parse("cuota_vencida.txt", TEMPLATE).bind(Overdue.class);
    var benchmark =
        new SendBenchmark(
            template.fill(Overdue.draw(1, 1)[0]).render("es-MX", WhatsAppTemplates.profile()));
    Report report = new Report(System.out);
    report.machine();
    Process provider = start(latency);
    try {
      int port = port(provider);
      int inFlight = options.whole("--in-flight", 128);
      benchmark.full(report, port, latency, inFlight, seconds, true);
      int more = options.whole("--more-in-flight", 512);
      if (more > 0) {
        benchmark.full(report, port, latency, more, seconds, false);
      }
      benchmark.steady(report, port, options.whole("--rate", 1_000), seconds);
    } finally {
      provider.destroy();
    }
    return report.finish(options.text("--csv", ""));
  }

  private void full(Report report, int port, int latency, int inFlight, int seconds, boolean isBar)
      throws Exception {
    double ideal = inFlight * 1000.0 / latency;
    try (WhatsAppSender sender = sender(port, inFlight)) {
      int warmUp = warmUp(sender, inFlight);
      int connected = seen(port)[0];
      mostThreads = 0;
      Thread watch = watch();
      long cpu = cpu();
      double rate = send(sender, inFlight, seconds);
      double micros = (cpu() - cpu) / 1e3 / (rate * seconds);
      watch.interrupt();
      watch.join();
      int fresh = seen(port)[0] - connected - 1; // the question itself is one
      String subject = inFlight + " in flight, " + latency + " ms";
      report.add(
          subject,
          String.format(
              Locale.ROOT,
              "%.0f/s of %.0f/s, %.0f us of CPU each, after %d s",
              rate,
              ideal,
              micros,
              warmUp),
          ideal / rate,
          isBar ? 1 / SHARE : 0);
      report.add(
          subject, mostThreads + " threads of ours", (double) mostThreads / THREADS, isBar ? 1 : 0);
      report.add(subject, fresh + " new connections after warm-up", fresh + 1, isBar ? 1 : 0);
    }
  }

  /**
   * Sends until the compiler has little left to do, which on few cores takes what the sending
   * itself would need; tells after how many seconds.
   */
  private int warmUp(WhatsAppSender sender, int inFlight) throws Exception {
    var compiler = ManagementFactory.getCompilationMXBean();
    int seconds = 0;
    long compiling;
    do {
      long before = compiler.getTotalCompilationTime();
      send(sender, inFlight, WARM_STEP);
      compiling = compiler.getTotalCompilationTime() - before;
      seconds += WARM_STEP;
    } while (seconds < MOST_WARM_UP && compiling > WARM_STEP * 1000 * COMPILING);
    return seconds;
  }

  /** Sends as fast as {@code inFlight} open requests allow; tells messages a second. */
  private double send(WhatsAppSender sender, int inFlight, int seconds) throws Exception {
    var room = new Semaphore(inFlight);
    var done = new AtomicInteger();
    long start = System.nanoTime();
    long end = start + seconds * 1_000_000_000L;
    while (System.nanoTime() < end) {
      room.acquire();
      one(sender, done, room);
    }
    long nanos = System.nanoTime() - start;
    int counted = done.get();
    room.acquire(inFlight);
    requireNoFailure();
    return counted * 1e9 / nanos;
  }

  private void steady(Report report, int port, int rate, int seconds) throws Exception {
    int inFlight = 512;
    try (WhatsAppSender sender = sender(port, inFlight)) {
      paced(sender, rate, Math.max(1, seconds / 3), inFlight);
      long cpu = cpu();
      long start = System.nanoTime();
      int sent = paced(sender, rate, seconds, inFlight);
      double wall = System.nanoTime() - start;
      double cores = (cpu() - cpu) / wall;
      report.add(
          "steady " + rate + "/s",
          String.format(Locale.ROOT, "%.0f/s, cores of CPU", sent * 1e9 / wall),
          cores,
          1);
      report.add(
          "steady " + rate + "/s", "rate asked for by rate kept", rate * wall / 1e9 / sent, 1.05);
    }
  }

  /** Of this process, in nanoseconds. */
  private static long cpu() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime();
  }

  private int paced(WhatsAppSender sender, int rate, int seconds, int inFlight) throws Exception {
    var room = new Semaphore(inFlight);
    var done = new AtomicInteger();
    long start = System.nanoTime();
    int count = rate * seconds;
    for (int i = 0; i < count; i++) {
      long due = start + i * 1_000_000_000L / rate;
      while (due - System.nanoTime() > 0) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      room.acquire();
      one(sender, done, room);
    }
    room.acquire(inFlight);
    requireNoFailure();
    return done.get();
  }

  private void one(WhatsAppSender sender, AtomicInteger done, Semaphore room) {
    sender
        .send(
            new OutboundMessage("mora1:bench:" + done, TO, new OutboundMessage.Template(rendering)))
        .whenComplete(
            (result, bug) -> {
              if (bug != null || result.kind() != SendResult.Kind.ACCEPTED) {
                failed.incrementAndGet();
              }
              done.incrementAndGet();
              room.release();
            });
  }

  private void requireNoFailure() {
    if (failed.get() > 0) {
      throw new IllegalStateException(failed.get() + " messages were not accepted");
    }
  }

  private static WhatsAppSender sender(int port, int inFlight) {
    return WhatsAppSender.of(
        WhatsAppConfig.builder("106540352242922", TokenSupplier.of("token"))
            .baseUri(URI.create("http://127.0.0.1:" + port))
            .limits(new SendLimits(100_000, Duration.ZERO, inFlight))
            .build());
  }

  /** Counts the threads of sender and HTTP client now and then. */
  private Thread watch() {
    Thread watch =
        new Thread(
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                int count = 0;
                for (Thread thread : Thread.getAllStackTraces().keySet()) {
                  String name = thread.getName();
                  if (name.startsWith("mora-whatsapp-") || name.startsWith("HttpClient-")) {
                    count++;
                  }
                }
                mostThreads = Math.max(mostThreads, count);
                LockSupport.parkNanos(200_000_000);
              }
            });
    watch.start();
    return watch;
  }

  private static Process start(int latency) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            SlowProvider.class.getName(),
            String.valueOf(latency))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static int port(Process provider) throws IOException {
    var lines =
        new BufferedReader(
            new InputStreamReader(provider.getInputStream(), StandardCharsets.US_ASCII));
    String line = lines.readLine();
    if (line == null) {
      throw new IOException("the provider did not start");
    }
    return Integer.parseInt(line);
  }

  /** Connections and messages that the provider has seen. */
  private static int[] seen(int port) throws IOException {
    try (InputStream in = URI.create("http://127.0.0.1:" + port + "/seen").toURL().openStream()) {
      String[] counts = new String(in.readAllBytes(), StandardCharsets.US_ASCII).split(" ");
      return new int[] {Integer.parseInt(counts[0]), Integer.parseInt(counts[1])};
    }
  }
}
