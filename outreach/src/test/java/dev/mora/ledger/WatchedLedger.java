package dev.mora.ledger;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/** A ledger of which one command is told, or fails, before it is done. */
final class WatchedLedger {

  private WatchedLedger() {}

  /**
   * @param watcher is given what the command is; what it throws, the command throws, undone
   */
  static DeliveryLedger of(DeliveryLedger ledger, String command, Consumer<Object[]> watcher) {
    return (DeliveryLedger)
        Proxy.newProxyInstance(
            DeliveryLedger.class.getClassLoader(),
            new Class<?>[] {DeliveryLedger.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals(command)) {
                watcher.accept(arguments == null ? new Object[0] : arguments);
              }
              try {
                return method.invoke(ledger, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }
}
