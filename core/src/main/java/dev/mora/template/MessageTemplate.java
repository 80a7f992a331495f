package dev.mora.template;

import dev.mora.json.InvalidDocument;
import dev.mora.json.JsonLocation;
import dev.mora.party.Creditor;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An approved text: its fields, and what it says in each language. Read from the text form that a
 * person edits or from the canonical JSON form; both hold the same. Immutable and safe for threads.
 *
 * <p>The text form:
 *
 * <pre>{@code
 * template: cuota_vencida            category: UTILITY            version: 2026-11-21
 * fields: nombre text, monto money, vencimiento date, dias days
 * --- es_MX
 * header: Su cuota venció
 * Hola {nombre}, le escribe {creditor}. Su cuota de {monto} venció el {vencimiento}.
 * footer: Responda BAJA para no recibir avisos
 * [Ya pagué: PAID] [Pagar -> https://pay.example/{pago}] [Llamar -> tel:+525555550100]
 * }</pre>
 *
 * Its rules stand in {@code docs/templates.md}. A field is declared once with one type; {@code
 * {creditor}} and {@code {creditorPhone}} need no declaration, they come from the {@link Creditor}.
 */
public final class MessageTemplate {

  private final String name;
  private final Category category;
  private final String version;
  private final Rendering.Variables variables;
  private final Map<String, TemplateField<?>> fields;
  private final Map<String, Translation> languages;
  private final List<String> fallback;
  private final Map<String, JsonLocation> places;
  private final Optional<Variants> variants;
  private final Provenance provenance;
  private final String contentHash;
  private final Optional<Creditor> creditor;
  private final List<TemplateField<?>> declared;
  private final Layout.Cache layouts;

  MessageTemplate(TemplateBuilder b) {
    name = b.name;
    version = b.version;
    category = b.category;
    variables = b.variables;
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(b.fields));
    languages = Collections.unmodifiableMap(new LinkedHashMap<>(b.languages));
    fallback = List.copyOf(b.fallback);
    places = Map.copyOf(b.places);
    variants = b.variants;
    provenance = b.provenance;
    creditor = Optional.empty();
    if (languages.isEmpty()) {
      throw Misfit.described("no language", "at least one");
    }
    Declared known = new Declared(fields);
    languages.values().forEach(known::check);
    declared = List.copyOf(fields.values());
    layouts = new Layout.Cache();
    fallback.forEach(code -> Languages.requireOffered(code, languages.keySet()));
    contentHash = JsonFormWriter.hash(this);
  }

  private MessageTemplate(
      MessageTemplate same, Provenance provenance, Optional<Creditor> creditor) {
    name = same.name;
    version = same.version;
    category = same.category;
    variables = same.variables;
    fields = same.fields;
    languages = same.languages;
    fallback = same.fallback;
    places = same.places;
    variants = same.variants;
    contentHash = same.contentHash;
    declared = same.declared;
    layouts = same.layouts;
    this.provenance = provenance;
    this.creditor = creditor;
  }

  /**
   * Reads a file in the text or the JSON form, whatever its name.
   *
   * @throws InvalidDocument with every fault that was found, by line and column
   * @throws UncheckedIOException if the file cannot be read
   */
  public static MessageTemplate load(Path file) {
    return TemplateFile.load(file);
  }

  /**
   * Reads a file and binds a record to its fields by name and type; the order is free.
   *
   * @throws InvalidDocument also if a component has no field, a field no component, or their types
   *     differ
   */
  public static <R extends Record> RecordTemplate<R> load(Path file, Class<R> values) {
    return load(file).bind(values);
  }

  /**
   * Reads the text or the JSON form in UTF-8, to the end, and does not close.
   *
   * @param source name for faults, such as the resource's
   * @throws InvalidDocument with every fault that was found
   * @throws UncheckedIOException if the stream cannot be read
   */
  public static MessageTemplate read(String source, InputStream in) {
    return TemplateFile.read(source, in);
  }

  /**
   * Reads the text or the JSON form.
   *
   * @param source name for faults, such as the file's
   * @throws InvalidDocument with every fault that was found
   */
  public static MessageTemplate parse(String source, String text) {
    return TemplateFile.parse(source, text);
  }

  /** Binds a record as {@link #load(Path, Class)} does. */
  public <R extends Record> RecordTemplate<R> bind(Class<R> values) {
    return RecordTemplate.bind(this, values);
  }

  /**
   * @param name small letters, digits and underscores
   * @param version printable ASCII without blanks; a date or a number
   */
  public static TemplateBuilder builder(String name, String version, Category category) {
    return new TemplateBuilder(name, version, category);
  }

  public String name() {
    return name;
  }

  public Category category() {
    return category;
  }

  public String version() {
    return version;
  }

  /** How the provider's copy names its variables; {@code NAMED} unless the file says otherwise. */
  public Rendering.Variables variables() {
    return variables;
  }

  /** The declared fields, in their order. */
  public List<TemplateField<?>> fields() {
    return declared;
  }

  /** By language code ({@code es_MX}), in the order of the file. */
  public Map<String, Translation> languages() {
    return languages;
  }

  /** Whose text a language gets that has none of its own; empty if nobody's. */
  public List<String> fallback() {
    return fallback;
  }

  /** The test of wordings that goes by this template's name, if there is one. */
  public Optional<Variants> variants() {
    return variants;
  }

  /** Who changed and who approved it. */
  public Provenance provenance() {
    return provenance;
  }

  /** The same with one more change at the end of its history. */
  public MessageTemplate changed(LocalDate on, String by, String words) {
    return new MessageTemplate(
        this, provenance.with(new Provenance.Change(on, by, words)), creditor);
  }

  /** The same with one more approval, of this very content. */
  public MessageTemplate approved(LocalDate on, String by) {
    String hash = contentHash.substring(0, Provenance.Approval.DIGITS);
    return new MessageTemplate(
        this, provenance.with(new Provenance.Approval(on, by, hash)), creditor);
  }

  /**
   * SHA-256 in hex over the compact JSON form in UTF-8, without variants and provenance: what a
   * person may read, and who gets it in which language. The creditor is no part of it either.
   */
  public String contentHash() {
    return contentHash;
  }

  /** The creditor for {@code {creditor}}, if it was set. */
  public Optional<Creditor> creditor() {
    return creditor;
  }

  /** The same template, speaking for this creditor. */
  public MessageTemplate by(Creditor creditor) {
    return new MessageTemplate(this, provenance, Optional.of(creditor));
  }

  /**
   * The text that somebody gets who asks for {@code language} ({@code es-MX} or {@code es_MX}): the
   * same code; the language without region; for a wish without region the only text in that
   * language; then what {@link #fallback()} says. A text of another region is never taken silently.
   */
  public Optional<Translation> in(String language) {
    return Languages.choose(Languages.normal(language), languages.keySet(), fallback)
        .map(code -> Objects.requireNonNull(languages.get(code)));
  }

  /**
   * Fills every declared field, by name; each value has exactly the field's type ({@code String},
   * {@code Money}, {@code LocalDate}, {@code Integer}, {@code Long} or {@code Integer} for a count,
   * {@code BigDecimal}, {@code LastDigits}, {@code PayLink}, {@code MediaRef}, {@code GeoPoint}).
   *
   * @throws InvalidMessage on the first value that is superfluous, of another type, out of range,
   *     or missing or blank where the field's policy does not help
   */
  public FilledTemplate fill(Map<String, ?> values) {
    for (Map.Entry<String, ?> entry : values.entrySet()) {
      if (!fields.containsKey(entry.getKey())) {
        throw FilledTemplate.unknownField(this, entry.getKey(), fields.keySet());
      }
    }
    Object[] typed = new Object[declared.size()];
    for (int i = 0; i < typed.length; i++) {
      TemplateField<?> field = declared.get(i);
      typed[i] = FilledTemplate.checked(this, field, values.get(field.name()));
    }
    return new FilledTemplate(this, typed, creditor);
  }

  /** What a person should look at before the template goes to approval. */
  public List<TemplateFinding> check() {
    return check(TextProfile.PLAIN);
  }

  /** As {@link #check()}, with a channel's limits for the fixed parts. */
  public List<TemplateFinding> check(TextProfile profile) {
    return TemplateCheck.of(this, profile);
  }

  /** The text form; {@link #parse} reads the same template from it. */
  public String toText() {
    return TextFormWriter.write(this);
  }

  /** The canonical JSON form; {@link #parse} reads the same template from it. */
  public String toJson() {
    return JsonFormWriter.tree(this).toCanonical();
  }

  /** Where a field was declared; this template's name if it was built in Java. */
  JsonLocation placeOf(String field) {
    return places.getOrDefault(field, placeOfFields());
  }

  JsonLocation placeOfFields() {
    return places.getOrDefault("", new JsonLocation("template " + name, 0, 0, ""));
  }

  /**
   * @throws InvalidMessage if nobody wrote the template in this language
   */
  Layout layout(String language, TextProfile profile) {
    Layout known = layouts.find(language, profile);
    if (known != null) {
      return known;
    }
    Translation text =
        in(language)
            .orElseThrow(
                () ->
                    new InvalidMessage(
                        InvalidMessage.Reason.NO_SUCH_LANGUAGE,
                        name,
                        "",
                        "no text in "
                            + language
                            + ", expected one of "
                            + String.join(", ", languages.keySet())));
    Layout made = new Layout(this, text, language, profile);
    layouts.keep(made);
    return made;
  }

  TemplateField<?> field(String name) {
    return Objects.requireNonNull(fields.get(name), name);
  }

  /** Whether both are the same definition and test for the same creditor, whoever changed them. */
  @Override
  public boolean equals(Object other) {
    return other instanceof MessageTemplate that
        && contentHash.equals(that.contentHash)
        && variants.equals(that.variants)
        && creditor.equals(that.creditor);
  }

  @Override
  public int hashCode() {
    return contentHash.hashCode();
  }

  @Override
  public String toString() {
    return "MessageTemplate(" + name + " " + version + ", " + languages.keySet() + ")";
  }
}
