package dev.mora.template.lint;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Phrases that mean one thing, and phrases that make it harmless in the same sentence. */
final class PhraseList {

  /** Tokens {@code from} (inclusive) to {@code to} (exclusive). */
  record Hit(int from, int to) {

    boolean isWithin(Hit other) {
      return from >= other.from && to <= other.to;
    }
  }

  static final PhraseList EMPTY = new PhraseList(List.of(), List.of());

  private final List<Phrase> all;
  private final Map<String, List<Phrase>> phrases;
  private final List<Phrase> excuses;

  PhraseList(List<Phrase> phrases, List<Phrase> excuses) {
    this.all = List.copyOf(phrases);
    this.phrases = Phrase.index(phrases);
    this.excuses = List.copyOf(excuses);
  }

  PhraseList and(PhraseList more) {
    return new PhraseList(
        Stream.concat(all.stream(), more.all.stream()).toList(),
        Stream.concat(excuses.stream(), more.excuses.stream()).toList());
  }

  /** The longest phrase that begins at this token. */
  Optional<Hit> at(ReadText text, int token) {
    int best = -1;
    for (Phrase phrase : phrases.getOrDefault(Choice.key(text.tokens().get(token)), List.of())) {
      best = Math.max(best, phrase.match(text.tokens(), token));
    }
    return best < 0 ? Optional.empty() : Optional.of(new Hit(token, best));
  }

  boolean excuses(ReadText text, Hit hit) {
    int end = text.sentenceEnd(hit.from());
    for (int i = text.sentenceStart(hit.from()); i < end; i++) {
      for (Phrase excuse : excuses) {
        if (excuse.match(text.tokens(), i) >= 0) {
          return true;
        }
      }
    }
    return false;
  }
}
