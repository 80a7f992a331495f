package dev.mora.whatsapp;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a call for templates, or of their account, ended: what it was for, or why it did not get it.
 */
public sealed interface TemplateAnswer<T> {

  /** The provider did it. */
  record Ok<T>(T value) implements TemplateAnswer<T> {
    public Ok {
      Objects.requireNonNull(value, "value");
    }
  }

  /** It did not, or nobody knows: {@link GraphFailure#kind()} says which. */
  record Failed<T>(GraphFailure why) implements TemplateAnswer<T> {
    public Failed {
      Objects.requireNonNull(why, "why");
    }
  }

  default <R> R fold(Function<? super T, R> ok, Function<GraphFailure, R> failed) {
    return this instanceof Ok<T> fine
        ? ok.apply(fine.value())
        : failed.apply(((Failed<T>) this).why());
  }

  /**
   * @throws GraphException if the call failed
   */
  default T value() {
    return fold(
        Function.identity(),
        why -> {
          throw new GraphException(why);
        });
  }

  default Optional<GraphFailure> failure() {
    return fold(ok -> Optional.empty(), Optional::of);
  }
}
