package dev.mora.template;

import dev.mora.party.PhoneNumber;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

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

  /** A text with its variables put in; {@code values} in the order of their first appearance. */
  public record Part(String text, List<Value> values) {

    public Part {
      values = List.copyOf(values);
    }

    @Override
    public String toString() {
      return "Part(" + values.size() + " values)";
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
