package dev.mora.event;

/**
 * Hears domain events. Called on the thread that caused the event, so it must be quick and must not
 * throw; a listener that throws is logged and does not stop the work.
 */
@FunctionalInterface
public interface EventListener {

  void on(DomainEvent event);

  /** Hears nothing. */
  static EventListener none() {
    return event -> {};
  }

  /** This listener first, then {@code next}. */
  default EventListener and(EventListener next) {
    return event -> {
      on(event);
      next.on(event);
    };
  }
}
