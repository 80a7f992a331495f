package dev.mora.whatsapp;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of a plan's lines that change something.
 *
 * @param stopped why the rest was left; empty if every line was tried
 */
public record TemplateRun(List<Line> lines, Optional<String> stopped) {

  /** How a line ended. */
  public enum Result {
    DONE,
    /** It was so already. */
    ALREADY,
    /** The account is not as the plan saw it: left as it is. */
    CHANGED_MEANWHILE,
    /** Done, but the provider counts it in another category. */
    RECATEGORIZED,
    REFUSED,
    /** Nothing left this machine. */
    NOT_SENT,
    /** It may have been done: plan again and look. */
    UNKNOWN,
    /** Not tried, because the run had stopped. */
    LEFT
  }

  /**
   * @param detail what the provider said, for the operator's screen; empty if nothing
   */
  public record Line(PlannedTemplate planned, Result result, String detail) {
    public Line {
      Objects.requireNonNull(planned, "planned");
      Objects.requireNonNull(result, "result");
    }

    @Override
    public String toString() {
      return planned.action() + " " + planned.key() + ": " + result;
    }
  }

  public TemplateRun {
    lines = List.copyOf(lines);
    Objects.requireNonNull(stopped, "stopped");
  }

  static TemplateRun notBegun(GraphFailure why) {
    return new TemplateRun(List.of(), Optional.of("the account could not be listed: " + why));
  }

  /** Whether everything is as the plan wants it. */
  public boolean isComplete() {
    return stopped.isEmpty()
        && lines.stream()
            .allMatch(line -> line.result() == Result.DONE || line.result() == Result.ALREADY);
  }
}
