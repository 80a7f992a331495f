package dev.mora.portfolio.csv;

/** Makes values fit to be shown in a fault: personal ones unreadable, all of them short. */
final class Masked {

  private static final int LONGEST = 40;

  private Masked() {}

  /** Not personal: the text itself. */
  static String plain(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.chars().limit(LONGEST).forEach(c -> out.append(c < ' ' ? '?' : (char) c));
    return out.append(text.length() > LONGEST ? "…\"" : "\"").toString();
  }

  /** An amount: its shape without its digits. */
  static String amount(String text) {
    return plain(text.replaceAll("[0-9]", "#"));
  }

  /** A phone number or an address: its ends if it is long enough. */
  static String ends(String text) {
    int n = text.length();
    return n < 8 ? "***" : plain(text.substring(0, 2) + "***" + text.substring(n - 2));
  }
}
