package dev.mora.examples;

import dev.mora.segmentation.PolicySql;
import dev.mora.segmentation.SegmentationPolicy;
import dev.mora.segmentation.SqlDialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A policy for the engine that holds the portfolio. */
@Command(
    name = "sql",
    mixinStandardHelpOptions = true,
    description = "Write a segmentation policy as SQL, and tell what SQL leaves out.",
    footer = {
      "",
      "The SQL reads one column for each attribute, by its name; of an amount the whole minor",
      "units, with the ISO code in a column NAME.currency. NULL is unknown. --form table shows them.",
      "",
      "Examples:",
      "  mora policy sql desk/segmentation.json --dialect duckdb",
      "  mora policy sql desk/segmentation.json --dialect postgresql --table lake.accounts",
      "  mora policy sql desk/segmentation.json --dialect spark --form case > case.sql",
      "  mora policy sql desk/segmentation.json --dialect postgresql --form table"
    })
@SuppressWarnings("NullAway.Init") // set by picocli
final class PolicySqlCommand implements Callable<Integer> {

  /** What of the SQL is written. */
  enum Form {
    SELECT,
    CASE,
    RULE,
    TABLE
  }

  @Spec private CommandSpec command;
  @Mixin private Output output;

  @Parameters(paramLabel = "FILE", description = "Segmentation policy.")
  private Path file;

  @Option(
      names = "--dialect",
      required = true,
      paramLabel = "NAME",
      description = "duckdb, postgresql or spark.")
  private SqlDialect dialect;

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description = "Table to select from; dots set its schemas apart.",
      defaultValue = "accounts",
      showDefaultValue = CommandLine.Help.Visibility.ALWAYS)
  private String table;

  @Option(
      names = "--form",
      paramLabel = "NAME",
      description = {
        "select: a SELECT with rule and segment; case or rule: the bare expression; table: a",
        "CREATE TABLE with the columns that are read."
      },
      defaultValue = "SELECT")
  private Form form;

  @Override
  public Integer call() {
    try (Work work = Work.of(command)) {
      PolicySql sql = SegmentationPolicy.load(file).toSql(dialect);
      String[] names = table.split("\\.", -1);
      String text =
          switch (form) {
            case SELECT -> sql.select(names);
            case CASE -> sql.segmentCase();
            case RULE -> sql.ruleCase();
            case TABLE -> sql.createTable(names);
          };
      output.write(
          command,
          out -> {
            try {
              out.write(text + "\n");
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      sql.notes().forEach(work::say);
      return Mora.DONE;
    }
  }
}
