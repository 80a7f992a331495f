package dev.mora.whatsapp;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Uploads the picture, film or file that a reviewer sees in the header of a template (Graph API,
 * Resumable Upload, v25.0). Thread-safe; no call blocks.
 *
 * <p>What comes back is a handle for {@link TemplateExamples#of} or {@link
 * TemplateSubmission#mediaHandle}. The id of an upload to {@link WhatsAppMedia} is none, and a
 * handle cannot be sent to anybody.
 */
public final class ExampleFiles implements AutoCloseable {

  private static final Pattern APP = Pattern.compile("\\d{1,20}");
  private static final Pattern SESSION =
      Pattern.compile("(upload:[A-Za-z0-9+/=_-]{1,1000})(?:\\?sig=([A-Za-z0-9_=-]{1,1000}))?");
  private static final Pattern HANDLE = Pattern.compile("[!-~]{1,4000}");
  private static final List<String> TYPES =
      List.of("image/jpeg", "image/png", "video/mp4", "application/pdf");

  private static final byte[] NOTHING_MORE = "{}".getBytes(StandardCharsets.US_ASCII);
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final GraphClient graph;
  private final String appId;

  private ExampleFiles(GraphClient graph, String appId) {
    this.graph = graph;
    this.appId = appId;
  }

  /**
   * @param config host, version and a token of that app
   * @param appId of the app at developers.facebook.com, digits
   */
  public static ExampleFiles of(WhatsAppConfig config, String appId) {
    if (!APP.matcher(appId).matches()) {
      throw new IllegalArgumentException("an app id has 1 to 20 digits");
    }
    return new ExampleFiles(GraphClient.of(config), appId);
  }

  /**
   * The handle of a file. Nothing is repeated on its own; an upload that broke off is begun anew by
   * another call and leaves nothing behind.
   *
   * @param file a JPEG or PNG picture, an MP4 film or a PDF
   * @return ends exceptionally with {@link GraphException}
   */
  public CompletableFuture<String> upload(MediaFile file) {
    if (!TYPES.contains(file.mimeType())) {
      throw new IllegalArgumentException(
          "a header shows " + String.join(", ", TYPES) + ", not " + file.mimeType());
    }
    Map<String, String> query = new LinkedHashMap<>();
    query.put("file_name", "example");
    query.put("file_length", Long.toString(file.size()));
    query.put("file_type", file.mimeType());
    return graph
        .post(appId + "/uploads", query, NOTHING_MORE)
        .thenCompose(answer -> send(file, Loose.text(answer.object(), "id")));
  }

  private CompletableFuture<String> send(MediaFile file, String session) {
    Matcher id = SESSION.matcher(session);
    if (!id.matches()) {
      throw unreadable("an upload was begun without an id");
    }
    Map<String, String> query = id.group(2) == null ? Map.of() : Map.of("sig", id.group(2));
    AtomicBoolean changed = new AtomicBoolean();
    return graph
        .upload(
            id.group(1),
            query,
            Map.of("file_offset", "0"),
            () -> file.bytes(() -> changed.set(true)),
            DEADLINE)
        .thenApply(
            answer -> {
              if (changed.get()) {
                throw MediaFile.changed();
              }
              String handle = Loose.text(answer.object(), "h").strip();
              if (!HANDLE.matcher(handle).matches()) {
                throw unreadable("an upload was answered without a handle");
              }
              return handle;
            });
  }

  private static GraphException unreadable(String what) {
    return new GraphException(GraphFailure.unreadable(200, what));
  }

  /** Ends at once what is still open. */
  @Override
  public void close() {
    graph.close();
  }

  @Override
  public String toString() {
    return "ExampleFiles(" + appId + ")";
  }
}
