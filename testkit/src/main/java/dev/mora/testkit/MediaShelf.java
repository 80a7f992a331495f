package dev.mora.testkit;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Files that numbers uploaded and people sent, and the four calls for them: upload, resolve,
 * download with the token, delete (Cloud API v25.0, media reference).
 */
final class MediaShelf {

  static final String DOWNLOADS = "/whatsapp_business/attachments/";

  private static final long MEGABYTE = 1024L * 1024;
  private static final Set<String> DOCUMENTS =
      Set.of(
          "text/plain",
          "application/pdf",
          "application/msword",
          "application/vnd.ms-excel",
          "application/vnd.ms-powerpoint",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          "application/vnd.openxmlformats-officedocument.presentationml.presentation");
  private static final Set<String> SOUND =
      Set.of("audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg");

  private final InstantSource clock;
  private final Supplier<String> root;
  private final Map<String, StoredMedia> byId = new ConcurrentHashMap<>();
  private final Map<String, Address> addresses = new ConcurrentHashMap<>();
  private final Deque<Fault> faults = new ArrayDeque<>();
  private final AtomicLong ids = new AtomicLong(700_000_000_000_000L);
  private int goneAddresses;

  MediaShelf(InstantSource clock, Supplier<String> root) {
    this.clock = clock;
    this.root = root;
  }

  private record Address(String id, Instant until) {}

  synchronized void next(Fault fault) {
    faults.add(fault);
  }

  synchronized void nextAddressIsGone() {
    goneAddresses++;
  }

  StoredMedia received(String phoneNumberId, String mimeType, byte[] bytes) {
    return put(
        new StoredMedia(
            nextId(),
            phoneNumberId,
            mimeType,
            bytes.clone(),
            clock.instant(),
            StoredMedia.RECEIVED));
  }

  /** A photograph that somebody took, each another one; the same under the same id. */
  StoredMedia taken(String phoneNumberId, String id) {
    return byId.computeIfAbsent(
        id,
        name ->
            new StoredMedia(
                name,
                phoneNumberId,
                "image/jpeg",
                Photograph.of(name),
                clock.instant(),
                StoredMedia.RECEIVED));
  }

  Optional<StoredMedia> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  synchronized void clear() {
    byId.clear();
    addresses.clear();
    faults.clear();
    goneAddresses = 0;
  }

  ResponseDefinitionBuilder upload(String phoneNumberId, String contentType, byte[] body) {
    MultipartForm form = MultipartForm.read(contentType, body);
    Optional<MultipartForm.Part> file = form.part("file").filter(MultipartForm.Part::file);
    if (!form.text("messaging_product").equals("whatsapp")) {
      return GraphAnswer.error(MessageRequest.parameter("messaging_product must be whatsapp"));
    }
    if (file.isEmpty()) {
      return GraphAnswer.error(MessageRequest.parameter("Param file must be a file"));
    }
    String type = form.text("type").isEmpty() ? file.get().type() : form.text("type");
    String plain = type.replaceFirst(";.*", "").strip();
    long most = limit(plain);
    if (most == 0) {
      return GraphAnswer.error(
          MessageRequest.parameter(
              "Param file must be a file with one of the supported types. Received file of type '"
                  + plain
                  + "'."));
    }
    if (file.get().bytes().length > most) {
      return GraphAnswer.error(
          GraphError.of(131053, "Media upload error", "the file is larger than " + most));
    }
    StoredMedia stored =
        put(
            new StoredMedia(
                nextId(),
                phoneNumberId,
                plain,
                file.get().bytes(),
                clock.instant(),
                StoredMedia.UPLOADED));
    return faulty(GraphAnswer.json(Map.of("id", stored.id())));
  }

  /** Most bytes of a file of this type; 0 for a type that is not taken. */
  static long limit(String type) {
    if (Set.of("image/jpeg", "image/png").contains(type)) {
      return 5 * MEGABYTE;
    }
    if (DOCUMENTS.contains(type)) {
      return 100 * MEGABYTE;
    }
    if (SOUND.contains(type) || Set.of("video/mp4", "video/3gpp").contains(type)) {
      return 16 * MEGABYTE;
    }
    return type.equals("image/webp") ? 500 * 1024 : 0;
  }

  /** Its address, for five minutes. */
  ResponseDefinitionBuilder resolve(Call call, StoredMedia media) {
    Instant now = clock.instant();
    String asked = call.query().getOrDefault("phone_number_id", media.phoneNumberId());
    if (!media.isAlive(now) || !asked.equals(media.phoneNumberId())) {
      return GraphAnswer.unsupported(call);
    }
    Instant until = now.plus(StoredMedia.ADDRESS);
    String hash = Long.toString(ids.incrementAndGet(), 36);
    boolean gone = takeGone();
    addresses.put(hash, new Address(media.id(), gone ? now : until));
    String url =
        root.get()
            + DOWNLOADS
            + "?mid="
            + media.id()
            + "&ext="
            + until.getEpochSecond()
            + "&hash="
            + hash;
    return faulty(GraphAnswer.json(media.resolved(url)));
  }

  ResponseDefinitionBuilder download(Map<String, String> query) {
    Instant now = clock.instant();
    Address address = addresses.get(query.getOrDefault("hash", ""));
    StoredMedia media = address == null ? null : byId.get(address.id());
    if (address == null
        || media == null
        || !now.isBefore(address.until())
        || !media.isAlive(now)
        || !address.id().equals(query.get("mid"))) {
      return new ResponseDefinitionBuilder()
          .withStatus(404)
          .withHeader("Content-Type", "text/html; charset=utf-8")
          .withBody("<html><title>Not found</title></html>");
    }
    return faulty(
        new ResponseDefinitionBuilder()
            .withStatus(200)
            .withHeader("Content-Type", media.mimeType())
            .withBody(media.bytes()));
  }

  ResponseDefinitionBuilder delete(StoredMedia media) {
    byId.remove(media.id());
    return faulty(GraphAnswer.success());
  }

  private synchronized ResponseDefinitionBuilder faulty(ResponseDefinitionBuilder response) {
    Fault fault = faults.poll();
    if (fault != null) {
      fault.shape(response);
    }
    return response;
  }

  private synchronized boolean takeGone() {
    if (goneAddresses == 0) {
      return false;
    }
    goneAddresses--;
    return true;
  }

  private String nextId() {
    return Long.toString(ids.incrementAndGet());
  }

  private StoredMedia put(StoredMedia media) {
    byId.put(media.id(), media);
    return media;
  }
}
