package dev.mora.template;

import dev.mora.json.JsonLocation;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Builds a template in Java. Each method throws what the forms would report. */
public final class TemplateBuilder {

  private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,512}");
  private static final Pattern VERSION = Pattern.compile("[!-~]{1,64}");

  final String name;
  final String version;
  final Category category;
  final Map<String, TemplateField<?>> fields = new LinkedHashMap<>();
  final Map<String, JsonLocation> places = new HashMap<>();
  final Map<String, Translation> languages = new LinkedHashMap<>();
  Rendering.Variables variables = Rendering.Variables.NAMED;
  List<String> fallback = List.of();
  Optional<Variants> variants = Optional.empty();
  Provenance provenance = Provenance.NONE;

  TemplateBuilder(String name, String version, Category category) {
    this.name = checkedName(name);
    this.version = checkedVersion(version);
    this.category = Objects.requireNonNull(category, "category");
  }

  static String checkedName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new Misfit(name, "a name of small letters, digits and underscores", List.of());
    }
    return name;
  }

  static String checkedVersion(String version) {
    if (!VERSION.matcher(version).matches()) {
      throw new Misfit(
          version, "a version of 1 to 64 printable ASCII characters, no blanks", List.of());
    }
    return version;
  }

  public TemplateBuilder variables(Rendering.Variables how) {
    variables = Objects.requireNonNull(how, "variables");
    return this;
  }

  /**
   * @throws IllegalArgumentException if a field of that name is there
   */
  public TemplateBuilder field(TemplateField<?> field) {
    if (fields.putIfAbsent(field.name(), field) != null) {
      throw new Misfit(field.name(), "each field once", List.of());
    }
    return this;
  }

  /** Where the fields stand that were read; {@code ""} for all of them. */
  TemplateBuilder places(Map<String, JsonLocation> byField) {
    places.putAll(byField);
    return this;
  }

  /**
   * @throws IllegalArgumentException if that language is there
   */
  public TemplateBuilder language(Translation translation) {
    if (languages.putIfAbsent(translation.language(), translation) != null) {
      throw new Misfit(translation.language(), "each language once", List.of());
    }
    return this;
  }

  /** Whose text a language gets that has none; see {@link MessageTemplate#in}. */
  public TemplateBuilder fallback(List<String> codes) {
    fallback = codes.stream().map(Languages::normal).toList();
    return this;
  }

  /** The arms of a test that goes by this template's name. */
  public TemplateBuilder variants(Variants arms) {
    variants = Optional.of(arms);
    return this;
  }

  /** Who changed and who approved it; no part of the content. */
  public TemplateBuilder provenance(Provenance history) {
    provenance = Objects.requireNonNull(history, "provenance");
    return this;
  }

  /**
   * @throws IllegalArgumentException if a text names a field that is not declared, or one of a type
   *     that cannot stand there
   */
  public MessageTemplate build() {
    return new MessageTemplate(this);
  }
}
