package dev.mora.portfolio;

import java.util.Objects;

/**
 * One thing that was wrong with the data of a portfolio, and what was done about it.
 *
 * @param file file name or query name
 * @param line 1 for the first line; 0 if there is none
 * @param column column name; empty if the whole row is meant
 * @param subject id of the loan, borrower or payment; empty if unreadable
 * @param found what stood there, masked where personal
 * @param expected the rule, with the nearest valid name where there is one
 */
public record DataFault(
    String file,
    long line,
    String column,
    String subject,
    String found,
    String expected,
    Effect effect) {

  public DataFault {
    if (line < 0) {
      throw new IllegalArgumentException("lines start at 1: " + line);
    }
    Objects.requireNonNull(effect, "effect");
  }

  /** One line for a person: where, what, what instead. */
  public String message() {
    StringBuilder out = new StringBuilder(file);
    if (line > 0) {
      out.append(':').append(line);
    }
    if (!column.isEmpty()) {
      out.append(" ").append(column);
    }
    if (!subject.isEmpty()) {
      out.append(" (").append(subject).append(')');
    }
    if (!found.isEmpty()) {
      out.append(": found ").append(found);
    }
    return out.append(": expected ")
        .append(expected)
        .append(" -> ")
        .append(effect.words)
        .toString();
  }

  /** What became of the row. */
  public enum Effect {
    LOAN_SKIPPED("loan skipped"),
    UNREACHABLE("borrower not reachable there"),
    ROW_IGNORED("row ignored"),
    NOTED("noted");

    private final String words;

    Effect(String words) {
      this.words = words;
    }

    /** For a person, in English. */
    public String words() {
      return words;
    }
  }
}
