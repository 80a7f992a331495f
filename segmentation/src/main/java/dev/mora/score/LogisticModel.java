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
 * {@code p = 1 / (1 + e^-z)}, where z is the intercept and then each term added in the order of the
 * model, in doubles; the exponential is {@link StrictMath}'s, so that every JDK gives the same
 * bits. Without a scaling the score is p itself; with one it is {@code offset + factor * ln odds}
 * of good to bad, taken from z and not from p. Either is rounded half up to the model's decimals.
 *
 * <p>Reasons are the terms that make the outcome worse than their best or reference value would,
 * the largest first. Immutable; equal to another of the same content.
 */
public final class LogisticModel implements RiskModel {

  static final int MOST_TERMS = 200;

  /** What the probability is of, which says whether more of it is worse. */
  public enum Outcome {
    BAD,
    GOOD
  }

  private final ModelInfo info;
  private final Outcome outcome;
  private final BigDecimal intercept;
  private final List<Term> terms;
  private final Optional<Scaling> scaling;
  private final int decimals;
  private final Optional<ScoreBands> bands;

  private LogisticModel(Builder b) {
    outcome = b.outcome;
    intercept = b.intercept;
    terms = List.copyOf(b.terms);
    scaling = Optional.ofNullable(b.scaling);
    decimals = b.decimals;
    bands = Optional.ofNullable(b.bands);
    if (terms.size() > MOST_TERMS) {
      throw new IllegalArgumentException("a logistic model has at most " + MOST_TERMS + " terms");
    }
    info =
        new ModelInfo(
            b.name,
            b.version,
            terms.stream()
                .map(each -> new ModelInfo.Feature(each.attribute(), each.missing().isEmpty()))
                .toList(),
            Optional.ofNullable(b.validUntil));
  }

  @Override
  public ModelInfo info() {
    return info;
  }

  @Override
  public ScoreResult score(CaseFacts facts, LocalDate asOf) {
    double z = intercept.doubleValue();
    Tally tally = new Tally(info, asOf);
    for (Term term : terms) {
      OptionalDouble known = term.contribution(facts);
      if (known.isEmpty()) {
        tally.unknown(term.attribute(), term.missing().isPresent());
      }
      if (known.isPresent() || term.missing().isPresent()) {
        double part = known.orElseGet(() -> term.missing().orElseThrow().doubleValue());
        z += part;
        double more = part - term.ideal(outcome);
        double worse = outcome == Outcome.BAD ? more : -more;
        tally.worse(term.reason(), term.attribute(), Numbers.rounded(worse, Numbers.MOST_DECIMALS));
      }
    }
    double logOdds = outcome == Outcome.BAD ? -z : z;
    double p = Numbers.logistic(z);
    double value = scaling.map(scale -> scale.scoreOfLogOdds(logOdds)).orElse(p);
    return tally.result(Numbers.rounded(value, decimals), OptionalDouble.of(p), bands);
  }

  public Outcome outcome() {
    return outcome;
  }

  public BigDecimal intercept() {
    return intercept;
  }

  public List<Term> terms() {
    return terms;
  }

  public Optional<Scaling> scaling() {
    return scaling;
  }

  /** Of the score. */
  public int decimals() {
    return decimals;
  }

  public Optional<ScoreBands> bands() {
    return bands;
  }

  Map<String, AttributeType> declared() {
    return Declared.of(terms.stream().map(Term::attribute));
  }

  /** The canonical file, which reads back as an equal model. */
  public String toJson() {
    return LogisticDocument.write(this).toCanonical();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LogisticModel that
        && info.equals(that.info)
        && outcome == that.outcome
        && intercept.equals(that.intercept)
        && terms.equals(that.terms)
        && scaling.equals(that.scaling)
        && decimals == that.decimals
        && bands.equals(that.bands);
  }

  @Override
  public int hashCode() {
    return Objects.hash(info, outcome, intercept, terms, scaling, decimals, bands);
  }

  @Override
  public String toString() {
    return "LogisticModel(" + info.name() + " " + info.version() + ")";
  }

  public static Builder builder(String name, String version) {
    return new Builder(name, version);
  }

  /** Collects a model: of the bad outcome, six decimals, no scaling unless said otherwise. */
  public static final class Builder {

    private final String name;
    private final String version;
    private final List<Term> terms = new ArrayList<>();
    private Outcome outcome = Outcome.BAD;
    private BigDecimal intercept = BigDecimal.ZERO;
    private int decimals = Numbers.MOST_DECIMALS;
    private @Nullable Scaling scaling;
    private @Nullable ScoreBands bands;
    private @Nullable LocalDate validUntil;

    private Builder(String name, String version) {
      this.name = name;
      this.version = version;
    }

    public Builder probabilityOf(Outcome value) {
      outcome = value;
      return this;
    }

    public Builder intercept(BigDecimal value) {
      intercept = Numbers.moderate("an intercept", value);
      return this;
    }

    public Builder scaling(Scaling value) {
      scaling = value;
      return this;
    }

    /** Of the score, 0 to 6. */
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

    public Builder term(Term value) {
      terms.add(value);
      return this;
    }

    public LogisticModel build() {
      return new LogisticModel(this);
    }
  }
}
