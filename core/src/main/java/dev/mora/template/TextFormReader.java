package dev.mora.template;

import dev.mora.json.Fault;
import dev.mora.json.InvalidDocument;
import dev.mora.json.Json;
import dev.mora.json.JsonLimits;
import dev.mora.json.JsonLocation;
import dev.mora.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text form. Goes on after a fault where it can, so that one run shows them all; a file
 * with a fault gives no template.
 */
final class TextFormReader {

  private static final Pattern KEY = Pattern.compile("\\s*([A-Za-z]+):");
  private static final Pattern NEXT_KEY = Pattern.compile("(?:\\t|[ ]{2})\\s*[A-Za-z]+:");
  private static final List<String> KEYS =
      List.of("template", "category", "version", "variables", "fields", "fallback");

  private final String source;
  private final List<String> lines;
  private final List<Fault> faults = new ArrayList<>();
  private final Map<String, TemplateField<?>> fields = new LinkedHashMap<>();

  private TextFormReader(String source, String text) {
    this.source = source;
    this.lines = Arrays.asList(text.replace("\r\n", "\n").split("\n", -1));
  }

  /** A value in the head and where it starts. */
  private record Entry(String value, int line, int column) {}

  static MessageTemplate read(String source, String text) {
    if (text.length() > JsonLimits.FILE.maxBytes()) {
      throw Fault.of(
              new JsonLocation(source, 1, 1, ""),
              "a text of " + text.length() + " characters",
              "at most " + JsonLimits.FILE.maxBytes())
          .asException();
    }
    return new TextFormReader(source, text.startsWith("\ufeff") ? text.substring(1) : text).read();
  }

  private MessageTemplate read() {
    int body = 0;
    while (body < lines.size() && TextLine.of(lines.get(body)) != TextLine.LANGUAGE) {
      body++;
    }
    Map<String, Entry> head = head(body);
    Optional<MessageTemplate.Builder> builder = builder(head);
    fields(head);
    List<Translation> translations = new ArrayList<>();
    int start = body;
    while (start < lines.size()) {
      int end = start + 1;
      while (end < lines.size() && TextLine.of(lines.get(end)) != TextLine.LANGUAGE) {
        end++;
      }
      block(start, end).ifPresent(translations::add);
      start = end;
    }
    if (body == lines.size()) {
      fault(body - 1, 0, "no language", "a line such as --- es_MX and a text below it", List.of());
    }
    builder.ifPresent(b -> complete(b, head, translations));
    if (!faults.isEmpty()) {
      throw new InvalidDocument(faults);
    }
    return builder.orElseThrow().build();
  }

  private void complete(
      MessageTemplate.Builder builder, Map<String, Entry> head, List<Translation> translations) {
    fields.values().forEach(builder::field);
    for (Translation translation : translations) {
      located(at(languageLine(translation.language()), 0), () -> builder.language(translation));
    }
    Entry fallback = head.get("fallback");
    if (fallback == null) {
      return;
    }
    List<String> offered = translations.stream().map(Translation::language).toList();
    List<String> codes = new ArrayList<>();
    items(
        fallback,
        (code, where) ->
            located(
                    where,
                    () -> {
                      String normal = Languages.normal(code);
                      MessageTemplate.requireOffered(normal, offered);
                      return normal;
                    })
                .ifPresent(codes::add));
    builder.fallback(codes);
  }

  private int languageLine(String code) {
    for (int i = lines.size() - 1; i > 0; i--) {
      String line = lines.get(i).strip();
      if (TextLine.of(line) == TextLine.LANGUAGE
          && line.substring(3).strip().replace('-', '_').equalsIgnoreCase(code)) {
        return i;
      }
    }
    return 0;
  }

  private Map<String, Entry> head(int end) {
    Map<String, Entry> out = new LinkedHashMap<>();
    for (int i = 0; i < end; i++) {
      String line = lines.get(i);
      int from = 0;
      while (from < line.length() && !line.substring(from).isBlank()) {
        from = entry(out, i, from);
      }
    }
    for (String key : List.of("template", "category", "version")) {
      if (!out.containsKey(key)) {
        fault(0, 0, "no key \"" + key + "\"", "a line with " + key + ": …", List.of());
      }
    }
    return out;
  }

  private int entry(Map<String, Entry> out, int number, int from) {
    String line = lines.get(number);
    Matcher key = KEY.matcher(line).region(from, line.length());
    if (!key.lookingAt()) {
      fault(
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
    if (!name.equals("fields") && !name.equals("fallback") && next.find()) {
      end = next.start();
    }
    String value = line.substring(key.end(), end);
    int column = key.end() + (value.length() - value.stripLeading().length());
    if (!KEYS.contains(name)) {
      List<String> free = KEYS.stream().filter(k -> !out.containsKey(k)).toList();
      fault(
          number, key.start(1), "key \"" + name + "\"", "one of " + String.join(", ", KEYS), free);
    } else if (out.putIfAbsent(name, new Entry(value.strip(), number, column)) != null) {
      fault(number, key.start(1), "key \"" + name + "\" again", "each key once", List.of());
    }
    return end;
  }

  private Optional<MessageTemplate.Builder> builder(Map<String, Entry> head) {
    Optional<String> name = named(head, "template", MessageTemplate.Builder::checkedName);
    Optional<String> version = named(head, "version", MessageTemplate.Builder::checkedVersion);
    Optional<Category> category = named(head, "category", v -> oneOf(v, Category.class));
    Optional<Rendering.Variables> variables =
        head.containsKey("variables")
            ? named(head, "variables", v -> oneOf(v, Rendering.Variables.class))
            : Optional.of(Rendering.Variables.NAMED);
    if (name.isEmpty() || version.isEmpty() || category.isEmpty() || variables.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        MessageTemplate.builder(name.get(), version.get(), category.get())
            .variables(variables.get()));
  }

  private <T> Optional<T> named(
      Map<String, Entry> head, String key, java.util.function.Function<String, T> read) {
    Entry entry = head.get(key);
    return entry == null
        ? Optional.empty()
        : located(at(entry.line(), entry.column()), () -> read.apply(entry.value()));
  }

  private static <E extends Enum<E>> E oneOf(String text, Class<E> type) {
    List<String> names = Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    if (!names.contains(text)) {
      throw new Misfit(text, "one of " + String.join(", ", names), names);
    }
    return Enum.valueOf(type, text);
  }

  private void fields(Map<String, Entry> head) {
    Entry entry = head.get("fields");
    if (entry == null || entry.value().isEmpty()) {
      return;
    }
    items(
        entry,
        (item, where) -> {
          String[] words = item.split("\\s+");
          if (located(where, () -> field(item, words)).isEmpty()) {
            // known by name, so that its places in the text are no faults of their own
            standIn(words[0]).ifPresent(field -> fields.putIfAbsent(words[0], field));
          }
        });
  }

  private static Optional<TemplateField<?>> standIn(String name) {
    try {
      return Optional.of(new TemplateField.Text(name));
    } catch (Misfit e) {
      return Optional.empty();
    }
  }

  private TemplateField<?> field(String item, String[] words) {
    if (words.length != 2) {
      throw new Misfit(item, "a name and a type, such as monto money", List.of());
    }
    TemplateField<?> field = TemplateField.of(words[0], words[1]);
    if (fields.putIfAbsent(words[0], field) != null) {
      throw new Misfit(words[0], "each field once", List.of());
    }
    return field;
  }

  /** Takes the items between commas. */
  private interface ItemReader {
    void read(String item, IntFunction<JsonLocation> where);
  }

  private void items(Entry entry, ItemReader reader) {
    int from = 0;
    for (String text : entry.value().split(",", -1)) {
      int lead = text.length() - text.stripLeading().length();
      reader.read(text.strip(), at(entry.line(), entry.column() + from + lead));
      from += text.length() + 1;
    }
  }

  private Optional<Translation> block(int start, int end) {
    Block block = new Block(start);
    for (int i = start + 1; i < end; i++) {
      block.line(i);
    }
    return block.translation();
  }

  /** What stands below one {@code ---} line. */
  private final class Block {

    private final int start;
    private final StringBuilder body = new StringBuilder();
    private final List<int[]> bodyLines = new ArrayList<>();
    private final List<TemplateButton> buttons = new ArrayList<>();
    private final List<JsonObject> others = new ArrayList<>();
    private Optional<TemplateHeader> header = Optional.empty();
    private Optional<String> footer = Optional.empty();
    private boolean closed;
    private boolean broken;

    Block(int start) {
      this.start = start;
    }

    void line(int number) {
      String line = lines.get(number);
      int from = line.length() - line.stripLeading().length();
      TextLine kind = TextLine.of(line);
      int value = from + kind.mark.length();
      switch (kind) {
        case HEADER -> header(number, value);
        case FOOTER -> footer(number, value);
        case BUTTONS -> buttons(number);
        case BUTTON -> json(number, value).map(TemplateButton.Other::new).ifPresent(buttons::add);
        case COMPONENT -> json(number, value).ifPresent(others::add);
        default -> body(number, line);
      }
    }

    private void body(int number, String line) {
      boolean marked = line.startsWith("|");
      if (line.isBlank() && !marked) {
        if (body.length() > 0) {
          append(number, line, 0);
        }
      } else if (closed) {
        broken = true;
        fault(
            number,
            0,
            "text below the footer or the buttons",
            "the whole text above them, or | before a line of text that starts like one",
            List.of());
      } else {
        append(number, marked ? line.substring(1) : line, marked ? 1 : 0);
      }
    }

    private void append(int number, String line, int shift) {
      bodyLines.add(new int[] {body.length(), number, shift});
      body.append(line).append('\n');
    }

    private void header(int number, int from) {
      if (header.isPresent() || body.length() > 0 || closed) {
        broken = true;
        fault(
            number,
            0,
            "header:",
            "one header, above the text; or | before a line of text that starts so",
            List.of());
        return;
      }
      String line = lines.get(number);
      String text = line.substring(from).strip();
      int column = line.indexOf(text, from);
      located(at(number, column), () -> headerOf(text))
          .ifPresentOrElse(value -> header = Optional.of(value), () -> broken = true);
    }

    private TemplateHeader headerOf(String text) {
      if (text.startsWith("[")) {
        List<String> words =
            Arrays.stream(TemplateHeader.Kind.values()).map(TemplateHeader.Kind::word).toList();
        int kind = words.indexOf(text.substring(1).replace("]", ""));
        if (kind < 0 || !text.endsWith("]")) {
          throw new Misfit(
              text.replaceAll("[\\[\\]]", ""),
              "[image], [video], [document] or [location], or | before a text",
              words);
        }
        return new TemplateHeader.Media(TemplateHeader.Kind.values()[kind]);
      }
      int shift = text.startsWith("|") ? 1 : 0;
      try {
        Wording wording = Wording.parse(text.substring(shift));
        MessageTemplate.requireDeclared(wording, fields);
        return new TemplateHeader.Text(wording);
      } catch (Misfit e) {
        throw e.at(e.offset() + shift);
      }
    }

    private void footer(int number, int from) {
      closed = true;
      String text = lines.get(number).substring(from).strip();
      if (footer.isPresent()) {
        broken = true;
        fault(number, 0, "footer: again", "one footer", List.of());
        return;
      }
      located(
              at(number, lines.get(number).indexOf(text, from)),
              () -> {
                PlainText.check("footer", text);
                return text;
              })
          .ifPresentOrElse(value -> footer = Optional.of(value), () -> broken = true);
    }

    private void buttons(int number) {
      closed = true;
      located(
              at(number, 0),
              () ->
                  ButtonText.read(
                      lines.get(number), w -> MessageTemplate.requireDeclared(w, fields)))
          .ifPresentOrElse(buttons::addAll, () -> broken = true);
    }

    private Optional<JsonObject> json(int number, int from) {
      closed = true;
      try {
        String text = lines.get(number).substring(from);
        return Optional.of(Json.parse(source, text).asObject());
      } catch (InvalidDocument e) {
        broken = true;
        for (Fault f : e.faults()) {
          fault(
              number,
              from + Math.max(0, f.where().column() - 1),
              f.found(),
              f.expected(),
              List.of());
        }
        return Optional.empty();
      }
    }

    Optional<Translation> translation() {
      String marker = lines.get(start).strip();
      String code = marker.substring(TextLine.LANGUAGE.mark.length()).strip();
      Optional<String> language =
          located(
              at(start, lines.get(start).indexOf("---") + 4), () -> LocaleFormat.of(code).code());
      String all = body.toString();
      String text = all.strip();
      int lead = all.indexOf(text);
      if (text.isEmpty()) {
        fault(start, 0, "no text in " + code, "the text of the message below", List.of());
        return Optional.empty();
      }
      Optional<Wording> wording =
          located(
              offset -> bodyLocation(lead + offset),
              () -> {
                Wording parsed = Wording.parse(text);
                MessageTemplate.requireDeclared(parsed, fields);
                return parsed;
              });
      if (language.isEmpty() || wording.isEmpty() || broken) {
        return Optional.empty();
      }
      return located(
          at(start, 0),
          () ->
              new Translation(
                  language.get(), header, wording.get(), footer.orElse(""), buttons, others));
    }

    private JsonLocation bodyLocation(int offset) {
      int[] line = bodyLines.get(0);
      for (int[] candidate : bodyLines) {
        if (candidate[0] <= offset) {
          line = candidate;
        }
      }
      return new JsonLocation(source, line[1] + 1, offset - line[0] + line[2] + 1, "");
    }
  }

  private IntFunction<JsonLocation> at(int line, int column) {
    return offset -> new JsonLocation(source, line + 1, column + offset + 1, "");
  }

  private <T> Optional<T> located(IntFunction<JsonLocation> where, Supplier<T> read) {
    try {
      return Optional.of(read.get());
    } catch (Misfit e) {
      faults.add(Fault.of(where.apply(e.offset()), e.found(), e.expected(), e.candidates()));
    } catch (IllegalArgumentException e) {
      faults.add(Fault.of(where.apply(0), "a value", String.valueOf(e.getMessage())));
    }
    return Optional.empty();
  }

  private void fault(
      int line, int column, String found, String expected, Collection<String> candidates) {
    faults.add(
        Fault.of(
            new JsonLocation(source, Math.max(line, 0) + 1, column + 1, ""),
            found,
            expected,
            candidates));
  }
}
