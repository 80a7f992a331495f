package dev.mora.phone;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Who of a portfolio can be written to, and why the others cannot. Counts only, no personal data.
 *
 * @param borrowers all, and those with at least one number that can be written to
 * @param usable numbers that can be written to; a borrower may have several
 * @param countries of usable numbers, by ISO 3166-1 alpha-2
 * @param types of usable numbers
 * @param faults of numbers that cannot be written to; a borrower without any is {@code MISSING}
 * @param mends of usable numbers: how far the host's data is from clean
 * @param severalNumbers borrowers with more than one line
 * @param repeated numbers that stand more than once with one borrower
 * @param segments empty unless the borrowers were added with one
 */
public record ContactabilityReport(
    Share borrowers,
    long usable,
    Map<String, Long> countries,
    Map<LineType, Long> types,
    Map<PhoneFault, Long> faults,
    Map<Mend, Long> mends,
    Sharing sharing,
    long severalNumbers,
    long repeated,
    Map<String, Share> segments) {

  public ContactabilityReport {
    Objects.requireNonNull(borrowers, "borrowers");
    Objects.requireNonNull(sharing, "sharing");
    countries = sorted(countries);
    types = sorted(types);
    faults = sorted(faults);
    mends = sorted(mends);
    segments = sorted(segments);
  }

  private static <K extends Comparable<K>, V> Map<K, V> sorted(Map<K, V> map) {
    return Collections.unmodifiableMap(new TreeMap<>(map));
  }

  /** Of so many, so many can be reached. */
  public record Share(long all, long reachable) {

    public long unreachable() {
      return all - reachable;
    }
  }

  /**
   * Lines that several borrowers have: what is said on one of them, others may hear.
   *
   * @param lines different ones
   * @param shared those of at least two borrowers
   * @param borrowers on shared lines, each counted for each line
   * @param most borrowers on one line: many are an agent's or a branch's own number
   * @param writtenBothWays lines that stand with and without the mobile digit of their country, so
   *     that a comparison of the texts takes them for two
   */
  public record Sharing(int lines, int shared, long borrowers, int most, int writtenBothWays) {}
}
