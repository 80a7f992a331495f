package dev.mora.examples;

import dev.mora.jdbc.JdbcLedger;
import dev.mora.jdbc.LedgerStoreException;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.InMemoryLedger;
import dev.mora.ledger.LedgerSettings;
import dev.mora.ledger.StoredLedger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where dispatches are remembered. */
@SuppressWarnings("NullAway.Init") // set by picocli
final class LedgerOption {

  private static final String MEMORY = "memory";

  /** SQLITE_NOTADB of SQLite's result codes. */
  private static final int NOT_SQLITE = 26;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--ledger",
      required = true,
      paramLabel = "memory|FILE|JDBC-URL",
      description =
          "Where dispatches are remembered: a SQLite file, a database, or this process alone.")
  private String name;

  @Option(
      names = "--now",
      paramLabel = "INSTANT",
      description = "Pretend that it is this moment; not for a provider that reaches people.")
  private @Nullable Instant now;

  boolean isVolatile() {
    return name.equals(MEMORY);
  }

  boolean isPretended() {
    return now != null;
  }

  InstantSource clock() {
    return now == null ? Mora.CLOCK : PretendedClock.from(now);
  }

  /**
   * Makes the ledger if it is not there.
   *
   * @throws IllegalArgumentException naming it, if it cannot be opened
   */
  DeliveryLedger open() {
    InstantSource clock = clock();
    if (isVolatile()) {
      return InMemoryLedger.of(clock);
    }
    JdbcLedger.Builder ledger = builder().migrate();
    if (isPretended()) {
      ledger.pretending(clock);
    }
    try {
      return StoredLedger.of(ledger.store(), LedgerSettings.of("local"));
    } catch (LedgerStoreException e) {
      throw new IllegalArgumentException("--ledger " + place() + ": " + why(e), e);
    }
  }

  /**
   * @throws ParameterException if there is none: nobody looks into a ledger that was never written
   */
  DeliveryLedger openExisting() {
    if (isVolatile()) {
      throw wrongUse("--ledger: expected a file or a JDBC URL: memory ends with its process");
    }
    if (!isUrl() && !Files.isRegularFile(Path.of(name))) {
      throw wrongUse("--ledger: no such file: " + name);
    }
    return open();
  }

  /** A ledger named otherwise than by this option. */
  static DeliveryLedger existing(CommandSpec command, String name) {
    LedgerOption option = new LedgerOption();
    option.command = command;
    option.name = name;
    return option.openExisting();
  }

  /** A URL may hold a password. */
  private String place() {
    return isUrl() ? "jdbc:" + kind() + ":…" : name;
  }

  private String why(LedgerStoreException failure) {
    if (isUrl()) {
      return String.valueOf(failure.getMessage());
    }
    Path file = Path.of(name).toAbsolutePath();
    Path folder = Objects.requireNonNullElse(file.getParent(), file);
    if (!Files.isDirectory(folder)) {
      return "no such folder: " + folder;
    }
    if (Files.isDirectory(file)) {
      return "found a folder, expected a file";
    }
    return failure.vendorCode() == NOT_SQLITE
        ? "found a file that is no SQLite database"
        : String.valueOf(failure.getMessage());
  }

  private String kind() {
    return name.substring("jdbc:".length()).replaceFirst(":.*", "");
  }

  private JdbcLedger.Builder builder() {
    if (!isUrl()) {
      return JdbcLedger.sqlite(Path.of(name));
    }
    String kind = kind();
    return switch (kind.toLowerCase(Locale.ROOT)) {
      case "postgresql" -> JdbcLedger.postgres(new UrlSource(name));
      case "h2" -> JdbcLedger.h2(new UrlSource(name));
      case "sqlite" -> JdbcLedger.sqlite(new UrlSource(name));
      default ->
          throw wrongUse("--ledger: found jdbc:" + kind + ", expected postgresql, sqlite or h2");
    };
  }

  private boolean isUrl() {
    return name.startsWith("jdbc:");
  }

  private ParameterException wrongUse(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
