package dev.mora.score;

import dev.mora.attribute.AttributeType;
import dev.mora.attribute.CaseFacts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A points scorecard: each characteristic gives the points of the bin that its value is in, and the
 * score is their exact sum, so that a printed card gives the same score by hand.
 *
 * <p>Either the bins hold points, and {@code base} is added; or they hold weights of evidence and
 * the card an intercept and a scaling. Then a bin's points are {@code -(coefficient * woe +
 * intercept / n) * factor + offset / n} for n characteristics, for a model of the log odds of being
 * bad, worked out once in doubles in this order and rounded half up to the card's decimals.
 *
 * <p>With a scaling, the probability is that of being bad at the odds that the score stands for.
 * Reasons are the characteristics whose bin gives fewer points than their best one, the largest
 * loss first, equal ones in the order of the card. Immutable; equal to another of the same content.
 */
public final class Scorecard implements RiskModel {

  static final int MOST_CHARACTERISTICS = 200;

  private final ModelInfo info;
  private final Optional<Scaling> scaling;
  private final Optional<BigDecimal> intercept;
  private final BigDecimal base;
  private final int decimals;
  private final Optional<ScoreBands> bands;
  private final List<Characteristic> characteristics;
  private final Map<String, AttributeType> declared;

  /** By characteristic: the points of each bin, then those of a missing value or null. */
  private final @Nullable BigDecimal[][] points;

  private final BigDecimal[] best;
  private final List<BinFinder> finders;

  private Scorecard(Builder b) {
    scaling = Optional.ofNullable(b.scaling);
    intercept = Optional.ofNullable(b.intercept);
    base = b.base;
    decimals = b.decimals;
    bands = Optional.ofNullable(b.bands);
    characteristics = List.copyOf(b.characteristics);
    declared = Declared.of(characteristics.stream().map(Characteristic::attribute));
    info =
        new ModelInfo(
            b.name,
            b.version,
            characteristics.stream()
                .map(each -> new ModelInfo.Feature(each.attribute(), each.missing().isEmpty()))
                .toList(),
            Optional.ofNullable(b.validUntil));
    checkForm();
    points = new BigDecimal[characteristics.size()][];
    best = new BigDecimal[characteristics.size()];
    finders = characteristics.stream().map(BinFinder::new).toList();
    for (int i = 0; i < points.length; i++) {
      layOut(i, characteristics.get(i));
    }
  }

  private void checkForm() {
    if (characteristics.isEmpty() || characteristics.size() > MOST_CHARACTERISTICS) {
      throw new IllegalArgumentException(
          "a scorecard has 1 to " + MOST_CHARACTERISTICS + " characteristics");
    }
    if (base.scale() > decimals) {
      throw new IllegalArgumentException("base has at most " + decimals + " decimals: " + base);
    }
    boolean woe = intercept.isPresent();
    if (woe && scaling.isEmpty()) {
      throw new IllegalArgumentException("weights of evidence need a scaling");
    }
    if (woe && base.signum() != 0) {
      throw new IllegalArgumentException("base is for points; an intercept takes its place");
    }
    for (Characteristic each : characteristics) {
      if (each.coefficient().isPresent() != woe) {
        throw new IllegalArgumentException(
            each.attribute()
                + (woe
                    ? ": a card with an intercept needs a coefficient here"
                    : ": a coefficient needs an intercept on the card"));
      }
    }
  }

  private void layOut(int place, Characteristic each) {
    int size = each.bins().size();
    @Nullable BigDecimal[] row = new BigDecimal[size + 1];
    BigDecimal most = null;
    for (int i = 0; i < size; i++) {
      BigDecimal value = points(each, each.bins().get(i).worth());
      row[i] = value;
      most = most == null ? value : most.max(value);
    }
    row[size] = each.missing().map(worth -> points(each, worth)).orElse(null);
    points[place] = row;
    best[place] = Objects.requireNonNull(most);
  }

  private BigDecimal points(Characteristic each, BigDecimal worth) {
    if (intercept.isEmpty()) {
      if (worth.scale() > decimals) {
        throw new IllegalArgumentException(
            each.attribute() + ": points have at most " + decimals + " decimals: " + worth);
      }
      return worth;
    }
    Scaling scale = scaling.orElseThrow();
    int n = characteristics.size();
    double logOdds =
        each.coefficient().orElseThrow().doubleValue() * worth.doubleValue()
            + intercept.get().doubleValue() / n;
    double value = -logOdds * scale.factor() + scale.offset() / n;
    if (Math.abs(value) > Numbers.LARGEST.doubleValue()) {
      throw new IllegalArgumentException(each.attribute() + ": more points than can be added");
    }
    return Numbers.rounded(value, decimals);
  }

  @Override
  public ModelInfo info() {
    return info;
  }

  @Override
  public ScoreResult score(CaseFacts facts, LocalDate asOf) {
    BigDecimal sum = base;
    Tally tally = new Tally(info, asOf);
    for (int i = 0; i < points.length; i++) {
      Characteristic each = characteristics.get(i);
      int bin = finders.get(i).find(facts);
      BigDecimal got = points[i][bin < 0 ? each.bins().size() : bin];
      if (bin < 0) {
        tally.unknown(each.attribute(), got != null);
      }
      if (got != null) {
        sum = sum.add(got);
        tally.worse(each.reason(), each.attribute(), best[i].subtract(got));
      }
    }
    BigDecimal score = Numbers.plain(sum);
    return tally.result(score, probability(score), bands);
  }

  private OptionalDouble probability(BigDecimal score) {
    return scaling
        .map(scale -> OptionalDouble.of(scale.probabilityOfBad(score.doubleValue())))
        .orElse(OptionalDouble.empty());
  }

  /** What a bin of a characteristic gives, both counted from 0 in the order of the card. */
  public BigDecimal points(int characteristic, int bin) {
    Objects.checkIndex(bin, characteristics.get(characteristic).bins().size());
    return Objects.requireNonNull(points[characteristic][bin]);
  }

  /** What an unknown value gives; empty if there is no score without a value. */
  public Optional<BigDecimal> pointsOfMissing(int characteristic) {
    return Optional.ofNullable(
        points[characteristic][characteristics.get(characteristic).bins().size()]);
  }

  public Optional<Scaling> scaling() {
    return scaling;
  }

  /** Present if the bins hold weights of evidence. */
  public Optional<BigDecimal> intercept() {
    return intercept;
  }

  /** Points that everybody has. */
  public BigDecimal base() {
    return base;
  }

  /** Of the points of each bin. */
  public int decimals() {
    return decimals;
  }

  public Optional<ScoreBands> bands() {
    return bands;
  }

  public List<Characteristic> characteristics() {
    return characteristics;
  }

  Map<String, AttributeType> declared() {
    return declared;
  }

  /** The canonical file, which reads back as an equal card. */
  public String toJson() {
    return ScorecardDocument.write(this).toCanonical();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Scorecard that
        && info.equals(that.info)
        && scaling.equals(that.scaling)
        && intercept.equals(that.intercept)
        && base.equals(that.base)
        && decimals == that.decimals
        && bands.equals(that.bands)
        && characteristics.equals(that.characteristics);
  }

  @Override
  public int hashCode() {
    return Objects.hash(info, scaling, intercept, base, decimals, bands, characteristics);
  }

  @Override
  public String toString() {
    return "Scorecard(" + info.name() + " " + info.version() + ")";
  }

  public static Builder builder(String name, String version) {
    return new Builder(name, version);
  }

  /** Collects a card: points without decimals and no base unless said otherwise. */
  public static final class Builder {

    private final String name;
    private final String version;
    private final List<Characteristic> characteristics = new ArrayList<>();
    private BigDecimal base = BigDecimal.ZERO;
    private int decimals;
    private @Nullable Scaling scaling;
    private @Nullable BigDecimal intercept;
    private @Nullable ScoreBands bands;
    private @Nullable LocalDate validUntil;

    private Builder(String name, String version) {
      this.name = name;
      this.version = version;
    }

    public Builder scaling(Scaling value) {
      scaling = value;
      return this;
    }

    /** Of the log odds of being bad; says that the bins hold weights of evidence. */
    public Builder intercept(BigDecimal value) {
      intercept = Numbers.moderate("an intercept", value);
      return this;
    }

    public Builder base(BigDecimal points) {
      base = Numbers.moderate("base", points);
      return this;
    }

    /** Of the points of each bin, 0 to 6. */
    public Builder decimals(int value) {
      decimals = Numbers.decimals(value);
      return this;
    }

    public Builder bands(ScoreBands value) {
      bands = value;
      return this;
    }

    public Builder validUntil(LocalDate last) {
      validUntil = last;
      return this;
    }

    public Builder characteristic(Characteristic value) {
      characteristics.add(value);
      return this;
    }

    /**
     * @throws IllegalArgumentException if points and weights of evidence are mixed, or points are
     *     finer or larger than the card can add exactly
     */
    public Scorecard build() {
      return new Scorecard(this);
    }
  }
}
