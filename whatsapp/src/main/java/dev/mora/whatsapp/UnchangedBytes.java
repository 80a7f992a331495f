package dev.mora.whatsapp;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file if they still are those that were hashed. Of others the last never leave, so
 * that no server has a whole request: a file that was written over in between may be somebody
 * else's.
 */
final class UnchangedBytes implements BodyPublisher {

  private final BodyPublisher bytes;
  private final long size;
  private final String sha256;
  private final Runnable changed;

  /**
   * @param changed called before the request fails for this reason
   */
  UnchangedBytes(BodyPublisher bytes, long size, String sha256, Runnable changed) {
    this.bytes = bytes;
    this.size = size;
    this.sha256 = sha256;
    this.changed = changed;
  }

  @Override
  public long contentLength() {
    return size;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    bytes.subscribe(new Comparison(subscriber));
  }

  private final class Comparison implements Flow.Subscriber<ByteBuffer> {

    private final Flow.Subscriber<? super ByteBuffer> next;
    private final MessageDigest digest = MediaHash.sha256();
    private Flow.@Nullable Subscription subscription;
    private long seen;
    private boolean over;

    Comparison(Flow.Subscriber<? super ByteBuffer> next) {
      this.next = next;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      this.subscription = subscription;
      next.onSubscribe(subscription);
    }

    @Override
    public void onNext(ByteBuffer buffer) {
      if (over) {
        return;
      }
      seen += buffer.remaining();
      digest.update(buffer.duplicate());
      if (seen < size || (seen == size && MediaHash.hex(digest.digest()).equals(sha256))) {
        next.onNext(buffer);
      } else {
        end();
      }
    }

    @Override
    public void onError(Throwable failure) {
      if (!over) {
        next.onError(failure);
      }
    }

    @Override
    public void onComplete() {
      if (over) {
        return;
      }
      if (seen == size) {
        next.onComplete();
      } else {
        end();
      }
    }

    private void end() {
      over = true;
      changed.run();
      if (subscription != null) {
        subscription.cancel();
      }
      next.onError(new IOException("the file changed since it was looked at"));
    }
  }
}
