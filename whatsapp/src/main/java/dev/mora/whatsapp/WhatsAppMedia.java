package dev.mora.whatsapp;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.mora.channel.MediaReference;
import dev.mora.channel.MediaResult;
import dev.mora.channel.MediaSource;
import dev.mora.channel.MediaType;
import dev.mora.json.JsonObject;
import dev.mora.party.Channel;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * Files of one WhatsApp number: uploads those of the host, fetches those that people send.
 * Thread-safe; no call blocks but by what a sink does.
 *
 * <p>An upload is remembered for 29 of the 30 days that its id lives, by the hash of its bytes: the
 * same statement for a thousand borrowers is uploaded once. An id belongs to the number that
 * uploaded it, and so does this memory, which ends with the process.
 *
 * <p>A download is bounded in bytes and time; its address is judged before the token goes there
 * ({@code https}, hosts of the list, no private network), no redirect is followed, and its type and
 * hash are compared with what was announced. An address that has run out (five minutes) is asked
 * for once more. Limits and life times: Cloud API, media reference of 2025.
 */
public final class WhatsAppMedia implements MediaSource, AutoCloseable {

  /** Meta's hosts for downloads, as seen in 2025. */
  static final List<String> HOSTS =
      List.of("lookaside.fbsbx.com", "*.fbcdn.net", "graph.facebook.com");

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");
  private static final Duration REMEMBERED = Duration.ofDays(29);

  private final WhatsAppConfig config;
  private final GraphClient graph;
  private final MediaAddress addresses;
  private final Duration deadline;
  private final Cache<String, CompletableFuture<String>> uploaded;

  private WhatsAppMedia(Builder builder) {
    config = builder.config;
    graph = new GraphClient(config, builder.nanoTime);
    addresses =
        new MediaAddress(
            builder.hosts,
            config.isLoopback() ? Optional.of(config.baseUri()) : Optional.empty(),
            builder.names);
    deadline = builder.deadline;
    uploaded =
        Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(REMEMBERED)
            .ticker(builder.nanoTime::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  public static WhatsAppMedia of(WhatsAppConfig config) {
    return builder(config).build();
  }

  public static Builder builder(WhatsAppConfig config) {
    return new Builder(config);
  }

  @Override
  public Channel channel() {
    return Channel.WHATSAPP;
  }

  @Override
  public String account() {
    return config.phoneNumberId();
  }

  /**
   * The media id of a file, for a template's header or an attachment: uploaded now, or by an
   * earlier call with the same bytes. Never repeated on its own.
   *
   * @return ends exceptionally with {@link GraphException}; {@code NOT_SENT} where the file is gone
   *     or has other bytes since it was looked at: what was hashed is uploaded, or nothing
   */
  public CompletableFuture<String> upload(MediaFile file) {
    String key = file.sha256() + " " + file.mimeType();
    CompletableFuture<String> upload = new CompletableFuture<>();
    CompletableFuture<String> before = uploaded.asMap().putIfAbsent(key, upload);
    if (before != null) {
      return before.copy();
    }
    uploadNow(file)
        .whenComplete(
            (id, failure) -> {
              if (failure == null) {
                upload.complete(id);
              } else {
                uploaded.asMap().remove(key, upload);
                upload.completeExceptionally(
                    failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure);
              }
            });
    return upload.copy();
  }

  /** Never throws: whoever waits for the same bytes has to hear of it. */
  private CompletableFuture<String> uploadNow(MediaFile file) {
    try {
      return uploadForm(file, MediaFile.boundary());
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletableFuture<String> uploadForm(MediaFile file, String boundary) {
    AtomicBoolean changed = new AtomicBoolean();
    return graph
        .upload(
            config.phoneNumberId() + "/media",
            "multipart/form-data; boundary=" + boundary,
            () -> file.form(boundary, () -> changed.set(true)),
            deadline)
        .thenApply(
            answer -> {
              if (changed.get()) {
                throw MediaFile.changed();
              }
              String id = Loose.text(answer.object(), "id");
              if (!ID.matcher(id).matches()) {
                throw new GraphException(
                    GraphFailure.unreadable(200, "an upload was answered without an id"));
              }
              return id;
            });
  }

  /** Forgets an upload that the provider does not know any more, so that it is uploaded again. */
  public void forget(MediaFile file) {
    uploaded.invalidate(file.sha256() + " " + file.mimeType());
  }

  /**
   * Deletes a file at the provider. Not repeated on its own.
   *
   * @return ends exceptionally with {@link GraphException}
   */
  public CompletableFuture<Void> delete(String mediaId) {
    uploaded.asMap().values().removeIf(upload -> mediaId.equals(upload.getNow("")));
    return graph
        .delete(checked(mediaId), Map.of("phone_number_id", config.phoneNumberId()))
        .thenAccept(GraphAnswer::object);
  }

  /** Ends within twice the deadline of the builder and two of the configuration. */
  @Override
  public CompletionStage<MediaResult> fetch(MediaReference file, OutputStream sink) {
    if (!ID.matcher(file.mediaId()).matches()) {
      return CompletableFuture.completedFuture(new MediaResult.Refused(MediaResult.Fault.GONE));
    }
    return fetch(file, sink, true);
  }

  private CompletableFuture<MediaResult> fetch(
      MediaReference file, OutputStream sink, boolean mayAskAgain) {
    return graph
        .get(file.mediaId(), Map.of("phone_number_id", config.phoneNumberId()))
        .thenCompose(
            answer ->
                answer.fold(
                    ok -> download(file, ok.body(), sink, mayAskAgain),
                    failure -> CompletableFuture.completedFuture(unresolved(failure))))
        .exceptionally(bug -> new MediaResult.Failed(bug.getClass().getSimpleName()));
  }

  /** Code 100: no such object, or not this number's. */
  private static MediaResult unresolved(GraphFailure failure) {
    boolean bare404 =
        failure.kind() == GraphFailure.Kind.REFUSED
            && failure.code().isEmpty()
            && failure.status() == 404;
    boolean gone = failure.says(100) || bare404;
    return gone
        ? new MediaResult.Refused(MediaResult.Fault.GONE)
        : new MediaResult.Failed(failure.toString());
  }

  private CompletableFuture<MediaResult> download(
      MediaReference file, JsonObject resolved, OutputStream sink, boolean mayAskAgain) {
    String mimeType =
        file.mimeType().isEmpty() ? Loose.text(resolved, "mime_type") : file.mimeType();
    long most =
        Math.min(file.most(), MediaKind.of(mimeType).map(MediaKind::most).orElse(file.most()));
    if (size(Loose.text(resolved, "file_size")) > most) {
      return refused(MediaResult.Fault.TOO_LARGE);
    }
    URI address;
    try {
      address = addresses.judged(Loose.text(resolved, "url"));
    } catch (MediaAddress.Forbidden e) {
      return refused(MediaResult.Fault.ADDRESS);
    } catch (UnknownHostException e) {
      return CompletableFuture.completedFuture(
          new MediaResult.Failed("the host of the address cannot be looked up"));
    }
    AtomicBoolean over = new AtomicBoolean();
    BodyHandler<MediaStream.Passed> reader =
        info -> new MediaStream(sink, most, mimeType, over::get);
    return graph
        .fetch(address, reader, deadline)
        .whenComplete((fetched, bug) -> over.set(true))
        .thenCompose(
            fetched ->
                fetched.fold(
                    passed ->
                        CompletableFuture.completedFuture(
                            judged(
                                passed, mimeType, file.sha256(), Loose.text(resolved, "sha256"))),
                    failure -> notFetched(file, sink, mayAskAgain, failure)));
  }

  private CompletableFuture<MediaResult> notFetched(
      MediaReference file, OutputStream sink, boolean mayAskAgain, GraphFailure failure) {
    if (failure.status() == 404 && mayAskAgain) {
      return fetch(file, sink, false);
    }
    return failure.status() / 100 == 3
        ? refused(MediaResult.Fault.ADDRESS)
        : CompletableFuture.completedFuture(new MediaResult.Failed(failure.toString()));
  }

  private static MediaResult judged(
      MediaStream.Passed passed, String mimeType, String announced, String resolved) {
    switch (passed.end()) {
      case TOO_LARGE:
        return new MediaResult.Refused(MediaResult.Fault.TOO_LARGE);
      case WRONG_TYPE:
        return new MediaResult.Refused(MediaResult.Fault.TYPE);
      case SINK_FAILED:
        return new MediaResult.Failed("the sink did not take it");
      case LATE:
        return new MediaResult.Failed("it came too late");
      case WHOLE:
        break;
    }
    if (!MediaHash.fits(announced, passed.digest()) || !MediaHash.fits(resolved, passed.digest())) {
      return new MediaResult.Refused(MediaResult.Fault.HASH);
    }
    MediaType type = MediaType.of(passed.head());
    return type.fits(mimeType)
        ? new MediaResult.Fetched(type, passed.size(), MediaHash.hex(passed.digest()))
        : new MediaResult.Refused(MediaResult.Fault.TYPE);
  }

  /** A number or a text of digits; 0 where the provider says none. */
  private static long size(String text) {
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }

  private static CompletableFuture<MediaResult> refused(MediaResult.Fault fault) {
    return CompletableFuture.completedFuture(new MediaResult.Refused(fault));
  }

  private static String checked(String mediaId) {
    if (!ID.matcher(mediaId).matches()) {
      throw new IllegalArgumentException("a media id has 1 to 128 letters, digits, _ or -");
    }
    return mediaId;
  }

  /** Ends at once what is still open. */
  @Override
  public void close() {
    graph.close();
  }

  @Override
  public String toString() {
    return "WhatsAppMedia(" + config.phoneNumberId() + ")";
  }

  /** Options with their defaults. */
  public static final class Builder {

    private final WhatsAppConfig config;
    private List<String> hosts = HOSTS;
    private Duration deadline = Duration.ofSeconds(60);
    private LongSupplier nanoTime = System::nanoTime;
    private MediaAddress.Names names = InetAddress::getAllByName;

    private Builder(WhatsAppConfig config) {
      this.config = config;
    }

    /**
     * Hosts that downloads may come from and that get the token; by default Meta's own. With a
     * configuration of a loopback address all downloads go there, whatever host their address
     * names.
     *
     * @param hosts names; {@code *.fbcdn.net} is any name below
     */
    public Builder hosts(List<String> hosts) {
      this.hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
      return this;
    }

    /** Of one upload or download, to its last byte; default 60 s. */
    public Builder deadline(Duration deadline) {
      if (deadline.isNegative() || deadline.isZero()) {
        throw new IllegalArgumentException("a deadline is positive: " + deadline);
      }
      this.deadline = deadline;
      return this;
    }

    Builder nanoTime(LongSupplier nanoTime) {
      this.nanoTime = nanoTime;
      return this;
    }

    Builder names(MediaAddress.Names names) {
      this.names = names;
      return this;
    }

    public WhatsAppMedia build() {
      return new WhatsAppMedia(this);
    }
  }
}
