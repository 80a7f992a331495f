package dev.mora.examples;

import dev.mora.whatsapp.TemplatePlan;
import dev.mora.whatsapp.TemplateRun;
import dev.mora.whatsapp.WhatsAppAccount;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Does what a plan says. */
@Command(
    name = "apply",
    mixinStandardHelpOptions = true,
    description = {
      "Do exactly what a plan of mora template plan says, and nothing else.",
      "What is so already stays, what somebody changed since the plan is left and said. Run again",
      "after a failure, it goes on where it stopped; nothing is submitted twice."
    },
    footer = {
      "",
      "It stops where an outcome is unknown, where the provider limits calls, and where a template",
      "comes back in another category than the one that was asked for.",
      "",
      "Exit status: 0 everything is as the plan wants it; 1 something is not; 2 wrong use, an",
      "unreadable file, or no answer.",
      "",
      "Example:",
      "  TOKEN=... mora template apply plan.json --digest 5f1c... --account 102290129340398 \\",
      "      --token-env TOKEN"
    })
@SuppressWarnings("NullAway.Init") // set by picocli
final class TemplateApplyCommand implements Callable<Integer> {

  @Spec private CommandSpec command;
  @Mixin private AccountOption options;

  @Parameters(paramLabel = "PLAN", description = "As written by mora template plan --plan.")
  private Path file;

  @Option(
      names = "--digest",
      required = true,
      paramLabel = "HEX",
      description = "Of the plan that you have read.")
  private String digest;

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    TemplatePlan plan = TemplatePlan.load(file);
    try (WhatsAppAccount account = options.open(command)) {
      TemplateRun run = account.apply(plan, digest).toCompletableFuture().join();
      Columns columns = new Columns("");
      columns.head("ACTION", "TEMPLATE", "LANGUAGE", "RESULT", "DETAIL");
      for (TemplateRun.Line line : run.lines()) {
        columns.row(
            line.planned().action().name(),
            line.planned().name(),
            line.planned().language(),
            line.result().name(),
            line.detail());
      }
      if (!run.lines().isEmpty()) {
        columns.lines().forEach(out::println);
      }
      out.flush();
      PrintWriter err = command.commandLine().getErr();
      if (run.lines().isEmpty() && run.stopped().isEmpty()) {
        err.println("the plan changes nothing");
      }
      run.stopped().ifPresent(why -> err.println("stopped: " + why));
      return run.isComplete() ? Mora.DONE : Mora.SOMETHING_SKIPPED;
    }
  }
}
