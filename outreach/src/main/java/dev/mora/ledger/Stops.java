package dev.mora.ledger;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may not send for now: the whole lender, one sender, everybody with one template. */
final class Stops {

  /** How many rows one work parks or releases. */
  static final int PAGE = 1000;

  private static final Logger LOG = LoggerFactory.getLogger(Stops.class);
  private static final int REFUSALS_THAT_STOP_A_TEMPLATE = 20;
  private static final String TEMPLATE_STOPPED = "template-stopped";

  private final Clerk clerk;
  private final Books books;
  private final Map<TemplateKey, Integer> refusalsInARow = new HashMap<>();
  private @Nullable Optional<Stop> lender;
  private @Nullable Map<TemplateKey, Stop> templates;

  Stops(Clerk clerk) {
    this.clerk = clerk;
    books = clerk.books;
  }

  boolean isStopped(Desk desk) {
    return lender().isPresent() || desk.stop().isPresent();
  }

  /** Why a gate stays shut while {@link #isStopped(Desk)}. */
  String reason() {
    return lender().isPresent() ? "all-stopped" : "sender-stopped";
  }

  boolean isStopped(Optional<TemplateKey> template) {
    return template.filter(templates()::containsKey).isPresent();
  }

  static Move parked(String actor, String why) {
    return new Move(Transition.PARKED, actor).because(TEMPLATE_STOPPED, why);
  }

  // --- lender and senders

  Optional<Stop> lender() {
    Optional<Stop> known = lender;
    if (known == null) {
      known = books.lenderStop();
      lender = known;
    }
    return known;
  }

  void stopLender(String reason, String actor) {
    books.putLenderStop(new Stop(reason, actor, clerk.now()));
    lender = null;
  }

  void resumeLender() {
    books.removeLenderStop();
    lender = null;
  }

  void stopSender(SenderId sender, String reason, String actor) {
    clerk.desk(sender).stop(new Stop(reason, actor, clerk.now()));
  }

  /** Unless it is stopped already, for whatever reason. */
  void stopSenderOnce(SenderId sender, String code) {
    if (clerk.desk(sender).stop().isEmpty()) {
      LOG.error("{} stopped by the provider: {}", sender, code);
      stopSender(sender, code, Move.PROVIDER);
    }
  }

  // --- templates

  Map<TemplateKey, Stop> templates() {
    Map<TemplateKey, Stop> known = templates;
    if (known == null) {
      known = Map.copyOf(books.templateStops());
      templates = known;
    }
    return known;
  }

  /** Parks the first page of what waits; the rest is parked by {@link #park}, claims and gates. */
  Swept stopTemplate(TemplateKey template, String reason, String actor) {
    if (!templates().containsKey(template)) {
      LOG.error("template {} {} stopped: {}", template.name(), template.language(), reason);
      books.putTemplateStop(template, new Stop(reason, actor, clerk.now()));
      templates = null;
    }
    return park(template, reason, actor, 0);
  }

  Swept park(TemplateKey template, String reason, String actor, long after) {
    return clerk.sweep(
        books.ofTemplate(template, State.PLANNED, after, PAGE),
        PAGE,
        row -> row.state() == State.PLANNED,
        row -> clerk.move(row, parked(actor, reason)));
  }

  /** Releases a page of what {@link #stopTemplate} parked. */
  Swept resumeTemplate(TemplateKey template, String actor, long after) {
    books.removeTemplateStop(template);
    templates = null;
    return clerk.sweep(
        books.ofTemplate(template, State.PARKED, after, PAGE),
        PAGE,
        row -> row.entry.reason().equals(TEMPLATE_STOPPED),
        row -> clerk.move(row, new Move(Transition.RELEASED, actor).when(clerk.now())));
  }

  /** A message of it was refused as wrong: so many in a row are not the messages' fault. */
  void refused(TemplateKey template, String code) {
    int inARow = refusals(template) + 1;
    boolean stops = inARow >= REFUSALS_THAT_STOP_A_TEMPLATE;
    putRefusals(template, stops ? 0 : inARow);
    if (stops) {
      stopTemplate(template, code, Move.PROVIDER);
    }
  }

  void accepted(TemplateKey template) {
    if (refusals(template) > 0) {
      putRefusals(template, 0);
    }
  }

  private int refusals(TemplateKey template) {
    return refusalsInARow.computeIfAbsent(template, books::refusals);
  }

  private void putRefusals(TemplateKey template, int inARow) {
    refusalsInARow.put(template, inARow);
    books.putRefusals(template, inARow);
  }
}
