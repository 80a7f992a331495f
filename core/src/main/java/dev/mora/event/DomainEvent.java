package dev.mora.event;

import java.time.Instant;

/**
 * Something that happened and that a host may want to record, count or show. The events themselves
 * live in the packages that cause them; they carry ids and codes, never names, numbers or texts.
 */
public interface DomainEvent {

  /** When it happened, by the clock that the host passed in. */
  Instant at();
}
