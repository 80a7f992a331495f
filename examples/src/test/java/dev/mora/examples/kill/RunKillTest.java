package dev.mora.examples.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mora.examples.Story;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command {@code run}, killed with SIGKILL while requests are open, and started again on the
 * same ledger: nothing goes out twice, everything is decided, and a person is asked about what
 * nobody can know and about nothing else. Leases run in real time, so a restart takes a minute.
 */
@Tag("kill")
class RunKillTest {

  private static final int BORROWERS = 40;
  private static final int ANSWERED = 9;
  private static final int OPEN_AT_THE_KILL = 3;
  private static final int MORE_THAN_FLY_AT_ONCE = 120;
  private static final int SIGTERM = 128 + 15;

  @TempDir Path folder;

  /** Counts bodies; from the tenth on it hears them and says nothing, until it is told to. */
  private static final class Silence implements AutoCloseable {

    private static final Pattern CORRELATION =
        Pattern.compile("\"biz_opaque_callback_data\"\\s*:\\s*\"mora1:local:([^\"]+)\"");

    private final Map<String, Integer> bodies = new TreeMap<>();
    private final CountDownLatch open = new CountDownLatch(ANSWERED + OPEN_AT_THE_KILL);
    private final CountDownLatch speaking = new CountDownLatch(1);
    private final HttpServer server;

    private Silence() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
      server.setExecutor(Executors.newCachedThreadPool());
      server.createContext("/", this::message);
      server.start();
    }

    private URI uri() {
      return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void message(HttpExchange exchange) throws IOException {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Matcher correlation = CORRELATION.matcher(body);
      if (!correlation.find()) {
        throw new IOException("a body without a correlation");
      }
      String dispatch = correlation.group(1);
      int nth = heard(dispatch);
      open.countDown();
      if (nth > ANSWERED) {
        await(speaking);
      }
      byte[] answer =
          ("{\"messages\":[{\"id\":\"wamid." + dispatch + "\"}]}").getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, answer.length);
      try (var out = exchange.getResponseBody()) {
        out.write(answer);
      }
    }

    private synchronized int heard(String dispatch) {
      bodies.merge(dispatch, 1, Integer::sum);
      return bodies.values().stream().mapToInt(Integer::intValue).sum();
    }

    private synchronized Map<String, Integer> bodies() {
      return new TreeMap<>(bodies);
    }

    private static void await(CountDownLatch latch) {
      try {
        assertThat(latch.await(2, TimeUnit.MINUTES)).isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  @Test
  void on_sqlite_a_killed_run_sends_each_once_and_asks_only_about_what_nobody_can_know()
      throws Exception {
    isKilledAndStartedAgain(folder.resolve("mora.db").toString(), false);
  }

  @Test
  void on_postgresql_a_killed_run_sends_each_once_and_asks_only_about_what_nobody_can_know()
      throws Exception {
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.builder().setServerConfig("fsync", "on").start()) {
      isKilledAndStartedAgain(postgres.getJdbcUrl("postgres", "postgres"), true);
    }
  }

  /** Ctrl-C in the midst: nobody has to be asked, for what was under way is waited for. */
  @Test
  void a_run_that_is_asked_to_end_records_what_is_under_way_and_the_next_one_sends_the_rest()
      throws Exception {
    Story story = Story.of(folder, MORE_THAN_FLY_AT_ONCE, folder.resolve("mora.db").toString());
    try (Silence provider = new Silence()) {
      Process first = story.start(provider.uri(), Redirect.PIPE);
      Silence.await(provider.open);
      first.toHandle().destroy(); // leaves the streams open
      BufferedReader err = first.errorReader(StandardCharsets.UTF_8);
      assertThat(err.lines().anyMatch(line -> line.startsWith("termina: espera"))).isTrue();
      provider.speaking.countDown();

      assertThat(err.lines())
          .contains("terminado desde fuera: lo que espera sale con la próxima ejecución");
      assertThat(first.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(first.exitValue()).isEqualTo(SIGTERM);
      assertThat(story.unknown()).isEmpty();
      Set<String> accepted = in(story.states(), "ACCEPTED");
      assertThat(accepted)
          .isEqualTo(provider.bodies().keySet())
          .hasSizeLessThan(MORE_THAN_FLY_AT_ONCE);
      assertThat(story.firstOut()).contains(accepted);

      Story.Told second = story.run(provider.uri());

      assertThat(second.status()).as(second.err()).isZero();
      assertThat(provider.bodies()).hasSize(MORE_THAN_FLY_AT_ONCE);
      assertThat(provider.bodies().values()).as("bodies of one dispatch").containsOnly(1);
    }
  }

  /**
   * @param waits whether the second run has to wait for the leases of the first one; else a minute
   *     has passed before it begins
   */
  private void isKilledAndStartedAgain(String ledger, boolean waits) throws Exception {
    Story story = Story.of(folder, BORROWERS, ledger);
    try (Silence provider = new Silence()) {
      Process first = story.start(provider.uri());
      Silence.await(provider.open);
      first.destroyForcibly().waitFor();
      provider.speaking.countDown();
      if (!waits) {
        story.pass(Duration.ofMinutes(1));
      }

      Story.Told second = story.run(provider.uri());

      assertThat(second.status()).as(second.err()).isEqualTo(1);
      assertThat(second.err()).contains("en manos de otra ejecución: ", "; si murió, se sueltan");
      assertThat(provider.bodies().values()).as("bodies of one dispatch").containsOnly(1);
      assertThat(Set.copyOf(story.states().values()))
          .as("everything is decided: " + second.err())
          .containsExactlyInAnyOrder("ACCEPTED", "UNKNOWN");
      assertThat(story.states()).hasSize(BORROWERS);
      Set<String> unknown = story.unknown();
      assertThat(unknown).isEqualTo(in(story.states(), "UNKNOWN"));

      Set<String> unheard = new TreeSet<>(unknown);
      unheard.removeAll(provider.bodies().keySet());
      List<String> before = List.copyOf(provider.bodies().keySet());
      for (String dispatch : unheard) {
        assertThat(story.resolve(dispatch, "NOT_SENT").err())
            .contains("its request may still arrive");
      }
      story.pass(Duration.ofMinutes(6));
      for (String dispatch : unknown) {
        Story.Told told = story.resolve(dispatch, unheard.contains(dispatch) ? "NOT_SENT" : "SENT");
        assertThat(told.status()).as(told.err()).isZero();
      }
      Story.Told third = story.run(provider.uri());

      assertThat(third.status()).as(third.err()).isZero();
      assertThat(story.unknown()).isEmpty();
      assertThat(provider.bodies()).hasSize(BORROWERS);
      assertThat(provider.bodies().values()).as("bodies of one dispatch").containsOnly(1);
      Set<String> sentNow = new TreeSet<>(provider.bodies().keySet());
      before.forEach(sentNow::remove);
      assertThat(sentNow).as("exactly those that a person found unsent").isEqualTo(unheard);
    }
  }

  private static Set<String> in(Map<String, String> states, String state) {
    return states.entrySet().stream()
        .filter(each -> each.getValue().equals(state))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
