package dev.mora.benchmarks;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.function.ToLongFunction;

/**
 * Reads the columns of a {@link DrawnFolder} that its segmentation needs, and parses them: no
 * check, no assessment, no segment, nothing written, nothing kept. The measure of {@link
 * CsvBenchmark}.
 */
final class FastCsvBaseline {

  private FastCsvBaseline() {}

  /** A sum of all that was parsed, so that no work can be left out. */
  static long read(Path folder) {
    return read(folder.resolve("loans.csv"), FastCsvBaseline::loan)
        + read(folder.resolve("installments.csv"), FastCsvBaseline::installment)
        + read(folder.resolve("payments.csv"), FastCsvBaseline::payment)
        + read(folder.resolve("borrowers.csv"), FastCsvBaseline::borrower);
  }

  private static long read(Path file, ToLongFunction<CsvRecord> parsed) {
    try (CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(file)) {
      long sum = 0;
      boolean header = true;
      for (CsvRecord row : rows) {
        sum += header ? 0 : parsed.applyAsLong(row);
        header = false;
      }
      return sum;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long loan(CsvRecord row) {
    return name(row, 0)
        + name(row, 1)
        + name(row, 2)
        + name(row, 3)
        + minorUnits(row.getField(4))
        + day(row.getField(5))
        + name(row, 6);
  }

  private static long installment(CsvRecord row) {
    return name(row, 0)
        + whole(row.getField(1))
        + day(row.getField(2))
        + minorUnits(row.getField(3))
        + minorUnits(row.getField(4))
        + minorUnits(row.getField(5))
        + minorUnits(row.getField(6));
  }

  private static long payment(CsvRecord row) {
    return name(row, 0) + name(row, 1) + day(row.getField(2)) + minorUnits(row.getField(3));
  }

  private static long borrower(CsvRecord row) {
    return name(row, 0) + name(row, 5) + whole(row.getField(9));
  }

  private static long name(CsvRecord row, int field) {
    return row.getField(field).hashCode();
  }

  private static long day(String text) {
    return LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)).toEpochDay();
  }

  private static int whole(String text) {
    return digits(text, 0, text.length());
  }

  private static int digits(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      value = value * 10 + text.charAt(i) - '0';
    }
    return value;
  }

  /** Of an amount with two decimals. */
  private static long minorUnits(String text) {
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '.') {
        value = value * 10 + c - '0';
      }
    }
    return value;
  }
}
