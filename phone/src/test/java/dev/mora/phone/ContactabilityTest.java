package dev.mora.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.party.PhoneNumber;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ContactabilityTest {

  private final PhoneNumbers numbers = PhoneNumbers.in("MX");
  private final Contactability contactability = new Contactability();

  @Test
  void borrowers_are_counted_once_and_numbers_by_what_they_came_to() {
    add("55 1234 5679", "EARLY"); // usable
    add("+52 1 55 1234 5679", "EARLY"); // the same line, written with the old 1
    add("81 8340 0990 / 8183400990", "LATE"); // one line twice
    add("81 8340 0990 / +57 300 123 4568", "LATE"); // two lines, one of them shared
    add("no tiene", "LATE");
    add("123", "LATE");

    ContactabilityReport report = contactability.report();

    assertThat(report.borrowers()).isEqualTo(new ContactabilityReport.Share(6, 4));
    assertThat(report.borrowers().unreachable()).isEqualTo(2);
    assertThat(report.usable()).isEqualTo(6);
    assertThat(report.countries()).isEqualTo(Map.of("MX", 5L, "CO", 1L));
    assertThat(report.types())
        .isEqualTo(Map.of(LineType.MOBILE_OR_LANDLINE, 5L, LineType.MOBILE, 1L));
    assertThat(report.faults()).isEqualTo(Map.of(PhoneFault.MISSING, 1L, PhoneFault.TOO_SHORT, 1L));
    assertThat(report.mends())
        .isEqualTo(Map.of(Mend.COUNTRY_ADDED, 4L, Mend.MOBILE_DIGIT_REMOVED, 1L));
    assertThat(report.sharing()).isEqualTo(new ContactabilityReport.Sharing(3, 2, 4, 2, 1));
    assertThat(report.severalNumbers()).isEqualTo(1);
    assertThat(report.repeated()).isEqualTo(1);
    assertThat(report.segments())
        .isEqualTo(
            Map.of(
                "EARLY", new ContactabilityReport.Share(2, 2),
                "LATE", new ContactabilityReport.Share(4, 2)));
    assertThat(contactability.having(PhoneNumber.of("+5215512345679"))).isEqualTo(2);
    assertThat(contactability.having(PhoneNumber.of("+525500000000"))).isZero();
  }

  @Test
  void an_empty_portfolio_has_an_empty_report() {
    ContactabilityReport report = contactability.report();

    assertThat(report.borrowers()).isEqualTo(new ContactabilityReport.Share(0, 0));
    assertThat(report.sharing()).isEqualTo(new ContactabilityReport.Sharing(0, 0, 0, 0, 0));
    assertThat(report.segments()).isEmpty();
  }

  @Test
  void lines_are_counted_as_a_map_counts_them() {
    long seed = 4711L;
    SplittableRandom random = new SplittableRandom(seed);
    LineTable table = new LineTable();
    Map<String, Integer> people = new HashMap<>();
    Map<String, Set<Integer>> ways = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      String national = String.format(java.util.Locale.ROOT, "%08d", random.nextInt(12_000));
      boolean old = random.nextBoolean();
      PhoneNumber number = PhoneNumber.of((old ? "+52155" : "+5255") + national);
      int way = old ? LineTable.MENDED : LineTable.AS_IT_IS;

      int now = table.add(number, way);

      assertThat(now).as("seed %s", seed).isEqualTo(people.merge(national, 1, Integer::sum));
      ways.computeIfAbsent(national, key -> new HashSet<>()).add(way);
    }
    assertThat(table.size()).isEqualTo(people.size());
    assertThat(table.most()).isEqualTo(people.values().stream().mapToInt(n -> n).max().orElse(0));
    assertThat(table.sharedBy(2))
        .isEqualTo((int) people.values().stream().filter(n -> n >= 2).count());
    assertThat(table.sharing())
        .isEqualTo(people.values().stream().filter(n -> n >= 2).mapToLong(n -> n).sum());
    assertThat(table.writtenBothWays())
        .isEqualTo((int) ways.values().stream().filter(each -> each.size() == 2).count());
  }

  private void add(String raw, String segment) {
    List<PhoneReading> readings = numbers.read(raw);
    contactability.add(readings, segment);
  }
}
