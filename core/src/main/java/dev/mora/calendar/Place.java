package dev.mora.calendar;

import java.util.Objects;

/**
 * A country (ISO 3166-1 alpha-2) and, where known, a region of it as the host writes it.
 *
 * @param region empty if unknown
 */
public record Place(String country, String region) {

  public Place {
    Objects.requireNonNull(region, "region");
    if (!country.matches("[A-Z]{2}")) {
      throw new IllegalArgumentException("not an ISO 3166-1 alpha-2 country: " + country);
    }
  }

  public static Place of(String country) {
    return new Place(country, "");
  }

  public static Place of(String country, String region) {
    return new Place(country, region);
  }

  /** Whether the other place is this one, or a region of this country. */
  public boolean covers(Place other) {
    return country.equals(other.country) && (region.isEmpty() || region.equals(other.region));
  }
}
