package dev.mora.score;

import dev.mora.attribute.Attribute;
import dev.mora.language.Language;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * One cause why a score is not better.
 *
 * @param weight what the attribute costs against its best value, above 0: points of a scorecard, or
 *     log odds of a logistic model
 */
public record Reason(ReasonCode code, Attribute<?> attribute, BigDecimal weight) {

  public Reason {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(attribute, "attribute");
    if (weight.signum() <= 0) {
      throw new IllegalArgumentException("a reason costs something: " + weight);
    }
  }

  /** The code's words, else the attribute's. */
  public String in(Language language) {
    return code.in(language).orElseGet(() -> attribute.description(language));
  }
}
