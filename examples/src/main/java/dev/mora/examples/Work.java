package dev.mora.examples;

import dev.mora.portfolio.DataFault;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What a command tells while it works, on standard error: one line for each fault, a sum at the
 * end, and how far it is with rate and remaining time. On a terminal the progress is one line that
 * is drawn again; elsewhere it is left out, unless it was asked for. A stretch is begun, moved and
 * ended on one thread.
 */
final class Work implements AutoCloseable {

  private static final int WIDTH = 79;
  private static final int REDRAW_MILLIS = 250;
  private static final int REPEAT_MILLIS = 2_000;

  private final PrintWriter err;
  private final boolean redraws;
  private final boolean always;
  private final Map<DataFault.Effect, Long> faults = new EnumMap<>(DataFault.Effect.class);
  private @Nullable ProgressBarBuilder next;
  private @Nullable ProgressBar bar;
  private String last = "";
  private boolean drawn;

  private Work(PrintWriter err, boolean redraws, boolean always) {
    this.err = err;
    this.redraws = redraws;
    this.always = always;
  }

  /** Shows progress on a terminal only. */
  static Work of(CommandSpec command) {
    return new Work(command.commandLine().getErr(), Terminal.isError(command), false);
  }

  /** Shows progress in any case. */
  static Work shown(CommandSpec command) {
    return new Work(command.commandLine().getErr(), Terminal.isError(command), true);
  }

  /** A new stretch of work; the one before it is over. */
  void begin(String task, String unit, long unitSize) {
    end();
    if (redraws || always) {
      next =
          new ProgressBarBuilder()
              .setTaskName(task)
              .setUnit(unit, unitSize)
              .showSpeed()
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(redraws ? REDRAW_MILLIS : REPEAT_MILLIS)
              .setMaxRenderedLength(WIDTH)
              .setConsumer(new DelegatingProgressBarConsumer(this::draw, WIDTH));
    }
  }

  /** How far the stretch is; the first call draws it. */
  void at(long done, long total) {
    if (next == null) {
      return;
    }
    if (bar == null) {
      bar = next.setInitialMax(total).build();
    }
    bar.maxHint(total);
    bar.stepTo(done);
  }

  /** Ends the stretch, leaving its last state on the screen. */
  void end() {
    ProgressBar now = bar;
    bar = null;
    next = null;
    if (now != null) {
      now.close();
      synchronized (this) {
        if (redraws && drawn) {
          err.println();
        }
        drawn = false;
        last = "";
        err.flush();
      }
    }
  }

  synchronized void say(String line) {
    if (redraws && drawn) {
      err.print("\r" + " ".repeat(WIDTH) + "\r");
    }
    err.print(line);
    err.print('\n');
    err.flush();
  }

  void fault(DataFault fault) {
    faults.merge(fault.effect(), 1L, Long::sum);
    say(fault.message());
  }

  void faults(List<DataFault> all) {
    all.forEach(this::fault);
  }

  /** Says how many faults there were; silent if none. */
  void sum() {
    if (!faults.isEmpty()) {
      say(
          faults.entrySet().stream()
              .map(each -> each.getValue() + " x " + each.getKey().words())
              .collect(Collectors.joining(", ", "faults: ", "")));
    }
  }

  /**
   * {@link Mora#SOMETHING_SKIPPED} if a loan or a row was left out. A contact field that cannot be
   * used leaves nothing out: its borrower is a silence with a reason.
   */
  int status() {
    return faults.containsKey(DataFault.Effect.LOAN_SKIPPED)
            || faults.containsKey(DataFault.Effect.ROW_IGNORED)
        ? Mora.SOMETHING_SKIPPED
        : Mora.DONE;
  }

  private synchronized void draw(String line) {
    if (redraws || !line.equals(last)) {
      err.print(redraws ? "\r" + line : line.stripTrailing() + "\n");
      err.flush();
    }
    last = line;
    drawn = true;
  }

  @Override
  public void close() {
    end();
  }
}
