package dev.mora.template;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * A place on the map, such as the branch where one can pay in cash.
 *
 * @param latitude degrees, -90 to 90, at most 8 decimals
 * @param longitude degrees, -180 to 180, at most 8 decimals
 * @param name one line, without {@code ;}
 * @param address one line
 */
public record GeoPoint(BigDecimal latitude, BigDecimal longitude, String name, String address) {

  private static final Pattern FORM =
      Pattern.compile("(-?[0-9.]{1,16}), ?(-?[0-9.]{1,16}); ?([^;]*); ?(.*)");
  private static final int DECIMALS = 8;

  public GeoPoint {
    requireDegrees("latitude", latitude, 90);
    requireDegrees("longitude", longitude, 180);
    requireLine("name", name);
    requireLine("address", address);
    if (name.indexOf(';') >= 0) {
      throw new IllegalArgumentException("the name of a place has no ;");
    }
  }

  /** {@code GeoPoint.of("19.4326", "-99.1332", "Oficina Centro", "Av. Juárez 1")}. */
  public static GeoPoint of(String latitude, String longitude, String name, String address) {
    return new GeoPoint(new BigDecimal(latitude), new BigDecimal(longitude), name, address);
  }

  private static void requireDegrees(String what, BigDecimal degrees, int most) {
    if (degrees.abs().compareTo(BigDecimal.valueOf(most)) > 0 || degrees.scale() > DECIMALS) {
      throw new IllegalArgumentException(
          "a " + what + " is -" + most + " to " + most + " degrees with at most 8 decimals");
    }
  }

  private static void requireLine(String what, String text) {
    if (!text.equals(CleanText.of(text)) || !CleanText.isVisible(text)) {
      throw new IllegalArgumentException("the " + what + " of a place is one visible line");
    }
  }

  static GeoPoint parse(String text) {
    var form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("expected latitude,longitude; name; address");
    }
    return of(form.group(1), form.group(2), form.group(3), form.group(4));
  }

  String written() {
    return latitude.toPlainString()
        + ","
        + longitude.toPlainString()
        + "; "
        + name
        + "; "
        + address;
  }

  @Override
  public String toString() {
    return "GeoPoint(***)";
  }
}
