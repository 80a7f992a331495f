package dev.mora.whatsapp;

import dev.mora.json.InvalidDocument;
import dev.mora.json.JsonArray;
import dev.mora.json.JsonObject;
import dev.mora.template.InvalidMessage;
import dev.mora.template.MessageTemplate;
import dev.mora.template.TemplateFinding;
import dev.mora.template.TemplateStatus.State;
import dev.mora.template.Translation;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of a {@link TemplatePlan}.
 *
 * @param id the provider's; empty where it holds none
 * @param state the provider's word; empty where it holds none
 * @param category as the provider counts it, ours where it holds none
 * @param why rules that differ or forbid, in their order
 * @param seen hash of the copy that the plan was made from; empty where there was none
 * @param submission what would be sent; empty where nothing is
 */
public record PlannedTemplate(
    Action action,
    String name,
    String language,
    String id,
    String state,
    String category,
    List<String> why,
    String seen,
    JsonObject submission) {

  /** What is to be done. */
  public enum Action {
    CREATE,
    EDIT,
    /** Nothing: it is as ours. */
    KEEP,
    /** Nothing: a person has to change something first. */
    BLOCKED,
    /** Nothing: we have no file of it. */
    ONLY_THERE,
    /** Asked for: it is only there. */
    DELETE;

    boolean changes() {
      return this == CREATE || this == EDIT || this == DELETE;
    }
  }

  private static final Set<State> EDITABLE =
      EnumSet.of(State.APPROVED, State.REJECTED, State.PAUSED, State.FLAGGED, State.REINSTATED);

  /** No edit changes these: the name, the language, the format of variables. */
  private static final Set<String> FIXED =
      Set.of(DriftRule.NAME.id(), DriftRule.LANGUAGE.id(), DriftRule.PARAMETER_FORMAT.id());

  public PlannedTemplate {
    Objects.requireNonNull(action, "action");
    why = List.copyOf(why);
    Objects.requireNonNull(submission, "submission");
  }

  String key() {
    return name + "/" + language;
  }

  static PlannedTemplate of(
      MessageTemplate ours,
      Translation text,
      @Nullable TemplateCopy copy,
      TemplateExamples examples) {
    if (copy != null) {
      return beside(ours, text, copy, examples);
    }
    Draft draft = Draft.of(ours, text, examples);
    return new PlannedTemplate(
        draft.faults().isEmpty() ? Action.CREATE : Action.BLOCKED,
        ours.name(),
        text.language(),
        "",
        "",
        ours.category().name(),
        draft.faults(),
        "",
        draft.faults().isEmpty() ? draft.json() : JsonObject.of());
  }

  private static PlannedTemplate beside(
      MessageTemplate ours, Translation text, TemplateCopy copy, TemplateExamples examples) {
    List<String> drift;
    try {
      drift =
          WhatsAppTemplates.compare(ours, copy.json()).stream()
              .filter(finding -> finding.level() == TemplateFinding.Level.ERROR)
              .map(TemplateFinding::rule)
              .filter(rule -> !rule.equals(DriftRule.STATUS.id()))
              .distinct()
              .toList();
    } catch (InvalidDocument e) {
      return line(Action.BLOCKED, copy, List.of("unreadable-copy"), JsonObject.of());
    }
    if (drift.isEmpty()) {
      String reason = copy.json().stringOr("rejected_reason", "");
      boolean rejected = copy.state() == State.REJECTED && !reason.isEmpty();
      return line(Action.KEEP, copy, rejected ? List.of(reason) : List.of(), JsonObject.of());
    }
    boolean approved = copy.state() != State.REJECTED && copy.state() != State.PAUSED;
    if (!EDITABLE.contains(copy.state())
        || drift.stream().anyMatch(FIXED::contains)
        || (drift.contains(DriftRule.CATEGORY.id()) && approved)) {
      return line(Action.BLOCKED, copy, drift, JsonObject.of());
    }
    Draft draft = Draft.of(ours, text, examples);
    if (!draft.faults().isEmpty()) {
      return line(Action.BLOCKED, copy, draft.faults(), JsonObject.of());
    }
    return line(Action.EDIT, copy, drift, draft.json());
  }

  static PlannedTemplate onlyThere(TemplateCopy copy) {
    return line(Action.ONLY_THERE, copy, List.of(), JsonObject.of());
  }

  private static PlannedTemplate line(
      Action action, TemplateCopy copy, List<String> why, JsonObject submission) {
    return new PlannedTemplate(
        action,
        copy.name(),
        copy.language(),
        copy.id(),
        copy.json().stringOr("status", ""),
        copy.category(),
        why,
        hash(copy),
        submission);
  }

  PlannedTemplate deleted() {
    return action == Action.ONLY_THERE
        ? new PlannedTemplate(
            Action.DELETE, name, language, id, state, category, why, seen, submission)
        : this;
  }

  /** Whether the copy is still the one that the plan was made from. */
  boolean saw(TemplateCopy copy) {
    return seen.equals(hash(copy));
  }

  /** Of what an edit would replace: state and quality change by themselves and do not count. */
  private static String hash(TemplateCopy copy) {
    JsonObject what =
        JsonObject.of()
            .with("id", copy.id())
            .with("category", copy.category())
            .with("format", copy.json().stringOr("parameter_format", ""))
            .with("components", copy.json().optionalValue("components").orElse(JsonArray.of()));
    return HexFormat.of().formatHex(Signature.sha256(what.toJson()));
  }

  JsonObject json() {
    return JsonObject.of()
        .with("action", action.name())
        .with("name", name)
        .with("language", language)
        .with("id", id)
        .with("state", state)
        .with("category", category)
        .with("why", JsonArray.ofStrings(why))
        .with("seen", seen)
        .with("submission", submission);
  }

  static PlannedTemplate read(JsonObject json) {
    json.only("action", "name", "language", "id", "state", "category", "why", "seen", "submission");
    return new PlannedTemplate(
        json.oneOf("action", Action.class),
        json.string("name"),
        json.string("language"),
        json.string("id"),
        json.string("state"),
        json.string("category"),
        json.array("why").strings(),
        json.string("seen"),
        json.object("submission"));
  }

  @Override
  public String toString() {
    return "PlannedTemplate(" + action + " " + key() + " " + why + ")";
  }

  /** A submission, or why there can be none. */
  private record Draft(JsonObject json, List<String> faults) {

    static Draft of(MessageTemplate ours, Translation text, TemplateExamples examples) {
      JsonObject json;
      try {
        json = examples.submission(ours, text);
      } catch (InvalidMessage | IllegalArgumentException e) {
        return new Draft(JsonObject.of(), List.of(String.valueOf(e.getMessage())));
      }
      return new Draft(
          json,
          WhatsAppTemplates.check(json).stream()
              .filter(finding -> finding.level() == TemplateFinding.Level.ERROR)
              .map(TemplateFinding::rule)
              .distinct()
              .toList());
    }
  }
}
