package dev.mora.whatsapp;

/**
 * How many cases a property test draws: as many as it says, or the percentage of them that {@code
 * -Dmora.cases} asks for, as one does to mutate the code with PIT.
 */
final class Cases {

  private Cases() {}

  static int of(int full) {
    return (int) Math.max(1, (long) full * Integer.getInteger("mora.cases", 100) / 100);
  }
}
