package dev.mora.ledger;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What travels with a message and comes back with each of its statuses: {@code mora1:<environment>:
 * <dispatch id>}, under 64 characters. Every app on the same provider account can see it.
 *
 * @param environment tells installations on one provider account apart: 1 to 24 lower-case letters,
 *     digits and {@code -}
 */
public record Correlation(String environment, DispatchId dispatch) {

  private static final Pattern TEXT =
      Pattern.compile("mora1:([a-z0-9-]{1,24}):([0-9A-HJKMNP-TV-Z]{26})");

  public Correlation {
    Objects.requireNonNull(dispatch, "dispatch");
    if (!environment.matches("[a-z0-9-]{1,24}")) {
      throw new IllegalArgumentException(
          "an environment has 1 to 24 lower-case letters, digits and -: " + environment);
    }
  }

  /** Empty for anything that no Mora wrote. */
  public static Optional<Correlation> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(new Correlation(matcher.group(1), new DispatchId(matcher.group(2))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "mora1:" + environment + ":" + dispatch;
  }
}
