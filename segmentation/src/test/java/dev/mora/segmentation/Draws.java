package dev.mora.segmentation;

/**
 * How many cases a property test draws: as many as it says, or the percentage of them that {@code
 * -Dmora.cases} asks for, as one does to mutate the code with PIT.
 */
final class Draws {

  private Draws() {}

  static int of(int full) {
    return Math.max(1, full * Integer.getInteger("mora.cases", 100) / 100);
  }
}
