package dev.mora.template;

import java.util.Collection;
import java.util.List;

/**
 * A part of a template that cannot be. The model throws it without knowing where the part came
 * from; a reader adds the place. Callers outside see an {@link IllegalArgumentException}.
 */
final class Misfit extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String found;
  private final String expected;
  private final transient List<String> candidates;
  private final int offset;

  /**
   * @param found the text itself
   */
  Misfit(String found, String expected, Collection<String> candidates) {
    this(found, expected, candidates, 0);
  }

  /**
   * @param candidates valid names, for the nearest one
   * @param offset in the part, in characters
   */
  Misfit(String found, String expected, Collection<String> candidates, int offset) {
    this(expected, "\"" + found + "\"", List.copyOf(candidates), offset);
  }

  private Misfit(String expected, String found, List<String> candidates, int offset) {
    super("found " + found + ", expected " + expected);
    this.found = found;
    this.expected = expected;
    this.candidates = candidates;
    this.offset = offset;
  }

  /**
   * @param found in words
   */
  static Misfit described(String found, String expected) {
    return new Misfit(expected, found, List.of(), 0);
  }

  /** The same at another offset. */
  Misfit at(int elsewhere) {
    return new Misfit(expected, found, candidates, elsewhere);
  }

  String found() {
    return found;
  }

  String expected() {
    return expected;
  }

  List<String> candidates() {
    return candidates;
  }

  int offset() {
    return offset;
  }
}
