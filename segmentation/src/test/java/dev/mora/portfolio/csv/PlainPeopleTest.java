package dev.mora.portfolio.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.party.Borrower;
import dev.mora.portfolio.DataFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A borrower made straight of cells is the one that {@link BorrowerFields} makes of the row. */
class PlainPeopleTest {

  private static final String HEADER =
      "borrower_id,name,phone,email,language,country,region,city,time_zone,birth_year,gender,"
          + "education,income,credit_score,branch\n";

  /** Values that both ways meet, the usual one first. */
  private static final String[][] VALUES = {
    {"B1", "B2", "", " B3", "B".repeat(200)},
    {"Rosa", "", " Ana ", "Ñ"},
    {
      "+525512345678",
      "+51987654321",
      "",
      "5512345678",
      "+525512345",
      "+0525512345678",
      "+52 5512345678",
      "+52551234567890123"
    },
    {"", "", "rosa@example.com", "rosa"},
    {"es", "", "es_MX", "es-MX", "español", "ES"},
    {"MX", "MX", "", "PE", "mx", "XX"},
    {"Sonora", "", "Cusco", " Lima"},
    {"", "Hermosillo"},
    {"America/Lima", "America/Lima", "America/Mexico_City", "", "Lima", "UTC-5"},
    {"1980", "", "1899", "1900", "2099", "2100", "198", "01980", "19x0"},
    {"", "female"},
    {"", "primaria"},
    {"", "", "1200.00", "x"},
    {"", "560", "0", "-5", "1234567890", "5.5"},
    {"", "centro"},
  };

  @TempDir Path dir;

  private static final class Read {
    int plain;
    final List<Optional<Borrower>> quick = new ArrayList<>();
    final List<Borrower> slow = new ArrayList<>();
    final List<List<DataFault>> faults = new ArrayList<>();
  }

  private Read read(String rows) throws IOException {
    Path file = Files.writeString(dir.resolve("borrowers.csv"), HEADER + rows);
    Read read = new Read();
    List<DataFault> told = new ArrayList<>();
    Faults faults = new Faults(told::add, false);
    try (CsvFile in = new CsvFile(file, Table.BORROWERS, faults, bytes -> {})) {
      PlainPeople people = new PlainPeople(in);
      while (in.advance()) {
        told.clear();
        Borrower quick = people.read();
        read.plain += quick == null ? 0 : 1;
        read.quick.add(Optional.ofNullable(quick));
        assertThat(told).isEmpty();
        read.slow.add(
            quick == null && in.row().id().isBlank()
                ? Borrower.of("none", "").build()
                : BorrowerFields.read(in, in.row(), Optional.empty(), faults));
        read.faults.add(List.copyOf(told));
      }
    }
    return read;
  }

  @Test
  void a_plain_row_gives_the_same_borrower_without_a_fault() throws IOException {
    for (long seed = 1; seed <= 100; seed++) {
      Random random = new Random(seed);
      StringBuilder rows = new StringBuilder();
      for (int i = 0; i < 100; i++) {
        rows.append(row(random)).append('\n');
      }

      Read read = read(rows.toString());

      assertThat(read.plain).as("seed " + seed).isBetween(10, 90);
      for (int i = 0; i < read.slow.size(); i++) {
        if (read.quick.get(i).isPresent()) {
          assertThat(read.faults.get(i)).as("seed " + seed + ", row " + i).isEmpty();
          assertThat(said(read.quick.get(i).get()))
              .as("seed " + seed + ", row " + i)
              .isEqualTo(said(read.slow.get(i)));
        }
      }
    }
  }

  private static List<Object> said(Borrower borrower) {
    return List.of(
        borrower.id(),
        borrower.name(),
        borrower.phone(),
        borrower.email(),
        borrower.language(),
        borrower.place(),
        borrower.city(),
        borrower.zone(),
        borrower.birthYear(),
        borrower.gender(),
        borrower.education(),
        borrower.income(),
        borrower.creditScore(),
        borrower.contactFaults());
  }

  private static String row(Random random) {
    List<String> cells = new ArrayList<>();
    for (String[] values : VALUES) {
      cells.add(values[random.nextInt(8) > 0 ? 0 : random.nextInt(values.length)]);
    }
    return String.join(",", cells);
  }

  @ParameterizedTest(name = "column {0} \"{1}\": plain {2}")
  @CsvSource({
    "0,  B1,               true",
    "0,  '',               false",
    "2,  +52551234567,     false",
    "2,  +525512345678,    true",
    "2,  '',               false",
    "2,  +51987654321,     true",
    "3,  rosa@example.com, false",
    "4,  '',               true",
    "4,  español,          false",
    "5,  '',               false",
    "5,  PE,               true",
    "5,  XX,               false",
    "6,  '',               true",
    "8,  Lima,             false",
    "8,  '',               false",
    "9,  1899,             false",
    "9,  1900,             true",
    "9,  2099,             true",
    "9,  2100,             false",
    "9,  01980,            false",
    "12, 1200.00,          false",
    "13, 0,                true",
    "13, -5,               false",
    "13, 5.5,              false",
    "14, centro,           true",
  })
  void what_is_not_plain_is_left_to_the_long_way(int column, String value, boolean plain)
      throws IOException {
    List<String> cells = new ArrayList<>();
    for (String[] values : VALUES) {
      cells.add(values[0]);
    }
    cells.set(column, value);

    Read read = read(String.join(",", cells) + "\n");

    assertThat(read.plain).isEqualTo(plain ? 1 : 0);
  }
}
