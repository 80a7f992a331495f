package dev.mora.whatsapp;

import dev.mora.channel.MediaType;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Passes a file on, counted, hashed and looked at, and hangs up at its limit, at another type than
 * was announced, and when its result is known already.
 */
final class MediaStream implements BodySubscriber<MediaStream.Passed> {

  /**
   * @param head its first bytes
   */
  record Passed(long size, byte[] digest, byte[] head, End end) {}

  enum End {
    WHOLE,
    /** There was more; the sink has no byte beyond the limit. */
    TOO_LARGE,
    /** The sink has less than {@link MediaType#HEAD} bytes of it. */
    WRONG_TYPE,
    SINK_FAILED,
    /** Nobody waits for it any more. */
    LATE
  }

  private final OutputStream sink;
  private final long most;
  private final String mimeType;
  private final BooleanSupplier over;
  private final MessageDigest digest = MediaHash.sha256();
  private final byte[] head = new byte[MediaType.HEAD];
  private final CompletableFuture<Passed> body = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;
  private long size;

  /**
   * @param over whether the result is known, from when on the sink is left alone
   */
  MediaStream(OutputStream sink, long most, String mimeType, BooleanSupplier over) {
    this.sink = sink;
    this.most = most;
    this.mimeType = mimeType;
    this.over = over;
  }

  @Override
  public CompletionStage<Passed> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    this.subscription = subscription;
    subscription.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    if (body.isDone()) {
      return;
    }
    for (ByteBuffer buffer : buffers) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      End end = take(bytes);
      if (end != End.WHOLE) {
        hangUp(end);
        return;
      }
    }
    if (subscription != null) {
      subscription.request(1);
    }
  }

  /** Why it ends with these bytes; {@code WHOLE} if it does not. */
  private End take(byte[] bytes) {
    if (over.getAsBoolean()) {
      return End.LATE;
    }
    if (size + bytes.length > most) {
      return End.TOO_LARGE;
    }
    if (size < head.length) {
      int room = (int) Math.min(head.length - size, bytes.length);
      System.arraycopy(bytes, 0, head, (int) size, room);
      if (size + room == head.length && !MediaType.of(head).fits(mimeType)) {
        return End.WRONG_TYPE;
      }
    }
    try {
      sink.write(bytes, 0, bytes.length);
    } catch (IOException | RuntimeException e) {
      return End.SINK_FAILED;
    }
    digest.update(bytes);
    size += bytes.length;
    return End.WHOLE;
  }

  private void hangUp(End end) {
    body.complete(passed(end));
    if (subscription != null) {
      subscription.cancel();
    }
  }

  private Passed passed(End end) {
    byte[] first = Arrays.copyOf(head, (int) Math.min(size, head.length));
    return new Passed(size, digest.digest(), first, end);
  }

  @Override
  public void onError(Throwable failure) {
    body.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    if (!body.isDone()) {
      body.complete(passed(End.WHOLE));
    }
  }
}
