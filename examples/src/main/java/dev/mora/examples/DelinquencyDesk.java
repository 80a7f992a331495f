package dev.mora.examples;

import dev.mora.delinquency.DelinquencyPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The folder of policies of one lender, as far as an assessment needs it. */
@SuppressWarnings("NullAway.Init") // set by picocli
class DelinquencyDesk {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--desk",
      paramLabel = "DIR",
      description = {
        "Folder of one lender: delinquency.json, segmentation.json, strategy.json, contact.json,"
            + " templates/, models/."
      })
  private @Nullable Path desk;

  @Option(
      names = "--delinquency",
      paramLabel = "FILE",
      description = "Delinquency policy, instead of the desk's.")
  private @Nullable Path delinquency;

  final DelinquencyPolicy delinquency() {
    return DelinquencyPolicy.load(file(delinquency, "--delinquency", "delinquency.json"));
  }

  /** The standard one if there is neither a file nor a desk. */
  final DelinquencyPolicy delinquencyOrStandard() {
    return desk == null && delinquency == null ? DelinquencyPolicy.standard() : delinquency();
  }

  /**
   * The file that was named alone, or the one of the desk.
   *
   * @throws ParameterException if there is neither
   */
  final Path file(@Nullable Path own, String option, String name) {
    if (own != null) {
      return own;
    }
    if (desk == null) {
      throw wrongUse("give " + option + ", or --desk with a folder that holds " + name);
    }
    return desk.resolve(name);
  }

  final ParameterException wrongUse(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  /** What the desk has under this name; empty if it has none, or there is no desk. */
  final Optional<Path> optional(String name) {
    return Optional.ofNullable(desk).map(folder -> folder.resolve(name)).filter(Files::exists);
  }
}
