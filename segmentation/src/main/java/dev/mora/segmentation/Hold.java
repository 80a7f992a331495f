package dev.mora.segmentation;

import dev.mora.attribute.Attributes;
import dev.mora.attribute.CaseFacts;
import dev.mora.attribute.Check;
import dev.mora.attribute.Condition;
import dev.mora.loan.Loan;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps cases in a segment for a while, so that they do not go to and fro around a limit. A case
 * leaves when it has been there {@code days} days and the rules have said otherwise in {@code runs}
 * consecutive runs, this one included; at once when {@code unless} holds for certain, and when it
 * is cured ({@code countedDays} is 0), unless it stays on cure. A loan that is closed or sold
 * always leaves at once.
 *
 * @param days since the day it was placed there, 0 to 3650
 * @param runs 1 to 1000; 1 asks for nothing more than the days
 * @param staysOnCure whether even a cured case is held
 */
public record Hold(int days, int runs, Optional<Condition> unless, boolean staysOnCure) {

  private static final Set<String> GONE =
      Set.of(Loan.Status.CLOSED.name(), Loan.Status.SOLD.name());

  static final int MOST_DAYS = 3650;
  static final int MOST_RUNS = 1000;

  public Hold {
    if (days < 0 || days > MOST_DAYS) {
      throw new IllegalArgumentException("days must be 0 to " + MOST_DAYS + ": " + days);
    }
    if (runs < 1 || runs > MOST_RUNS) {
      throw new IllegalArgumentException("runs must be 1 to " + MOST_RUNS + ": " + runs);
    }
    if (days == 0 && runs == 1) {
      throw new IllegalArgumentException("a hold of 0 days and 1 run holds nothing");
    }
    Objects.requireNonNull(unless, "unless");
  }

  public static Hold days(int days) {
    return new Hold(days, 1, Optional.empty(), false);
  }

  public static Hold runs(int runs) {
    return new Hold(0, runs, Optional.empty(), false);
  }

  public Hold and(Hold other) {
    return new Hold(
        Math.max(days, other.days),
        Math.max(runs, other.runs),
        unless.or(other::unless),
        staysOnCure || other.staysOnCure);
  }

  public Hold unless(Condition condition) {
    return new Hold(days, runs, Optional.of(condition), staysOnCure);
  }

  public Hold evenIfCured() {
    return new Hold(days, runs, unless, true);
  }

  /** Whether this case may leave at once. */
  boolean releases(CaseFacts facts) {
    boolean gone = facts.get(Attributes.STATUS).map(GONE::contains).orElse(false);
    boolean cured = facts.get(Attributes.COUNTED_DAYS).map(days -> days == 0).orElse(false);
    return gone
        || (cured && !staysOnCure)
        || unless.map(when -> Check.of(when, facts.attributes()).on(facts).isTrue()).orElse(false);
  }
}
