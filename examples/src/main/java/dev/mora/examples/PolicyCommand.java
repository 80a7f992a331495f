package dev.mora.examples;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be told of segmentation policies. */
@Command(
    name = "policy",
    mixinStandardHelpOptions = true,
    description = "Look into segmentation policies: are they sound, who would move.",
    subcommands = {PolicyCheckCommand.class, PolicyDiffCommand.class, PolicySqlCommand.class},
    footer = {
      "",
      "Examples:",
      "  mora policy check desk/segmentation.json",
      "  mora policy diff desk/segmentation.json new.json --portfolio loans/ --as-of 2026-11-24",
      "  mora policy sql desk/segmentation.json --dialect duckdb"
    })
@SuppressWarnings("NullAway.Init") // set by picocli
final class PolicyCommand implements Callable<Integer> {

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    throw new ParameterException(
        command.commandLine(),
        "say which one: " + String.join(", ", command.subcommands().keySet()));
  }
}
