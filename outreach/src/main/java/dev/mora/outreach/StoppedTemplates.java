package dev.mora.outreach;

import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.Note;
import dev.mora.ledger.Notebook;
import dev.mora.ledger.Stop;
import dev.mora.ledger.TemplateKey;
import dev.mora.template.TemplateStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Templates that a provider does not let us send just now, each language for itself. The newest
 * word counts, in whatever order words come in and whichever process hears them: each word is a
 * note of its own on the shelf of its template, and those before the newest are taken off. A gate
 * reads the shelf behind its lock. Thread-safe.
 */
final class StoppedTemplates {

  private static final int LONGEST = 150;

  /** What no database keeps in a text. */
  private static final Pattern NOT_KEPT = Pattern.compile("[\\x00\\p{Cs}]");

  /** Whom a ledger names for what a provider refused. */
  private static final String PROVIDER = "provider";

  private final DeliveryLedger ledger;
  private final Notebook notes;

  StoppedTemplates(DeliveryLedger ledger) {
    this.ledger = ledger;
    notes = ledger.notes();
  }

  /** What a refusal of the provider has stopped before this goes on as well, if it may be sent. */
  void changed(TemplateStatus status) {
    String shelf = shelf(status.template(), status.language());
    Word word = new Word(status.state(), status.reason(), status.at());
    notes.put(
        new Note(
            shelf, status.at() + " " + status.state(), Optional.empty(), word.text(), status.at()));
    List<Note> all = notes.all(shelf);
    newest(all)
        .ifPresent(
            last ->
                all.stream()
                    .filter(note -> !note.key().equals(last.key()))
                    .forEach(note -> notes.remove(shelf, note.key())));
    if (status.isSendable() && why(shelf, notes.all(shelf)).isEmpty()) {
      resume(status);
    }
  }

  private void resume(TemplateStatus status) {
    for (Map.Entry<TemplateKey, Stop> stopped : ledger.stoppedTemplates().entrySet()) {
      TemplateKey key = stopped.getKey();
      Stop stop = stopped.getValue();
      if (key.name().equals(status.template())
          && key.language().equals(status.language())
          && stop.actor().equals(PROVIDER)
          && stop.at().isBefore(status.at())) {
        ledger.resumeTemplate(key, PROVIDER);
      }
    }
  }

  /** Why; empty while it may be sent. */
  Optional<String> why(TemplateKey template) {
    String shelf = shelf(template);
    return why(shelf, notes.all(shelf));
  }

  /** Why, by notes that a gate has read. */
  static Optional<String> why(TemplateKey template, Collection<Note> read) {
    return why(shelf(template), read);
  }

  private static Optional<String> why(String shelf, Collection<Note> read) {
    return newest(read.stream().filter(note -> note.shelf().equals(shelf)).toList())
        .map(Word::of)
        .flatMap(Word::why);
  }

  /** As they are when they are first looked at, for as many looks as a plan takes. */
  Function<TemplateKey, Optional<String>> glance() {
    Map<TemplateKey, Optional<String>> seen = new ConcurrentHashMap<>();
    return template -> seen.computeIfAbsent(template, this::why);
  }

  /** Of the same moment the one that was written last. */
  private static Optional<Note> newest(List<Note> all) {
    return all.stream().reduce((one, next) -> next.at().isBefore(one.at()) ? one : next);
  }

  static String shelf(TemplateKey template) {
    return shelf(template.name(), template.language());
  }

  private static String shelf(String name, String language) {
    String one = storable("template/" + language + "/" + name);
    return one.length() <= LONGEST
        ? one
        : one.substring(0, LONGEST) + UUID.nameUUIDFromBytes(one.getBytes(StandardCharsets.UTF_8));
  }

  private static String storable(String text) {
    return NOT_KEPT.matcher(text).replaceAll("?");
  }

  /** What a provider said once; as text the state, a line end and the reason. */
  private record Word(TemplateStatus.State state, String reason, Instant at) {

    static Word of(Note note) {
      int end = note.text().indexOf('\n');
      return new Word(
          TemplateStatus.State.of(note.text().substring(0, end)),
          note.text().substring(end + 1),
          note.at());
    }

    String text() {
      return state + "\n" + storable(reason);
    }

    Optional<String> why() {
      boolean sendable = new TemplateStatus("any", "es", state, reason, at).isSendable();
      return sendable
          ? Optional.empty()
          : Optional.of(state + (reason.isEmpty() ? "" : " " + reason));
    }
  }
}
