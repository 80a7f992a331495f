package dev.mora.score;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.AttributeType;
import dev.mora.attribute.Attributes;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The types of own columns that a model file has to state: those that are read as no text. */
final class Declared {

  private Declared() {}

  static Map<String, AttributeType> of(Stream<Attribute<?>> attributes) {
    Map<String, AttributeType> types = new LinkedHashMap<>();
    attributes
        .filter(one -> Attributes.standard().find(one.name()).isEmpty())
        .filter(one -> one.type() != AttributeType.TEXT && !one.name().startsWith("score."))
        .forEach(one -> types.put(one.name(), one.type()));
    return Collections.unmodifiableMap(types);
  }
}
