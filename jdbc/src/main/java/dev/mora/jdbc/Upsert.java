package dev.mora.jdbc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Sets rows, and adds those that are not there. The databases have words of their own for this;
 * under the only writer two plain statements do.
 */
final class Upsert {

  private Upsert() {}

  /**
   * @param update and {@code insert} take the same parameters in the same order
   */
  static <T> void all(
      Session session,
      String name,
      String update,
      String insert,
      Collection<T> values,
      Session.Row<T> row) {
    if (values.isEmpty()) {
      return;
    }
    List<T> all = List.copyOf(values);
    int[] changed = session.batch("update " + name, update, all, row);
    var missing = new ArrayList<T>();
    for (int i = 0; i < changed.length; i++) {
      if (changed[i] == 0) {
        missing.add(all.get(i));
      }
    }
    session.batch("insert " + name, insert, missing, row);
  }

  static <T> void one(
      Session session, String name, String update, String insert, T value, Session.Row<T> row) {
    all(session, name, update, insert, List.of(value), row);
  }
}
