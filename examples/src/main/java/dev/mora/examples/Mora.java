package dev.mora.examples;

import dev.mora.jdbc.LedgerStoreException;
import dev.mora.json.InvalidDocument;
import dev.mora.json.Nearest;
import dev.mora.ledger.Sleeper;
import dev.mora.portfolio.csv.UnreadablePortfolio;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The workbench: every part of Mora from a command line. */
@Command(
    name = "mora",
    mixinStandardHelpOptions = true,
    version = "mora 0.1.0-SNAPSHOT",
    description = "Recover microcredit debt decently: assess, segment, plan, send, hear.",
    subcommands = {
      DemoCommand.class,
      DelinquencyCommand.class,
      ReconcileCommand.class,
      SegmentCommand.class,
      MetricsCommand.class,
      PolicyCommand.class,
      TemplateCommand.class,
      PlanCommand.class,
      RunCommand.class,
      LedgerCommand.class,
      CampaignCommand.class,
      ContactedCommand.class,
      PaidCommand.class,
      UnstopCommand.class,
      PhonesCommand.class,
      WebhookCommand.class,
      SimulatorCommand.class,
      CommandLine.HelpCommand.class
    },
    footer = {
      "",
      "Exit status: 0 done; 1 something was skipped, failed or is unknown; 2 wrong use or an",
      "unreadable file. Results go to standard output, messages and progress to standard error.",
      "Results hold personal data.",
      "",
      "Examples:",
      "  mora demo",
      "  mora delinquency --portfolio loans/ --desk desk/ --as-of 2026-11-24",
      "  mora segment --portfolio loans/ --desk desk/ --as-of 2026-11-24 --explain L-17",
      "  mora plan --portfolio loans/ --desk desk/ --as-of 2026-11-24 --now 2026-11-24T16:00:00Z"
    })
public final class Mora {

  /** The machine's clock, read nowhere else. */
  static final InstantSource CLOCK = InstantSource.system();

  static final int DONE = 0;
  static final int SOMETHING_SKIPPED = 1;
  static final int WRONG_USE = 2;

  private final UnaryOperator<@Nullable String> environment;
  private final Sleeper sleeper;
  private final boolean screen;
  private final Leave leave = new Leave();

  private Mora(UnaryOperator<@Nullable String> environment, Sleeper sleeper, boolean screen) {
    this.environment = environment;
    this.sleeper = sleeper;
    this.screen = screen;
  }

  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    Mora mora = new Mora(System::getenv, Mora::sleep, true);
    Runtime.getRuntime().addShutdownHook(new Thread(mora.leave::ask, "mora-leave"));
    int status;
    try {
      status = mora.execute(out, err, arguments);
    } finally {
      mora.leave.told();
    }
    System.exit(status);
  }

  /** Runs one command in surroundings of its own and returns its exit status. */
  static int run(
      UnaryOperator<@Nullable String> environment,
      Sleeper sleeper,
      PrintWriter out,
      PrintWriter err,
      String... arguments) {
    return new Mora(environment, sleeper, false).execute(out, err, arguments);
  }

  private static void sleep(Duration duration) throws InterruptedException {
    Thread.sleep(duration.toMillis());
  }

  /** The value of a variable, if it is set and not blank. */
  Optional<String> environment(String variable) {
    return Optional.ofNullable(environment.apply(variable)).filter(value -> !value.isBlank());
  }

  /** How a command waits for others. */
  Sleeper sleeper() {
    return sleeper;
  }

  /** What to do before somebody ends the process. */
  Leave leave() {
    return leave;
  }

  /** Whether standard error is the process's own. */
  boolean ownsTheScreen() {
    return screen;
  }

  private int execute(PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine line =
        new CommandLine(this)
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUsageHelpWidth(100)
            .registerConverter(Duration.class, Durations::parse)
            .registerConverter(LocalDate.class, Moments::day)
            .registerConverter(Instant.class, Moments::instant)
            .registerConverter(BaseAddress.class, BaseAddress::parse)
            .registerConverter(dev.mora.language.Language.class, Language::parse)
            .setParameterExceptionHandler(Mora::wrongUse)
            .setExecutionExceptionHandler((exception, command, parsed) -> failed(exception, err));
    if (arguments.length == 0) {
      line.usage(err);
      return WRONG_USE;
    }
    int status = line.execute(arguments);
    err.flush();
    if (out.checkError()) { // also flushes
      err.println("cannot write to standard output");
      return WRONG_USE;
    }
    return status;
  }

  private static int wrongUse(ParameterException exception, String... arguments) {
    CommandLine command = exception.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(exception.getMessage());
    UnmatchedArgumentException.printSuggestions(exception, err);
    if (exception instanceof MissingParameterException) {
      unknown(command, arguments).forEach(err::println);
    }
    err.println("See " + command.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return WRONG_USE;
  }

  /** A misspelt option is the likely reason for another that is missing. */
  private static List<String> unknown(CommandLine command, String... arguments) {
    Set<String> known = command.getCommandSpec().optionsMap().keySet();
    return Arrays.stream(arguments)
        .filter(each -> each.startsWith("--"))
        .map(each -> each.split("=", 2)[0])
        .filter(each -> !known.contains(each))
        .map(each -> "Unknown option: '" + each + "'" + Nearest.hint(each, known))
        .toList();
  }

  private static int failed(Exception exception, PrintWriter err) {
    err.println(message(exception));
    if (isBug(exception)) {
      exception.printStackTrace(err);
    }
    err.flush();
    return WRONG_USE;
  }

  private static boolean isBug(Exception exception) {
    return exception instanceof RuntimeException
        && !(exception instanceof InvalidDocument
            || exception instanceof LedgerStoreException
            || exception instanceof IllegalArgumentException
            || exception instanceof UncheckedIOException);
  }

  private static String message(Exception exception) {
    if (exception instanceof UnreadablePortfolio portfolio) {
      return portfolio.fault().message().replaceFirst(" -> .*", "");
    }
    Throwable cause =
        exception instanceof UncheckedIOException io
            ? Optional.<Throwable>ofNullable(io.getCause()).orElse(io)
            : exception;
    if (cause instanceof NoSuchFileException missing) {
      return "no such file or folder: " + missing.getFile();
    }
    if (cause instanceof NotDirectoryException file) {
      return "not a folder: " + file.getFile();
    }
    if (cause instanceof AccessDeniedException denied) {
      return "not permitted: " + denied.getFile();
    }
    if (cause instanceof FileSystemException file) {
      return "cannot read or write "
          + file.getFile()
          + Optional.ofNullable(file.getReason()).map(why -> ": " + why).orElse("");
    }
    if (cause instanceof IOException) {
      boolean placed = cause != exception && !cause.toString().equals(exception.getMessage());
      return "cannot read or write: " + (placed ? exception : cause).getMessage();
    }
    if (exception instanceof LedgerStoreException) {
      return "the ledger failed: " + exception.getMessage();
    }
    return isBug(exception)
        ? "unexpected: " + exception
        : Optional.ofNullable(exception.getMessage()).orElse(exception.toString());
  }

  /** The commands by name, for a test that holds each to its word. */
  static List<String> commands() {
    return List.copyOf(
        new CommandLine(new Mora(name -> null, duration -> {}, false)).getSubcommands().keySet());
  }
}
