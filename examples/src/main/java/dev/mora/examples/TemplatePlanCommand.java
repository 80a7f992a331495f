package dev.mora.examples;

import dev.mora.json.Json;
import dev.mora.json.JsonObject;
import dev.mora.whatsapp.TemplateExamples;
import dev.mora.whatsapp.TemplatePlan;
import dev.mora.whatsapp.WhatsAppAccount;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What would bring an account's templates to ours. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "Compare a folder of templates with an account; change nothing.",
      "CREATE and EDIT are sent to the provider's review by mora template apply. KEEP is as ours,",
      "BLOCKED needs a person first, ONLY_THERE has no file here and stays."
    },
    footer = {
      "",
      "Exit status: 0 planned; 1 something is blocked; 2 wrong use, an unreadable file, or no answer.",
      "",
      "Examples:",
      "  TOKEN=... mora template plan --templates desk/templates --account 102290129340398 \\",
      "      --token-env TOKEN --plan plan.json",
      "  TOKEN=t mora template plan --templates desk/templates --account 2100000000000001 \\",
      "      --token-env TOKEN --whatsapp-url http://localhost:8300"
    })
@SuppressWarnings("NullAway.Init") // set by picocli
final class TemplatePlanCommand implements Callable<Integer> {

  @Spec private CommandSpec command;
  @Mixin private AccountOption options;

  @Option(
      names = "--templates",
      required = true,
      paramLabel = "DIR",
      description = "Our templates, all of them in all their languages.")
  private Path templates;

  @Option(
      names = "--examples",
      paramLabel = "FILE",
      description =
          "JSON: by field, what the reviewer sees in its place, or the handle of an uploaded file;"
              + " invented by default. No real borrower's data.")
  private @Nullable Path examples;

  @Option(
      names = "--delete",
      description = "Also plan to delete what is only there. Its names are blocked for 30 days.")
  private boolean delete;

  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description = "Write the plan here, for mora template apply.")
  private @Nullable Path file;

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    try (WhatsAppAccount account = options.open(command)) {
      TemplatePlan plan =
          TemplatePlan.between(Templates.in(templates), options.list(account), examples());
      TemplatePlan wanted = delete ? plan.deleting() : plan;
      out.print(wanted.table());
      out.println();
      out.println(
          wanted.changes().size()
              + " to change, "
              + wanted.blocked().size()
              + " blocked, digest "
              + wanted.digest());
      out.flush();
      if (file != null) {
        Output.write(file, writer -> new PrintWriter(writer).append(wanted.toJson()).flush());
      }
      return wanted.blocked().isEmpty() ? Mora.DONE : Mora.SOMETHING_SKIPPED;
    }
  }

  private TemplateExamples examples() {
    if (examples == null) {
      return TemplateExamples.invented();
    }
    JsonObject in = Json.read(examples).asObject();
    Map<String, String> byField = new LinkedHashMap<>();
    in.keys().forEach(field -> byField.put(field, in.string(field)));
    return TemplateExamples.of(byField);
  }
}
