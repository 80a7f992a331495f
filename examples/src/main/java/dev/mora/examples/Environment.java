package dev.mora.examples;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Secrets come from the environment alone, never from the command line. */
final class Environment {

  private Environment() {}

  /**
   * @throws ParameterException naming the variable, if it is not set
   */
  static String secret(CommandSpec command, String variable) {
    return ((Mora) command.root().userObject())
        .environment(variable)
        .orElseThrow(
            () ->
                new ParameterException(
                    command.commandLine(), "environment variable " + variable + " is not set"));
  }
}
