package dev.mora.examples;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be told of message templates before anybody gets one. */
@Command(
    name = "template",
    mixinStandardHelpOptions = true,
    description =
        "Look into message templates: may they go out, what will people see, what does the"
            + " provider hold.",
    subcommands = {
      TemplateCheckCommand.class,
      TemplatePreviewCommand.class,
      TemplateListCommand.class,
      TemplateUploadCommand.class,
      TemplatePlanCommand.class,
      TemplateApplyCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  mora template check desk/templates/cuota_vencida.txt",
      "  mora template preview desk/templates/cuota_vencida.txt --values rosa.json --html page.html",
      "  TOKEN=... mora template plan --templates desk/templates --account 102290129340398 \\",
      "      --token-env TOKEN --plan plan.json"
    })
@SuppressWarnings("NullAway.Init") // set by picocli
final class TemplateCommand implements Callable<Integer> {

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    throw new ParameterException(
        command.commandLine(),
        "say which one: " + String.join(", ", command.subcommands().keySet()));
  }
}
