package dev.mora.examples;

import dev.mora.calendar.CuratedHolidays;
import dev.mora.calendar.HolidayYear;
import dev.mora.calendar.Place;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The folder of policies of one lender, as far as an assessment needs it. */
@SuppressWarnings("NullAway.Init") // set by picocli
class DelinquencyDesk {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--desk",
      paramLabel = "DIR",
      description = {
        "Folder of one lender: delinquency.json, segmentation.json,",
        "strategy.json, contact.json, templates/, models/."
      })
  private @Nullable Path desk;

  @Option(
      names = "--delinquency",
      paramLabel = "FILE",
      description = "Delinquency policy, instead of the desk's.")
  private @Nullable Path delinquency;

  @Option(
      names = "--holidays",
      paramLabel = "COUNTRY|FILE",
      description = {
        "Public holidays that due dates move off where the policy has businessDays: the code of a"
            + " country that comes with Mora, or a mora/holidays-1 file; may be given several times"
            + " for one country. A day of a year that nobody gave is open. Without it only weekends"
            + " move; a contact policy never moves a due date."
      })
  private List<String> holidays = List.of();

  final DelinquencyPolicy delinquency() {
    return moved(DelinquencyPolicy.load(file(delinquency, "--delinquency", "delinquency.json")));
  }

  private DelinquencyPolicy moved(DelinquencyPolicy policy) {
    CuratedHolidays all = CuratedHolidays.shipped();
    SortedSet<String> countries = new TreeSet<>();
    for (String each : holidays) {
      if (each.matches("[A-Z]{2}")) {
        if (!all.countries().contains(each)) {
          throw wrongUse(
              "--holidays "
                  + each
                  + ": of this country there are none, only of "
                  + String.join(", ", all.countries())
                  + "; give a mora/holidays-1 file");
        }
        countries.add(each);
      } else {
        HolidayYear year = HolidayYear.parse(Json.read(Path.of(each)));
        all = all.and(year);
        countries.add(year.country());
      }
    }
    if (countries.size() > 1) {
      throw wrongUse("--holidays of one country, found " + String.join(", ", countries));
    }
    return countries.isEmpty() ? policy : policy.withCalendar(all, Place.of(countries.first()));
  }

  /** The standard one if there is neither a file nor a desk. */
  final DelinquencyPolicy delinquencyOrStandard() {
    return desk == null && delinquency == null
        ? moved(DelinquencyPolicy.standard())
        : delinquency();
  }

  /**
   * The file that was named alone, or the one of the desk.
   *
   * @throws ParameterException if there is neither
   */
  final Path file(@Nullable Path own, String option, String name) {
    if (own != null) {
      return own;
    }
    if (desk == null) {
      throw wrongUse("give " + option + ", or --desk with a folder that holds " + name);
    }
    return desk.resolve(name);
  }

  final ParameterException wrongUse(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  /** What the desk has under this name; empty if it has none, or there is no desk. */
  final Optional<Path> optional(String name) {
    return Optional.ofNullable(desk).map(folder -> folder.resolve(name)).filter(Files::exists);
  }
}
