package dev.mora.examples;

import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Secrets come from the environment alone, never from the command line. */
final class Environment {

  private Environment() {}

  /** As a shell's own variables are called; a token may look like any other name. */
  private static final Pattern PLAIN = Pattern.compile("[A-Z_][A-Z0-9_]{0,39}");

  /**
   * @throws ParameterException if it is not set, naming the variable unless that may be the secret
   *     itself
   */
  static String secret(CommandSpec command, String variable) {
    return ((Mora) command.root().userObject())
        .environment(variable)
        .orElseThrow(
            () ->
                new ParameterException(
                    command.commandLine(),
                    PLAIN.matcher(variable).matches()
                        ? "environment variable " + variable + " is not set"
                        : "no environment variable is called so: expected the name of one that"
                            + " is set, such as WHATSAPP_TOKEN, never the secret itself"));
  }
}
