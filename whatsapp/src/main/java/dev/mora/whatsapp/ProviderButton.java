package dev.mora.whatsapp;

import dev.mora.json.JsonArray;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonString;
import dev.mora.json.JsonValue;
import dev.mora.template.PayLink;
import dev.mora.template.TemplateButton;
import dev.mora.template.Wording;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * One of our buttons as the provider keeps it.
 *
 * @param example what stands for a field, given what stood there before
 */
record ProviderButton(TemplateButton button, BiFunction<String, Optional<String>, String> example) {

  private static final Pattern ENCODED = Pattern.compile("[!-~]*");

  /**
   * @param old the button at its place in the copy, empty if none
   * @param given whether a field got a new example
   */
  JsonObject over(JsonObject old, Predicate<String> given) {
    if (button instanceof TemplateButton.Other other) {
      return other.json();
    }
    JsonObject same =
        ProviderReader.type(old).equals(type(button))
            ? old
            : JsonObject.of().with("type", type(button));
    if (button instanceof TemplateButton.Url url) {
      return url(url, same, given);
    }
    if (button instanceof TemplateButton.CopyCode copy) {
      return copy(copy.code(), same, given);
    }
    JsonObject labelled = same.with("text", button.label());
    if (button instanceof TemplateButton.Phone phone && !isSame(labelled, phone)) {
      return labelled.with("phone_number", phone.number().e164());
    }
    return labelled;
  }

  static String type(TemplateButton button) {
    if (button instanceof TemplateButton.Url) {
      return "URL";
    }
    if (button instanceof TemplateButton.Phone) {
      return "PHONE_NUMBER";
    }
    return button instanceof TemplateButton.CopyCode ? "COPY_CODE" : "QUICK_REPLY";
  }

  static boolean isSame(JsonObject old, TemplateButton.Phone phone) {
    try {
      return ProviderReader.phone(old.stringOr("phone_number", "")).equals(phone.number());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The example of an address is the whole address. */
  private JsonObject url(TemplateButton.Url url, JsonObject old, Predicate<String> given) {
    String address = ProviderText.write(url.url(), field -> "1");
    boolean kept =
        ProviderText.fixed(old.stringOr("url", ""), "{{1}}").equals(address)
            && url.url().fields().stream().noneMatch(given)
            && (url.url().fields().isEmpty() || old.has("example"));
    JsonObject labelled = old.with("text", url.label());
    if (kept) {
      return labelled;
    }
    JsonObject out = labelled.with("url", address);
    if (url.url().fields().isEmpty()) {
      return Examples.without(out, "example");
    }
    String start = ProviderText.fixed(address, "");
    Optional<String> before =
        first(old).filter(link -> link.startsWith(start)).map(l -> l.substring(start.length()));
    String shown = example.apply(url.url().fields().iterator().next(), before);
    String end = shown.startsWith(start) ? shown.substring(start.length()) : encoded(shown, start);
    return out.with("example", JsonArray.ofStrings(List.of(start + end)));
  }

  /** A value that a text shows as it is; an end that is encoded stays. */
  private static String encoded(String shown, String start) {
    return ENCODED.matcher(shown).matches()
        ? shown
        : PayLink.of(shown).endBehind(start).orElse(shown);
  }

  /** Its label is the provider's own, in the language of the phone. */
  private JsonObject copy(Wording code, JsonObject old, Predicate<String> given) {
    boolean kept = old.has("example") && code.fields().stream().noneMatch(given);
    if (kept && !code.fields().isEmpty()) {
      return old;
    }
    StringBuilder shown = new StringBuilder();
    for (Wording.Piece piece : code.pieces()) {
      if (piece instanceof Wording.Piece.Literal literal) {
        shown.append(literal.text());
      } else if (piece instanceof Wording.Piece.Place place) {
        shown.append(example.apply(place.field(), Optional.empty()));
      }
    }
    return first(old).filter(shown.toString()::equals).isPresent()
        ? old
        : old.with("example", shown.toString());
  }

  /** In lists of one and alone: both are seen. */
  static Optional<String> first(JsonObject button) {
    Optional<JsonValue> example = button.optionalValue("example");
    if (example.isPresent() && example.get() instanceof JsonArray list) {
      example = list.values().stream().findFirst();
    }
    return example.filter(JsonString.class::isInstance).map(JsonValue::asString);
  }
}
