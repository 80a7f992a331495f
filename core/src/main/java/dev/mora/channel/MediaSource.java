package dev.mora.channel;

import dev.mora.party.Channel;
import java.io.OutputStream;
import java.util.concurrent.CompletionStage;

/**
 * Fetches the files that people send, from the provider that keeps them for a while. Thread-safe;
 * never repeats an attempt that failed, but may ask for a new address of the file once.
 */
public interface MediaSource {

  Channel channel();

  /**
   * The provider account whose files these are, as {@link ChannelEvent.Header#account} names it.
   */
  String account();

  /**
   * Streams a file into a sink. Size, type and hash are checked while the bytes pass: the sink is
   * to be trusted only once the result is {@link MediaResult.Fetched}. The sink is written to on a
   * thread of the source, which it may block for the time of the deadline; it is neither flushed
   * nor closed. If it throws, the result is {@link MediaResult.Failed}.
   *
   * @return never ends exceptionally, and ends within a deadline that the source documents
   */
  CompletionStage<MediaResult> fetch(MediaReference file, OutputStream sink);
}
