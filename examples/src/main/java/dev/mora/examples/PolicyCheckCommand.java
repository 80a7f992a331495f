package dev.mora.examples;

import dev.mora.segmentation.Finding;
import dev.mora.segmentation.SegmentationPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Whether policies say what is meant. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Tell what in segmentation policies is probably not meant.",
    footer = {"", "Example:", "  mora policy check desk/segmentation.json --lang en"})
@SuppressWarnings("NullAway.Init") // set by picocli
final class PolicyCheckCommand implements Callable<Integer> {

  @Spec private CommandSpec command;
  @Mixin private Language language;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Segmentation policies.")
  private List<Path> files;

  @Override
  public Integer call() {
    boolean wrong = false;
    for (Path file : files) {
      for (Finding finding : SegmentationPolicy.load(file).findings()) {
        wrong |= finding.level() == Finding.Level.ERROR;
        command.commandLine().getOut().println(finding);
      }
    }
    return wrong ? Mora.SOMETHING_SKIPPED : Mora.DONE;
  }
}
