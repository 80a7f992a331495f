package dev.mora.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.ledger.contract.LedgerFixture;
import dev.mora.ledger.contract.Proof;
import dev.mora.party.Channel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Threads that begin together on one ledger in memory, a few random commands each. What they saw
 * must have an order, one command after the other, in which a plain map and a plain list would have
 * answered the same, and in which nothing comes before what had ended when it began.
 */
class SharedPartsTest {

  private static final int THREADS = 3;
  private static final int COMMANDS = 3;
  private static final int ROUNDS = Integer.getInteger("mora.shared.rounds", 1000);
  private static final long SEED = 20_261_122L;

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  /** What the parts hold, as plainly as it can be said. */
  private static final class Plain {
    private final Map<String, String> notes = new HashMap<>();
    private final List<String> bodies = new ArrayList<>();

    Plain copy() {
      Plain copy = new Plain();
      copy.notes.putAll(notes);
      copy.bodies.addAll(bodies);
      return copy;
    }

    String play(Command command) {
      return switch (command.kind) {
        case 0 -> "" + (notes.putIfAbsent(command.key, command.value) == null);
        case 1 -> {
          notes.put(command.key, command.value);
          yield "";
        }
        case 2 -> String.valueOf(notes.get(command.key));
        default -> {
          if (!bodies.contains(command.key)) {
            bodies.add(command.key);
          }
          yield "" + bodies.indexOf(command.key);
        }
      };
    }

    @Override
    public String toString() {
      return notes + " " + bodies;
    }
  }

  private record Command(int kind, String key, String value) {}

  private record Seen(Command command, String answer, long from, long to) {}

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void what_threads_see_of_notes_and_inbox_has_an_order() throws Exception {
    int overlaps = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<Seen> seen = race(new Random(SEED + round));

      assertThat(hasOrder(seen, new Plain(), new HashSet<>(), new HashSet<>()))
          .as("seed %d: %s", SEED + round, seen)
          .isTrue();
      overlaps += overlapping(seen) ? 1 : 0;
    }

    assertThat(overlaps).as("rounds in which commands overlapped").isEqualTo(ROUNDS);
    var figures = new LinkedHashMap<String, Object>();
    figures.put("histories", ROUNDS);
    figures.put("threads", THREADS);
    figures.put("commands each", COMMANDS);
    figures.put("first seed", SEED);
    figures.put("with overlapping commands", overlaps);
    figures.put("without an order", 0);
    Proof.figures("T12", "notes and inbox in memory are linearizable", figures);
  }

  /** The control: an answer that no order explains is found out. */
  @Test
  void two_who_were_both_the_first_are_found_out() {
    var add = new Command(0, "a", "1");

    List<Seen> seen = List.of(new Seen(add, "true", 0, 3), new Seen(add, "true", 1, 2));

    assertThat(hasOrder(seen, new Plain(), new HashSet<>(), new HashSet<>())).isFalse();
  }

  private List<Seen> race(Random random) throws Exception {
    InMemoryLedger ledger = InMemoryLedger.of(LedgerFixture.aClock());
    long first =
        ledger.inbox().store(Channel.WHATSAPP, "1", new byte[] {0}, LedgerFixture.START).id();
    var ticks = new AtomicLong();
    var barrier = new CyclicBarrier(THREADS);
    List<Callable<List<Seen>>> works = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      List<Command> commands = commands(random, i);
      works.add(
          () -> {
            var seen = new ArrayList<Seen>();
            for (Command command : commands) {
              long from = ticks.incrementAndGet();
              barrier.await(); // so that they meet however busy the machine is
              String answer = play(ledger, first, command);
              seen.add(new Seen(command, answer, from, ticks.incrementAndGet()));
            }
            return seen;
          });
    }
    var all = new ArrayList<Seen>();
    for (Future<List<Seen>> done : threads.invokeAll(works)) {
      all.addAll(done.get());
    }
    ledger.close();
    return all;
  }

  private static List<Command> commands(Random random, int thread) {
    var commands = new ArrayList<Command>();
    for (int i = 0; i < COMMANDS; i++) {
      commands.add(new Command(random.nextInt(4), "k" + random.nextInt(2), thread + "-" + i));
    }
    return commands;
  }

  private static String play(InMemoryLedger ledger, long first, Command command) {
    Note note =
        new Note("shelf", command.key, Optional.empty(), command.value, LedgerFixture.START);
    return switch (command.kind) {
      case 0 -> "" + ledger.notes().add(note);
      case 1 -> {
        ledger.notes().put(note);
        yield "";
      }
      case 2 -> ledger.notes().find("shelf", command.key).map(Note::text).orElse("null");
      default -> {
        byte[] body = command.key.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        long id = ledger.inbox().store(Channel.WHATSAPP, "1", body, LedgerFixture.START).id();
        yield "" + (id - first - 1);
      }
    };
  }

  private static boolean overlapping(List<Seen> seen) {
    return seen.stream()
        .anyMatch(
            one ->
                seen.stream()
                    .anyMatch(other -> other != one && other.from < one.to && one.from < other.to));
  }

  /** Takes any that nothing else must come before, and goes on with the rest. */
  private static boolean hasOrder(
      List<Seen> seen, Plain plain, Set<Integer> done, Set<String> deadEnds) {
    if (done.size() == seen.size()) {
      return true;
    }
    if (!deadEnds.add(done + " " + plain)) {
      return false;
    }
    for (int i = 0; i < seen.size(); i++) {
      if (done.contains(i) || !mayBeNext(seen, i, done)) {
        continue;
      }
      Plain after = plain.copy();
      if (after.play(seen.get(i).command).equals(seen.get(i).answer)) {
        done.add(i);
        if (hasOrder(seen, after, done, deadEnds)) {
          return true;
        }
        done.remove(i);
      }
    }
    return false;
  }

  private static boolean mayBeNext(List<Seen> seen, int i, Set<Integer> done) {
    for (int other = 0; other < seen.size(); other++) {
      if (other != i && !done.contains(other) && seen.get(other).to < seen.get(i).from) {
        return false;
      }
    }
    return true;
  }
}
