package dev.mora.examples;

import dev.mora.portfolio.csv.PortfolioFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import picocli.CommandLine.Option;

/** The portfolio that a command works on, and the day. */
@SuppressWarnings("NullAway.Init") // set by picocli
final class Loans {

  @Option(
      names = "--portfolio",
      required = true,
      paramLabel = "DIR",
      description = "Folder with borrowers.csv, loans.csv, installments.csv and the rest.")
  private Path portfolio;

  @Option(
      names = "--as-of",
      required = true,
      paramLabel = "DATE",
      description = "The day for which everything is computed, such as 2026-11-21.")
  private LocalDate asOf;

  @Option(names = "--strict", description = "Stop at the first fault in the data.")
  private boolean strict;

  PortfolioFolder folder() {
    if (!Files.isDirectory(portfolio)) {
      throw new IllegalArgumentException("no such folder: " + portfolio);
    }
    PortfolioFolder folder = PortfolioFolder.at(portfolio);
    return strict ? folder.strict() : folder;
  }

  LocalDate asOf() {
    return asOf;
  }
}
