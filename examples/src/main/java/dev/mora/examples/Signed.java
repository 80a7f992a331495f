package dev.mora.examples;

import picocli.CommandLine.Option;

/** The name under an order. */
@SuppressWarnings("NullAway.Init") // set by picocli
final class Signed {

  @Option(
      names = "--by",
      required = true,
      paramLabel = "NAME",
      description = "Who says so.",
      converter = Spoken.class)
  private String by;

  String by() {
    return by;
  }
}
