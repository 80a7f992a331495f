package dev.mora.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/** Tells whether somebody looks at standard error. */
final class Terminal {

  private static final Path ERROR = Path.of("/proc/self/fd/2");

  private Terminal() {}

  /**
   * The JDK tells only whether standard input and output are terminals, so that a redirected result
   * would hide the progress; where the system shows the files of a process, this asks for the error
   * file alone.
   */
  static boolean isError(CommandSpec command) {
    if (!(command.root().userObject() instanceof Mora mora) || !mora.ownsTheScreen()) {
      return false;
    }
    try {
      String target = Files.readSymbolicLink(ERROR).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return System.console() != null;
    }
  }
}
