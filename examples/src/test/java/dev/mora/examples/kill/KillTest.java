package dev.mora.examples.kill;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.State;
import dev.mora.ledger.contract.Proof;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A campaign whose processes are killed at random. Bigger with {@code -Dmora.kill.messages}, {@code
 * .kills}, {@code .workers} (how many processes at a time; {@code 2,4} tries both), {@code .seeds}
 * and {@code .first}, the first of these.
 */
@Tag("kill")
class KillTest {

  private static final int MESSAGES = Integer.getInteger("mora.kill.messages", 2000);
  private static final int KILLS = Integer.getInteger("mora.kill.kills", 4);
  private static final List<Integer> WORKERS =
      Stream.of(System.getProperty("mora.kill.workers", "2").split(","))
          .map(Integer::valueOf)
          .toList();
  private static final int SEEDS = Integer.getInteger("mora.kill.seeds", 1);
  private static final long FIRST_SEED = Long.getLong("mora.kill.first", 20261122);

  @TempDir Path folder;
  private @Nullable EmbeddedPostgres postgres;

  @AfterEach
  void stop_the_server() throws IOException {
    if (postgres != null) {
      postgres.close();
    }
  }

  @Test
  void a_campaign_on_postgresql_survives_its_processes() throws Exception {
    postgres =
        EmbeddedPostgres.builder()
            .setPGStartupWait(Duration.ofMinutes(2))
            .setServerConfig("fsync", "off")
            .start();
    survives("POSTGRESQL", this::urlOfSchema);
  }

  @Test
  void a_campaign_on_sqlite_survives_its_processes() throws Exception {
    survives("SQLITE", name -> folder.resolve(name + ".db").toString());
  }

  /** Where a fresh ledger of a name is. */
  private interface Place {
    String of(String name) throws SQLException;
  }

  private static void survives(String store, Place place) throws Exception {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      for (int workers : WORKERS) {
        String url = place.of("s" + seed + "_" + workers);
        holds(new Crew.Task(store, url, MESSAGES, workers, KILLS, seed, true));
      }
    }
  }

  /** The control: on a database that loses what it acknowledged, the same protocol fails. */
  @Test
  void on_h2_as_it_comes_people_get_messages_twice() throws Exception {
    String url = "jdbc:h2:file:" + folder.resolve("lossy");

    Map<String, Integer> bodies =
        Crew.bodies(new Crew.Task("H2_LOSSY", url, 500, 1, 3, FIRST_SEED, false));

    assertThat(Crew.duplicates(bodies)).isPositive();
    Proof.figures(
        "T7",
        "control that must fail: H2 as it comes, 500 messages, 3 SIGKILLs",
        Map.of("duplicates", Crew.duplicates(bodies)));
  }

  private String urlOfSchema(String schema) throws SQLException {
    String url = requireNonNull(postgres).getJdbcUrl("postgres", "postgres");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA " + schema);
    }
    return url + "&reWriteBatchedInserts=true&currentSchema=" + schema;
  }

  private static void holds(Crew.Task task) throws IOException, InterruptedException {
    Crew.Result result = Crew.run(task);

    System.out.printf(
        "%s, %d processes, seed %d: %d messages, %d kills, bodies %d, duplicates %d, unknown %d,"
            + " %s%n",
        task.store(),
        task.workers(),
        task.seed(),
        task.messages(),
        result.killed(),
        result.bodies().values().stream().mapToInt(Integer::intValue).sum(),
        result.duplicates(),
        result.unknown().size(),
        result.counts());
    var figures = new LinkedHashMap<String, Object>();
    figures.put("messages", task.messages());
    figures.put("SIGKILLs", result.killed());
    figures.put("duplicates", result.duplicates());
    figures.put("lost", result.lost().size());
    figures.put("unknown in the end", result.unknown().size());
    Proof.figures(
        "T7",
        "SIGKILL, %s, %d processes, seed %d".formatted(task.store(), task.workers(), task.seed()),
        figures);
    assertThat(result.duplicates()).as("bodies beyond one, seed %d", task.seed()).isZero();
    assertThat(result.lost()).as("said to be sent and never seen").isEmpty();
    assertThat(result.counts().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(task.messages());
    List<String> silent =
        result.entries().stream()
            .filter(entry -> isNeverAnswered(entry, result, task.seed()))
            .map(entry -> entry.id().value())
            .toList();
    assertThat(result.unknown().stream().map(entry -> entry.id().value()).toList())
        .as("unresolved are exactly those that nobody told about")
        .containsExactlyInAnyOrderElementsOf(silent);
    long notSent =
        result.unknown().stream()
            .filter(entry -> !result.bodies().containsKey(entry.id().value()))
            .count();
    assertThat(notSent)
        .as("unknown and never sent: at most what was open at each kill")
        .isLessThanOrEqualTo((long) (task.kills() + task.workers()) * Worker.IN_FLIGHT);
    assertThat(
            result.entries().stream()
                .map(DispatchEntry::state)
                .filter(state -> !state.isUnknown())
                .collect(Collectors.toSet()))
        .isSubsetOf(State.ACCEPTED, State.SENT, State.DELIVERED, State.READ);
  }

  /** No answer to the request, and no status: taken and dropped, or not even handed over. */
  private static boolean isNeverAnswered(DispatchEntry entry, Crew.Result result, long seed) {
    if (!result.bodies().containsKey(entry.id().value())) {
      return true;
    }
    Fate fate = new Fate(seed, entry.id().value());
    return fate.isNeverTold() && !fate.isToldBeforeTheAnswer() && !entry.hasProviderId();
  }
}
