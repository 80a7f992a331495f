package dev.mora.whatsapp;

import dev.mora.json.InvalidDocument;
import dev.mora.template.MessageTemplate;
import dev.mora.template.TemplateFinding;
import dev.mora.template.TemplateStatus.State;
import dev.mora.whatsapp.TemplateRun.Line;
import dev.mora.whatsapp.TemplateRun.Result;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Does the lines of a plan in turn, each after a look at what is there. */
final class PlanRunner {

  private static final String SLOW = "too many calls";

  private final WhatsAppAccount account;
  private final Iterator<PlannedTemplate> todo;
  private final Map<String, TemplateCopy> there = new HashMap<>();
  private final List<Line> done = new ArrayList<>();

  PlanRunner(WhatsAppAccount account, TemplatePlan plan, List<TemplateCopy> copies) {
    this.account = account;
    todo = plan.changes().iterator();
    copies.forEach(copy -> there.put(copy.key(), copy));
  }

  CompletionStage<TemplateRun> run() {
    if (!todo.hasNext()) {
      return CompletableFuture.completedFuture(new TemplateRun(done, Optional.empty()));
    }
    return one(todo.next())
        .thenCompose(
            line -> {
              done.add(line);
              Optional<String> stop = stops(line);
              return stop.isEmpty()
                  ? run()
                  : CompletableFuture.completedFuture(stopped(stop.get()));
            });
  }

  private TemplateRun stopped(String why) {
    todo.forEachRemaining(planned -> done.add(new Line(planned, Result.LEFT, "")));
    return new TemplateRun(done, Optional.of(why));
  }

  private static Optional<String> stops(Line line) {
    return switch (line.result()) {
      case RECATEGORIZED -> Optional.of(line + ", " + line.detail());
      case UNKNOWN, NOT_SENT -> Optional.of(line.toString());
      case REFUSED ->
          line.detail().startsWith(SLOW) ? Optional.of(line.toString()) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private CompletionStage<Line> one(PlannedTemplate planned) {
    TemplateCopy copy = there.get(planned.key());
    return switch (planned.action()) {
      case CREATE -> create(planned, copy);
      case EDIT -> edit(planned, copy);
      default -> delete(planned, copy);
    };
  }

  private CompletionStage<Line> create(PlannedTemplate planned, @Nullable TemplateCopy copy) {
    if (copy != null) {
      return ended(
          planned,
          !isAsSubmitted(planned, copy)
              ? Result.CHANGED_MEANWHILE
              : isSameCategory(planned, copy) ? Result.ALREADY : Result.RECATEGORIZED);
    }
    return account
        .create(planned.submission())
        .thenApply(
            answer ->
                answer.fold(
                    taken ->
                        taken.isRecategorized()
                            ? new Line(
                                planned,
                                Result.RECATEGORIZED,
                                "asked for " + taken.asked() + ", counted as " + taken.category())
                            : new Line(planned, Result.DONE, taken.state().name()),
                    why -> failed(planned, why)));
  }

  private static boolean isSameCategory(PlannedTemplate planned, TemplateCopy copy) {
    return planned.submission().string("category").equals(copy.category());
  }

  private CompletionStage<Line> edit(PlannedTemplate planned, @Nullable TemplateCopy copy) {
    if (copy == null) {
      return ended(planned, Result.CHANGED_MEANWHILE);
    }
    boolean categoryMayChange = copy.state() == State.REJECTED || copy.state() == State.PAUSED;
    if (isAsSubmitted(planned, copy) && (isSameCategory(planned, copy) || !categoryMayChange)) {
      return ended(planned, Result.ALREADY);
    }
    if (!planned.saw(copy) || copy.state() == State.PENDING) {
      return ended(planned, Result.CHANGED_MEANWHILE);
    }
    return account
        .edit(copy, planned.submission())
        .thenApply(
            answer ->
                answer.fold(
                    yes -> new Line(planned, Result.DONE, ""), why -> failed(planned, why)));
  }

  private CompletionStage<Line> delete(PlannedTemplate planned, @Nullable TemplateCopy copy) {
    if (copy == null) {
      return ended(planned, Result.ALREADY);
    }
    if (!planned.saw(copy)) {
      return ended(planned, Result.CHANGED_MEANWHILE);
    }
    return account
        .delete(copy)
        .thenApply(
            answer ->
                answer.fold(
                    yes -> new Line(planned, Result.DONE, ""), why -> failed(planned, why)));
  }

  /**
   * Whether the copy says what the plan would submit; the provider adds keys of its own. A copy
   * that cannot be read says something else.
   */
  private static boolean isAsSubmitted(PlannedTemplate planned, TemplateCopy copy) {
    MessageTemplate wanted = WhatsAppTemplates.read(planned.submission());
    List<TemplateFinding> findings;
    try {
      findings = WhatsAppTemplates.compare(wanted, copy.json());
    } catch (InvalidDocument e) {
      return false;
    }
    return findings.stream()
        .map(TemplateFinding::rule)
        .allMatch(
            rule ->
                rule.equals(DriftRule.STATUS.id())
                    || rule.equals(DriftRule.CATEGORY.id())
                    || rule.equals(DriftRule.CATEGORY_COMING.id()));
  }

  private static CompletionStage<Line> ended(PlannedTemplate planned, Result result) {
    return CompletableFuture.completedFuture(new Line(planned, result, ""));
  }

  private static Line failed(PlannedTemplate planned, GraphFailure why) {
    Result result =
        switch (why.kind()) {
          case NOT_SENT -> Result.NOT_SENT;
          case UNKNOWN -> Result.UNKNOWN;
          case REFUSED -> why.says(2388024) ? Result.CHANGED_MEANWHILE : Result.REFUSED;
        };
    boolean slow = why.says(4) || why.says(80007) || why.says(80008) || why.status() == 429;
    String detail = why.detail().isEmpty() ? why.meaning() : why.detail();
    return new Line(planned, result, slow ? SLOW + ": " + detail : detail);
  }
}
