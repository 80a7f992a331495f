package dev.mora.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A portfolio folder on disk: monthly loans of 12 installments, two in ten with a borrower in
 * common, rows in the order of their loans. The same seed writes the same bytes. A file of its own
 * says what was drawn.
 */
final class DrawnFolder {

  static final LocalDate AS_OF = LocalDate.of(2026, 11, 21);
  static final long SEED = 20_261_121;

  /** Holds what was drawn, once all of it is there. */
  private static final String SIGN = "drawn.txt";

  private static final List<String> REGIONS =
      List.of("Jalisco", "Sonora", "Oaxaca", "Puebla", "Yucatán", "Chiapas");

  private final SplittableRandom random;
  private final BufferedWriter borrowers;
  private final BufferedWriter loans;
  private final BufferedWriter installments;
  private final BufferedWriter payments;
  private long paymentIds;

  private DrawnFolder(
      SplittableRandom random,
      BufferedWriter borrowers,
      BufferedWriter loans,
      BufferedWriter installments,
      BufferedWriter payments) {
    this.random = random;
    this.borrowers = borrowers;
    this.loans = loans;
    this.installments = installments;
    this.payments = payments;
  }

  /**
   * Leaves a folder as it is that holds the same already.
   *
   * @throws IllegalArgumentException if there is anything else in the folder
   */
  static void write(Path folder, int count, long seed) {
    String drawn = count + " loans, seed " + seed + "\n";
    Path sign = folder.resolve(SIGN);
    try {
      Files.createDirectories(folder);
      if (!isOurs(folder)) {
        throw new IllegalArgumentException(
            folder + " is not empty and was not drawn here: name another folder, or none");
      }
      if (Files.exists(sign) && Files.readString(sign).equals(drawn)) {
        return;
      }
      Files.writeString(sign, "not finished\n");
      draw(folder, count, seed);
      Files.writeString(sign, drawn);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOurs(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return Files.exists(folder.resolve(SIGN)) || files.findAny().isEmpty();
    }
  }

  private static void draw(Path folder, int count, long seed) throws IOException {
    try (BufferedWriter borrowers = Files.newBufferedWriter(folder.resolve("borrowers.csv"));
        BufferedWriter loans = Files.newBufferedWriter(folder.resolve("loans.csv"));
        BufferedWriter installments = Files.newBufferedWriter(folder.resolve("installments.csv"));
        BufferedWriter payments = Files.newBufferedWriter(folder.resolve("payments.csv"))) {
      DrawnFolder drawn =
          new DrawnFolder(new SplittableRandom(seed), borrowers, loans, installments, payments);
      drawn.headers();
      for (int i = 0; i < count; i++) {
        drawn.loan(i);
      }
    }
  }

  private void headers() throws IOException {
    borrowers.write(
        "borrower_id,name,phone,language,country,region,city,time_zone,birth_year,credit_score\n");
    loans.write("loan_id,borrower_id,product,currency,principal,disbursed_on,status\n");
    installments.write("loan_id,number,due_on,principal,interest,fees,penalties\n");
    payments.write("payment_id,loan_id,paid_on,amount\n");
  }

  private void loan(int number) throws IOException {
    String id = String.format(Locale.ROOT, "LOAN-%08d", number * 7_919L % 100_000_007);
    boolean second = number % 10 == 9;
    int borrower = second ? number - 1 : number;
    if (!second) {
      borrowers.write(
          String.join(
              ",",
              "B" + borrower,
              "Ana López " + borrower,
              "+52155" + (10_000_000 + borrower),
              "es-MX,MX",
              REGIONS.get(random.nextInt(REGIONS.size())),
              "Ciudad,America/Mexico_City",
              String.valueOf(1_950 + random.nextInt(55)),
              random.nextInt(400, 800) + "\n"));
    }
    LocalDate start = AS_OF.minusDays(random.nextInt(400));
    String product = random.nextInt(3) == 0 ? "group" : "monthly";
    int principal = random.nextInt(100_00, 600_00);
    int interest = random.nextInt(10_00, 60_00);
    loans.write(
        String.join(
            ",",
            id,
            "B" + borrower,
            product,
            "MXN",
            amount(BookedLoans.INSTALLMENTS * principal),
            start.toString(),
            "ACTIVE\n"));
    for (int i = 1; i <= BookedLoans.INSTALLMENTS; i++) {
      installments.write(
          String.join(
              ",",
              id,
              String.valueOf(i),
              start.plusDays(30L * i).toString(),
              amount(principal),
              amount(interest),
              amount(random.nextInt(3_00)),
              "0.00\n"));
    }
    payments(id, start, principal + interest);
  }

  private void payments(String loan, LocalDate start, int due) throws IOException {
    LocalDate day = start;
    for (int i = random.nextInt(1, 14); i > 0; i--) {
      day = day.plusDays(random.nextInt(20, 40));
      if (day.isAfter(AS_OF)) {
        return;
      }
      String id = String.format(Locale.ROOT, "PAY-%09d", paymentIds++ * 31 % 1_000_000_007);
      int paid = random.nextInt(4) == 0 ? due / 2 : due + 1_50;
      payments.write(String.join(",", id, loan, day.toString(), amount(paid) + "\n"));
    }
  }

  private static String amount(int minorUnits) {
    int cents = minorUnits % 100;
    return minorUnits / 100 + (cents < 10 ? ".0" : ".") + cents;
  }
}
