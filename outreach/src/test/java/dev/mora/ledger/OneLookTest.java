package dev.mora.ledger;

import static dev.mora.ledger.contract.LedgerFixture.LEASE;
import static dev.mora.ledger.contract.LedgerFixture.SENDER;
import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.dispatchesTo;
import static dev.mora.ledger.contract.LedgerFixture.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.ChannelEvent.Status;
import dev.mora.channel.DailyReach;
import dev.mora.channel.SendLimits;
import dev.mora.channel.SendResult;
import dev.mora.ledger.contract.LedgerFixture;
import dev.mora.party.Channel;
import dev.mora.testkit.MutableClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a batch reads, it reads for all at once: a database that is asked for each message alone
 * takes a journey over the wire for each.
 */
class OneLookTest {

  /** Of these there may be one for each message. */
  private static final Set<String> OF_EACH =
      Set.of("now", "leaseNow", "nextSequence", "hasUnmatched", "insert", "append", "put", "reach");

  private static final SendLimits LIMITS =
      new SendLimits(1_000_000, Duration.ofSeconds(6), 64)
          .reaching(DailyReach.ofTier("lender", 100_000));

  /** A store in memory that counts how often its books are asked what. */
  private static final class CountingStore implements LedgerStore {
    private final MemoryStore store;
    private final Map<String, Integer> calls = new TreeMap<>();

    CountingStore(MutableClock clock) {
      store = new MemoryStore(InboxLimits.standard(), clock);
    }

    /** Since the last time. */
    Map<String, Integer> looks() {
      var looks = new TreeMap<>(calls);
      looks.keySet().removeAll(OF_EACH);
      calls.clear();
      return looks;
    }

    /** Statuses whose next try has come, of messages that nobody knows. */
    void leaveWaiting(DeliveryLedger ledger, int statuses) {
      store.write(
          books -> {
            for (int i = 0; i < statuses; i++) {
              DispatchId nobody = DispatchId.of("nobody", "" + i);
              books.put(
                  new Unmatched(
                      status(ledger, nobody, "wamid.nobody-" + i, Status.State.SENT, START),
                      START,
                      Optional.of(START)));
            }
            return true;
          });
    }

    @Override
    public Durability durability() {
      return Durability.NONE;
    }

    @Override
    public <T> T write(Function<Books, T> work) {
      calls.merge("work", 1, Integer::sum);
      return store.write(books -> work.apply(counting(Books.class, books)));
    }

    @Override
    public <T> T read(Function<Books, T> work) {
      return store.read(books -> work.apply(counting(Books.class, books)));
    }

    @Override
    public InboxItem keep(
        Channel channel, String account, byte[] body, String sha256, Instant receivedAt) {
      return store.keep(channel, account, body, sha256, receivedAt);
    }

    @Override
    public void close() {
      store.close();
    }

    private <B> B counting(Class<B> type, B books) {
      return type.cast(
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (proxy, method, arguments) -> {
                calls.merge(method.getName(), 1, Integer::sum);
                try {
                  Object answer = method.invoke(books, arguments);
                  return answer instanceof ReachBook reach
                      ? counting(ReachBook.class, reach)
                      : answer;
                } catch (InvocationTargetException thrown) {
                  throw thrown.getCause();
                }
              }));
    }
  }

  /** What each step of so many messages looks up, from their plan to their statuses. */
  private static Map<String, Map<String, Integer>> looks(int messages) {
    MutableClock clock = LedgerFixture.aClock();
    var store = new CountingStore(clock);
    DeliveryLedger ledger = StoredLedger.of(store, LedgerSettings.of("test"));
    var looks = new TreeMap<String, Map<String, Integer>>();

    ledger.plan(dispatchesTo(messages));
    looks.put("1 plan", store.looks());

    List<Claim> claims =
        ledger.claim(ClaimRequest.of("worker-1", SENDER, LIMITS, LEASE).max(messages));
    looks.put("2 claim", store.looks());

    GateCheck check = view -> GateDecision.pass();
    List<GateResult> gates =
        ledger.gate(claims.stream().map(claim -> new GateRequest(claim, check)).toList(), START);
    looks.put("3 gate", store.looks());

    var early = new ArrayList<Status.Delivery>();
    for (Claim claim : claims) {
      early.add(status(ledger, claim.id(), "wamid." + claim.id(), Status.State.SENT, START));
    }
    InboxItem first = taken(ledger, store, 1);
    ledger.inbox().settle(first, early, Set.of());
    looks.put("3 statuses before their answers", store.looks());

    var answers = new ArrayList<Answer>();
    var told = new ArrayList<Status.Delivery>();
    for (Claim claim : claims) {
      answers.add(new Answer(claim, new SendResult.Accepted("wamid." + claim.id())));
      told.add(status("", "wamid." + claim.id(), Status.State.DELIVERED, START));
    }
    ledger.outcomes(answers);
    looks.put("4 outcomes", store.looks());

    InboxItem item = taken(ledger, store, 2);
    ledger.inbox().settle(item, told, Set.of());
    looks.put("5 statuses", store.looks());

    var read = new ArrayList<Status.Delivery>();
    for (Claim claim : claims) {
      read.add(status(ledger, claim.id(), "wamid." + claim.id(), Status.State.READ, START));
    }
    ledger.inbox().settle(item, read, Set.of());
    looks.put("6 statuses that say whose they are", store.looks());

    store.leaveWaiting(ledger, messages);
    ledger.reap();
    looks.put("7 reap", store.looks());

    assertThat(gates).hasSize(messages).allMatch(GateResult::isOpen);
    assertThat(ledger.counts().get(State.READ)).isEqualTo(messages);
    return looks;
  }

  private static InboxItem taken(DeliveryLedger ledger, CountingStore store, int content) {
    ledger.inbox().store(Channel.WHATSAPP, "55501", new byte[] {(byte) content}, START);
    InboxItem item = ledger.inbox().take(1, LEASE).get(0);
    store.looks();
    return item;
  }

  @Test
  void statuses_of_another_environment_are_looked_up_nowhere() {
    var store = new CountingStore(LedgerFixture.aClock());
    DeliveryLedger ledger = StoredLedger.of(store, LedgerSettings.of("test"));
    List<Status.Delivery> foreign =
        dispatchesTo(3).stream()
            .map(
                dispatch ->
                    status(
                        new Correlation("other", dispatch.id()).toString(),
                        "wamid." + dispatch.id(),
                        Status.State.SENT,
                        START))
            .toList();
    InboxItem item = taken(ledger, store, 1);

    List<Merged> merged = ledger.inbox().settle(item, foreign, Set.of());

    assertThat(merged).extracting(Merged::kind).containsOnly(Merged.Kind.FOREIGN);
    assertThat(store.looks()).doesNotContainKey("find");
  }

  @Test
  void a_batch_asks_its_books_no_more_often_than_a_single_message() {
    assertThat(looks(40)).isEqualTo(looks(2));
  }

  @ParameterizedTest(name = "begun with its claim {0}: {1} works")
  @CsvSource({"false, 2", "true, 1"})
  void a_gate_that_began_with_its_claim_is_one_work(boolean begun, int works) {
    var store = new CountingStore(LedgerFixture.aClock());
    DeliveryLedger ledger = StoredLedger.of(store, LedgerSettings.of("test"));
    ClaimRequest request = ClaimRequest.of("worker-1", SENDER, LIMITS, LEASE);
    ledger.plan(dispatchesTo(3));
    List<Claim> claims = ledger.claim(begun ? request.begin() : request);
    store.looks();

    ledger.gate(
        claims.stream().map(claim -> new GateRequest(claim, v -> GateDecision.pass())).toList(),
        START);

    assertThat(store.looks()).containsEntry("work", works).containsEntry("count", 1);
  }

  @ParameterizedTest(name = "room for {0} of 3: {1} looks at whom they go to")
  @CsvSource({"2, 1", "3, 0", "4, 0"})
  void a_claim_looks_at_people_only_while_there_is_not_room_for_all(int room, int looks) {
    var store = new CountingStore(LedgerFixture.aClock());
    DeliveryLedger ledger = StoredLedger.of(store, LedgerSettings.of("test"));
    var limits =
        new SendLimits(1_000_000, Duration.ZERO, 64)
            .reaching(DailyReach.ofTier("lender", room).percent(100));
    ledger.plan(dispatchesTo(3));
    store.looks();

    List<Claim> claims = ledger.claim(ClaimRequest.of("worker-1", SENDER, limits, LEASE).max(3));

    Map<String, Integer> asked = store.looks();
    assertThat(claims).hasSize(Math.min(room, 3));
    assertThat(asked.getOrDefault("people", 0)).isEqualTo(looks);
    assertThat(asked.getOrDefault("cards", 0)).isEqualTo(looks);
    assertThat(asked).containsEntry("count", 1);
  }
}
