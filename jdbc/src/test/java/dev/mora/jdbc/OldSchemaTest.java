package dev.mora.jdbc;

import static dev.mora.ledger.contract.LedgerFixture.LEASE;
import static dev.mora.ledger.contract.LedgerFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.SendResult;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.Dispatcher;
import dev.mora.ledger.EntryFilter;
import dev.mora.ledger.GateDecision;
import dev.mora.ledger.LedgerSettings;
import dev.mora.ledger.Progress;
import dev.mora.ledger.State;
import dev.mora.ledger.contract.FakeSender;
import dev.mora.ledger.contract.LedgerFixture;
import dev.mora.ledger.contract.LedgerInvariants;
import dev.mora.ledger.contract.Proof;
import dev.mora.testkit.MutableClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A ledger of each earlier schema, kept as a text, is migrated and worked on: it tells what it told
 * before, holds what a ledger holds, and sends once what was left. The text of a new schema is
 * written by {@code -Dmora.history.write=jdbc/src/test/resources/history}.
 */
class OldSchemaTest {

  private static final String WRITE = System.getProperty("mora.history.write", "");

  static Stream<Arguments> everySchemaOnEveryDatabase() {
    return Stream.of(Place.values())
        .flatMap(
            place ->
                IntStream.rangeClosed(1, Schema.VERSION)
                    .mapToObj(version -> Arguments.of(place, version)));
  }

  @Test
  void there_is_an_old_ledger_of_each_schema() throws Exception {
    if (!WRITE.isEmpty()) {
      write(Path.of(WRITE));
      return; // it is read where the next build puts it
    }

    for (int version = 1; version <= Schema.VERSION; version++) {
      assertThat(kept(version, "rows")).as("schema %d", version).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("everySchemaOnEveryDatabase")
  void an_old_ledger_tells_the_same_and_works_on_after_a_migration(Place place, int version)
      throws SQLException {
    DataSource source = place.fresh();
    makeTables(place, source, version);
    OldLedger.load(kept(version, "rows"), source);
    MutableClock time = LedgerFixture.aClock();

    DeliveryLedger ledger = open(place, source, time);

    assertThat(OldLedger.told(ledger)).isEqualTo(kept(version, "told"));
    LedgerInvariants.check(ledger);
    time.advance(LEASE);
    Map<DispatchId, Integer> bodies = work(ledger, time);
    LedgerInvariants.check(ledger);
    assertThat(bodies.values()).as("bodies of a dispatch").allMatch(n -> n == 1);
    assertThat(ledger.entries(EntryFilter.all().in(State.PLANNED, State.CLAIMED, State.SUBMITTING)))
        .isEmpty();
    assertThat(bodies).as("those that were planned or only claimed").hasSize(4);
    ledger.close();
    Proof.figures(
        "T14",
        "a ledger of schema " + version + " on " + place,
        Map.of(
            "migrated to",
            Schema.VERSION,
            "rows that tell otherwise",
            0,
            "sent on",
            bodies.size()));
  }

  private static Map<DispatchId, Integer> work(DeliveryLedger ledger, MutableClock time) {
    Map<DispatchId, Integer> bodies = new HashMap<>();
    Dispatcher.builder(ledger, view -> GateDecision.pass(), "new version", time)
        .sender(
            FakeSender.answering(
                id -> {
                  bodies.merge(id, 1, Integer::sum);
                  return new SendResult.Accepted("w-" + id);
                }))
        .sleeper(time::advance)
        .nanoTime(() -> Duration.between(START, time.instant()).toNanos())
        .build()
        .run(Progress.none());
    return bodies;
  }

  private static DeliveryLedger open(Place place, DataSource source, MutableClock time) {
    return place.ledger(source).settings(LedgerSettings.of("test")).clock(time).migrate().build();
  }

  /** As a library of that version left them. */
  private static void makeTables(Place place, DataSource source, int version) throws SQLException {
    try (Connection connection = source.getConnection();
        var statement = connection.createStatement()) {
      for (String file : Schema.MIGRATIONS.subList(0, version)) {
        String path = "/META-INF/mora/sql/" + place.name().toLowerCase(Locale.ROOT) + "/" + file;
        for (String sql : Schema.statements(text(path))) {
          statement.execute(sql);
        }
      }
    }
  }

  private static void write(Path folder) throws IOException, SQLException {
    DataSource source = Place.SQLITE.fresh();
    DeliveryLedger ledger = open(Place.SQLITE, source, LedgerFixture.aClock());
    OldLedger.fill(ledger);
    Files.createDirectories(folder);
    Files.write(folder.resolve("schema-" + Schema.VERSION + ".told"), OldLedger.told(ledger));
    ledger.close();
    Files.write(folder.resolve("schema-" + Schema.VERSION + ".rows"), OldLedger.dump(source));
  }

  private static List<String> kept(int version, String what) {
    return text("/history/schema-" + version + "." + what).lines().toList();
  }

  private static String text(String path) {
    try (InputStream in =
        Objects.requireNonNull(OldSchemaTest.class.getResourceAsStream(path), path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
