package dev.mora.outreach;

import dev.mora.channel.ChannelEvent;
import dev.mora.channel.ContentScanner;
import dev.mora.channel.MediaReference;
import dev.mora.channel.MediaResult;
import dev.mora.channel.MediaSource;
import dev.mora.channel.MediaType;
import dev.mora.conversation.Receipt;
import dev.mora.conversation.ReceiptStore;
import dev.mora.conversation.Tray;
import dev.mora.json.Json;
import dev.mora.json.JsonObject;
import dev.mora.ledger.Note;
import dev.mora.ledger.Notebook;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the files that people sent, apart from the notifications that announce them: what is
 * awaited stands in the notes of the ledger from the moment the notification is applied, so a crash
 * loses none. Each try is written down before it is made; of several processes one makes it. A
 * provider keeps a file for seven days: after that, or when it will not become better, the case
 * stays on the tray with the reason.
 */
final class Receipts {

  private static final Logger LOG = LoggerFactory.getLogger(Receipts.class);

  private static final String AWAITED = "receipts-awaited";
  private static final String KEPT = "receipts-kept";
  private static final String TRIES = "receipts-tries";
  private static final String HASHES = "receipts-hashes";

  /** How long WhatsApp keeps what a person sent (Cloud API, media reference of 2025). */
  private static final Duration LIFE = Duration.ofDays(7);

  private static final Duration LONGEST_FETCH = Duration.ofMinutes(5);

  /**
   * Behind the beginning of each try; the last one again and again. None is shorter than a fetch
   * may take, or another process would begin the file anew while it comes.
   */
  private static final List<Duration> WAITS =
      List.of(
          LONGEST_FETCH,
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(6),
          Duration.ofHours(12));

  /** Bytes of a receipt; a photograph of a phone has less than 5 MB, a PDF seldom more. */
  private static final long MOST = 20L << 20;

  private static final int BATCH = 100;

  /** A try that was written down this long ago and not begun will not be: its process is gone. */
  private static final Duration BEGUN = Duration.ofMinutes(15);

  /** A draft that was last written to this long ago is nobody's. */
  private static final Duration DRAFT_AT_WORK = Duration.ofHours(1);

  private static final Set<MediaType> PAPERS =
      Set.of(MediaType.JPEG, MediaType.PNG, MediaType.WEBP, MediaType.PDF);

  private final Notebook notes;
  private final Tray tray;
  private final List<MediaSource> sources;
  private final ReceiptStore store;
  private final ContentScanner scanner;
  private final InstantSource clock;

  Receipts(
      Notebook notes,
      Tray tray,
      List<MediaSource> sources,
      ReceiptStore store,
      ContentScanner scanner,
      InstantSource clock) {
    this.notes = notes;
    this.tray = tray;
    this.sources = List.copyOf(sources);
    this.store = store;
    this.scanner = scanner;
    this.clock = clock;
  }

  /** Whether the message brings a paper that is fetched here. */
  boolean expects(ChannelEvent.Message message) {
    return message instanceof ChannelEvent.Message.Media media
        && media.kind().isPaper()
        && !media.mediaId().isBlank()
        && source(media.header().channel(), media.header().account()).isPresent();
  }

  /**
   * Writes down that a file is to be fetched; again for the same item changes nothing, and one that
   * is settled stays so.
   */
  void expect(String item, Optional<BorrowerId> whose, ChannelEvent.Message message) {
    ChannelEvent.Message.Media media = (ChannelEvent.Message.Media) message;
    if (notes.find(KEPT, item).isPresent()) {
      return;
    }
    Instant now = clock.instant();
    Awaited awaited =
        new Awaited(
            media.header().channel(),
            media.header().account(),
            storable(media.mediaId()),
            storable(media.mimeType()),
            storable(media.sha256()),
            // by this an erasure finds what is filed under nobody
            whose.isPresent() ? "" : media.from().number(),
            media.at().isAfter(now) ? now : media.at(),
            0,
            now);
    notes.add(new Note(AWAITED, item, whose, awaited.write(), now));
  }

  /** Halves of characters as question marks: no file holds them. */
  private static String storable(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private Optional<MediaSource> source(Channel channel, String account) {
    return sources.stream()
        .filter(each -> each.channel().equals(channel))
        .filter(each -> account.isEmpty() || account.equals(each.account()))
        .findFirst();
  }

  /**
   * Makes the tries that are due, one after the other.
   *
   * @return how many files were settled, kept or not
   */
  int fetch() {
    Instant now = clock.instant();
    List<Note> due = new ArrayList<>();
    notes.forEach(
        AWAITED,
        note -> {
          if (due.size() < BATCH && !Awaited.read(note.text()).nextAt().isAfter(now)) {
            due.add(note);
          }
        });
    int settled = 0;
    for (Note note : due) {
      settled += fetch(note, clock.instant()) ? 1 : 0;
      if (Thread.currentThread().isInterrupted()) {
        break;
      }
    }
    return settled;
  }

  /**
   * By a listing that may have grown old: what was settled, tried or erased since then by somebody
   * else is left alone.
   */
  private boolean fetch(Note note, Instant now) {
    if (!stands(note)) {
      return false;
    }
    Awaited awaited = Awaited.read(note.text());
    if (!awaited.sentAt().plus(LIFE).isAfter(now)) {
      return settle(note, Receipt.missing(Receipt.Problem.NOT_FETCHED));
    }
    String attempt = note.key() + "-" + awaited.tries();
    boolean ours = notes.add(new Note(TRIES, attempt, note.borrower(), awaited.number(), now));
    if (!ours && !isAbandoned(attempt, now)) {
      return false; // another process makes it
    }
    Instant next = now.plus(WAITS.get(Math.min(awaited.tries(), WAITS.size() - 1)));
    Note ahead =
        new Note(AWAITED, note.key(), note.borrower(), awaited.again(next).write(), note.at());
    if (!moved(note, attempt, ours, ahead) || !ours) {
      return false;
    }
    Optional<MediaSource> source = source(awaited.channel(), awaited.account());
    if (source.isEmpty()) {
      return false;
    }
    try {
      Optional<Receipt> receipt = attempt(ahead, awaited, source.get());
      return receipt.isPresent() && settled(ahead, receipt.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | ExecutionException | TimeoutException | RuntimeException e) {
      LOG.warn("a receipt was not fetched: {}", e.getClass().getName());
    }
    return false;
  }

  /** Whether what is awaited is still as it was read. */
  private boolean stands(Note note) {
    return notes.find(AWAITED, note.key()).map(Note::text).equals(Optional.of(note.text()));
  }

  /** A process wrote the try down and died before it moved what is awaited to the next one. */
  private boolean isAbandoned(String attempt, Instant now) {
    return notes
        .find(TRIES, attempt)
        .filter(claim -> claim.at().plus(BEGUN).isBefore(now))
        .isPresent();
  }

  /**
   * Puts what is awaited on its next try. An erasure or a settlement takes the try along, so that
   * one that came in between shows by it and nothing is written back.
   */
  private boolean moved(Note note, String attempt, boolean ours, Note ahead) {
    if (!stands(note)) {
      if (ours) {
        notes.remove(TRIES, attempt);
      }
      return false;
    }
    notes.put(ahead);
    if (notes.find(TRIES, attempt).isEmpty()) {
      notes.remove(AWAITED, note.key());
      return false;
    }
    return true;
  }

  /** Unless it was erased, or tried anew, while the file came. */
  private boolean settled(Note note, Receipt receipt) throws IOException {
    if (stands(note)) {
      return settle(note, receipt);
    }
    if (isOrphan(note.key())) {
      store.remove(note.key());
    }
    return false;
  }

  /** Empty if it may work later. */
  private Optional<Receipt> attempt(Note note, Awaited awaited, MediaSource source)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    MediaReference file =
        new MediaReference(awaited.mediaId(), awaited.mimeType(), awaited.sha256(), MOST);
    try (ReceiptStore.Draft draft = store.open(note.key())) {
      MediaResult result =
          source
              .fetch(file, draft.sink())
              .toCompletableFuture()
              .get(LONGEST_FETCH.toSeconds(), TimeUnit.SECONDS);
      if (result instanceof MediaResult.Refused refused) {
        return Optional.of(Receipt.missing(problem(refused.fault())));
      }
      if (!(result instanceof MediaResult.Fetched fetched)) {
        return Optional.empty();
      }
      if (!PAPERS.contains(fetched.type())) {
        return Optional.of(Receipt.missing(Receipt.Problem.TYPE));
      }
      ContentScanner.Verdict verdict = scanner.scan(new Paper(fetched, draft));
      if (verdict == ContentScanner.Verdict.REFUSED) {
        return Optional.of(Receipt.missing(Receipt.Problem.SCANNER));
      }
      if (!stands(note)) {
        return Optional.empty();
      }
      draft.keep();
      return Optional.of(Receipt.kept(fetched.type(), fetched.size(), fetched.sha256(), verdict));
    }
  }

  private static Receipt.Problem problem(MediaResult.Fault fault) {
    return switch (fault) {
      case TOO_LARGE -> Receipt.Problem.TOO_LARGE;
      case TYPE -> Receipt.Problem.TYPE;
      case HASH -> Receipt.Problem.HASH;
      case ADDRESS -> Receipt.Problem.ADDRESS;
      case GONE -> Receipt.Problem.GONE;
    };
  }

  /** What is awaited is forgotten last: cut short, it is settled again. */
  private boolean settle(Note note, Receipt receipt) {
    Awaited awaited = Awaited.read(note.text());
    Receipt known =
        receipt.state() == Receipt.State.KEPT ? compared(note, awaited, receipt) : receipt;
    notes.put(new Note(KEPT, note.key(), note.borrower(), awaited.number(), note.at()));
    tray.attach(note.key(), known);
    for (int i = 0; i <= awaited.tries(); i++) {
      notes.remove(TRIES, note.key() + "-" + i);
    }
    notes.remove(AWAITED, note.key());
    return true;
  }

  /** With all that came before, of anybody. */
  private Receipt compared(Note note, Awaited awaited, Receipt receipt) {
    String text = note.key() + " " + awaited.number();
    if (notes.add(new Note(HASHES, receipt.sha256(), note.borrower(), text, note.at()))) {
      return receipt;
    }
    Optional<Note> before = notes.find(HASHES, receipt.sha256());
    String first = before.map(each -> each.text().split(" ", 2)[0]).orElse(note.key());
    if (first.equals(note.key())) {
      return receipt;
    }
    boolean same =
        note.borrower().isPresent() && before.flatMap(Note::borrower).equals(note.borrower());
    return receipt.repeating(first, same ? Receipt.Repeat.BY_THE_SAME : Receipt.Repeat.BY_ANOTHER);
  }

  /**
   * Removes the files that no note speaks of any more, as after an erasure, and drafts of processes
   * that died.
   */
  void sweep() {
    try {
      store.forgetDraftsBefore(clock.instant().minus(DRAFT_AT_WORK));
      List<String> orphans = new ArrayList<>();
      store.forEach(
          key -> {
            if (isOrphan(key)) {
              orphans.add(key);
            }
          });
      for (String key : orphans) {
        store.remove(key);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In this order: what is settled is kept first and awaited no more afterwards. */
  private boolean isOrphan(String key) {
    return notes.find(AWAITED, key).isEmpty() && notes.find(KEPT, key).isEmpty();
  }

  /** The retention of files: forgets those that came before a moment, with their hashes. */
  int forgetBefore(Instant before) {
    int forgotten = 0;
    for (String shelf : List.of(KEPT, HASHES)) {
      List<String> old = new ArrayList<>();
      notes.forEach(
          shelf,
          note -> {
            if (note.at().isBefore(before)) {
              old.add(note.key());
            }
          });
      for (String key : old) {
        notes.remove(shelf, key);
      }
      forgotten += shelf.equals(KEPT) ? old.size() : 0;
    }
    sweep();
    return forgotten;
  }

  /** What the scanner is shown. */
  private record Paper(MediaResult.Fetched fetched, ReceiptStore.Draft draft)
      implements ContentScanner.Content {

    @Override
    public MediaType type() {
      return fetched.type();
    }

    @Override
    public long size() {
      return fetched.size();
    }

    @Override
    public String sha256() {
      return fetched.sha256();
    }

    @Override
    public InputStream open() throws IOException {
      return draft.read();
    }
  }

  /**
   * A file that is to be fetched.
   *
   * @param number whose message it was, if that is nobody's we know
   * @param tries made so far
   */
  private record Awaited(
      Channel channel,
      String account,
      String mediaId,
      String mimeType,
      String sha256,
      String number,
      Instant sentAt,
      int tries,
      Instant nextAt) {

    private static final String SCHEMA = "mora/receipt-awaited-1";

    Awaited again(Instant next) {
      return new Awaited(
          channel, account, mediaId, mimeType, sha256, number, sentAt, tries + 1, next);
    }

    String write() {
      return JsonObject.of()
          .with("schema", SCHEMA)
          .with("channel", channel.name())
          .with("account", account)
          .with("mediaId", mediaId)
          .with("mimeType", mimeType)
          .with("sha256", sha256)
          .with("number", number)
          .with("sentAt", sentAt.toString())
          .with("tries", tries)
          .with("nextAt", nextAt.toString())
          .toJson();
    }

    static Awaited read(String text) {
      JsonObject in = Json.parse("awaited receipt", text).asObject().requireSchema(SCHEMA);
      return new Awaited(
          Channel.of(in.string("channel")),
          in.string("account"),
          in.string("mediaId"),
          in.string("mimeType"),
          in.string("sha256"),
          in.string("number"),
          Instant.parse(in.string("sentAt")),
          in.integer("tries"),
          Instant.parse(in.string("nextAt")));
    }
  }
}
