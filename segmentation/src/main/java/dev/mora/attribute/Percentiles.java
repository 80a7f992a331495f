package dev.mora.attribute;

import dev.mora.json.Json;
import dev.mora.loan.Loan;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * How the values of attributes lie among the cases of the same product and currency on a day.
 * {@code percentile.ATTRIBUTE} of a case is the share, in percent, of those cases that know the
 * attribute and have a smaller value: ties get the same percentile, the smallest value gets 0, and
 * none gets 100. It is cut, not rounded, after 6 decimals, so that a limit of a test lies exactly
 * where it should.
 *
 * <p>It is unknown where the case does not know the value or its currency, an amount is in another
 * currency than the loan, or nobody of the same product and currency knows a value; cases without a
 * product are compared with one another. Loans of status {@code PENDING} and {@code CLOSED} owe
 * nothing and those {@code SOLD} nothing to us: they are ranked, but not counted among the others.
 *
 * <p>Immutable. Written and read back, the values of a nightly run over all loans give the same
 * percentiles to a later run over some of them, and to a single case.
 */
public final class Percentiles {

  private static final Percentiles NONE = new Percentiles(Map.of());
  private static final Set<String> NOT_OURS =
      Set.of(Loan.Status.PENDING.name(), Loan.Status.CLOSED.name(), Loan.Status.SOLD.name());
  private static final long HUNDRED_MILLION = 100_000_000L;

  private final Map<String, Map<Peers, Sample>> samples;

  Percentiles(Map<String, Map<Peers, Sample>> samples) {
    this.samples = Collections.unmodifiableMap(new LinkedHashMap<>(samples));
  }

  /** Cases that are compared with one another; product is empty where it is unknown. */
  record Peers(String product, String currency) implements Comparable<Peers> {
    @Override
    public int compareTo(Peers other) {
      int byProduct = product.compareTo(other.product);
      return byProduct != 0 ? byProduct : currency.compareTo(other.currency);
    }
  }

  /** Nobody to compare with: every percentile is unknown. */
  public static Percentiles none() {
    return NONE;
  }

  /**
   * @param ranked the attributes that percentiles are wanted of, such as {@code outstanding}
   * @throws IllegalArgumentException if one has no order
   */
  public static Percentiles of(
      Collection<CaseFacts> cases, Collection<? extends Attribute<?>> ranked) {
    Map<String, Map<Peers, Sample>> samples = new LinkedHashMap<>();
    for (Attribute<?> attribute : ranked) {
      Attributes.percentileWords(attribute);
      Map<Peers, Sample.Collector> found = new TreeMap<>();
      for (CaseFacts facts : cases) {
        Optional<Peers> peers = peers(facts);
        if (peers.isPresent() && isCounted(facts)) {
          OptionalLong lane = lane(facts, attribute, peers.get());
          if (lane.isPresent()) {
            found.computeIfAbsent(peers.get(), key -> new Sample.Collector()).add(lane.getAsLong());
          }
        }
      }
      Map<Peers, Sample> sorted = new TreeMap<>();
      found.forEach((peers, values) -> sorted.put(peers, values.sorted()));
      samples.put(attribute.name(), sorted);
    }
    return new Percentiles(samples);
  }

  /**
   * @throws dev.mora.json.InvalidDocument with the place of each fault
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  public static Percentiles load(Path file) {
    return PercentilesDocument.read(
        Json.parse(file.toString(), PercentilesDocument.bytes(file), PercentilesDocument.LIMITS));
  }

  /** Like {@link #load(Path)} on a text; {@code source} names it in faults. */
  public static Percentiles parse(String source, String text) {
    return PercentilesDocument.read(Json.parse(source, text, PercentilesDocument.LIMITS));
  }

  /** One line of JSON that reads back as an equal value. */
  public String toJson() {
    return PercentilesDocument.write(this);
  }

  /** Names of the attributes that percentiles are known of. */
  public List<String> attributes() {
    return List.copyOf(samples.keySet());
  }

  /** The percentile of a case's value of the attribute. */
  public Optional<BigDecimal> of(Attribute<?> attribute, CaseFacts facts) {
    Map<Peers, Sample> samplesOf = samples.getOrDefault(attribute.name(), Map.of());
    Optional<Peers> peers = peers(facts);
    Sample sample = peers.map(samplesOf::get).orElse(null);
    if (peers.isEmpty() || sample == null) {
      return Optional.empty();
    }
    OptionalLong lane = lane(facts, attribute, peers.get());
    return lane.isEmpty()
        ? Optional.empty()
        : Optional.of(
            BigDecimal.valueOf(
                HUNDRED_MILLION * sample.smallerThan(lane.getAsLong()) / sample.size(),
                Lane.DECIMALS));
  }

  /**
   * The case with each {@code percentile.x} of its registry that it does not know and that there
   * are values for.
   */
  public CaseFacts fill(CaseFacts facts) {
    List<Attribute<?>> wanted = new ArrayList<>();
    for (Attribute<?> attribute : facts.attributes().all()) {
      if (attribute.name().startsWith("percentile.") && !facts.knows(attribute)) {
        wanted.add(attribute);
      }
    }
    if (wanted.isEmpty()) {
      return facts;
    }
    CaseFacts.Builder more = facts.toBuilder();
    for (Attribute<?> attribute : wanted) {
      of(facts.attributes().percentileBase(attribute.name()), facts)
          .ifPresent(percentile -> more.setAny(attribute, percentile));
    }
    return more.build();
  }

  private static boolean isCounted(CaseFacts facts) {
    return facts.get(Attributes.STATUS).map(status -> !NOT_OURS.contains(status)).orElse(true);
  }

  private static Optional<Peers> peers(CaseFacts facts) {
    return facts
        .get(Attributes.CURRENCY)
        .map(currency -> new Peers(facts.get(Attributes.PRODUCT).orElse(""), currency));
  }

  private static OptionalLong lane(CaseFacts facts, Attribute<?> attribute, Peers peers) {
    if (attribute.type() == AttributeType.MONEY) {
      return facts
          .amount(attribute, Currency.getInstance(peers.currency()))
          .map(amount -> OptionalLong.of(amount.minorUnits()))
          .orElse(OptionalLong.empty());
    }
    int place = facts.attributes().placeOf(attribute);
    return place >= 0 && facts.isKnown(place)
        ? OptionalLong.of(facts.lane(place))
        : OptionalLong.empty();
  }

  Map<String, Map<Peers, Sample>> samples() {
    return samples;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Percentiles that && samples.equals(that.samples);
  }

  @Override
  public int hashCode() {
    return samples.hashCode();
  }

  @Override
  public String toString() {
    return "Percentiles(" + attributes() + ")";
  }
}
