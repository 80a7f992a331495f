package dev.mora.phone;

import dev.mora.calendar.Place;
import dev.mora.party.Borrower;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What else is known of the person, for numbers that do not name their country.
 *
 * @param place empty if unknown
 * @param language BCP 47, such as {@code es-MX}: names a country where the place does not; empty if
 *     unknown
 */
public record Whereabouts(Optional<Place> place, String language) {

  private static final Whereabouts UNKNOWN = new Whereabouts(Optional.empty(), "");

  public Whereabouts {
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(language, "language");
  }

  public static Whereabouts unknown() {
    return UNKNOWN;
  }

  public static Whereabouts in(Place place) {
    return new Whereabouts(Optional.of(place), "");
  }

  public static Whereabouts of(Borrower borrower) {
    return new Whereabouts(borrower.place(), borrower.language().orElse(""));
  }

  /** By the place, else by the region of the language. */
  Optional<String> country() {
    if (place.isPresent()) {
      return place.map(Place::country);
    }
    String region = Locale.forLanguageTag(language.replace('_', '-')).getCountry();
    return region.length() == 2 ? Optional.of(region) : Optional.empty();
  }

  String region() {
    return place.map(Place::region).orElse("");
  }

  @Override
  public String toString() {
    return "Whereabouts(" + country().orElse("?") + ")";
  }
}
