package dev.mora.template;

import dev.mora.json.JsonLocation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of a text form above its first language: pairs of key and value. */
final class TextHead {

  private static final Pattern KEY = Pattern.compile("\\s*([A-Za-z]+):");
  private static final Pattern NEXT_KEY = Pattern.compile("(?:\\t|[ ]{2})\\s*[A-Za-z]+:");
  private static final List<String> KEYS =
      List.of(
          "template",
          "category",
          "version",
          "variables",
          "fields",
          "fallback",
          "variants",
          "changed",
          "approved");
  private static final List<String> WHOLE_LINE =
      List.of("fields", "fallback", "variants", "changed", "approved");

  private final TextSource source;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final List<Entry> history = new ArrayList<>();
  private final Map<String, TemplateField<?>> fields = new LinkedHashMap<>();
  private final Map<String, JsonLocation> places = new HashMap<>();

  private TextHead(TextSource source) {
    this.source = source;
  }

  /** A value and where it starts. */
  private record Entry(String key, String value, int line, int column) {}

  /** Reads the lines before {@code end}. */
  static TextHead read(TextSource source, int end) {
    TextHead head = new TextHead(source);
    head.entries(end);
    head.declare();
    return head;
  }

  private void entries(int end) {
    for (int i = 0; i < end; i++) {
      String line = source.line(i);
      int from = 0;
      while (from < line.length() && !line.substring(from).isBlank()) {
        from = entry(i, from);
      }
    }
    for (String key : List.of("template", "category", "version")) {
      if (!entries.containsKey(key)) {
        source.fault(0, 0, "no key \"" + key + "\"", "a line with " + key + ": …", List.of());
      }
    }
  }

  private int entry(int number, int from) {
    String line = source.line(number);
    Matcher key = KEY.matcher(line).region(from, line.length());
    if (!key.lookingAt()) {
      source.fault(
          number,
          from,
          "\"" + line.substring(from).strip() + "\"",
          "template: name, fields: …, or --- es_MX before the text",
          List.of());
      return line.length();
    }
    String name = key.group(1);
    int end = line.length();
    Matcher next = NEXT_KEY.matcher(line).region(key.end(), line.length());
    if (!WHOLE_LINE.contains(name) && next.find()) {
      end = next.start();
    }
    String value = line.substring(key.end(), end);
    int column = key.end() + (value.length() - value.stripLeading().length());
    if (!KEYS.contains(name)) {
      List<String> free = KEYS.stream().filter(k -> !entries.containsKey(k)).toList();
      source.fault(
          number, key.start(1), "key \"" + name + "\"", "one of " + String.join(", ", KEYS), free);
      return end;
    }
    Entry entry = new Entry(name, value.strip(), number, column);
    if (name.equals("changed") || name.equals("approved")) {
      history.add(entry);
    } else if (entries.putIfAbsent(name, entry) != null) {
      source.fault(number, key.start(1), "key \"" + name + "\" again", "each key once", List.of());
    }
    return end;
  }

  /** The declared fields; one with a fault stands in as text. */
  Map<String, TemplateField<?>> fields() {
    return fields;
  }

  /**
   * All but the languages; empty if the name, the version, the category or the kind has a fault.
   */
  Optional<TemplateBuilder> builder() {
    Optional<String> name = named("template", TemplateBuilder::checkedName);
    Optional<String> version = named("version", TemplateBuilder::checkedVersion);
    Optional<Category> category = named("category", v -> oneOf(v, Category.class));
    Optional<Rendering.Variables> variables =
        entries.containsKey("variables")
            ? named("variables", v -> oneOf(v, Rendering.Variables.class))
            : Optional.of(Rendering.Variables.NAMED);
    Optional<Variants> arms = variants();
    Provenance provenance = provenance();
    if (name.isEmpty() || version.isEmpty() || category.isEmpty() || variables.isEmpty()) {
      return Optional.empty();
    }
    TemplateBuilder builder =
        MessageTemplate.builder(name.get(), version.get(), category.get())
            .variables(variables.get())
            .provenance(provenance);
    arms.ifPresent(builder::variants);
    fields.values().forEach(builder::field);
    return Optional.of(builder.places(places));
  }

  private Optional<Variants> variants() {
    Entry entry = entries.get("variants");
    if (entry == null) {
      return Optional.empty();
    }
    List<Optional<Variants.Arm>> arms = new ArrayList<>();
    items(entry, (item, where) -> arms.add(source.located(where, () -> HeadWords.arm(item))));
    return arms.contains(Optional.<Variants.Arm>empty())
        ? Optional.empty()
        : source.located(
            at(entry), () -> new Variants(arms.stream().map(Optional::orElseThrow).toList()));
  }

  private Provenance provenance() {
    List<Provenance.Change> changed = new ArrayList<>();
    List<Provenance.Approval> approved = new ArrayList<>();
    for (Entry entry : history) {
      if (entry.key().equals("changed")) {
        source.located(at(entry), () -> HeadWords.change(entry.value())).ifPresent(changed::add);
      } else {
        source.located(at(entry), () -> HeadWords.approval(entry.value())).ifPresent(approved::add);
      }
    }
    return new Provenance(changed, approved);
  }

  private IntFunction<JsonLocation> at(Entry entry) {
    return source.at(entry.line(), entry.column());
  }

  private <T> Optional<T> named(String key, Function<String, T> read) {
    Entry entry = entries.get(key);
    return entry == null
        ? Optional.empty()
        : source.located(at(entry), () -> read.apply(entry.value()));
  }

  private static <E extends Enum<E>> E oneOf(String text, Class<E> type) {
    List<String> names = Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    if (!names.contains(text)) {
      throw new Misfit(text, "one of " + String.join(", ", names), names);
    }
    return Enum.valueOf(type, text);
  }

  private void declare() {
    Entry entry = entries.get("fields");
    places.put("", source.at(entry == null ? 0 : entry.line(), 0).apply(0));
    if (entry == null || entry.value().isEmpty()) {
      return;
    }
    for (FieldLine.Item item : FieldLine.items(entry.value())) {
      IntFunction<JsonLocation> where = source.at(entry.line(), entry.column() + item.offset());
      source
          .<TemplateField<?>>located(where, () -> declared(item))
          // known by name, so that its places in the text are no faults of their own
          .or(() -> standIn(item.name()))
          .ifPresent(
              field -> {
                fields.putIfAbsent(field.name(), field);
                places.putIfAbsent(field.name(), where.apply(0));
              });
    }
  }

  private TemplateField<?> declared(FieldLine.Item item) {
    TemplateField<?> field = item.field();
    if (fields.containsKey(field.name())) {
      throw new Misfit(field.name(), "each field once", List.of());
    }
    return field;
  }

  private static Optional<TemplateField<?>> standIn(String name) {
    try {
      return Optional.of(TemplateField.text(name));
    } catch (Misfit e) {
      return Optional.empty();
    }
  }

  /** Takes the items between commas. */
  private interface ItemReader {
    void read(String item, IntFunction<JsonLocation> where);
  }

  private void items(Entry entry, ItemReader reader) {
    int from = 0;
    for (String text : entry.value().split(",", -1)) {
      int lead = text.length() - text.stripLeading().length();
      reader.read(text.strip(), source.at(entry.line(), entry.column() + from + lead));
      from += text.length() + 1;
    }
  }

  /**
   * @param offered the languages of the template
   */
  List<String> fallback(List<String> offered) {
    List<String> codes = new ArrayList<>();
    Entry entry = entries.get("fallback");
    if (entry != null) {
      items(
          entry,
          (code, where) ->
              source
                  .located(where, () -> Languages.requireOffered(Languages.normal(code), offered))
                  .ifPresent(codes::add));
    }
    return codes;
  }
}
