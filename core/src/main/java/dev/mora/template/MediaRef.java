package dev.mora.template;

import java.util.regex.Pattern;

/**
 * A picture, film or file that a channel fetches from a link or already holds under an id.
 *
 * @param reference an https link, or a provider's media id
 * @param fileName as the person sees it, with its ending; documents only, else empty
 */
public record MediaRef(String reference, String fileName) {

  private static final Pattern LINK =
      Pattern.compile("https://[A-Za-z0-9.-]+(:[0-9]{1,5})?/[!-~&&[^\\\\\"<>]]*");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,256}");
  private static final int LONGEST_LINK = 2000;
  private static final int LONGEST_NAME = 240;

  public MediaRef {
    boolean link = LINK.matcher(reference).matches() && reference.length() <= LONGEST_LINK;
    if (!link && !ID.matcher(reference).matches()) {
      throw new IllegalArgumentException(
          "expected an https link with a path, or a media id of letters, digits, '.', '_' and '-'");
    }
    if (!fileName.equals(CleanText.of(fileName))
        || fileName.length() > LONGEST_NAME
        || fileName.chars().anyMatch(c -> c == '/' || c == '\\')) {
      throw new IllegalArgumentException(
          "expected a file name of one line, at most 240 characters, without folders");
    }
  }

  public static MediaRef link(String https) {
    if (!https.startsWith("https://")) {
      throw new IllegalArgumentException("expected an https link");
    }
    return new MediaRef(https, "");
  }

  /** What the provider gave when the file was uploaded. */
  public static MediaRef id(String id) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("expected a media id");
    }
    return new MediaRef(id, "");
  }

  /** The same with the name that a document is shown under. */
  public MediaRef named(String fileName) {
    return new MediaRef(reference, fileName);
  }

  public boolean isLink() {
    return reference.startsWith("https://");
  }

  /** Reads {@code https://host/path}, or {@code id}, and behind a blank a file name. */
  static MediaRef parse(String text) {
    int blank = text.indexOf(' ');
    return blank < 0
        ? new MediaRef(text, "")
        : new MediaRef(text.substring(0, blank), text.substring(blank + 1));
  }

  String written() {
    return fileName.isEmpty() ? reference : reference + " " + fileName;
  }

  @Override
  public String toString() {
    return "MediaRef(***)";
  }
}
