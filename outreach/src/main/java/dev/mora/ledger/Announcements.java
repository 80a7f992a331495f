package dev.mora.ledger;

import dev.mora.event.EventListener;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the host what became of a dispatch; a listener that fails stops nobody. */
final class Announcements {

  private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);

  private final EventListener listener;
  private final InstantSource clock;

  Announcements(EventListener listener, InstantSource clock) {
    this.listener = listener;
    this.clock = clock;
  }

  void tell(DispatchEntry entry) {
    try {
      listener.on(DispatchEvent.of(entry, clock.instant()));
    } catch (RuntimeException failure) {
      LOG.error("a listener failed: {}", SafeText.nameOf(failure));
    }
  }
}
