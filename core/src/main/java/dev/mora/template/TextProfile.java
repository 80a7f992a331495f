package dev.mora.template;

import java.util.Objects;

/**
 * What a channel takes, supplied by its adapter. Lengths are in Unicode code points of the text as
 * it is sent, values put in. The limits of a provider are defaults of its adapter, not of this
 * class.
 *
 * @param name for findings and errors
 * @param label of one button
 * @param url of one button, complete
 * @param values what to do with a text value that is not clean
 */
public record TextProfile(
    String name,
    int body,
    int header,
    int footer,
    int label,
    int payload,
    int url,
    Values values,
    boolean linksInValues) {

  /** No limits; values are cleaned. */
  public static final TextProfile PLAIN = builder("plain").build();

  public TextProfile {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(values, "values");
    if (body < 1 || header < 1 || footer < 1 || label < 1 || payload < 1 || url < 1) {
      throw new IllegalArgumentException("limits are 1 or more");
    }
  }

  public static Builder builder(String name) {
    return new Builder(name);
  }

  /** The same, but a value that is not clean is refused. */
  public TextProfile strict() {
    return new TextProfile(
        name, body, header, footer, label, payload, url, Values.REFUSE, linksInValues);
  }

  /** The same, but a text value with a web address in it is refused. */
  public TextProfile noLinks() {
    return new TextProfile(name, body, header, footer, label, payload, url, values, false);
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
    private int body = Integer.MAX_VALUE;
    private int header = Integer.MAX_VALUE;
    private int footer = Integer.MAX_VALUE;
    private int label = Integer.MAX_VALUE;
    private int payload = Integer.MAX_VALUE;
    private int url = Integer.MAX_VALUE;
    private Values values = Values.CLEAN;
    private boolean linksInValues = true;

    private Builder(String name) {
      this.name = name;
    }

    public Builder body(int codePoints) {
      body = codePoints;
      return this;
    }

    public Builder header(int codePoints) {
      header = codePoints;
      return this;
    }

    public Builder footer(int codePoints) {
      footer = codePoints;
      return this;
    }

    public Builder label(int codePoints) {
      label = codePoints;
      return this;
    }

    public Builder payload(int codePoints) {
      payload = codePoints;
      return this;
    }

    public Builder url(int codePoints) {
      url = codePoints;
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

    public TextProfile build() {
      return new TextProfile(
          name, body, header, footer, label, payload, url, values, linksInValues);
    }
  }
}
