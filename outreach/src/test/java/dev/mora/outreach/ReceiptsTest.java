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
import dev.mora.conversation.Tray;
import dev.mora.conversation.TrayItem;
import dev.mora.language.Language;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.portfolio.Portfolio;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReceiptsTest {

  private static final BorrowerId ROSA_ID = BorrowerId.of("B-1");
  private static final String ROSA = "5215512345678";
  private static final String STRANGER = "5215599998888";
  private static final String SHA = "ab".repeat(32);
  private static final byte[] PDF = "%PDF-1.4 comprobante".getBytes(StandardCharsets.UTF_8);

  private final House house = new House();
  private final Shelf shelf = new Shelf();
  private final ReceiptStore store = ReceiptStore.inMemory();
  private ContentScanner scanner = ContentScanner.none();

  @TempDir Path dir;

  /** A provider that keeps one file for everybody, or fails to order. */
  private static final class Shelf implements MediaSource {
    private final Deque<MediaResult> next = new ArrayDeque<>();
    private final List<MediaReference> asked = new ArrayList<>();
    private String sha = SHA;
    private MediaType type = MediaType.PDF;

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
      asked.add(file);
      MediaResult result = next.poll();
      try {
        sink.write(PDF);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
      return CompletableFuture.completedFuture(
          result == null ? new MediaResult.Fetched(type, PDF.length, sha) : result);
    }
  }

  private Outreach outreach() {
    return house.builder().receipts(shelf, store).scanner(scanner).build();
  }

  /** Rosa was written to, so it is known which loan she writes about. */
  private Outreach written() {
    Outreach outreach = outreach();
    house.run(outreach, House.late());
    return outreach;
  }

  private ChannelEvent.Message picture(String id, String from) {
    return picture(id, from, house.header());
  }

  private static ChannelEvent.Message picture(String id, String from, ChannelEvent.Header header) {
    return new ChannelEvent.Message.Media(
        header,
        new ChannelEvent.Message.Sender(from, "", "R"),
        id,
        "",
        ChannelEvent.Message.Media.Kind.IMAGE,
        "media-" + id,
        "application/pdf",
        SHA,
        "",
        "");
  }

  private static Receipt receipt(Outreach outreach, int item) {
    return outreach.tray().all().get(item).receipt().orElseThrow();
  }

  private List<String> kept() throws IOException {
    List<String> keys = new ArrayList<>();
    store.forEach(keys::add);
    return keys;
  }

  @Test
  void a_file_is_awaited_in_the_webhook_and_fetched_by_a_worker_of_its_own() throws Exception {
    Outreach outreach = written();

    house.hear(outreach, picture("w1", ROSA));

    assertThat(shelf.asked).isEmpty();
    assertThat(receipt(outreach, 0)).isEqualTo(Receipt.awaited());

    int settled = outreach.fetchReceipts();

    TrayItem item = outreach.tray().open().get(0);
    assertThat(settled).isEqualTo(1);
    assertThat(item.intent()).isEqualTo(Intent.RECEIPT);
    assertThat(item.borrower()).contains(ROSA_ID);
    assertThat(item.loan()).contains(House.loanId("L-1"));
    assertThat(item.receipt())
        .contains(Receipt.kept(MediaType.PDF, PDF.length, SHA, ContentScanner.Verdict.NOT_SCANNED));
    try (InputStream bytes = store.read(item.key()).orElseThrow()) {
      assertThat(bytes.readAllBytes()).isEqualTo(PDF);
    }
    assertThat(shelf.asked)
        .singleElement()
        .isEqualTo(new MediaReference("media-w1", "application/pdf", SHA, 20L << 20));
    assertThat(outreach.fetchReceipts()).isZero();
    assertThat(shelf.asked).hasSize(1);
  }

  @Test
  void a_notification_told_twice_fetches_once() {
    Outreach outreach = written();
    ChannelEvent.Message picture = picture("w1", ROSA);

    house.hear(outreach, picture);
    outreach.fetchReceipts();
    house.hear(outreach, picture, picture);
    outreach.fetchReceipts();

    assertThat(outreach.tray().all()).hasSize(1);
    assertThat(shelf.asked).hasSize(1);
    assertThat(receipt(outreach, 0).state()).isEqualTo(Receipt.State.KEPT);
  }

  @Test
  void what_was_awaited_before_a_crash_is_fetched_by_the_next_process() {
    house.hear(written(), picture("w1", ROSA));

    Outreach after = outreach();
    after.fetchReceipts();

    assertThat(receipt(after, 0).state()).isEqualTo(Receipt.State.KEPT);
  }

  @Test
  void a_crash_inside_a_try_is_followed_by_the_next_try() {
    Outreach outreach = written();
    house.hear(outreach, picture("w1", ROSA));
    MediaSource crashing =
        new MediaSource() {
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
            throw new StackOverflowError("the process is gone");
          }
        };
    Outreach dying = house.builder().receipts(crashing, store).build();
    try {
      dying.fetchReceipts();
    } catch (StackOverflowError gone) {
      // as meant
    }

    assertThat(outreach.fetchReceipts()).isZero();
    house.clock.advance(Duration.ofMinutes(5));

    assertThat(outreach.fetchReceipts()).isEqualTo(1);
    assertThat(receipt(outreach, 0).state()).isEqualTo(Receipt.State.KEPT);
  }

  @Test
  void what_fails_is_tried_again_each_time_later_for_seven_days() {
    Outreach outreach = written();
    Instant sent = house.clock.instant();
    house.hear(outreach, picture("w1", ROSA));
    List<Duration> tries = new ArrayList<>();
    while (receipt(outreach, 0).state() == Receipt.State.AWAITED) {
      shelf.next.clear();
      shelf.next.add(new MediaResult.Failed("down"));
      int before = shelf.asked.size();
      outreach.fetchReceipts();
      if (shelf.asked.size() > before) {
        tries.add(Duration.between(sent, house.clock.instant()));
      }
      house.clock.advance(Duration.ofSeconds(30));
    }

    assertThat(tries.subList(0, 7))
        .containsExactly(
            Duration.ZERO,
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(45),
            Duration.ofMinutes(165),
            Duration.ofMinutes(525),
            Duration.ofMinutes(1245));
    assertThat(tries.get(tries.size() - 1)).isLessThan(Duration.ofDays(7));
    assertThat(receipt(outreach, 0)).isEqualTo(Receipt.missing(Receipt.Problem.NOT_FETCHED));
    assertThat(outreach.tray().open()).hasSize(1);
    assertThat(outreach.fetchReceipts()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"TOO_LARGE, TOO_LARGE", "TYPE, TYPE", "HASH, HASH", "ADDRESS, ADDRESS", "GONE, GONE"})
  void what_will_not_become_better_is_left_to_a_person_with_the_reason(
      MediaResult.Fault fault, Receipt.Problem problem) throws Exception {
    Outreach outreach = written();
    house.hear(outreach, picture("w1", ROSA));
    shelf.next.add(new MediaResult.Refused(fault));

    outreach.fetchReceipts();

    assertThat(receipt(outreach, 0)).isEqualTo(Receipt.missing(problem));
    assertThat(outreach.tray().open()).hasSize(1);
    assertThat(kept()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "JPEG, KEPT",
    "PNG, KEPT",
    "WEBP, KEPT",
    "PDF, KEPT",
    "ZIP, MISSING",
    "TEXT, MISSING",
    "MP4, MISSING",
    "MIXED, MISSING"
  })
  void only_pictures_and_pdfs_are_receipts(MediaType type, Receipt.State state) {
    Outreach outreach = written();
    shelf.type = type;

    house.hear(outreach, picture("w1", ROSA));
    outreach.fetchReceipts();

    assertThat(receipt(outreach, 0).state()).isEqualTo(state);
  }

  @Test
  void the_same_bytes_again_are_marked_as_a_repeat() {
    Outreach outreach = written();

    house.hear(outreach, picture("w1", ROSA));
    house.hear(outreach, picture("w2", ROSA));
    house.hear(outreach, picture("w3", STRANGER));
    outreach.fetchReceipts();

    String first = outreach.tray().all().get(0).key();
    assertThat(receipt(outreach, 0).repeats()).isEqualTo(Receipt.Repeat.NONE);
    assertThat(receipt(outreach, 1).repeats()).isEqualTo(Receipt.Repeat.BY_THE_SAME);
    assertThat(receipt(outreach, 1).first()).isEqualTo(first);
    assertThat(receipt(outreach, 2).repeats()).isEqualTo(Receipt.Repeat.BY_ANOTHER);
    assertThat(receipt(outreach, 2).first()).isEqualTo(first);

    shelf.sha = "cd".repeat(32);
    house.hear(outreach, picture("w4", ROSA));
    outreach.fetchReceipts();
    assertThat(receipt(outreach, 3).repeats()).isEqualTo(Receipt.Repeat.NONE);
  }

  @Test
  void what_the_scanner_refuses_stays_a_case_without_its_bytes() throws Exception {
    scanner =
        content -> {
          try (InputStream bytes = content.open()) {
            assertThat(bytes.readAllBytes()).isEqualTo(PDF);
          }
          return ContentScanner.Verdict.REFUSED;
        };
    Outreach outreach = written();
    house.hear(outreach, picture("w1", ROSA));

    outreach.fetchReceipts();

    assertThat(receipt(outreach, 0)).isEqualTo(Receipt.missing(Receipt.Problem.SCANNER));
    assertThat(kept()).isEmpty();
  }

  @Test
  void a_scanner_that_is_down_is_asked_again() {
    List<String> asked = new ArrayList<>();
    scanner =
        content -> {
          asked.add(content.sha256());
          if (asked.size() == 1) {
            throw new IOException("down");
          }
          return ContentScanner.Verdict.CLEAN;
        };
    Outreach outreach = written();
    house.hear(outreach, picture("w1", ROSA));

    outreach.fetchReceipts();
    assertThat(receipt(outreach, 0)).isEqualTo(Receipt.awaited());
    house.clock.advance(Duration.ofMinutes(5));
    outreach.fetchReceipts();

    assertThat(receipt(outreach, 0).scan()).isEqualTo(ContentScanner.Verdict.CLEAN);
  }

  @Test
  void an_erasure_takes_the_files_of_the_borrower_and_of_nobody_else() throws Exception {
    Outreach outreach = written();
    house.hear(outreach, picture("w1", ROSA));
    house.hear(outreach, picture("w2", STRANGER));
    outreach.fetchReceipts();
    String strangers = outreach.tray().all().get(1).key();
    assertThat(kept()).hasSize(2);

    outreach.erase(ROSA_ID);

    assertThat(kept()).containsExactly(strangers);
    assertThat(outreach.ledger().export(ROSA_ID).notes()).isEmpty();
  }

  @Test
  void an_erasure_before_the_fetch_fetches_nothing_afterwards() throws Exception {
    Outreach outreach = written();
    house.hear(outreach, picture("w1", ROSA));

    outreach.erase(ROSA_ID);
    outreach.fetchReceipts();

    assertThat(shelf.asked).isEmpty();
    assertThat(kept()).isEmpty();
  }

  @Test
  void files_end_with_their_retention() throws Exception {
    Outreach outreach = written();
    house.hear(outreach, picture("w1", ROSA));
    outreach.fetchReceipts();
    house.clock.advance(Duration.ofDays(1));
    house.hear(outreach, picture("w2", ROSA));
    outreach.fetchReceipts();
    String second = outreach.tray().all().get(1).key();

    outreach.forgetBefore(house.clock.instant());

    assertThat(kept()).containsExactly(second);
  }

  @Test
  void an_erasure_and_the_end_of_retention_take_drafts_of_processes_that_died() throws Exception {
    Outreach outreach = house.builder().receipts(shelf, ReceiptStore.in(dir)).build();
    Instant now = house.clock.instant();
    for (boolean erasing : List.of(true, false)) {
      Path dead = draft("case-1-17.part", now.minus(Duration.ofMinutes(61)));
      Path working = draft("case-2-18.part", now.minus(Duration.ofMinutes(59)));

      if (erasing) {
        outreach.erase(ROSA_ID);
      } else {
        outreach.forgetBefore(now);
      }

      assertThat(dead).doesNotExist();
      assertThat(working).exists();
    }
  }

  private Path draft(String name, Instant at) throws IOException {
    Path part = Files.write(dir.resolve(name), PDF);
    return Files.setLastModifiedTime(part, FileTime.from(at));
  }

  @Test
  void without_a_source_of_the_account_a_file_stays_with_the_provider() {
    Outreach outreach = written();

    house.hear(
        outreach,
        picture(
            "w1", ROSA, new ChannelEvent.Header(Channel.WHATSAPP, "200", house.clock.instant())));
    outreach.fetchReceipts();

    assertThat(outreach.tray().all().get(0).receipt()).isEmpty();
    assertThat(shelf.asked).isEmpty();
  }

  @Test
  void a_tray_that_cannot_change_an_item_gets_the_case_again() {
    Tray inner = Tray.inMemory();
    Tray plain =
        new Tray() {
          @Override
          public boolean add(TrayItem item) {
            return inner.add(item);
          }

          @Override
          public List<TrayItem> open() {
            return inner.open();
          }

          @Override
          public List<TrayItem> all() {
            return inner.all();
          }

          @Override
          public boolean done(String key) {
            return inner.done(key);
          }
        };
    Outreach outreach = house.builder().receipts(shelf, store).tray(plain).build();
    house.run(outreach, House.late());

    house.hear(outreach, picture("w1", ROSA));
    outreach.fetchReceipts();

    assertThat(inner.all())
        .extracting(item -> item.receipt().orElseThrow().state())
        .containsExactly(Receipt.State.AWAITED, Receipt.State.KEPT);
  }

  @ParameterizedTest
  @EnumSource(Receipt.Problem.class)
  void every_problem_but_none_is_said_in_three_languages(Receipt.Problem problem) {
    for (Language language : Language.values()) {
      assertThat(problem.in(language).isEmpty()).isEqualTo(problem == Receipt.Problem.NONE);
    }
  }

  // --- the digits of a line

  @ParameterizedTest(name = "the host has {0}, the provider says {1}")
  @CsvSource({
    "+525512345678,   5215512345678,  true",
    "+525512345678,   525512345678,   true",
    "+5215512345678,  525512345678,   true",
    "+5491122334455,  541122334455,   true",
    "+541122334455,   5491122334455,  true",
    "+5511987654321,  551187654321,   true",
    "+551187654321,   5511987654321,  true",
    "+551137654321,   5511937654321,  false",
    "+525512345678,   525512345679,   false",
    "+51987654321,    51987654321,    true"
  })
  void a_message_finds_its_borrower_whichever_way_the_mobile_digit_is_written(
      String host, String waId, boolean same) {
    Outreach outreach = house.builder().receipts(shelf, store).build();
    house.run(
        outreach,
        Portfolio.builder()
            .borrower(House.person("B-1", host).build())
            .loan(House.loan("L-1", "B-1", "2026-11-20"))
            .build());

    house.hear(outreach, picture("w1", waId));
    outreach.fetchReceipts();

    assertThat(outreach.tray().all().get(0).borrower().isPresent()).isEqualTo(same);
    assertThat(receipt(outreach, 0).state()).isEqualTo(Receipt.State.KEPT);
  }
}
