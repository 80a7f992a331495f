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
    Part body,
    String footer,
    List<Button> buttons) {

  public Rendering {
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(variables, "variables");
    Objects.requireNonNull(header, "header");
    Objects.requireNonNull(body, "body");
    buttons = List.copyOf(buttons);
  }

  @Override
  public String toString() {
    return "Rendering(" + template + " " + version + ", " + language + ")";
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
