package dev.mora.phone;

import dev.mora.party.PhoneNumber;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts, person by person, who of a portfolio can be written to. Holds counts and one entry for
 * each line, no number as it was written and nobody's id: about 26 MB for a million lines. Not
 * thread-safe.
 *
 * <pre>{@code
 * for (each borrower) contactability.add(numbers.read(field, at), segment);
 * ContactabilityReport report = contactability.report();
 * }</pre>
 */
public final class Contactability {

  private final LineTable lines = new LineTable();
  private final Map<String, Long> countries = new TreeMap<>();
  private final Map<LineType, Long> types = new EnumMap<>(LineType.class);
  private final Map<PhoneFault, Long> faults = new EnumMap<>(PhoneFault.class);
  private final Map<Mend, Long> mends = new EnumMap<>(Mend.class);
  private final Map<String, long[]> segments = new TreeMap<>();
  private long borrowers;
  private long reachable;
  private long usable;
  private long severalNumbers;
  private long repeated;

  /** Adds a borrower of no segment. */
  public void add(List<PhoneReading> readings) {
    add(readings, "");
  }

  /**
   * Adds a borrower, once, with all that their fields came to.
   *
   * @param segment or product, or branch: what to count by beside all together; empty for none
   */
  public void add(List<PhoneReading> readings, String segment) {
    borrowers++;
    Set<String> own = new HashSet<>();
    for (PhoneReading reading : readings) {
      if (reading instanceof PhoneReading.Usable found) {
        usable(found, own);
      } else {
        faults.merge(((PhoneReading.Rejected) reading).fault(), 1L, Long::sum);
      }
    }
    reachable += own.isEmpty() ? 0 : 1;
    severalNumbers += own.size() > 1 ? 1 : 0;
    if (!segment.isEmpty()) {
      long[] counts = segments.computeIfAbsent(segment, name -> new long[2]);
      counts[0]++;
      counts[1] += own.isEmpty() ? 0 : 1;
    }
  }

  private void usable(PhoneReading.Usable found, Set<String> own) {
    usable++;
    countries.merge(found.country(), 1L, Long::sum);
    types.merge(found.line(), 1L, Long::sum);
    found.mends().forEach(mend -> mends.merge(mend, 1L, Long::sum));
    if (own.add(found.number().line())) {
      boolean mended =
          found.mends().contains(Mend.MOBILE_DIGIT_ADDED)
              || found.mends().contains(Mend.MOBILE_DIGIT_REMOVED);
      lines.add(found.number(), mended ? LineTable.MENDED : LineTable.AS_IT_IS);
    } else {
      repeated++;
    }
  }

  /** How many borrowers so far have the line of this number. */
  public int having(PhoneNumber number) {
    return lines.people(number);
  }

  /** What has been counted so far. */
  public ContactabilityReport report() {
    Map<String, ContactabilityReport.Share> bySegment = new TreeMap<>();
    segments.forEach(
        (name, counts) ->
            bySegment.put(name, new ContactabilityReport.Share(counts[0], counts[1])));
    return new ContactabilityReport(
        new ContactabilityReport.Share(borrowers, reachable),
        usable,
        countries,
        types,
        faults,
        mends,
        new ContactabilityReport.Sharing(
            lines.size(),
            lines.sharedBy(2),
            lines.sharing(),
            lines.most(),
            lines.writtenBothWays()),
        severalNumbers,
        repeated,
        bySegment);
  }

  @Override
  public String toString() {
    return "Contactability(" + borrowers + " borrowers)";
  }
}
