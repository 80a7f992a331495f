package dev.mora.segmentation;

import dev.mora.attribute.AttributeType;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Engines that a policy can be handed to as SQL. They agree on {@code CASE}, on the logic of {@code
 * NULL} and on most of the rest; what differs is how names and texts are quoted, how texts are
 * compared and what a set is.
 */
public enum SqlDialect {
  /** Texts compare by bytes whatever collation a column has. Sets are {@code VARCHAR[]}. */
  DUCKDB {
    @Override
    String text(String value) {
      return simple(value);
    }

    @Override
    String contains(String column, String name) {
      return "list_contains(" + column + ", " + text(name) + ")";
    }

    @Override
    String comparable(String column) {
      return column + " COLLATE \"binary\"";
    }
  },
  /** 12 or later. Texts compare by bytes ({@code COLLATE "C"}). Sets are {@code text[]}. */
  POSTGRESQL {
    /** An escape string where there is a backslash: its meaning elsewhere is a setting. */
    @Override
    String text(String value) {
      return value.indexOf('\\') < 0 ? simple(value) : "E" + simple(value.replace("\\", "\\\\"));
    }

    @Override
    String contains(String column, String name) {
      return "(" + text(name) + " COLLATE \"C\") = ANY (" + column + ")";
    }

    @Override
    String comparable(String column) {
      return column + " COLLATE \"C\"";
    }

    @Override
    void checkName(String name) {
      if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_POSTGRESQL_NAME) {
        throw new IllegalArgumentException(
            name
                + ": PostgreSQL cuts names of more than "
                + LONGEST_POSTGRESQL_NAME
                + " bytes, and two could become one");
      }
    }
  },
  /**
   * Spark SQL 3 or later. Columns must have the default collation UTF8_BINARY, since Spark 3 has no
   * word for it. Sets are {@code ARRAY<STRING>}.
   */
  SPARK {
    /** Whether a backslash escapes, two quotes join and a dollar is replaced are settings. */
    @Override
    String text(String value) {
      return PLAIN.matcher(value).matches()
          ? "'" + value + "'"
          : "CAST(X'"
              + HexFormat.of().withUpperCase().formatHex(value.getBytes(StandardCharsets.UTF_8))
              + "' AS STRING)";
    }

    @Override
    String name(String name) {
      return "`" + name.replace("`", "``") + "`";
    }

    @Override
    String contains(String column, String name) {
      return "array_contains(" + column + ", " + text(name) + ")";
    }

    @Override
    void checkName(String name) {
      if (name.contains("${") || name.indexOf(';') >= 0) {
        throw new IllegalArgumentException(
            name + ": Spark would take this name apart, at ${ or at a semicolon");
      }
    }
  };

  private static final int LONGEST_POSTGRESQL_NAME = 63;
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9 _.,:/+()-]*");

  /** A literal that is the text and nothing else, whatever stands in it. */
  abstract String text(String value);

  /** Whether a set, a column, has the name in it. */
  abstract String contains(String column, String name);

  /** What can only be told of this engine's names. */
  void checkName(String name) {}

  /** A column so that it compares by bytes. */
  String comparable(String column) {
    return column;
  }

  String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  String type(AttributeType type) {
    return switch (type) {
      case TEXT -> this == SPARK ? "STRING" : this == POSTGRESQL ? "text" : "VARCHAR";
      case NUMBER, PERCENT -> this == POSTGRESQL ? "numeric(18,6)" : "DECIMAL(18,6)";
      case MONEY -> this == POSTGRESQL ? "bigint" : "BIGINT";
      case DAYS, COUNT -> this == POSTGRESQL ? "integer" : "INTEGER";
      case FLAG -> this == POSTGRESQL ? "boolean" : "BOOLEAN";
      case SET -> this == SPARK ? "ARRAY<STRING>" : this == POSTGRESQL ? "text[]" : "VARCHAR[]";
    };
  }

  /**
   * @throws IllegalArgumentException if a column cannot have the name, or not safely
   */
  String quotedName(String name) {
    requireText(name);
    if (name.isEmpty() || name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("no name for a column: " + name);
    }
    checkName(name);
    return name(name);
  }

  /**
   * @throws IllegalArgumentException if no database holds the text: it has U+0000 in it or half of
   *     a surrogate pair
   */
  String quotedText(String value) {
    requireText(value);
    return text(value);
  }

  private static void requireText(String value) {
    if (value.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
      throw new IllegalArgumentException(
          "a text with U+0000 or half of a surrogate pair cannot stand in SQL");
    }
  }

  /** As the workbench writes it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static String simple(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}
