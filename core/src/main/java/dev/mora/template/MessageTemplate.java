package dev.mora.template;

import dev.mora.json.Fault;
import dev.mora.json.InvalidDocument;
import dev.mora.json.Json;
import dev.mora.json.JsonLimits;
import dev.mora.json.JsonLocation;
import dev.mora.party.Creditor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

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

  private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,512}");
  private static final Pattern VERSION = Pattern.compile("[!-~]{1,64}");

  private final String name;
  private final Category category;
  private final String version;
  private final Rendering.Variables variables;
  private final Map<String, TemplateField<?>> fields;
  private final Map<String, Translation> languages;
  private final List<String> fallback;
  private final String contentHash;
  private final Optional<Creditor> creditor;

  private MessageTemplate(Builder b) {
    name = b.name;
    version = b.version;
    category = b.category;
    variables = b.variables;
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(b.fields));
    languages = Collections.unmodifiableMap(new LinkedHashMap<>(b.languages));
    fallback = List.copyOf(b.fallback);
    creditor = Optional.empty();
    if (languages.isEmpty()) {
      throw Misfit.described("no language", "at least one");
    }
    languages.values().forEach(t -> t.wordings().forEach(w -> requireDeclared(w, fields)));
    fallback.forEach(code -> requireOffered(code, languages.keySet()));
    contentHash = JsonForm.hash(this);
  }

  private MessageTemplate(MessageTemplate same, Optional<Creditor> creditor) {
    name = same.name;
    version = same.version;
    category = same.category;
    variables = same.variables;
    fields = same.fields;
    languages = same.languages;
    fallback = same.fallback;
    contentHash = same.contentHash;
    this.creditor = creditor;
  }

  /**
   * Reads a file in the text or the JSON form, whatever its name.
   *
   * @throws InvalidDocument with every fault that was found, by line and column
   * @throws UncheckedIOException if the file cannot be read
   */
  public static MessageTemplate load(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      String source = file.toString();
      return isJson(bytes)
          ? JsonForm.read(Json.parse(source, bytes, JsonLimits.FILE))
          : TextFormReader.read(source, utf8(source, bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a file and binds a record to its fields by name and type; the order is free.
   *
   * @throws InvalidDocument also if a component has no field, a field no component, or their types
   *     differ
   */
  public static <R extends Record> RecordTemplate<R> load(Path file, Class<R> values) {
    return RecordTemplate.bind(load(file), values, file.toString());
  }

  /**
   * Reads the text or the JSON form.
   *
   * @param source name for faults, such as the file's
   * @throws InvalidDocument with every fault that was found
   */
  public static MessageTemplate parse(String source, String text) {
    return text.stripLeading().startsWith("{")
        ? JsonForm.read(Json.parse(source, text))
        : TextFormReader.read(source, text);
  }

  /** Binds a record as {@link #load(Path, Class)} does. */
  public <R extends Record> RecordTemplate<R> bind(Class<R> values) {
    return RecordTemplate.bind(this, values, "template " + name);
  }

  /**
   * @param name small letters, digits and underscores
   * @param version printable ASCII without blanks; a date or a number
   */
  public static Builder builder(String name, String version, Category category) {
    return new Builder(name, version, category);
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
    return List.copyOf(fields.values());
  }

  /** By language code ({@code es_MX}), in the order of the file. */
  public Map<String, Translation> languages() {
    return languages;
  }

  /** Whose text a language gets that has none of its own; empty if nobody's. */
  public List<String> fallback() {
    return fallback;
  }

  /** SHA-256 in hex over the compact JSON form in UTF-8. The creditor is no part of it. */
  public String contentHash() {
    return contentHash;
  }

  /** The creditor for {@code {creditor}}, if it was set. */
  public Optional<Creditor> creditor() {
    return creditor;
  }

  /** The same template, speaking for this creditor. */
  public MessageTemplate by(Creditor creditor) {
    return new MessageTemplate(this, Optional.of(creditor));
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
   * {@code BigDecimal}).
   *
   * @throws InvalidMessage on the first value that is missing, superfluous, of another type, blank
   *     or out of range
   */
  public FilledTemplate fill(Map<String, ?> values) {
    for (Map.Entry<String, ?> entry : values.entrySet()) {
      if (!fields.containsKey(entry.getKey())) {
        throw FilledTemplate.unknownField(this, entry.getKey(), fields.keySet());
      }
    }
    Map<String, Object> typed = new LinkedHashMap<>();
    for (TemplateField<?> field : fields.values()) {
      typed.put(field.name(), FilledTemplate.checked(this, field, values.get(field.name())));
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
    return JsonForm.tree(this).toCanonical();
  }

  TemplateField<?> field(String name) {
    return Objects.requireNonNull(fields.get(name), name);
  }

  /** Whether both are the same definition for the same creditor. */
  @Override
  public boolean equals(Object other) {
    return other instanceof MessageTemplate that
        && contentHash.equals(that.contentHash)
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

  static void requireDeclared(Wording wording, Map<String, TemplateField<?>> fields) {
    for (int i = 0; i < wording.pieces().size(); i++) {
      if (wording.pieces().get(i) instanceof Wording.Piece.Place place
          && !fields.containsKey(place.field())
          && !FieldName.isReserved(place.field())) {
        List<String> known = new ArrayList<>(fields.keySet());
        known.addAll(FieldName.reserved());
        throw new Misfit(
            place.field(),
            "a declared field: " + String.join(", ", known),
            known,
            wording.offset(i));
      }
    }
  }

  static void requireOffered(String code, Collection<String> languages) {
    if (!languages.contains(code)) {
      throw new Misfit(
          code, "a language of this template: " + String.join(", ", languages), languages);
    }
  }

  private static boolean isJson(byte[] bytes) {
    int at = 0;
    while (at < bytes.length && bytes[at] <= ' ' && bytes[at] >= 0) {
      at++;
    }
    return at < bytes.length && bytes[at] == '{';
  }

  private static String utf8(String source, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
      String before = text.substring(0, text.indexOf('\ufffd'));
      int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
      int column = before.length() - before.lastIndexOf('\n');
      throw Fault.of(new JsonLocation(source, line, column, ""), "bytes that are no text", "UTF-8")
          .asException();
    }
    return text;
  }

  /** Builds a template in Java. Each method throws what the forms would report. */
  public static final class Builder {

    private final String name;
    private final String version;
    private final Category category;
    private Rendering.Variables variables = Rendering.Variables.NAMED;
    private final Map<String, TemplateField<?>> fields = new LinkedHashMap<>();
    private final Map<String, Translation> languages = new LinkedHashMap<>();
    private List<String> fallback = List.of();

    private Builder(String name, String version, Category category) {
      this.name = checkedName(name);
      this.version = checkedVersion(version);
      this.category = Objects.requireNonNull(category, "category");
    }

    public Builder variables(Rendering.Variables how) {
      variables = how;
      return this;
    }

    /**
     * @throws IllegalArgumentException if a field of that name is there
     */
    public Builder field(TemplateField<?> field) {
      if (fields.putIfAbsent(field.name(), field) != null) {
        throw new Misfit(field.name(), "each field once", List.of());
      }
      return this;
    }

    /**
     * @throws IllegalArgumentException if that language is there
     */
    public Builder language(Translation translation) {
      if (languages.putIfAbsent(translation.language(), translation) != null) {
        throw new Misfit(translation.language(), "each language once", List.of());
      }
      return this;
    }

    /** Whose text a language gets that has none; see {@link MessageTemplate#in}. */
    public Builder fallback(List<String> codes) {
      fallback = codes.stream().map(Languages::normal).toList();
      return this;
    }

    /**
     * @throws IllegalArgumentException if a text names a field that is not declared
     */
    public MessageTemplate build() {
      return new MessageTemplate(this);
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
  }
}
