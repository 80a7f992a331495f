package dev.mora.examples.sample.surplus;

/** Stands in a package that nobody listed. */
public final class Extra {}
