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
import org.jspecify.annotations.Nullable;

/** Passes a file on, counted, hashed and looked at, and hangs up at its limit. */
final class MediaStream implements BodySubscriber<MediaStream.Passed> {

  /**
   * @param head its first bytes
   * @param tooLarge there was more; the sink has no byte beyond the limit
   * @param sinkFailed the sink threw
   */
  record Passed(long size, byte[] digest, byte[] head, boolean tooLarge, boolean sinkFailed) {}

  private final OutputStream sink;
  private final long most;
  private final MessageDigest digest = MediaHash.sha256();
  private final byte[] head = new byte[MediaType.HEAD];
  private final CompletableFuture<Passed> body = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;
  private long size;

  MediaStream(OutputStream sink, long most) {
    this.sink = sink;
    this.most = most;
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
      if (size + bytes.length > most) {
        hangUp(true, false);
        return;
      }
      try {
        take(bytes);
      } catch (IOException | RuntimeException e) {
        hangUp(false, true);
        return;
      }
    }
    if (subscription != null) {
      subscription.request(1);
    }
  }

  private void take(byte[] bytes) throws IOException {
    if (size < head.length) {
      int room = (int) Math.min(head.length - size, bytes.length);
      System.arraycopy(bytes, 0, head, (int) size, room);
    }
    sink.write(bytes, 0, bytes.length);
    digest.update(bytes);
    size += bytes.length;
  }

  private void hangUp(boolean tooLarge, boolean sinkFailed) {
    body.complete(passed(tooLarge, sinkFailed));
    if (subscription != null) {
      subscription.cancel();
    }
  }

  private Passed passed(boolean tooLarge, boolean sinkFailed) {
    byte[] first = Arrays.copyOf(head, (int) Math.min(size, head.length));
    return new Passed(size, digest.digest(), first, tooLarge, sinkFailed);
  }

  @Override
  public void onError(Throwable failure) {
    body.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    if (!body.isDone()) {
      body.complete(passed(false, false));
    }
  }
}
