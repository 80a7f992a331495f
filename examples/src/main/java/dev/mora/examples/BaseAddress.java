package dev.mora.examples;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/**
 * Where a Cloud API answers.
 *
 * @param uri without a version, which is put behind it
 */
record BaseAddress(URI uri) {

  private static final Pattern VERSION = Pattern.compile("(.*)/v\\d{1,3}(\\.\\d{1,2})?/*");

  static BaseAddress parse(String text) {
    Matcher versioned = VERSION.matcher(text);
    if (versioned.matches()) {
      throw new TypeConversionException(
          "found a version at the end, expected the address without it: " + versioned.group(1));
    }
    try {
      return new BaseAddress(URI.create(text));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          "found no address, expected one such as https://graph.facebook.com");
    }
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
