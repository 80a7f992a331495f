package dev.mora.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.ChannelEvent;
import dev.mora.channel.ContentScanner;
import dev.mora.channel.MediaReference;
import dev.mora.channel.MediaResult;
import dev.mora.channel.MediaSource;
import dev.mora.channel.MediaType;
import dev.mora.conversation.Intent;
import dev.mora.conversation.Receipt;
import dev.mora.conversation.ReceiptStore;
import dev.mora.conversation.Routing;
import dev.mora.conversation.Tray;
import dev.mora.conversation.TrayItem;
import dev.mora.ledger.Note;
import dev.mora.ledger.Notebook;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Several processes, erasures and crashes between any two steps of a fetch. */
class ReceiptsTogetherTest {

  private static final BorrowerId ROSA = BorrowerId.of("B-1");
  private static final String ITEM = "case-1";
  private static final MediaResult KEPT =
      new MediaResult.Fetched(MediaType.PDF, 4, "ab".repeat(32));
  private static final MediaResult GONE = new MediaResult.Refused(MediaResult.Fault.GONE);

  private final House house = new House();
  private final Notebook notes = house.ledger.notes();
  private final Tray tray = Tray.of(notes);
  private final ReceiptStore store = ReceiptStore.inMemory();

  /** The notebook, where others get a word in between two steps. */
  private static class Interrupted implements Notebook {
    private final Notebook inner;

    Interrupted(Notebook inner) {
      this.inner = inner;
    }

    @Override
    public boolean add(Note note) {
      return inner.add(note);
    }

    @Override
    public void put(Note note) {
      inner.put(note);
    }

    @Override
    public Optional<Note> find(String shelf, String key) {
      return inner.find(shelf, key);
    }

    @Override
    public void forEach(String shelf, Consumer<Note> visitor) {
      inner.forEach(shelf, visitor);
    }

    @Override
    public Map<String, Note> find(String shelf, Collection<String> keys) {
      return inner.find(shelf, keys);
    }

    @Override
    public Map<String, List<Note>> all(Collection<String> shelves) {
      return inner.all(shelves);
    }

    @Override
    public boolean remove(String shelf, String key) {
      return inner.remove(shelf, key);
    }
  }

  /** A provider whose every answer is scripted, and what happens while it is asked for. */
  private static final class Provider implements MediaSource {
    private final Deque<MediaResult> next = new ArrayDeque<>();
    private Runnable meanwhile = () -> {};
    private int asked;

    Provider(MediaResult... next) {
      this.next.addAll(List.of(next));
    }

    @Override
    public Channel channel() {
      return Channel.WHATSAPP;
    }

    @Override
    public String account() {
      return "100";
    }

    @Override
    public CompletionStage<MediaResult> fetch(MediaReference file, OutputStream sink) {
      asked++;
      meanwhile.run();
      try {
        sink.write(new byte[] {1, 2, 3, 4});
      } catch (IOException e) {
        throw new AssertionError(e);
      }
      return CompletableFuture.completedFuture(next.remove());
    }
  }

  private Receipts process(Notebook notebook, MediaSource source) {
    return new Receipts(notebook, tray, List.of(source), store, ContentScanner.none(), house.clock);
  }

  /** Rosa's file is awaited, and a case of it is on the tray. */
  private void await(Receipts receipts) {
    await(receipts, ITEM);
  }

  private void await(Receipts receipts, String item) {
    tray.add(
        new TrayItem(
            item,
            Optional.of(ROSA),
            Optional.empty(),
            Intent.RECEIPT,
            new Routing("receipts", 1, "r", "", "", ""),
            4,
            "EARLY",
            house.clock.instant(),
            Optional.empty(),
            TrayItem.State.OPEN));
    tray.attach(item, Receipt.awaited());
    receipts.expect(
        item,
        Optional.of(ROSA),
        new ChannelEvent.Message.Media(
            house.header(),
            new ChannelEvent.Message.Sender(House.ROSA, "", "R"),
            "w1",
            "",
            ChannelEvent.Message.Media.Kind.IMAGE,
            "media-1",
            "application/pdf",
            "",
            "",
            ""));
  }

  private Receipt receipt() {
    return tray.all().get(0).receipt().orElseThrow();
  }

  private List<Note> left() {
    List<Note> left = new ArrayList<>();
    for (String shelf : List.of("receipts-awaited", "receipts-tries", "receipts-kept")) {
      left.addAll(notes.all(shelf));
    }
    return left;
  }

  private List<String> files() throws IOException {
    List<String> keys = new ArrayList<>();
    store.forEach(keys::add);
    return keys;
  }

  /** What is done once behind the listing of what is awaited. */
  private Notebook behindTheListing(Runnable other) {
    return new Interrupted(notes) {
      @Override
      public void forEach(String shelf, Consumer<Note> visitor) {
        super.forEach(shelf, visitor);
        if (shelf.equals("receipts-awaited")) {
          other.run();
        }
      }
    };
  }

  @Test
  void an_erasure_behind_the_listing_is_not_undone() throws Exception {
    Provider provider = new Provider(KEPT);
    Receipts receipts = process(behindTheListing(() -> house.ledger.erase(ROSA)), provider);
    await(receipts);

    int settled = receipts.fetch();

    assertThat(settled).isZero();
    assertThat(provider.asked).isZero();
    assertThat(left()).isEmpty();
    assertThat(files()).isEmpty();
  }

  @Test
  void an_erasure_right_behind_the_claim_is_not_undone() {
    Provider provider = new Provider(KEPT);
    Receipts receipts =
        process(
            new Interrupted(notes) {
              @Override
              public boolean add(Note note) {
                boolean added = super.add(note);
                house.ledger.erase(ROSA);
                return added;
              }
            },
            provider);
    await(process(notes, provider));

    receipts.fetch();

    assertThat(provider.asked).isZero();
    assertThat(left()).isEmpty();
  }

  @Test
  void an_erasure_right_before_the_next_try_is_written_is_not_undone() {
    Provider provider = new Provider(KEPT);
    Receipts receipts =
        process(
            new Interrupted(notes) {
              @Override
              public void put(Note note) {
                house.ledger.erase(ROSA);
                super.put(note);
              }
            },
            provider);
    await(process(notes, provider));

    receipts.fetch();

    assertThat(provider.asked).isZero();
    assertThat(left()).isEmpty();
  }

  @Test
  void what_another_process_settled_behind_the_listing_stays_as_it_is() throws Exception {
    Provider provider = new Provider(KEPT, GONE);
    Receipts other = process(notes, provider);
    Receipts receipts = process(behindTheListing(other::fetch), provider);
    await(receipts);

    int settled = receipts.fetch();

    assertThat(settled).isZero();
    assertThat(provider.asked).isEqualTo(1);
    assertThat(receipt().state()).isEqualTo(Receipt.State.KEPT);
    assertThat(left()).extracting(Note::shelf).containsExactly("receipts-kept");
    assertThat(files()).containsExactly(ITEM);
  }

  @Test
  void an_erasure_during_a_download_leaves_nothing_whatever_came_of_it() throws Exception {
    for (MediaResult result : List.of(KEPT, GONE, new MediaResult.Failed("down"))) {
      Provider provider = new Provider(result);
      provider.meanwhile = () -> house.ledger.erase(ROSA);
      Receipts receipts = process(notes, provider);
      await(receipts);

      int settled = receipts.fetch();

      assertThat(settled).isZero();
      assertThat(provider.asked).isEqualTo(1);
      assertThat(left()).isEmpty();
      assertThat(files()).isEmpty();
    }
  }

  @Test
  void a_slow_download_gives_way_to_the_try_that_began_later() {
    Provider second = new Provider(KEPT);
    Provider first = new Provider(GONE);
    first.meanwhile =
        () -> {
          house.clock.advance(Duration.ofMinutes(6));
          process(notes, second).fetch();
        };
    Receipts receipts = process(notes, first);
    await(receipts);

    int settled = receipts.fetch();

    assertThat(settled).isZero();
    assertThat(receipt().state()).isEqualTo(Receipt.State.KEPT);
  }

  @Test
  void a_file_behind_slow_ones_is_begun_by_one_process_alone() {
    Provider idle = new Provider();
    Provider provider = new Provider(KEPT, KEPT, KEPT);
    provider.meanwhile =
        () -> {
          house.clock.advance(Duration.ofMinutes(5).minusMillis(1));
          if (provider.asked == 3) {
            assertThat(process(notes, idle).fetch()).isZero();
          }
        };
    Receipts receipts = process(notes, provider);
    List.of(ITEM, "case-2", "case-3").forEach(item -> await(receipts, item));

    int settled = receipts.fetch();

    assertThat(settled).isEqualTo(3);
    assertThat(provider.asked).isEqualTo(3);
    assertThat(idle.asked).isZero();
  }

  @Test
  void a_crash_right_behind_the_claim_costs_a_try_and_not_the_file() {
    Provider provider = new Provider(KEPT);
    Receipts receipts = process(notes, provider);
    await(receipts);
    Receipts dying =
        process(
            new Interrupted(notes) {
              @Override
              public void put(Note note) {
                throw new StackOverflowError("the process is gone");
              }
            },
            provider);
    try {
      dying.fetch();
    } catch (StackOverflowError gone) {
      // as meant
    }

    house.clock.advance(Duration.ofMinutes(15));
    assertThat(receipts.fetch()).isZero();
    house.clock.advance(Duration.ofMinutes(1));
    assertThat(receipts.fetch()).isZero(); // moves on
    assertThat(provider.asked).isZero();
    house.clock.advance(Duration.ofMinutes(5));

    assertThat(receipts.fetch()).isEqualTo(1);
    assertThat(receipt().state()).isEqualTo(Receipt.State.KEPT);
    assertThat(left()).extracting(Note::shelf).containsExactly("receipts-kept");
  }

  @Test
  void a_crash_behind_the_claim_of_the_last_try_leaves_no_try_behind() {
    Receipts receipts = process(notes, new Provider());
    await(receipts);
    notes.add(
        new Note("receipts-tries", ITEM + "-0", Optional.of(ROSA), "", house.clock.instant()));
    house.clock.advance(Duration.ofDays(7));

    receipts.fetch();

    assertThat(receipt()).isEqualTo(Receipt.missing(Receipt.Problem.NOT_FETCHED));
    assertThat(left()).extracting(Note::shelf).containsExactly("receipts-kept");
  }

  @Test
  void a_sweep_beside_a_settlement_takes_no_file_that_was_just_kept() throws Exception {
    Provider provider = new Provider(KEPT);
    Receipts other = process(notes, provider);
    await(other);
    try (ReceiptStore.Draft draft = store.open(ITEM)) {
      draft.keep();
    }
    Receipts sweeping =
        process(
            new Interrupted(notes) {
              @Override
              public Optional<Note> find(String shelf, String key) {
                Optional<Note> found = super.find(shelf, key);
                other.fetch();
                return found;
              }
            },
            provider);

    sweeping.sweep();

    assertThat(receipt().state()).isEqualTo(Receipt.State.KEPT);
    assertThat(files()).containsExactly(ITEM);
  }
}
