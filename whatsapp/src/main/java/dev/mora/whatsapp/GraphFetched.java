package dev.mora.whatsapp;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a streamed answer ended: what its sink made of a 2xx, or a reason why there is none. */
final class GraphFetched<T> {

  private final @Nullable T value;
  private final @Nullable GraphFailure failure;

  private GraphFetched(@Nullable T value, @Nullable GraphFailure failure) {
    this.value = value;
    this.failure = failure;
  }

  static <T> GraphFetched<T> of(T value) {
    return new GraphFetched<>(value, null);
  }

  static <T> GraphFetched<T> failed(GraphFailure failure) {
    return new GraphFetched<>(null, failure);
  }

  Optional<GraphFailure> failure() {
    return Optional.ofNullable(failure);
  }

  /**
   * @throws GraphException if the call failed
   */
  T value() {
    if (value == null) {
      throw new GraphException(
          failure == null
              ? GraphFailure.local(GraphFailure.Kind.UNKNOWN, "the sink made nothing")
              : failure);
    }
    return value;
  }

  <R> R fold(Function<T, R> fetched, Function<GraphFailure, R> failed) {
    return failure == null ? fetched.apply(value()) : failed.apply(failure);
  }
}
