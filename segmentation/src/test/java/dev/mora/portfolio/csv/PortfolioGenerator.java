package dev.mora.portfolio.csv;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Writes portfolio folders of any size, the same for the same seed. {@code main} makes big ones by
 * hand: folder, loans, installments for each, {@code grouped} or {@code shuffled}.
 */
public final class PortfolioGenerator {

  private static final LocalDate START = LocalDate.of(2024, 1, 10);

  private final long seed;
  private final int loans;
  private final int installments;

  PortfolioGenerator(long seed, int loans, int installments) {
    this.seed = seed;
    this.loans = loans;
    this.installments = installments;
  }

  public static void main(String[] args) throws IOException {
    PortfolioGenerator generator =
        new PortfolioGenerator(7, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    generator.write(Path.of(args[0]), args[3].equals("shuffled"));
  }

  /** The same rows, in the order of the loans or in no order at all. */
  void write(Path folder, boolean shuffled) throws IOException {
    Random random = new Random(seed);
    List<String> installmentRows = new ArrayList<>();
    List<String> paymentRows = new ArrayList<>();
    List<String> pauseRows = new ArrayList<>();
    Files.createDirectories(folder);
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("borrowers.csv"))) {
      out.write("borrower_id,name,phone,time_zone\n");
      for (int i = 0; i < loans; i++) {
        out.write("B" + i + ",Ana " + i + ",+5255" + (10_000_000 + i) + ",America/Lima\n");
      }
    }
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("loans.csv"))) {
      out.write("loan_id,borrower_id,product,currency,principal,disbursed_on\n");
      for (int i = 0; i < loans; i++) {
        String id = String.format(Locale.ROOT, "LOAN-%08d", (i * 7_919L) % 100_000_007L);
        out.write(id + ",B" + i + ",weekly,MXN,1200.00,2024-01-01\n");
        rowsOf(id, random, installmentRows, paymentRows, pauseRows);
      }
    }
    if (shuffled) {
      Collections.shuffle(installmentRows, new Random(seed + 1));
      Collections.shuffle(paymentRows, new Random(seed + 2));
      Collections.shuffle(pauseRows, new Random(seed + 3));
    }
    write(
        folder.resolve("installments.csv"),
        "loan_id,number,due_on,principal,interest,fees,penalties",
        installmentRows);
    write(
        folder.resolve("payments.csv"), "payment_id,loan_id,paid_on,amount,reverses", paymentRows);
    write(folder.resolve("pauses.csv"), "loan_id,start_on,end_on", pauseRows);
  }

  private void rowsOf(
      String id,
      Random random,
      List<String> installmentRows,
      List<String> paymentRows,
      List<String> pauseRows) {
    for (int n = 1; n <= installments; n++) {
      LocalDate due = START.plusDays(7L * n);
      installmentRows.add(id + "," + n + "," + due + ",100.00,12.50,0.00,0.00");
      if (random.nextInt(10) < 6) {
        LocalDate paid = due.plusDays(random.nextInt(9) - 4);
        String amount = random.nextInt(4) == 0 ? "60.00" : "112.50";
        paymentRows.add("P" + id + "-" + n + "," + id + "," + paid + "," + amount + ",");
        if (random.nextInt(20) == 0) {
          paymentRows.add(
              "R"
                  + id
                  + "-"
                  + n
                  + ","
                  + id
                  + ","
                  + paid.plusDays(2)
                  + ","
                  + amount
                  + ",P"
                  + id
                  + "-"
                  + n);
        }
      }
    }
    if (random.nextInt(10) == 0) {
      pauseRows.add(id + "," + START.plusDays(20) + "," + START.plusDays(30));
    }
  }

  private static void write(Path file, String header, List<String> rows) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(header + "\n");
      for (String row : rows) {
        out.write(row);
        out.write('\n');
      }
    }
  }
}
