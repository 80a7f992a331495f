package dev.mora.score;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Classes of a score by cut-offs: a band takes what is below its cut-off and not below the one
 * before, so a score on a cut-off belongs to the band above it.
 */
public record ScoreBands(List<Band> bands) {

  /**
   * @param below the cut-off, itself not in the band; empty for the last band alone
   */
  public record Band(String code, Optional<BigDecimal> below) {
    public Band {
      if (code.isBlank()) {
        throw new IllegalArgumentException("a band needs a code");
      }
      below = below.map(Numbers::plain);
    }

    public static Band below(String code, BigDecimal cutOff) {
      return new Band(code, Optional.of(cutOff));
    }

    /** Everything from the last cut-off on. */
    public static Band rest(String code) {
      return new Band(code, Optional.empty());
    }
  }

  /**
   * @throws IllegalArgumentException if cut-offs do not rise, a code stands twice, or another than
   *     the last band is open
   */
  public ScoreBands {
    bands = List.copyOf(bands);
    fault(bands)
        .ifPresent(
            fault -> {
              throw new IllegalArgumentException("band " + fault.index() + ": " + fault.expected());
            });
  }

  record BandFault(int index, String expected) {}

  static Optional<BandFault> fault(List<Band> bands) {
    if (bands.isEmpty()) {
      return Optional.of(new BandFault(0, "at least one band"));
    }
    Set<String> codes = new HashSet<>();
    for (int i = 0; i < bands.size(); i++) {
      Optional<BigDecimal> below = bands.get(i).below();
      boolean last = i == bands.size() - 1;
      if (!codes.add(bands.get(i).code())) {
        return Optional.of(new BandFault(i, "a code that no other band has"));
      }
      if (below.isEmpty() != last) {
        return Optional.of(
            new BandFault(i, last ? "no cut-off: the last band takes the rest" : "a cut-off"));
      }
      if (i > 0 && !last && below.get().compareTo(bands.get(i - 1).below().orElseThrow()) <= 0) {
        return Optional.of(new BandFault(i, "a cut-off above the one before"));
      }
    }
    return Optional.empty();
  }

  public static ScoreBands of(Band... bands) {
    return new ScoreBands(List.of(bands));
  }

  /** The code of the band that the score belongs to. */
  public String of(BigDecimal score) {
    for (Band band : bands) {
      if (band.below().map(cutOff -> score.compareTo(cutOff) < 0).orElse(true)) {
        return band.code();
      }
    }
    throw new IllegalStateException("the last band is open");
  }
}
