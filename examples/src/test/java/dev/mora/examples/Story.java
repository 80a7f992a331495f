package dev.mora.examples;

import dev.mora.examples.Bench.Result;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Borrowers who are all late, and the commands that a person gives about them. */
public final class Story {

  /** What a command told. */
  public record Told(int status, String err) {}

  private final Bench bench;
  private final Path folder;
  private final String ledger;

  private Story(Bench bench, Path folder, String ledger) {
    this.bench = bench;
    this.folder = folder;
    this.ledger = ledger;
  }

  public static Story of(Path folder, int borrowers, String ledger) {
    Bench bench =
        Bench.in(folder)
            .environment("TOKEN", "t")
            .loans(
                "borrowers.csv",
                lines(
                    "borrower_id,name,phone,language,country,region,time_zone",
                    borrowers,
                    "B%1$d,Rosa Peña,+5255111%1$05d,es,MX,Ciudad de México,America/Mexico_City"))
            .loans(
                "loans.csv",
                lines(
                    "loan_id,borrower_id,product,currency,principal",
                    borrowers,
                    "L%1$d,B%1$d,semanal,MXN,750.00"))
            .loans(
                "installments.csv",
                lines(
                    "loan_id,number,due_on,principal,interest,fees,penalties",
                    borrowers,
                    "L%d,1,2026-11-12,750.00,0.00,0.00,0.00"))
            .loans("payments.csv", "payment_id,loan_id,paid_on,amount,reverses");
    return new Story(bench, folder, ledger);
  }

  private static String[] lines(String head, int borrowers, String line) {
    return Stream.concat(
            Stream.of(head), IntStream.range(0, borrowers).mapToObj(n -> line.formatted(n)))
        .toArray(String[]::new);
  }

  private List<String> arguments(URI provider) {
    return List.of(
        "--now",
        Bench.NOW,
        "--whatsapp-url",
        provider.toString(),
        "--phone-number-id",
        "100000000000001",
        "--token-env",
        "TOKEN",
        "--ledger",
        ledger);
  }

  /** The run as a process of its own. */
  public Process start(URI provider) throws IOException {
    return start(provider, Redirect.to(folder.resolve("first.err").toFile()));
  }

  public Process start(URI provider, Redirect err) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", path(), Mora.class.getName(), "run"));
    command.addAll(List.of("--portfolio", folder.resolve("loans").toString()));
    command.addAll(List.of("--desk", folder.resolve("desk").toString(), "--as-of", Bench.AS_OF));
    command.addAll(arguments(provider));
    ProcessBuilder run = new ProcessBuilder(command);
    run.environment().put("TOKEN", "t");
    return run.redirectOutput(folder.resolve("first.csv").toFile()).redirectError(err).start();
  }

  public String firstOut() throws IOException {
    return Files.readString(folder.resolve("first.csv"));
  }

  private static String path() {
    return Stream.of(
            System.getProperty("jdk.module.path", ""), System.getProperty("java.class.path"))
        .flatMap(path -> Arrays.stream(path.split(File.pathSeparator)))
        .filter(each -> !each.isEmpty())
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  public Told run(URI provider) {
    Result result = bench.onLoans("run", arguments(provider).toArray(String[]::new));
    return new Told(result.status(), result.err());
  }

  /** Where each dispatch stands. */
  public Map<String, String> states() {
    Map<String, String> states = new TreeMap<>();
    rows("show").forEach(row -> states.put(row[0], row[7]));
    return states;
  }

  public Set<String> unknown() {
    return rows("unknown").map(row -> row[0]).collect(Collectors.toCollection(TreeSet::new));
  }

  private Stream<String[]> rows(String command) {
    return bench.run("ledger", command, "--ledger", ledger).rows().stream()
        .skip(1)
        .map(row -> row.split(",", -1));
  }

  public Told resolve(String dispatch, String as) {
    Result result =
        bench.run(
            "ledger",
            "resolve",
            dispatch,
            "--as",
            as,
            "--by",
            "marta",
            "--because",
            "the provider's list",
            "--now",
            Bench.NOW,
            "--ledger",
            ledger);
    return new Told(result.status(), result.err());
  }

  /** Makes leases, and all that became unknown, as old as if minutes had passed. */
  public void pass(Duration minutes) throws SQLException {
    String url = ledger.startsWith("jdbc:") ? ledger : "jdbc:sqlite:" + ledger;
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      long nanos = minutes.toNanos();
      statement.executeUpdate(
          "UPDATE mora_dispatch SET unknown_since = unknown_since - "
              + nanos
              + ", lease_until = lease_until - "
              + nanos);
      statement.executeUpdate(
          "UPDATE mora_event SET when_at = when_at - "
              + nanos
              + " WHERE transition IN ('CLAIMED', 'LOST')");
    }
  }
}
