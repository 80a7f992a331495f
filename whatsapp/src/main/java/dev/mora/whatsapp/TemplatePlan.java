package dev.mora.whatsapp;

import dev.mora.json.Json;
import dev.mora.json.JsonArray;
import dev.mora.json.JsonObject;
import dev.mora.template.MessageTemplate;
import dev.mora.template.Translation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What would bring an account's templates to ours: one line for each translation on either side.
 * Made without any call, so that a person can read it before it is applied. Nothing is deleted
 * unless it was asked for.
 *
 * @param lines by name, then language
 */
public record TemplatePlan(List<PlannedTemplate> lines) {

  static final String SCHEMA = "mora/template-plan-1";

  public TemplatePlan {
    lines =
        lines.stream()
            .sorted(
                Comparator.comparing(PlannedTemplate::name)
                    .thenComparing(PlannedTemplate::language))
            .toList();
  }

  /**
   * @param ours all translations of all templates are wanted
   * @param theirs what the account holds
   * @throws IllegalArgumentException if two of ours have one name
   */
  public static TemplatePlan between(
      List<MessageTemplate> ours, List<TemplateCopy> theirs, TemplateExamples examples) {
    Map<String, TemplateCopy> there = new LinkedHashMap<>();
    theirs.forEach(copy -> there.put(copy.key(), copy));
    Map<String, MessageTemplate> names = new LinkedHashMap<>();
    List<PlannedTemplate> lines = new ArrayList<>();
    for (MessageTemplate template : ours) {
      if (names.put(template.name(), template) != null) {
        throw new IllegalArgumentException("two templates are called " + template.name());
      }
      for (Translation text : template.languages().values()) {
        TemplateCopy copy = there.remove(template.name() + "/" + text.language());
        lines.add(PlannedTemplate.of(template, text, copy, examples));
      }
    }
    there.values().forEach(copy -> lines.add(PlannedTemplate.onlyThere(copy)));
    return new TemplatePlan(lines);
  }

  /** The same, deleting what is only there. */
  public TemplatePlan deleting() {
    return new TemplatePlan(lines.stream().map(PlannedTemplate::deleted).toList());
  }

  /** Lines that change something. */
  public List<PlannedTemplate> changes() {
    return lines.stream().filter(line -> line.action().changes()).toList();
  }

  /** Lines that a person has to look at first. */
  public List<PlannedTemplate> blocked() {
    return lines.stream().filter(line -> line.action() == PlannedTemplate.Action.BLOCKED).toList();
  }

  /** SHA-256 in hex over every line, with what it would submit and what it found there. */
  public String digest() {
    return HexFormat.of().formatHex(Signature.sha256(toJson()));
  }

  /** Aligned columns, each line ended by {@code \n}. */
  public String table() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("ACTION", "TEMPLATE", "LANGUAGE", "STATE", "CATEGORY", "WHY"));
    for (PlannedTemplate line : lines) {
      rows.add(
          List.of(
              line.action().name(),
              line.name(),
              line.language(),
              line.state(),
              line.category(),
              String.join("; ", line.why())));
    }
    int[] widths = new int[6];
    rows.forEach(
        row -> {
          for (int i = 0; i < 6; i++) {
            widths[i] = Math.max(widths[i], row.get(i).length());
          }
        });
    return rows.stream().map(row -> row(row, widths)).collect(Collectors.joining("\n", "", "\n"));
  }

  private static String row(List<String> cells, int[] widths) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      out.append(i == 0 ? "" : "  ").append(cells.get(i));
      out.append(" ".repeat(widths[i] - cells.get(i).length()));
    }
    return out.toString().stripTrailing();
  }

  /** Canonical: the same plan gives the same bytes. */
  public String toJson() {
    return JsonObject.of()
        .with("schema", SCHEMA)
        .with("lines", JsonArray.of(lines.stream().map(PlannedTemplate::json).toList()))
        .toJson();
  }

  /**
   * Reads what {@link #toJson} writes.
   *
   * @throws dev.mora.json.InvalidDocument saying where it is none
   */
  public static TemplatePlan load(Path file) {
    return read(Json.read(file).asObject());
  }

  static TemplatePlan read(JsonObject json) {
    json.requireSchema(SCHEMA).only("schema", "lines");
    return new TemplatePlan(
        json.array("lines").objects().stream().map(PlannedTemplate::read).toList());
  }
}
