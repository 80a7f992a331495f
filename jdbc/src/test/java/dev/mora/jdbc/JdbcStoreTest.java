package dev.mora.jdbc;

import static dev.mora.ledger.contract.LedgerFixture.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.ledger.LedgerStore;
import dev.mora.ledger.Note;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a work leaves when the database is against it. */
class JdbcStoreTest {

  private static final Note NOTE = new Note("shelf", "key", Optional.empty(), "text", START);
  private static final Note OTHER = new Note("other", "key", Optional.empty(), "", START);

  private final DataSource place = Place.H2.fresh();
  private WatchedSource.Watcher watcher = WatchedSource.Call::run;
  private final LedgerStore store = store(WatchedSource.of(place, call -> watcher.on(call)));

  private static LedgerStore store(DataSource source) {
    return Place.H2.ledger(source).clock(() -> START).migrate().store();
  }

  private static boolean put(LedgerStore store, Note note) {
    return store.write(
        books -> {
          books.put(note);
          return true;
        });
  }

  private boolean isThere() {
    watcher = WatchedSource.Call::run;
    return store.read(books -> books.note("shelf", "key")).isPresent();
  }

  @AfterEach
  void nobody_stays_interrupted() {
    Thread.interrupted();
  }

  @Test
  void a_work_that_goes_on_after_a_statement_of_its_own_failed_leaves_nothing() {
    assertThatThrownBy(
            () ->
                store.write(
                    books -> {
                      books.put(NOTE);
                      watcher =
                          call -> {
                            if (call.name().startsWith("Statement.execute")) {
                              watcher = WatchedSource.Call::run;
                              throw new SQLException("no", "42000");
                            }
                            return call.run();
                          };
                      assertThatThrownBy(() -> books.note("shelf", "other"))
                          .isInstanceOf(LedgerStoreException.class);
                      return true;
                    }))
        .isInstanceOf(LedgerStoreException.class)
        .hasMessageContaining("went on");

    assertThat(isThere()).isFalse();
    assertThat(put(store, NOTE)).isTrue();
    assertThat(isThere()).isTrue();
  }

  /** Interrupted, so that nobody waits between two tries. */
  @ParameterizedTest(name = "readable after {0} tries")
  @ValueSource(ints = {1, 9})
  void a_commit_without_an_answer_is_read_again(int tries) {
    var failing = new AtomicInteger(tries);
    loseTheAnswer(failing);
    Thread.currentThread().interrupt();

    assertThat(put(store, NOTE)).isTrue();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(isThere()).isTrue();
  }

  @Test
  void a_commit_that_cannot_be_read_again_is_told_as_one_that_may_be_there() {
    var failing = new AtomicInteger(10);
    loseTheAnswer(failing);
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> put(store, NOTE))
        .isInstanceOf(LedgerStoreException.class)
        .hasMessageContaining("may be there");

    assertThat(failing).as("tries left").hasValue(0);
    Thread.interrupted();
    assertThat(isThere()).isTrue();
  }

  /** To the next commit, and fails so often then. */
  private void loseTheAnswer(AtomicInteger failing) {
    put(store, OTHER); // its connection stays
    watcher =
        call -> {
          if (call.name().equals("Connection.commit")) {
            call.run();
            watcher =
                next -> {
                  if (next.name().startsWith("Statement.execute")
                      && failing.getAndDecrement() > 0) {
                    throw new SQLException("not yet", "08006");
                  }
                  return next.run();
                };
            throw new SQLException("no answer", "08006");
          }
          return call.run();
        };
  }
}
