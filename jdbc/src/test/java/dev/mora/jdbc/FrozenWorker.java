package dev.mora.jdbc;

import dev.mora.channel.SendResult;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.Dispatcher;
import dev.mora.ledger.GateDecision;
import dev.mora.ledger.LedgerSettings;
import dev.mora.ledger.Progress;
import dev.mora.ledger.contract.FakeSender;
import dev.mora.ledger.contract.LedgerFixture;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A process that stops itself with SIGSTOP at a moment that it is told, in the middle of a campaign
 * of the same name, and goes on when somebody wakes it.
 *
 * <p>Arguments: place and URL of the ledger, file of the {@link SharedTime}, how far its own clock
 * is off, file in which bodies arrive. Reads moments from its input, answers {@code frozen} just
 * before it stops and {@code done} when the campaign has ended; ends with its input.
 */
final class FrozenWorker {

  /** Where in the way of a dispatch it stops. */
  enum Moment {
    /** Claimed, not yet at the gate. */
    W1,
    /** The gate is open and committed, nothing handed over. */
    W2,
    /** In the sender, before the first byte leaves. */
    N,
    /** The provider has answered, the answer is not written. */
    W3
  }

  static final Set<String> ANSWERS = Set.of("frozen", "done");

  private final DeliveryLedger ledger;
  private final SharedTime time;
  private final InstantSource ownClock;
  private final Path provider;
  private Moment moment = Moment.W1;
  private boolean stopped;

  private FrozenWorker(DeliveryLedger real, SharedTime time, Duration off, Path provider) {
    this.time = time;
    this.provider = provider;
    ownClock = () -> time.instant().plus(off);
    ledger = stoppable(real);
  }

  public static void main(String... args) throws IOException {
    SharedTime time = new SharedTime(Path.of(args[2]));
    DeliveryLedger ledger =
        Place.valueOf(args[0])
            .ledger(new DriverSource(args[1]))
            .settings(LedgerSettings.of("test"))
            .clock(time)
            .build();
    var worker = new FrozenWorker(ledger, time, Duration.parse(args[3]), Path.of(args[4]));
    var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String order = orders.readLine();
    while (order != null) {
      worker.work(Moment.valueOf(order));
      say("done");
      order = orders.readLine();
    }
    System.exit(0);
  }

  private void work(Moment at) {
    moment = at;
    stopped = false;
    Dispatcher.builder(ledger, view -> GateDecision.pass(), "frozen-" + at, ownClock)
        .sender(FakeSender.with(LedgerFixture.FAST, this::send))
        .nanoTime(time::nanos)
        .patience(Duration.ZERO)
        .build()
        .run(CampaignId.of(at.name()), Progress.none());
  }

  private CompletableFuture<SendResult> send(DispatchId id) {
    stopAt(Moment.N);
    deliver(provider, id);
    return CompletableFuture.completedFuture(new SendResult.Accepted("w-" + id));
  }

  /** A body, as far as this provider is concerned: one line of its file. */
  static void deliver(Path provider, DispatchId id) {
    try {
      Files.writeString(provider, id + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DeliveryLedger stoppable(DeliveryLedger real) {
    return (DeliveryLedger)
        Proxy.newProxyInstance(
            FrozenWorker.class.getClassLoader(),
            new Class<?>[] {DeliveryLedger.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("outcomes")) {
                stopAt(Moment.W3);
              }
              Object result;
              try {
                result = method.invoke(real, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
              if (method.getName().equals("claim") && !((List<?>) result).isEmpty()) {
                stopAt(Moment.W1);
              }
              if (method.getName().equals("gate")) {
                stopAt(Moment.W2);
              }
              return result;
            });
  }

  /** Once for each order, and only then. */
  private void stopAt(Moment here) {
    if (here != moment || stopped) {
      return;
    }
    stopped = true;
    Instant before = time.instant();
    say("frozen");
    try {
      new ProcessBuilder("kill", "-STOP", "" + ProcessHandle.current().pid()).start().waitFor();
      while (time.instant().equals(before)) {
        // a signal may be a moment on its way: no step further before the clock was moved
        Thread.onSpinWait();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void say(String word) {
    System.out.println(word);
    System.out.flush();
  }
}
