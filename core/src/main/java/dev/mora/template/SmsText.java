package dev.mora.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A message as SMS: one text, its alphabet and the segments that are paid for. A text of the GSM
 * alphabet has 160 septets in one segment and 153 in each of several; another is sent as UCS-2 with
 * 70 and 67 UTF-16 units (3GPP TS 23.040, section 9.2.3.24.1). A segment ends before an escape pair
 * or a surrogate pair that it would cut.
 *
 * @param units septets or UTF-16 units, by the alphabet
 * @param segments the text, cut; at least one
 * @param leftOut labels of buttons, and the kind of a file, that an SMS cannot have
 */
public record SmsText(
    String text, Alphabet alphabet, int units, List<String> segments, List<String> leftOut) {

  public SmsText {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(alphabet, "alphabet");
    segments = List.copyOf(segments);
    leftOut = List.copyOf(leftOut);
  }

  public static SmsText of(String text) {
    return of(text, List.of());
  }

  /**
   * Header (of a place its name and address), body, links with their labels, phone numbers, codes
   * and footer, each on its own line. Quick replies are left out: nothing can be tapped.
   */
  public static SmsText of(Rendering rendering) {
    OneText one = OneText.of(rendering);
    return of(one.text(), one.leftOut());
  }

  /**
   * The same without accents and typographic signs that the GSM alphabet lacks, if that makes the
   * whole text fit it; else this. Halves the price of most Spanish and Portuguese texts and may
   * change what a word means: for approval, not in passing.
   */
  public SmsText folded() {
    String plain = GsmAlphabet.folded(text);
    return GsmAlphabet.has(plain) ? of(plain, leftOut) : this;
  }

  private static SmsText of(String text, List<String> leftOut) {
    Alphabet alphabet = GsmAlphabet.has(text) ? Alphabet.GSM_7 : Alphabet.UCS_2;
    int units = TextUnit.SMS_UNITS.length(text);
    return new SmsText(text, alphabet, units, cut(text, alphabet, units), leftOut);
  }

  private static List<String> cut(String text, Alphabet alphabet, int units) {
    if (units <= alphabet.alone) {
      return List.of(text);
    }
    List<String> out = new ArrayList<>();
    int from = 0;
    int used = 0;
    for (int at = 0; at < text.length(); ) {
      int c = text.codePointAt(at);
      int size = alphabet == Alphabet.GSM_7 ? GsmAlphabet.septets(c) : Character.charCount(c);
      if (used + size > alphabet.each) {
        out.add(text.substring(from, at));
        from = at;
        used = 0;
      }
      used += size;
      at += Character.charCount(c);
    }
    out.add(text.substring(from));
    return out;
  }

  /** How the characters travel. */
  public enum Alphabet {
    /** 7 bits a character, for the alphabet of 3GPP TS 23.038. */
    GSM_7(160, 153),
    /** 16 bits a UTF-16 unit, for everything else. */
    UCS_2(70, 67);

    private final int alone;
    private final int each;

    Alphabet(int alone, int each) {
      this.alone = alone;
      this.each = each;
    }

    /** Units that one segment takes when it is the only one. */
    public int alone() {
      return alone;
    }

    /** Units that each of several segments takes. */
    public int each() {
      return each;
    }
  }

  @Override
  public String toString() {
    return "SmsText(" + alphabet + ", " + units + " units, " + segments.size() + " segments)";
  }
}
