package dev.mora.conversation;

import dev.mora.ledger.Notebook;
import java.util.List;
import java.util.Optional;

/**
 * The desk's bandeja: what waits for a person, each case once. Implementations are thread-safe;
 * adding the same key again changes nothing, so that a notification told twice makes one case.
 */
public interface Tray {

  /**
   * @return false if an item of this key is there already
   */
  boolean add(TrayItem item);

  /** Highest priority first, then oldest first. */
  List<TrayItem> open();

  /** Every item, done ones too, in the order of adding. */
  List<TrayItem> all();

  /**
   * @return false if there is no such item
   */
  boolean done(String key);

  /**
   * Says what became of the file that came with an item. Unless it is overridden, a tray cannot
   * change what it has and gets the case a second time, under a key of its own.
   *
   * @return false if there is no such item
   */
  default boolean attach(String key, Receipt receipt) {
    Optional<TrayItem> item = all().stream().filter(each -> each.key().equals(key)).findFirst();
    item.ifPresent(each -> add(each.under(key + "-receipt", receipt)));
    return item.isPresent();
  }

  /**
   * As durable as the ledger whose notes it is kept on; shared by all who work with that ledger.
   * What a borrower wrote goes with the borrower's erasure.
   */
  static Tray of(Notebook notes) {
    return new KeptTray(notes);
  }

  /** Forgets everything when the process ends. */
  static Tray inMemory() {
    return new InMemoryTray();
  }
}
