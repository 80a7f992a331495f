package dev.mora.ledger;

import dev.mora.party.Channel;
import java.time.Instant;
import java.util.function.Function;

/**
 * Keeps a ledger's books: one writer at a time, all or nothing. It decides nothing; {@link
 * StoredLedger} is the one implementation of the protocol and works on any store.
 *
 * <pre>
 *  StoredLedger ──write(work)──> LedgerStore ──Books──> work      the only writer
 *               ──read(work)───>             ──Books──> work      a consistent view
 *  webhook ─────keep───────────>                                  beside the writer
 * </pre>
 *
 * <p><b>Threads and processes.</b> Any number of threads, and with a shared store any number of
 * processes, call at once. Works given to {@link #write} run one after the other over all of them.
 * Caps, order per borrower, fences and the merge of statuses rest on this, and on nothing else. A
 * work calls neither this store nor the ledger.
 *
 * <p><b>Repetition.</b> A store may run a work again after a failure that has left nothing behind
 * (lost connection, deadlock, serialization); a work has no effect outside its books. If the answer
 * to a commit is lost, the store finds out whether it took place, and repeats nothing blindly.
 *
 * <p><b>Errors.</b> Everything throws {@link IllegalStateException} once closed. What a work throws
 * comes out as it is, an {@link Error} too, and nothing that the work wrote remains. What the store
 * itself fails at is an unchecked exception of its own, without personal data. A ledger that gets
 * one repeats the command or leaves it to the next reaping; it never sends because of it.
 *
 * <p><b>Proof.</b> A store is right when the contract tests of {@code dev.mora.ledger.contract} in
 * the test-jar of {@code outreach} pass: {@code BooksContract} on the store alone, and on a {@link
 * StoredLedger} over it {@code DeliveryLedgerContract}, {@code OutcomeContract}, {@code
 * StatusContract}, {@code CampaignContract}, {@code BatchContract}, {@code NotebookContract},
 * {@code LedgerModelContract}, {@code CapRaceContract}, {@code CrashPointContract}, {@code
 * ResendContract}, {@code ServerErrorContract}, {@code PersonsWordContract}, {@code
 * FairnessContract}, {@code ErasureContract}, {@code ReachContract}, {@code DoubtContract}.
 */
public interface LedgerStore extends AutoCloseable {

  Durability durability();

  /**
   * Runs the work as the only writer of this ledger. What it wrote is as durable as {@link
   * #durability} says on return. The books are good for this work and this thread only.
   */
  <T> T write(Function<Books, T> work);

  /**
   * Runs the work on one consistent state and holds no writer up. Its books refuse to be written.
   */
  <T> T read(Function<Books, T> work);

  /**
   * Takes in a notification without waiting for the writer; durable on return. The same hash on the
   * same channel is kept once: the earlier item is returned as it stands.
   *
   * @param body belongs to the store from now on
   * @param sha256 of the body, 64 hex digits
   * @throws IllegalStateException if there is no room, or {@link Books#hasRoomForUnmatched} says
   *     no: what waits or was set aside is never dropped for a new one
   */
  InboxItem keep(Channel channel, String account, byte[] body, String sha256, Instant receivedAt);

  /** Ends all connections. Closing again does nothing. */
  @Override
  void close();
}
