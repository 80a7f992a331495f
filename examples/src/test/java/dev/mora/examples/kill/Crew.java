package dev.mora.examples.kill;

import dev.mora.jdbc.JdbcLedger;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.EntryFilter;
import dev.mora.ledger.LedgerSettings;
import dev.mora.ledger.State;
import dev.mora.ledger.StoredLedger;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Processes that share a ledger and a provider, and the one who kills them. */
final class Crew implements AutoCloseable {

  /**
   * @param store SQLITE, POSTGRESQL, or H2_LOSSY: the one that must fail
   * @param workers processes at a time
   * @param kills spread evenly over the campaign
   * @param told whether the provider tells statuses, which repair what a kill left open
   */
  record Task(
      String store, String url, int messages, int workers, int kills, long seed, boolean told) {}

  /** What came of it. */
  record Result(
      Map<String, Integer> bodies,
      List<DispatchEntry> entries,
      Map<State, Long> counts,
      int killed) {

    int duplicates() {
      return Crew.duplicates(bodies);
    }

    /** Neither at the provider nor anywhere that a person would see it. */
    List<String> lost() {
      return entries.stream()
          .filter(entry -> entry.state().rank() >= State.ACCEPTED.rank())
          .map(entry -> entry.id().value())
          .filter(id -> !bodies.containsKey(id))
          .toList();
    }

    List<DispatchEntry> unknown() {
      return entries.stream().filter(entry -> entry.state().isUnknown()).toList();
    }
  }

  private static final Duration PATIENCE = Duration.ofMinutes(20);

  /** Most of their life is their start. */
  private static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-Xmx256m");

  private static final List<String> LONG_LIVED = List.of("-Xmx512m");

  private final Task task;
  private final List<String> options;
  private final FastClock clock = new FastClock(System.currentTimeMillis());
  private final List<Process> workers = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final SplittableRandom random;
  private final Process providing;
  private final URI provider;

  private Crew(Task task) throws IOException {
    this(task, SHORT_LIVED);
  }

  private Crew(Task task, List<String> options) throws IOException {
    this.task = task;
    this.options = options;
    random = new SplittableRandom(task.seed());
    providing =
        start(
            Provider.class, List.of("" + task.seed(), "" + clock.startMillis(), "" + task.told()));
    var lines =
        new BufferedReader(
            new InputStreamReader(providing.getInputStream(), StandardCharsets.UTF_8));
    provider = URI.create(lines.readLine());
  }

  static int duplicates(Map<String, Integer> bodies) {
    return bodies.values().stream().mapToInt(n -> n - 1).sum();
  }

  static Result run(Task task) throws IOException, InterruptedException {
    try (Crew crew = new Crew(task);
        DeliveryLedger ledger = ledger(task.store(), task.url(), crew.clock)) {
      return crew.work(ledger);
    }
  }

  /**
   * Kills, and stops when all messages but what a kill may keep back have come: for a store that
   * only one process can open.
   *
   * @return how many bodies each dispatch had
   */
  static Map<String, Integer> bodies(Task task) throws IOException, InterruptedException {
    try (Crew crew = new Crew(task)) {
      Instant deadline = Instant.now().plus(PATIENCE);
      crew.killInTurn(deadline);
      crew.awaitBodies(task.messages() - task.kills() * Worker.IN_FLIGHT, deadline);
      return crew.bodies();
    }
  }

  /**
   * How a calm campaign went.
   *
   * @param pace bodies in a second, from half of them to the last but a hundred: by then the
   *     compiler has done its work
   * @param worker processor time for each of them, in microseconds; of a loaded machine this says
   *     more than the pace
   * @param provider likewise
   */
  record Paced(double pace, double worker, double provider) {}

  /** One worker on a calm provider, left alone. */
  static Paced pace(Task task, int inFlight) throws IOException, InterruptedException {
    try (Crew crew = new Crew(task, LONG_LIVED)) {
      Instant deadline = Instant.now().plus(PATIENCE);
      crew.hire(inFlight);
      crew.awaitBodies(task.messages() / 2, deadline);
      long from = System.nanoTime();
      double worker = micros(crew.workers.get(0));
      double provider = micros(crew.providing);
      crew.awaitBodies(task.messages() - 100, deadline);
      int bodies = task.messages() - task.messages() / 2 - 100;
      return new Paced(
          bodies * 1e9 / (System.nanoTime() - from),
          (micros(crew.workers.get(0)) - worker) / bodies,
          (micros(crew.providing) - provider) / bodies);
    }
  }

  private static double micros(Process process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e3;
  }

  /** The ledger of a task, as each process opens it. */
  static DeliveryLedger ledger(String store, String url, InstantSource clock) {
    JdbcLedger.Builder builder =
        switch (store) {
          case "SQLITE" -> JdbcLedger.sqlite(Path.of(url));
          case "POSTGRESQL" -> JdbcLedger.postgres(postgres(url)).allowLossy();
          case "H2_LOSSY" -> JdbcLedger.h2(h2(url)).allowLossy();
          default -> throw new IllegalArgumentException(store);
        };
    return StoredLedger.of(builder.clock(clock).migrate().store(), LedgerSettings.of("local"));
  }

  private static DataSource postgres(String url) {
    var source = new PGSimpleDataSource();
    source.setUrl(url);
    return source;
  }

  private static DataSource h2(String url) {
    var source = new JdbcDataSource();
    source.setURL(url);
    return source;
  }

  private Result work(DeliveryLedger ledger) throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    killInTurn(deadline);
    while (!isOver(ledger)) {
      requireTime(deadline, () -> ledger.counts(Campaign.ID).toString());
      ask("/await", "" + Integer.MAX_VALUE);
    }
    for (Process worker : List.copyOf(workers)) {
      kill(worker);
    }
    return new Result(
        bodies(),
        ledger.entries(EntryFilter.of(Campaign.ID)),
        ledger.counts(Campaign.ID),
        task.kills());
  }

  private void killInTurn(Instant deadline) throws IOException, InterruptedException {
    for (int i = 0; i < task.workers(); i++) {
      hire();
    }
    for (int i = 1; i <= task.kills(); i++) {
      awaitBodies(task.messages() * i / (task.kills() + 1), deadline);
      kill(workers.get(random.nextInt(workers.size())));
      hire();
    }
  }

  /** Nothing is open, every status was told, and everything that was told is applied. */
  private boolean isOver(DeliveryLedger ledger) throws IOException, InterruptedException {
    Map<State, Long> counts = ledger.counts(Campaign.ID);
    long planned = counts.values().stream().mapToLong(Long::longValue).sum();
    long open =
        counts.entrySet().stream()
            .filter(each -> each.getKey().isOpen())
            .mapToLong(Map.Entry::getValue)
            .sum();
    return planned == task.messages()
        && open == 0
        && ask("/await", "0").endsWith(" 0")
        && ledger.inbox().pending() == 0
        && ledger.unmatched().isEmpty();
  }

  private void awaitBodies(int wanted, Instant deadline) throws IOException, InterruptedException {
    while (Integer.parseInt(ask("/await", "" + wanted).split(" ")[0]) < wanted) {
      requireTime(deadline, () -> "fewer than " + wanted + " bodies");
    }
  }

  private void requireTime(Instant deadline, java.util.function.Supplier<String> state) {
    if (Instant.now().isAfter(deadline)) {
      throw new IllegalStateException("not over after " + PATIENCE + ": " + state.get());
    }
    if (workers.stream().noneMatch(Process::isAlive)) {
      throw new IllegalStateException("no worker is alive");
    }
  }

  private Map<String, Integer> bodies() throws IOException, InterruptedException {
    Map<String, Integer> bodies = new TreeMap<>();
    for (String line : ask("/report", "").lines().toList()) {
      String[] words = line.split(" ");
      bodies.put(words[0], Integer.parseInt(words[1]));
    }
    return bodies;
  }

  private String ask(String path, String body) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(provider.resolve(path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString())
        .body();
  }

  // --- processes

  private void hire() throws IOException {
    hire(Worker.IN_FLIGHT);
  }

  private void hire(int inFlight) throws IOException {
    workers.add(
        start(
            Worker.class,
            List.of(
                task.store(),
                task.url(),
                provider.toString(),
                "" + task.messages(),
                "" + clock.startMillis(),
                "" + inFlight)));
  }

  /** SIGKILL: nothing of it runs any more. */
  private void kill(Process worker) throws InterruptedException {
    workers.remove(worker);
    worker.destroyForcibly().waitFor();
  }

  private Process start(Class<?> main, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", path(), main.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Everything that this JVM has, on one class path. */
  private static String path() {
    String tests = Path.of(System.getProperty("basedir", ""), "target", "test-classes").toString();
    return Stream.of(
            System.getProperty("jdk.module.path", ""), tests, System.getProperty("java.class.path"))
        .flatMap(path -> Arrays.stream(path.split(File.pathSeparator)))
        .filter(each -> !each.isEmpty())
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  @Override
  public void close() {
    workers.forEach(worker -> worker.destroyForcibly().onExit().join());
    providing.destroyForcibly().onExit().join();
  }
}
