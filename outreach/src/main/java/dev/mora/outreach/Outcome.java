package dev.mora.outreach;

import dev.mora.ledger.DispatchId;
import java.time.Instant;
import java.util.function.Function;

/** How one send through the front door ended. */
public sealed interface Outcome {

  DispatchId dispatchId();

  Kind kind();

  /** Answers with the function of this outcome's own kind. */
  <T> T fold(
      Function<Sent, T> sent,
      Function<Deferred, T> deferred,
      Function<Silent, T> silent,
      Function<Refused, T> refused,
      Function<Unknown, T> unknown);

  enum Kind {
    SENT,
    DEFERRED,
    SILENT,
    REFUSED,
    UNKNOWN
  }

  /** The provider took it; statuses follow. Also the answer to the same dispatch asked again. */
  record Sent(DispatchId dispatchId) implements Outcome {
    @Override
    public Kind kind() {
      return Kind.SENT;
    }

    @Override
    public <T> T fold(
        Function<Sent, T> sent,
        Function<Deferred, T> deferred,
        Function<Silent, T> silent,
        Function<Refused, T> refused,
        Function<Unknown, T> unknown) {
      return sent.apply(this);
    }
  }

  /** Planned and kept; {@code Outreach.work} sends it when its time comes. */
  record Deferred(DispatchId dispatchId, Instant until, Reason reason) implements Outcome {
    @Override
    public Kind kind() {
      return Kind.DEFERRED;
    }

    @Override
    public <T> T fold(
        Function<Sent, T> sent,
        Function<Deferred, T> deferred,
        Function<Silent, T> silent,
        Function<Refused, T> refused,
        Function<Unknown, T> unknown) {
      return deferred.apply(this);
    }
  }

  /** Not sent and will not be. */
  record Silent(DispatchId dispatchId, Reason reason) implements Outcome {
    @Override
    public Kind kind() {
      return Kind.SILENT;
    }

    @Override
    public <T> T fold(
        Function<Sent, T> sent,
        Function<Deferred, T> deferred,
        Function<Silent, T> silent,
        Function<Refused, T> refused,
        Function<Unknown, T> unknown) {
      return silent.apply(this);
    }
  }

  /** The provider said no for good; {@code reason} carries its code. */
  record Refused(DispatchId dispatchId, Reason reason) implements Outcome {
    @Override
    public Kind kind() {
      return Kind.REFUSED;
    }

    @Override
    public <T> T fold(
        Function<Sent, T> sent,
        Function<Deferred, T> deferred,
        Function<Silent, T> silent,
        Function<Refused, T> refused,
        Function<Unknown, T> unknown) {
      return refused.apply(this);
    }
  }

  /** It may have been sent: never resent, counted as sent, resolved by a status. */
  record Unknown(DispatchId dispatchId) implements Outcome {
    @Override
    public Kind kind() {
      return Kind.UNKNOWN;
    }

    @Override
    public <T> T fold(
        Function<Sent, T> sent,
        Function<Deferred, T> deferred,
        Function<Silent, T> silent,
        Function<Refused, T> refused,
        Function<Unknown, T> unknown) {
      return unknown.apply(this);
    }
  }
}
