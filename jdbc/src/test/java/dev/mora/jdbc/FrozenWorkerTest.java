package dev.mora.jdbc;

import static dev.mora.ledger.contract.LedgerFixture.LEASE;
import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.aDispatch;
import static dev.mora.ledger.contract.LedgerFixture.built;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.SendResult;
import dev.mora.jdbc.FrozenWorker.Moment;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.Dispatcher;
import dev.mora.ledger.GateDecision;
import dev.mora.ledger.LedgerSettings;
import dev.mora.ledger.Progress;
import dev.mora.ledger.State;
import dev.mora.ledger.contract.FakeSender;
import dev.mora.ledger.contract.LedgerInvariants;
import dev.mora.ledger.contract.Proof;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A worker is frozen (SIGSTOP) for two leases and woken again, while another one works on the same
 * ledger; its own clock is right, or off by an hour. Nobody gets a second body, and nothing stays
 * half done.
 */
@Tag("kill")
@EnabledOnOs(OS.LINUX)
class FrozenWorkerTest {

  private static final int EACH = 3;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "SQLITE, PT0S", "SQLITE, PT1H", "SQLITE, PT-1H",
    "POSTGRESQL, PT0S", "POSTGRESQL, PT1H", "POSTGRESQL, PT-1H"
  })
  void who_was_frozen_for_two_leases_sends_nothing_twice(Place place, Duration off)
      throws Exception {
    SharedTime time = SharedTime.begin(folder.resolve("time"), START);
    String url = place.freshUrl();
    DeliveryLedger ledger =
        place
            .ledger(new DriverSource(url))
            .settings(LedgerSettings.of("test"))
            .clock(time)
            .migrate()
            .build();
    Process frozen = start(place, url, time, off);
    var orders = new PrintStream(frozen.getOutputStream(), true, StandardCharsets.UTF_8);
    var answers =
        new BufferedReader(new InputStreamReader(frozen.getInputStream(), StandardCharsets.UTF_8));

    try {
      for (Moment moment : Moment.values()) {
        List<Dispatch> plan = plan(moment);
        ledger.plan(plan);
        orders.println(moment);
        assertThat(answer(answers)).isEqualTo("frozen");
        awaitStopped(frozen);

        time.advance(LEASE.multipliedBy(2));
        work(ledger, time, moment);
        assertThat(stuck(ledger)).as("%s: half done after two leases", moment).isZero();

        signal(frozen, "-CONT");
        assertThat(answer(answers)).isEqualTo("done");
        assertThat(stuck(ledger)).as("%s: half done in the end", moment).isZero();
        List<String> bodies = bodies();
        assertThat(plan.stream().map(each -> told(ledger, bodies, each)))
            .as("%s: bodies and states", moment)
            .containsExactlyInAnyOrder(expected(moment));
      }
    } finally {
      signal(frozen, "-CONT");
      frozen.destroyForcibly().waitFor();
    }

    assertThat(bodies()).as("bodies, each of another dispatch").doesNotHaveDuplicates();
    LedgerInvariants.check(ledger);
    ledger.close();
    Proof.figures(
        "T8",
        "frozen for two leases on " + place + ", clock off by " + off,
        Map.of("freezes", Moment.values().length, "duplicates", 0, "stuck rows", 0));
  }

  /** What is certain of the three of a moment: bodies and state of each. */
  private static String[] expected(Moment moment) {
    return switch (moment) {
      case W1 -> new String[] {"1 ACCEPTED", "1 ACCEPTED", "1 ACCEPTED"};
      case W2 -> new String[] {"0 UNKNOWN", "0 UNKNOWN", "0 UNKNOWN"};
      case N, W3 -> new String[] {"1 ACCEPTED", "0 UNKNOWN", "0 UNKNOWN"};
    };
  }

  private Path provider() {
    return folder.resolve("bodies");
  }

  private List<String> bodies() throws IOException {
    return Files.readAllLines(provider());
  }

  private static String told(DeliveryLedger ledger, List<String> bodies, Dispatch dispatch) {
    String id = dispatch.id().value();
    return Collections.frequency(bodies, id)
        + " "
        + ledger.find(dispatch.id()).orElseThrow().state();
  }

  private static long stuck(DeliveryLedger ledger) {
    return ledger.counts().get(State.CLAIMED) + ledger.counts().get(State.SUBMITTING);
  }

  /** The colleague who was awake all the time. */
  private void work(DeliveryLedger ledger, SharedTime time, Moment moment) {
    Dispatcher.builder(ledger, view -> GateDecision.pass(), "awake-" + moment, time)
        .sender(
            FakeSender.answering(
                id -> {
                  FrozenWorker.deliver(provider(), id);
                  return new SendResult.Accepted("w-" + id);
                }))
        .nanoTime(time::nanos)
        .patience(Duration.ZERO)
        .build()
        .run(Progress.none());
  }

  private static List<Dispatch> plan(Moment moment) {
    var plan = new ArrayList<Dispatch>();
    for (int i = 0; i < EACH; i++) {
      String borrower = moment + "-" + i;
      plan.add(built(aDispatch(CampaignId.of(moment.name()), borrower, "1"), borrower));
    }
    return plan;
  }

  // --- the process

  private Process start(Place place, String url, SharedTime time, Duration off) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xmx128m",
            "-cp",
            path(),
            FrozenWorker.class.getName(),
            place.name(),
            url,
            time.file().toString(),
            off.toString(),
            provider().toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
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

  /** Whatever else a driver or a logger prints there is not an answer. */
  private static String answer(BufferedReader answers) throws IOException {
    String line = answers.readLine();
    while (line != null && !FrozenWorker.ANSWERS.contains(line)) {
      line = answers.readLine();
    }
    return String.valueOf(line);
  }

  private static void signal(Process process, String which)
      throws IOException, InterruptedException {
    new ProcessBuilder("kill", which, "" + process.pid()).start().waitFor();
  }

  /** Until the kernel says that it stands still. */
  private static void awaitStopped(Process process) throws IOException {
    Path stat = Path.of("/proc", "" + process.pid(), "stat");
    String state = "";
    while (!state.equals("T")) {
      String line = Files.readString(stat);
      state = line.substring(line.lastIndexOf(')') + 2, line.lastIndexOf(')') + 3);
      Thread.onSpinWait();
    }
  }
}
