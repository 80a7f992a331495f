package dev.mora.whatsapp;

import dev.mora.json.JsonObject;
import java.util.Optional;
import java.util.function.Function;

/** How a management call ended: an object or a reason why there is none. */
sealed interface GraphAnswer {

  /** A 2xx with a readable object. */
  record Ok(int status, JsonObject body, RateUsage usage) implements GraphAnswer {

    @Override
    public String toString() {
      return "Ok(" + status + ")";
    }
  }

  /** Everything else. */
  record Failed(GraphFailure why) implements GraphAnswer {}

  default <T> T fold(Function<Ok, T> ok, Function<GraphFailure, T> failed) {
    return this instanceof Ok fine ? ok.apply(fine) : failed.apply(((Failed) this).why());
  }

  default Optional<GraphFailure> failure() {
    return fold(ok -> Optional.empty(), Optional::of);
  }

  /** Why {@code {"success":true}} did not come; empty if it did. */
  default Optional<GraphFailure> notDone() {
    return fold(
        ok ->
            Loose.isTrue(ok.body(), "success")
                ? Optional.empty()
                : Optional.of(GraphFailure.unreadable(ok.status(), "an answer without success")),
        Optional::of);
  }

  /**
   * @throws GraphException if the call failed
   */
  default JsonObject object() {
    return fold(
        Ok::body,
        failure -> {
          throw new GraphException(failure);
        });
  }
}
