package dev.mora.examples.sample.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Breaks nothing: the door may use the parser, and a clock that was passed in may be read. */
public final class Innocent {
  private static final Logger LOG = LoggerFactory.getLogger(Innocent.class);
  private final Optional<JsonNode> inside = Optional.empty();

  public Instant read(Clock clock) {
    LOG.debug("{} {}", LocalDate.now(clock), inside);
    return Instant.now(clock);
  }
}
