package dev.mora.whatsapp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What this library calls itself towards a server: {@code mora/x.y.z}, of the build's version. */
final class UserAgent {

  static final String VALUE = "mora/" + version();

  private static final String RESOURCE = "/META-INF/mora/whatsapp/version.txt";

  private UserAgent() {}

  /** The three numbers of the build; zeros for classes that no build has put together. */
  private static String version() {
    try (InputStream in = UserAgent.class.getResourceAsStream(RESOURCE)) {
      String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      Matcher numbers = Pattern.compile("\\d{1,5}\\.\\d{1,5}\\.\\d{1,5}").matcher(text);
      return numbers.lookingAt() ? numbers.group() : "0.0.0";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
