package dev.mora.template;

import dev.mora.party.PhoneNumber;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A template filled and written out in one language: the exact text that a person will see, and the
 * values of its variables in the order in which a provider wants them.
 *
 * @param template name
 * @param contentHash of the definition, so that what was approved can be shown later
 * @param language the template's own code, such as {@code es_MX}
 * @param header text above the body
 * @param media a header that is a picture, film, file or place; never beside a header of text
 * @param footer empty if none
 */
public record Rendering(
    String template,
    String version,
    Category category,
    String contentHash,
    String language,
    Variables variables,
    Optional<Part> header,
    Optional<Media> media,
    Part body,
    String footer,
    List<Button> buttons) {

  public Rendering {
    Objects.requireNonNull(media, "media");
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(variables, "variables");
    Objects.requireNonNull(header, "header");
    Objects.requireNonNull(body, "body");
    buttons = List.copyOf(buttons);
    if (header.isPresent() && media.isPresent()) {
      throw new IllegalArgumentException("a header is text or media, not both");
    }
  }

  /** A message without a media header. */
  public Rendering(
      String template,
      String version,
      Category category,
      String contentHash,
      String language,
      Variables variables,
      Optional<Part> header,
      Part body,
      String footer,
      List<Button> buttons) {
    this(
        template,
        version,
        category,
        contentHash,
        language,
        variables,
        header,
        Optional.empty(),
        body,
        footer,
        buttons);
  }

  @Override
  public String toString() {
    return "Rendering(" + template + " " + version + ", " + language + ")";
  }

  /** A header that is no text. */
  public sealed interface Media {

    TemplateHeader.Kind kind();

    /** On one line: the link or id and a document's name, or a place's name and address. */
    String text();

    /**
     * @param kind {@code IMAGE}, {@code VIDEO} or {@code DOCUMENT}
     */
    record File(TemplateHeader.Kind kind, MediaRef ref) implements Media {

      public File {
        Objects.requireNonNull(ref, "ref");
        if (kind == TemplateHeader.Kind.LOCATION) {
          throw new IllegalArgumentException("a place is no file");
        }
      }

      @Override
      public String text() {
        return ref.fileName().isEmpty()
            ? ref.reference()
            : ref.fileName() + " (" + ref.reference() + ")";
      }
    }

    /** A place on the map. */
    record Place(GeoPoint point) implements Media {

      public Place {
        Objects.requireNonNull(point, "point");
      }

      @Override
      public TemplateHeader.Kind kind() {
        return TemplateHeader.Kind.LOCATION;
      }

      @Override
      public String text() {
        return point.name() + ", " + point.address();
      }
    }
  }

  /** How the provider's copy of the template names its variables. */
  public enum Variables {
    NAMED,
    POSITIONAL
  }

  /**
   * A text with its variables put in. One that comes from a template is put together when somebody
   * reads it: a channel that only takes the values never does.
   */
  public static final class Part {

    private final @Nullable CompiledWording wording;
    private final String[] shown;
    private @Nullable String text;
    private @Nullable List<Value> values;

    /**
     * @param values in the order of their first appearance
     */
    public Part(String text, List<Value> values) {
      wording = null;
      shown = new String[0];
      this.text = Objects.requireNonNull(text, "text");
      this.values = List.copyOf(values);
    }

    /**
     * @param shown by slot; kept
     */
    Part(CompiledWording wording, String[] shown) {
      this.wording = wording;
      this.shown = shown;
    }

    public String text() {
      String known = text;
      if (known == null) {
        known = Objects.requireNonNull(wording).text(shown);
        text = known;
      }
      return known;
    }

    /** The variables in the order of their first appearance. */
    public List<Value> values() {
      List<Value> known = values;
      if (known == null) {
        known = Objects.requireNonNull(wording).shown(shown);
        values = known;
      }
      return known;
    }

    /** How many {@link #values()} there are. */
    public int size() {
      return wording == null ? values().size() : wording.values();
    }

    /** Name of the value at a place from 0. */
    public String name(int value) {
      return wording == null ? values().get(value).name() : wording.name(value);
    }

    /** Text of the value at a place from 0. */
    public String shown(int value) {
      return wording == null ? values().get(value).text() : shown[wording.slot(value)];
    }

    /** Whether the text has at most so many UTF-16 units, told without putting it together. */
    boolean isWithin(int units) {
      return wording == null ? text().length() <= units : wording.units(shown) <= units;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Part that
          && text().equals(that.text())
          && values().equals(that.values());
    }

    @Override
    public int hashCode() {
      return Objects.hash(text(), values());
    }

    @Override
    public String toString() {
      return "Part(" + size() + " values)";
    }
  }

  /** One variable as the person sees it. */
  public record Value(String name, String text) {

    @Override
    public String toString() {
      return name + "=***";
    }
  }

  /** A button of the message, in the template's order. */
  public sealed interface Button {

    String label();

    /** Comes back as {@code payload} when it is tapped. */
    record QuickReply(String label, String payload) implements Button {}

    /**
     * @param url the whole address that opens
     * @param suffix what the variable at the end of the URL became, encoded; empty if the URL is
     *     fixed
     */
    record Url(String label, String url, String suffix) implements Button {

      @Override
      public String toString() {
        return "Url(" + label + ")";
      }
    }

    /** Puts a code on the clipboard. */
    record CopyCode(String label, String code) implements Button {

      @Override
      public String toString() {
        return "CopyCode(" + label + ")";
      }
    }

    /** Calls the number; the provider's copy of the template has it. */
    record Phone(String label, PhoneNumber number) implements Button {}

    /** A button that needs nothing from us when sent; the label is empty if we do not know it. */
    record Fixed(String label) implements Button {}
  }
}
