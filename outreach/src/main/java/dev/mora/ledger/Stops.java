package dev.mora.ledger;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may not send for now: the whole lender, one sender, everybody with one template. */
final class Stops {

  private static final Logger LOG = LoggerFactory.getLogger(Stops.class);
  private static final int REFUSALS_THAT_STOP_A_TEMPLATE = 20;
  private static final String TEMPLATE_STOPPED = "template-stopped";

  private final MemoryBooks books;
  private final Map<TemplateKey, Stop> templates = new LinkedHashMap<>();
  private final Map<TemplateKey, Integer> refusalsInARow = new HashMap<>();
  private @Nullable Stop lender;

  Stops(MemoryBooks books) {
    this.books = books;
  }

  boolean isStopped(Desk desk) {
    return lender != null || desk.stop != null;
  }

  /** Why a gate stays shut while {@link #isStopped(Desk)}. */
  String reason() {
    return lender != null ? "all-stopped" : "sender-stopped";
  }

  boolean isStopped(Optional<TemplateKey> template) {
    return template.filter(templates::containsKey).isPresent();
  }

  static Move parked(String actor, String why) {
    return new Move(Transition.PARKED, actor).because(TEMPLATE_STOPPED, why);
  }

  // --- lender and senders

  Optional<Stop> lender() {
    return Optional.ofNullable(lender);
  }

  void stopLender(String reason, String actor) {
    lender = new Stop(reason, actor, books.now());
  }

  void resumeLender() {
    lender = null;
  }

  Optional<Stop> sender(SenderId sender) {
    return Optional.ofNullable(books.desk(sender).stop);
  }

  void stopSender(SenderId sender, String reason, String actor) {
    books.desk(sender).stop = new Stop(reason, actor, books.now());
  }

  /** Unless it is stopped already, for whatever reason. */
  void stopSenderOnce(SenderId sender, String code) {
    if (books.desk(sender).stop == null) {
      LOG.error("{} stopped by the provider: {}", sender, code);
      stopSender(sender, code, Move.PROVIDER);
    }
  }

  // --- templates

  Map<TemplateKey, Stop> templates() {
    return Map.copyOf(templates);
  }

  int stopTemplate(TemplateKey template, String reason, String actor) {
    if (templates.putIfAbsent(template, new Stop(reason, actor, books.now())) == null) {
      LOG.error("template {} {} stopped: {}", template.name(), template.language(), reason);
    }
    return books.each(
        EntryFilter.all(),
        row -> row.state() == State.PLANNED && row.isOf(template),
        row -> books.move(row, parked(actor, reason)));
  }

  int resumeTemplate(TemplateKey template, String actor) {
    templates.remove(template);
    return books.each(
        EntryFilter.all(),
        row ->
            row.state() == State.PARKED
                && row.entry.reason().equals(TEMPLATE_STOPPED)
                && row.isOf(template),
        row -> books.move(row, new Move(Transition.RELEASED, actor).when(books.now())));
  }

  /** A message of it was refused as wrong: so many in a row are not the messages' fault. */
  void refused(TemplateKey template, String code) {
    if (refusalsInARow.merge(template, 1, Integer::sum) >= REFUSALS_THAT_STOP_A_TEMPLATE) {
      refusalsInARow.remove(template);
      stopTemplate(template, code, Move.PROVIDER);
    }
  }

  void accepted(TemplateKey template) {
    refusalsInARow.remove(template);
  }
}
