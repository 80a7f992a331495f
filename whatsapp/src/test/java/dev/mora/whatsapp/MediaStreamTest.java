package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.MediaType;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What reaches the sink of a host, piece by piece. */
class MediaStreamTest {

  private static final byte[] PDF =
      Arrays.copyOf("%PDF-1.4 x".getBytes(StandardCharsets.US_ASCII), 3000);

  private final ByteArrayOutputStream sink = new ByteArrayOutputStream();
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicBoolean cancelled = new AtomicBoolean();

  private MediaStream stream(String mimeType) {
    MediaStream stream = new MediaStream(sink, 1_000_000, mimeType, over::get);
    stream.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long count) {}

          @Override
          public void cancel() {
            cancelled.set(true);
          }
        });
    return stream;
  }

  private static MediaStream.Passed ended(MediaStream stream) {
    return stream.getBody().toCompletableFuture().getNow(null);
  }

  private static void pass(MediaStream stream, int from, int to) {
    stream.onNext(List.of(ByteBuffer.wrap(PDF, from, to - from)));
  }

  @ParameterizedTest
  @CsvSource({"1023, false", "1024, true", "1025, true"})
  void another_type_ends_the_stream_as_soon_as_it_can_be_told(int bytes, boolean ends) {
    MediaStream stream = stream("image/jpeg");

    pass(stream, 0, 5);
    pass(stream, 5, bytes);

    assertThat(cancelled.get()).isEqualTo(ends);
    assertThat(stream.getBody().toCompletableFuture().isDone()).isEqualTo(ends);
    if (ends) {
      pass(stream, bytes, 3000);
      assertThat(ended(stream).end()).isEqualTo(MediaStream.End.WRONG_TYPE);
      assertThat(sink.size()).isLessThan(bytes);
    }
  }

  @Test
  void the_announced_type_passes_whole() {
    MediaStream stream = stream("application/pdf; x=y");

    pass(stream, 0, 1000);
    pass(stream, 1000, 3000);
    stream.onComplete();

    assertThat(ended(stream).end()).isEqualTo(MediaStream.End.WHOLE);
    assertThat(MediaType.of(ended(stream).head())).isEqualTo(MediaType.PDF);
    assertThat(sink.toByteArray()).isEqualTo(PDF);
  }

  @Test
  void a_sink_is_left_alone_once_its_result_is_known() {
    MediaStream stream = stream("application/pdf");
    pass(stream, 0, 100);

    over.set(true);
    pass(stream, 100, 200);
    stream.onComplete();

    assertThat(sink.size()).isEqualTo(100);
    assertThat(cancelled.get()).isTrue();
  }
}
