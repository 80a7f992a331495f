package dev.mora.score;

import dev.mora.attribute.Attribute;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a model is and what it reads.
 *
 * @param name short: {@code score.NAME} is its attribute unless a run names it otherwise
 * @param version a result carries it; features and their units belong to the version
 * @param validUntil the last as-of date on which a run takes its scores; empty if there is none
 */
public record ModelInfo(
    String name, String version, List<Feature> features, Optional<LocalDate> validUntil) {

  public ModelInfo {
    if (name.isBlank() || version.isBlank()) {
      throw new IllegalArgumentException("a model needs a name and a version");
    }
    features = List.copyOf(features);
    Set<String> names = new HashSet<>();
    for (Feature feature : features) {
      if (!names.add(feature.attribute().name())) {
        throw new IllegalArgumentException("two features are " + feature.attribute());
      }
    }
  }

  /** Without an end. */
  public static ModelInfo of(String name, String version, Feature... features) {
    return new ModelInfo(name, version, List.of(features), Optional.empty());
  }

  public boolean isValidOn(LocalDate asOf) {
    return validUntil.map(last -> !asOf.isAfter(last)).orElse(true);
  }

  /** Features that must not lead to harsher treatment. */
  public List<Attribute<?>> protectedFeatures() {
    return features.stream()
        .<Attribute<?>>map(Feature::attribute)
        .filter(Attribute::isProtected)
        .toList();
  }

  /**
   * One thing that a model reads, by the attribute's name and type.
   *
   * @param required whether there is no score where it is unknown
   */
  public record Feature(Attribute<?> attribute, boolean required) {

    public static Feature required(Attribute<?> attribute) {
      return new Feature(attribute, true);
    }

    public static Feature optional(Attribute<?> attribute) {
      return new Feature(attribute, false);
    }
  }
}
