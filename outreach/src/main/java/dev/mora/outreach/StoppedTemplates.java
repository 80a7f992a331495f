package dev.mora.outreach;

import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.Note;
import dev.mora.ledger.Notebook;
import dev.mora.ledger.Stop;
import dev.mora.ledger.TemplateKey;
import dev.mora.party.Channel;
import dev.mora.template.TemplateStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Templates that may not be sent just now, each channel and language for itself: by the provider's
 * own word, or because its copy is not what we have checked (another text, another category). The
 * newest of each kind counts, in whatever order words come in and whichever process hears them:
 * each word is a note of its own on the shelf of its template, and those of its kind before the
 * newest are taken off. A gate reads the shelf behind its lock. Thread-safe.
 *
 * <pre>
 *                          the provider's word    the comparison
 * a notification           yes                    only what differs
 * a listing, or the host   yes                    both ways: what may be sent is what we have
 * </pre>
 */
final class StoppedTemplates {

  private static final int LONGEST = 150;

  /** What no database keeps in a text. */
  private static final Pattern NOT_KEPT = Pattern.compile("[\\x00\\p{Cs}]");

  /** Before the key of what a comparison found, or did not find. */
  private static final String COMPARED = "compared ";

  /**
   * Codes of WhatsApp for a template that the provider does not have, has paused, disabled or not
   * brought everywhere yet. Others, such as a wrong number of parameters, are about what we fill
   * in: an approval, which every listing repeats, mends none of them.
   */
  private static final Set<String> OF_ITS_STATE = Set.of("132001", "132015", "132016", "134101");

  private final DeliveryLedger ledger;
  private final Notebook notes;

  StoppedTemplates(DeliveryLedger ledger) {
    this.ledger = ledger;
    notes = ledger.notes();
  }

  /** After a comparison: one that may be sent is what it was. */
  void compared(Channel channel, TemplateStatus status) {
    if (!isFinding(status.state())) {
      write(channel, status, "", status.at());
    }
    if (isFinding(status.state()) || status.isSendable()) {
      write(channel, status, COMPARED, status.at());
    }
    resume(channel, status);
  }

  /**
   * A notification: an approval says nothing about text and category. What differs outlasts each
   * listing that was asked for before we heard of it.
   *
   * @param now by our clock, as the times of listings are
   */
  void heard(Channel channel, TemplateStatus status, Instant now) {
    boolean isLater = isFinding(status.state()) && now.isAfter(status.at());
    write(channel, status, isFinding(status.state()) ? COMPARED : "", isLater ? now : status.at());
    resume(channel, status);
  }

  private void write(Channel channel, TemplateStatus status, String kind, Instant at) {
    String shelf = shelf(channel, status.template(), status.language());
    String key = kind + status.at() + " " + status.state();
    String text = new Word(status.state(), status.reason(), at).text();
    notes.put(new Note(shelf, key, Optional.empty(), text, at));
    List<Note> same =
        notes.all(shelf).stream().filter(note -> isCompared(note) != kind.isEmpty()).toList();
    newest(same)
        .ifPresent(
            last ->
                same.stream()
                    .filter(note -> !note.key().equals(last.key()))
                    .forEach(note -> notes.remove(shelf, note.key())));
  }

  private static boolean isFinding(TemplateStatus.State state) {
    return state == TemplateStatus.State.DRIFTED || state == TemplateStatus.State.RECATEGORIZED;
  }

  /** An earlier version wrote no kind. */
  private static boolean isCompared(Note note) {
    return note.key().startsWith(COMPARED) || isFinding(Word.of(note).state());
  }

  /** What the provider refused before for the state it was in goes on, if it may be sent. */
  private void resume(Channel channel, TemplateStatus status) {
    String shelf = shelf(channel, status.template(), status.language());
    if (!status.isSendable() || why(shelf, notes.all(shelf)).isPresent()) {
      return;
    }
    for (Map.Entry<TemplateKey, Stop> stopped : ledger.stoppedTemplates().entrySet()) {
      TemplateKey key = stopped.getKey();
      Stop stop = stopped.getValue();
      if (key.sender().channel().equals(channel)
          && key.name().equals(status.template())
          && key.language().equals(status.language())
          && stop.isOfProvider()
          && OF_ITS_STATE.contains(stop.reason())
          && stop.at().isBefore(status.at())) {
        ledger.resumeTemplate(key, Stop.PROVIDER);
      }
    }
  }

  /** Why, the provider's word first; empty while it may be sent. */
  Optional<String> why(TemplateKey template) {
    String shelf = shelf(template);
    return why(shelf, notes.all(shelf));
  }

  /** Why, by notes that a gate has read. */
  static Optional<String> why(TemplateKey template, Collection<Note> read) {
    return why(shelf(template), read);
  }

  private static Optional<String> why(String shelf, Collection<Note> read) {
    Map<Boolean, List<Note>> kinds =
        read.stream()
            .filter(note -> note.shelf().equals(shelf))
            .collect(Collectors.partitioningBy(StoppedTemplates::isCompared));
    return Stream.of(false, true)
        .flatMap(kind -> newest(kinds.getOrDefault(kind, List.of())).stream())
        .flatMap(note -> Word.of(note).why().stream())
        .findFirst();
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
    return shelf(template.sender().channel(), template.name(), template.language());
  }

  /** An earlier version knew of no channel but WhatsApp. */
  private static String shelf(Channel channel, String name, String language) {
    String of = channel.equals(Channel.WHATSAPP) ? "" : channel.name() + "/";
    String one = storable("template/" + of + language + "/" + name);
    return one.length() <= LONGEST
        ? one
        : one.substring(0, LONGEST) + UUID.nameUUIDFromBytes(one.getBytes(StandardCharsets.UTF_8));
  }

  private static String storable(String text) {
    return NOT_KEPT.matcher(text).replaceAll("?");
  }

  /**
   * What a provider said once; as text the state, a line end and the reason. What reads otherwise
   * was written by hand: a state that nobody knows stops sends.
   */
  private record Word(TemplateStatus.State state, String reason, Instant at) {

    static Word of(Note note) {
      String[] lines = note.text().split("\n", 2);
      return new Word(
          TemplateStatus.State.of(lines[0]), lines.length < 2 ? "" : lines[1], note.at());
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
