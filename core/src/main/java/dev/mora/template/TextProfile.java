package dev.mora.template;

import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * What a channel takes, supplied by its adapter. Lengths are of the text as it is sent, values put
 * in. The limits of a provider are defaults of its adapter, not of this class.
 *
 * @param name for findings and errors
 * @param unit in which lengths are counted
 * @param label of one button
 * @param url of one button, complete
 * @param segments that the message may take as one {@link SmsText}
 * @param foldsSms whether that text is {@link SmsText#folded()}
 * @param values what to do with a text value that is not clean
 * @param amounts how the lender writes amounts of some currencies
 */
public record TextProfile(
    String name,
    TextUnit unit,
    int body,
    int header,
    int footer,
    int label,
    int payload,
    int url,
    int segments,
    boolean foldsSms,
    Values values,
    boolean linksInValues,
    List<MoneyStyle> amounts) {

  private static final int NONE = Integer.MAX_VALUE;

  /** No limits; values are cleaned. */
  public static final TextProfile PLAIN = builder("plain").build();

  /**
   * SMS of at most three segments, as it is written, without web addresses in text values. Another
   * number of segments, or texts without accents: {@link #toBuilder()}.
   */
  public static final TextProfile SMS =
      builder("sms").unit(TextUnit.SMS_UNITS).segments(3).linksInValues(false).build();

  /** E-mail with a subject of at most 78 characters (RFC 5322 section 2.1.1). */
  public static final TextProfile EMAIL = builder("email").header(78).build();

  public TextProfile {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(values, "values");
    amounts = List.copyOf(amounts);
    if (body < 1
        || header < 1
        || footer < 1
        || label < 1
        || payload < 1
        || url < 1
        || segments < 1) {
      throw new IllegalArgumentException("limits are 1 or more");
    }
  }

  public static Builder builder(String name) {
    return new Builder(name);
  }

  /** A builder that starts from this. */
  public Builder toBuilder() {
    Builder out = new Builder(name);
    out.unit = unit;
    out.body = body;
    out.header = header;
    out.footer = footer;
    out.label = label;
    out.payload = payload;
    out.url = url;
    out.segments = segments;
    out.foldsSms = foldsSms;
    out.values = values;
    out.linksInValues = linksInValues;
    out.amounts = amounts;
    return out;
  }

  /** The same, but a value that is not clean is refused. */
  public TextProfile strict() {
    return toBuilder().values(Values.REFUSE).build();
  }

  /** The same, but a text value with a web address in it is refused. */
  public TextProfile noLinks() {
    return toBuilder().linksInValues(false).build();
  }

  /** The same, with amounts written as the lender says. */
  public TextProfile amounts(Collection<MoneyStyle> styles) {
    return toBuilder().amounts(styles).build();
  }

  /** What happens to white space runs, control and invisible characters in a text value. */
  public enum Values {
    /** They are cleaned away. */
    CLEAN,
    /** The message is refused with {@link InvalidMessage.Reason#UNCLEAN_VALUE}. */
    REFUSE
  }

  /** No limits until they are set. */
  public static final class Builder {

    private final String name;
    private TextUnit unit = TextUnit.CODE_POINTS;
    private int body = NONE;
    private int header = NONE;
    private int footer = NONE;
    private int label = NONE;
    private int payload = NONE;
    private int url = NONE;
    private int segments = NONE;
    private boolean foldsSms;
    private Values values = Values.CLEAN;
    private boolean linksInValues = true;
    private List<MoneyStyle> amounts = List.of();

    private Builder(String name) {
      this.name = name;
    }

    /** {@link TextUnit#CODE_POINTS} unless it is set. */
    public Builder unit(TextUnit counted) {
      unit = counted;
      return this;
    }

    public Builder body(int units) {
      body = units;
      return this;
    }

    public Builder header(int units) {
      header = units;
      return this;
    }

    public Builder footer(int units) {
      footer = units;
      return this;
    }

    public Builder label(int units) {
      label = units;
      return this;
    }

    public Builder payload(int units) {
      payload = units;
      return this;
    }

    public Builder url(int units) {
      url = units;
      return this;
    }

    /** Most segments of the whole message as SMS. */
    public Builder segments(int most) {
      segments = most;
      return this;
    }

    /** Whether an SMS loses accents that would make it dearer; see {@link SmsText#folded()}. */
    public Builder foldsSms(boolean folds) {
      foldsSms = folds;
      return this;
    }

    public Builder values(Values whatToDo) {
      values = whatToDo;
      return this;
    }

    public Builder linksInValues(boolean allowed) {
      linksInValues = allowed;
      return this;
    }

    public Builder amounts(Collection<MoneyStyle> styles) {
      amounts = List.copyOf(styles);
      return this;
    }

    public TextProfile build() {
      return new TextProfile(
          name,
          unit,
          body,
          header,
          footer,
          label,
          payload,
          url,
          segments,
          foldsSms,
          values,
          linksInValues,
          amounts);
    }
  }
}
