package dev.mora.examples.sample.event;

/** Prints where it must not. */
public final class Noise {
  public void happened(RuntimeException cause) {
    System.out.println("happened");
    System.err.println("happened");
    cause.printStackTrace();
  }
}
