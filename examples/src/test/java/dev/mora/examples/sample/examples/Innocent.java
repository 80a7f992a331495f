package dev.mora.examples.sample.examples;

/** An example may print. */
public final class Innocent {
  public void show() {
    System.out.println("shown");
  }
}
