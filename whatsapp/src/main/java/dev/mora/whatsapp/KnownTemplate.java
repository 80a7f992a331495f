package dev.mora.whatsapp;

import dev.mora.template.TemplateStatus;
import dev.mora.template.TemplateStatus.State;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What listings and events have said of one translation. A listing has our time, that of its
 * request; an event has the provider's, in whole seconds, and ours, when it was heard.
 *
 * @param provider its last word
 * @param found what a comparison or an event found besides; empty if nothing
 * @param listed when the newest listing was asked for; {@link #NEVER} if none was
 * @param told time of the newest event that was the provider's word, by the provider's clock
 * @param newest the newest time of anything said so far: nobody is told an older one
 */
record KnownTemplate(
    Word provider, Optional<Word> found, Instant listed, Instant told, Instant newest) {

  static final Instant NEVER = Instant.EPOCH;

  /** How far the provider's clock may be behind ours. */
  private static final Duration CLOCKS = Duration.ofMinutes(1);

  /**
   * @param heard when the event came, by our clock; {@link #NEVER} where it was no event
   */
  record Word(TemplateStatus status, Instant heard) {

    /** Whether a listing that was asked for at a time may not have seen it yet. */
    boolean outlives(Instant asked) {
      return heard.isAfter(asked) && isAsNewAs(status, asked);
    }
  }

  static KnownTemplate listed(
      TemplateStatus provider, Optional<TemplateStatus> found, Instant asked) {
    return new KnownTemplate(
        new Word(provider, NEVER), found.map(one -> new Word(one, NEVER)), asked, NEVER, asked);
  }

  static KnownTemplate heard(TemplateStatus event, Instant now) {
    if (!isFinding(event)) {
      return new KnownTemplate(
          new Word(event, now), Optional.empty(), NEVER, event.at(), event.at());
    }
    TemplateStatus supposed =
        new TemplateStatus(event.template(), event.language(), State.APPROVED, "", event.at());
    return new KnownTemplate(
        new Word(supposed, NEVER), Optional.of(new Word(event, now)), NEVER, NEVER, event.at());
  }

  /** This listing beside what was known when it came; the same as before where it is outdated. */
  KnownTemplate after(KnownTemplate before) {
    if (before.listed.isAfter(listed)) {
      return before;
    }
    return new KnownTemplate(
        before.provider.outlives(listed) ? before.provider : provider,
        before.found.filter(one -> one.outlives(listed)).or(() -> found),
        listed,
        before.told,
        later(before.newest, newest));
  }

  /** With an event; the same as before where it is older than what is known. */
  KnownTemplate hearing(TemplateStatus event, Instant now) {
    boolean finding = isFinding(event);
    Instant before =
        finding
            ? found
                .filter(word -> !word.heard.equals(NEVER))
                .map(word -> word.status.at())
                .orElse(NEVER)
            : told;
    if (event.at().isBefore(before) || !isAsNewAs(event, listed)) {
      return this;
    }
    Word word = new Word(event, now);
    return new KnownTemplate(
        finding ? provider : word,
        finding ? Optional.of(word) : found,
        listed,
        finding ? told : event.at(),
        later(newest, event.at()));
  }

  /**
   * Whether an event may have happened after a listing was asked for. Where the clocks may be what
   * makes it look older, a stop is believed and a release is not.
   */
  private static boolean isAsNewAs(TemplateStatus event, Instant asked) {
    Instant second = asked.truncatedTo(ChronoUnit.SECONDS);
    return !event.at().isBefore(event.isSendable() ? second : second.minus(CLOCKS));
  }

  private static boolean isFinding(TemplateStatus event) {
    return event.state() == State.DRIFTED || event.state() == State.RECATEGORIZED;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** The provider's no comes first, then ours, as of the newest time. */
  TemplateStatus effective() {
    return asOfNow(provider.status.isSendable() ? found.orElse(provider) : provider);
  }

  /** What stands behind the provider's no and stays when that ends; empty if nothing does. */
  Optional<TemplateStatus> hidden() {
    return provider.status.isSendable() ? Optional.empty() : finding();
  }

  Optional<TemplateStatus> finding() {
    return found.map(this::asOfNow);
  }

  boolean isListed() {
    return !listed.equals(NEVER);
  }

  private TemplateStatus asOfNow(Word word) {
    TemplateStatus what = word.status;
    return new TemplateStatus(
        what.template(), what.language(), what.state(), what.reason(), newest);
  }
}
