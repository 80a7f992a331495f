package dev.mora.examples;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.mora.calendar.Place;
import dev.mora.json.Nearest;
import dev.mora.phone.Contactability;
import dev.mora.phone.Mend;
import dev.mora.phone.PhoneFault;
import dev.mora.phone.PhoneNumbers;
import dev.mora.phone.PhoneReading;
import dev.mora.phone.Whereabouts;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Who of a portfolio can be written to, and why the others cannot. */
@Command(
    name = "phones",
    mixinStandardHelpOptions = true,
    description =
        "Read raw phone fields: one CSV row for each number, and a report of who can be reached.",
    footer = {
      "",
      "Columns: borrower_id, number (its place among the borrower's), phone (the form to send to,",
      "empty if there is none), country, line, fault, masked (the end of what was written), mends,",
      "borrowers (how many have this line). Of the folder only borrowers.csv is read, twice.",
      "",
      "Examples:",
      "  mora phones --portfolio loans/ --country MX > phones.csv",
      "  mora phones --portfolio loans/ --country BR --complete-areas --by region --lang pt",
      "  mora phones --portfolio loans/ --column celular --column telefono --out phones.csv"
    })
@SuppressWarnings("NullAway.Init") // set by picocli
final class PhonesCommand implements Callable<Integer> {

  @Spec private CommandSpec command;
  @Mixin private Output output;
  @Mixin private Language language;

  @Option(
      names = "--portfolio",
      required = true,
      paramLabel = "DIR",
      description =
          "Folder with borrowers.csv: borrower_id and phone, if there are any also country,"
              + " region and language.")
  private Path portfolio;

  @Option(
      names = "--country",
      paramLabel = "COUNTRY",
      description = "Of numbers without a country code, where the borrower's row names none: MX.")
  private @Nullable String country;

  @Option(
      names = "--column",
      paramLabel = "NAME",
      description = "Column with phone numbers, may be given more than once; default phone.")
  private @Nullable List<String> columns;

  @Option(
      names = "--by",
      paramLabel = "COLUMN",
      description = "Count by this column too, such as region.")
  private @Nullable String by;

  @Option(
      names = "--landlines",
      description = "Take landlines as they are: for calls. Without it a mobile is needed.")
  private boolean landlines;

  @Option(
      names = "--complete-areas",
      description = "Complete local numbers by the borrower's region, where it has one area code.")
  private boolean areas;

  private int status = Mora.DONE;

  @Override
  public Integer call() {
    Path file = portfolio.resolve("borrowers.csv");
    PhoneNumbers numbers = numbers();
    Contactability contactability = new Contactability();
    try (Work work = Work.of(command)) {
      read(
          "Reading",
          file,
          numbers,
          work,
          (row, readings) -> contactability.add(readings, segment(row)));
      int found = status;
      output.write(
          command,
          out -> {
            CsvLine.write(
                out,
                "borrower_id",
                "number",
                "phone",
                "country",
                "line",
                "fault",
                "masked",
                "mends",
                "borrowers");
            read(
                "Writing",
                file,
                numbers,
                work,
                (row, readings) -> write(row, readings, contactability, out));
          });
      work.end();
      status = found;
      new ContactabilityLines(contactability.report(), language).all(by).forEach(work::say);
    }
    return status;
  }

  private PhoneNumbers numbers() {
    PhoneNumbers numbers;
    try {
      numbers =
          country == null
              ? PhoneNumbers.anywhere()
              : PhoneNumbers.in(country.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), "--country: " + e.getMessage());
    }
    numbers = landlines ? numbers.landlinesToo() : numbers;
    return areas ? numbers.completingAreas() : numbers;
  }

  private void read(
      String task,
      Path file,
      PhoneNumbers numbers,
      Work work,
      BiConsumer<NamedCsvRecord, List<PhoneReading>> use) {
    List<String> fields = Optional.ofNullable(columns).orElse(List.of("phone"));
    work.begin(task, " MB", 1 << 20);
    try (Counted bytes = new Counted(Files.newInputStream(file));
        CsvReader<NamedCsvRecord> rows =
            CsvReader.builder()
                .ofNamedCsvRecord(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
      long size = Files.size(file);
      boolean first = true;
      for (NamedCsvRecord row : rows) {
        if (first) {
          require(row.getHeader(), fields);
          first = false;
        }
        List<PhoneReading> readings = new ArrayList<>();
        for (String field : fields) {
          readings.addAll(numbers.read(row.findField(field).orElse(""), whereabouts(row)));
        }
        use.accept(row, withoutMissing(readings));
        work.at(bytes.read, size);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (CsvParseException e) {
      work.say("borrowers.csv: " + e.getMessage() + "; the rows behind it are not read");
      status = Mora.SOMETHING_SKIPPED;
    }
  }

  private void require(List<String> header, List<String> fields) {
    List<String> needed = new ArrayList<>(fields);
    needed.add("borrower_id");
    Optional.ofNullable(by).ifPresent(needed::add);
    for (String name : needed) {
      if (!header.contains(name)) {
        String near =
            Nearest.to(name, header).map(other -> "; did you mean " + other + "?").orElse("");
        throw new IllegalArgumentException("borrowers.csv has no column " + name + near);
      }
    }
  }

  /** An empty second column is no fault where another one has a number. */
  private static List<PhoneReading> withoutMissing(List<PhoneReading> readings) {
    List<PhoneReading> said =
        readings.stream()
            .filter(
                reading ->
                    !(reading instanceof PhoneReading.Rejected no
                        && no.fault() == PhoneFault.MISSING))
            .toList();
    return said.isEmpty() ? readings.subList(0, 1) : said;
  }

  private static Whereabouts whereabouts(NamedCsvRecord row) {
    String place = row.findField("country").orElse("").strip().toUpperCase(Locale.ROOT);
    return new Whereabouts(
        place.matches("[A-Z]{2}")
            ? Optional.of(Place.of(place, row.findField("region").orElse("")))
            : Optional.empty(),
        row.findField("language").orElse(""));
  }

  private String segment(NamedCsvRecord row) {
    return by == null ? "" : row.findField(by).filter(name -> !name.isBlank()).orElse("-");
  }

  private static void write(
      NamedCsvRecord row, List<PhoneReading> readings, Contactability contactability, Writer out) {
    String borrower = row.getField("borrower_id");
    for (int i = 0; i < readings.size(); i++) {
      if (readings.get(i) instanceof PhoneReading.Usable usable) {
        CsvLine.write(
            out,
            borrower,
            i + 1,
            usable.number().e164(),
            usable.country(),
            usable.line(),
            "",
            "",
            usable.mends().stream().map(Mend::name).sorted().collect(Collectors.joining(";")),
            contactability.having(usable.number()));
      } else if (readings.get(i) instanceof PhoneReading.Rejected rejected) {
        CsvLine.write(
            out, borrower, i + 1, "", "", "", rejected.fault().code(), rejected.masked(), "", "");
      }
    }
  }

  /** Tells how many bytes went through. */
  private static final class Counted extends FilterInputStream {

    private long read;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      read += b >= 0 ? 1 : 0;
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = super.read(buffer, offset, length);
      read += Math.max(n, 0);
      return n;
    }
  }
}
