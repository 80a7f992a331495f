package dev.mora.examples;

import dev.mora.whatsapp.TemplateCopy;
import dev.mora.whatsapp.WhatsAppAccount;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What an account holds. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "List every translation of every template that an account holds.",
    footer = {
      "",
      "Exit status: 0 listed; 2 the provider did not answer.",
      "",
      "Example:",
      "  TOKEN=... mora template list --account 102290129340398 --token-env TOKEN"
    })
@SuppressWarnings("NullAway.Init") // set by picocli
final class TemplateListCommand implements Callable<Integer> {

  @Spec private CommandSpec command;
  @Mixin private AccountOption options;

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    try (WhatsAppAccount account = options.open(command)) {
      List<TemplateCopy> copies = options.list(account);
      Columns columns = new Columns("");
      columns.head("TEMPLATE", "LANGUAGE", "STATE", "CATEGORY", "ID");
      copies.stream()
          .sorted(Comparator.comparing(TemplateCopy::key))
          .forEach(
              copy ->
                  columns.row(
                      copy.name(),
                      copy.language(),
                      copy.json().stringOr("status", ""),
                      copy.category(),
                      copy.id()));
      if (copies.isEmpty()) {
        command.commandLine().getErr().println("the account holds no template");
      } else {
        columns.lines().forEach(out::println);
      }
      out.flush();
    }
    return Mora.DONE;
  }
}
