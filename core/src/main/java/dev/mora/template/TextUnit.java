package dev.mora.template;

/** In what a channel counts the length of a text. */
public enum TextUnit {
  /** Unicode code points: an emoji is one. */
  CODE_POINTS {
    @Override
    public int length(String text) {
      return text.codePointCount(0, text.length());
    }
  },
  /** As Java and JavaScript count: an emoji is two. */
  UTF16_UNITS {
    @Override
    public int length(String text) {
      return text.length();
    }
  },
  /**
   * Septets while the GSM 7-bit alphabet and its extension table have every character, where {@code
   * €} and {@code [} are two; UTF-16 units (UCS-2) as soon as one is missing there.
   */
  SMS_UNITS {
    @Override
    public int length(String text) {
      return GsmAlphabet.has(text) ? GsmAlphabet.septets(text) : text.length();
    }
  };

  public abstract int length(String text);
}
