package dev.mora.whatsapp;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A request body that knows whether it was asked for, and that can be asked for once.
 *
 * <p>The exception of a failed exchange never proves that nothing was sent: the JDK's client may
 * repeat a POST on its own (always, where {@code jdk.httpclient.enableAllMethodRetry} is set) and
 * end with a refused connection after a body has gone out. What proves it is a body that nobody
 * subscribed to and that nobody can subscribe to any more, which {@link #seal()} decides in one
 * step. A body has at least one byte, so a server that has none of it has no complete request.
 */
final class WitnessBody implements BodyPublisher {

  private enum Mark {
    UNTOUCHED,
    ASKED,
    SEALED
  }

  private final AtomicReference<Mark> mark = new AtomicReference<>(Mark.UNTOUCHED);
  private final BodyPublisher bytes;

  WitnessBody(BodyPublisher body) {
    if (body.contentLength() == 0) {
      throw new IllegalArgumentException("an empty body proves nothing");
    }
    bytes = body;
  }

  @Override
  public long contentLength() {
    return bytes.contentLength();
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    if (mark.compareAndSet(Mark.UNTOUCHED, Mark.ASKED)) {
      bytes.subscribe(subscriber);
      return;
    }
    subscriber.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long count) {}

          @Override
          public void cancel() {}
        });
    subscriber.onError(new ReplayRefused());
  }

  /** Ends the exchange for good; true if no byte of the body left and none ever will. */
  boolean seal() {
    mark.compareAndSet(Mark.UNTOUCHED, Mark.SEALED);
    return mark.get() == Mark.SEALED;
  }

  /** The client wanted to send the body again, or after the exchange had ended. */
  static final class ReplayRefused extends IOException {
    private static final long serialVersionUID = 1L;

    ReplayRefused() {
      super("a message body is sent at most once");
    }
  }
}
