package dev.mora.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Which connections are kept, and how one ends. */
class SessionsTest {

  private static final String NAME = "Connection.";

  private final DataSource place = Place.H2.fresh();
  private final List<String> calls = new ArrayList<>();
  private final DataSource watched =
      WatchedSource.of(
          place,
          call -> {
            calls.add(call.name());
            if (call.name().equals(NAME + "rollback")) {
              throw new SQLException("no answer", "08006");
            }
            return call.run();
          });
  private final Sessions sessions = new Sessions(watched, new H2Dialect());

  private long ended() {
    return calls.stream().filter(call -> call.equals(NAME + "close")).count();
  }

  private long restored() {
    return calls.stream().filter(call -> call.equals(NAME + "setTransactionIsolation")).count();
  }

  @Test
  void one_of_each_part_is_kept_for_the_next() {
    Session writer = sessions.take(Dialect.Part.WRITE);
    Session reader = sessions.take(Dialect.Part.READ);
    sessions.giveBack(Dialect.Part.WRITE, writer);
    sessions.giveBack(Dialect.Part.READ, reader);

    assertThat(sessions.take(Dialect.Part.READ)).isSameAs(reader);
    assertThat(sessions.take(Dialect.Part.WRITE)).isSameAs(writer);
    assertThat(sessions.take(Dialect.Part.APPEND)).isNotIn(reader, writer);
    assertThat(ended()).isZero();
  }

  @Test
  void a_second_one_of_a_part_ends_when_it_comes_back() {
    Session first = sessions.take(Dialect.Part.READ);
    Session second = sessions.take(Dialect.Part.READ);
    sessions.giveBack(Dialect.Part.READ, first);

    sessions.giveBack(Dialect.Part.READ, second);

    assertThat(ended()).isEqualTo(1);
    assertThat(sessions.take(Dialect.Part.READ)).isSameAs(first);
    assertThat(sessions.take(Dialect.Part.READ)).isNotSameAs(second);
  }

  @Test
  void a_lost_one_is_not_kept() {
    Session lost = sessions.take(Dialect.Part.WRITE);
    lost.discard();

    sessions.giveBack(Dialect.Part.WRITE, lost);

    assertThat(sessions.take(Dialect.Part.WRITE)).isNotSameAs(lost);
  }

  @Test
  void one_that_was_lost_to_others_is_ended_here() {
    Session lost = sessions.take(Dialect.Part.WRITE);
    lost.rollback();
    assertThat(lost.isLost()).isTrue();
    assertThat(ended()).isZero();

    sessions.giveBack(Dialect.Part.WRITE, lost);

    assertThat(ended()).isEqualTo(1);
  }

  @Test
  void closing_again_ends_nothing_again() {
    sessions.giveBack(Dialect.Part.READ, sessions.take(Dialect.Part.READ));

    sessions.close();
    sessions.close();

    assertThat(ended()).isEqualTo(1);
  }

  @Test
  void one_in_order_goes_home_as_it_came_and_a_lost_one_as_it_is() {
    sessions.giveBack(Dialect.Part.READ, sessions.take(Dialect.Part.READ));
    Session lost = sessions.take(Dialect.Part.WRITE);
    long opened = restored();
    lost.discard();
    sessions.giveBack(Dialect.Part.WRITE, lost);
    assertThat(restored()).as("the lost one").isEqualTo(opened);

    sessions.close();

    assertThat(restored()).isEqualTo(opened + 1);
    assertThat(calls).endsWith(NAME + "setAutoCommit", NAME + "close");
  }

  @Test
  void once_closed_there_is_none_and_what_comes_back_ends() {
    Session late = sessions.take(Dialect.Part.READ);
    assertThat(sessions.isClosed()).isFalse();

    sessions.close();
    assertThat(sessions.isClosed()).isTrue();
    assertThat(ended()).isZero();
    sessions.giveBack(Dialect.Part.READ, late);

    assertThat(ended()).isEqualTo(1);
    assertThatThrownBy(() -> sessions.take(Dialect.Part.READ))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void one_that_cannot_be_set_up_is_not_left_open() {
    var refused =
        WatchedSource.of(
            place,
            call -> {
              calls.add(call.name());
              if (call.sql().startsWith("SET LOCK_TIMEOUT")) {
                throw new SQLException("no", "42000");
              }
              return call.run();
            });

    assertThatThrownBy(() -> new Sessions(refused, new H2Dialect()).take(Dialect.Part.READ))
        .isInstanceOf(LedgerStoreException.class)
        .hasMessageStartingWith("set up a connection");

    assertThat(ended()).isEqualTo(1);
  }
}
