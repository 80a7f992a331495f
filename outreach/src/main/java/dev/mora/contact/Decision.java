package dev.mora.contact;

import dev.mora.contact.ContactVerdict.Kind;
import dev.mora.contact.Rule.Objection;
import dev.mora.contact.Rule.Passage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One decision. Rules of facts are asked first; then the first moment is sought at which all rules
 * of time agree in all plausible zones, and at which they go on to agree for the safety margin. The
 * search moves from one rule's next opening to the next, so it visits openings, not minutes.
 */
final class Decision {

  static final Duration HORIZON = Duration.ofDays(30);
  private static final Duration LONGEST_VALIDITY = Duration.ofHours(24);

  private static final Cause NO_ZONE =
      new Cause("time-zone", "hours are those of the debtor's own zone", Map.of());

  private final List<ContactPack> packs;
  private final List<ActiveRule> rules;
  private final Situation situation;
  private final Duration margin;
  private final List<RuleTrace> trace = new ArrayList<>();

  /** What a verdict refers to. */
  private record Cause(String rule, String source, Map<String, String> says) {

    static final Cause NONE = new Cause("", "", Map.of());

    static Cause of(@Nullable ActiveRule active) {
      return active == null
          ? NONE
          : new Cause(active.id(), active.rule().head().source(), active.rule().head().says());
    }
  }

  Decision(List<ContactPack> packs, List<ActiveRule> rules, Situation situation, Duration margin) {
    this.packs = packs;
    this.rules = rules;
    this.situation = situation;
    this.margin = margin;
  }

  ContactVerdict verdict() {
    Instant at = situation.request().at();
    Optional<ContactVerdict> objection = objection(situation, true);
    if (objection.isPresent() && objection.get().kind() == Kind.DENY) {
      return objection.get();
    }
    Optional<Found> search =
        situation.zones().isEmpty() ? Optional.empty() : Optional.of(search(at));
    if (objection.isPresent()) {
      return objection.get();
    }
    if (search.isEmpty()) {
      return needsData(missingZone(), NO_ZONE);
    }
    Found found = search.get();
    if (!found.missing.isEmpty()) {
      return needsData(found.missing, Cause.of(found.binding));
    }
    if (found.opens.isAfter(at.plus(HORIZON))) {
      return deny(Objection.no("NO_WINDOW_IN_HORIZON", false, Map.of()), Cause.of(found.binding));
    }
    if (found.opens.equals(at)) {
      return allow(found.closes);
    }
    return objection(situation.at(found.opens), false).orElseGet(() -> defer(found));
  }

  // rules of facts

  private Optional<ContactVerdict> objection(Situation now, boolean traced) {
    @Nullable ActiveRule strongest = null;
    @Nullable Objection worst = null;
    for (ActiveRule each : rules) {
      if (!(each.rule() instanceof Rule.OfFacts rule) || !binds(each, now.request().at())) {
        continue;
      }
      Optional<Objection> objection = rule.objection(now);
      if (traced) {
        trace(
            each,
            objection.map(Decision::kindOf).orElse(Kind.ALLOW),
            objection.map(Objection::inputs).orElse(Map.of()));
      }
      if (objection.isPresent() && (worst == null || weight(objection.get()) > weight(worst))) {
        strongest = each;
        worst = objection.get();
      }
    }
    if (worst != null && worst.missing().isEmpty()) {
      return Optional.of(deny(worst, Cause.of(strongest)));
    }
    Optional<ContactVerdict> lapsed = lapsedPack(now);
    if (lapsed.isPresent() || worst == null) {
      return lapsed;
    }
    return Optional.of(needsData(worst.missing(), Cause.of(strongest)));
  }

  /** A pack outside its dates forbids nothing, so nothing may be concluded from its silence. */
  private Optional<ContactVerdict> lapsedPack(Situation now) {
    LocalDate date = dateOf(now.request().at());
    return packs.stream()
        .filter(each -> !each.isInForceOn(date))
        .findFirst()
        .map(
            each ->
                needsData(
                    "a version of pack " + each.id() + " that is in force on " + date,
                    new Cause(each.id(), each.toString(), Map.of())));
  }

  private static Kind kindOf(Objection objection) {
    return objection.missing().isEmpty() ? Kind.DENY : Kind.NEEDS_DATA;
  }

  private static int weight(Objection objection) {
    return objection.missing().isEmpty() ? objection.permanent() ? 3 : 2 : 1;
  }

  // rules of time

  /** Where the search ended: the first open moment, and when it closes. */
  private record Found(
      Instant opens, Instant closes, @Nullable ActiveRule binding, String reason, String missing) {}

  /** What all rules of time say of one moment. */
  private record Step(Instant from, Instant until, @Nullable ActiveRule binding, String missing) {}

  private String missingZone() {
    return situation.request().borrower().place().isPresent()
        ? "time zone of the borrower: no zones are listed for the country"
        : "time zone or country of the borrower";
  }

  private Found search(Instant start) {
    Instant horizon = start.plus(HORIZON);
    Instant candidate = start;
    @Nullable ActiveRule first = null;
    String reason = "";
    while (!candidate.isAfter(horizon)) {
      Step step = step(candidate, candidate.equals(start));
      if (!step.missing.isEmpty()) {
        return new Found(candidate, candidate, step.binding, "", step.missing);
      }
      boolean closingSoon = false;
      Instant closes = candidate;
      if (!step.from.isAfter(candidate)) {
        Instant latest = candidate.plus(LONGEST_VALIDITY).plus(margin);
        closes = step.until;
        boolean closed = false;
        while (closes.isBefore(latest) && !closed) {
          step = step(closes, false);
          closed = step.from.isAfter(closes) || !step.missing.isEmpty();
          closes = closed ? closes : step.until;
        }
        if (!closed) {
          return new Found(candidate, latest.minus(margin), first, reason, "");
        }
        if (closes.isAfter(candidate.plus(margin))) {
          return new Found(candidate, closes.minus(margin), first, reason, "");
        }
        if (!step.missing.isEmpty()) {
          return new Found(candidate, candidate, step.binding, "", step.missing);
        }
        closingSoon = true;
      }
      if (first == null) {
        first = step.binding;
        reason = closingSoon || first == null ? "CLOSING_SOON" : reasonOf(first);
      }
      candidate = step.from;
    }
    return new Found(Instant.MAX, Instant.MAX, first, reason, "");
  }

  private static String reasonOf(ActiveRule active) {
    return active.rule() instanceof Rule.OfTime rule ? rule.reason() : "";
  }

  private Step step(Instant t, boolean traced) {
    Instant from = t;
    Instant until = Instant.MAX;
    @Nullable ActiveRule binding = null;
    @Nullable ActiveRule unknown = null;
    String missing = "";
    for (ActiveRule each : rules) {
      if (!(each.rule() instanceof Rule.OfTime rule)
          || !rule.head().binding().binds(situation.request())) {
        continue;
      }
      Instant exempt = situation.exemptUntil(rule).orElse(Instant.MIN);
      @Nullable Passage tightest = null;
      for (ZoneId zone : situation.zones()) {
        LocalDate date = LocalDate.ofInstant(t, zone);
        Passage passage;
        if (t.isBefore(exempt)) {
          passage = Passage.open(t, exempt, Map.of("answerUntil", exempt.toString()));
        } else if (!each.pack().isInForceOn(date)) {
          passage =
              Passage.open(t, midnightAfter(date, zone), Map.of("notInForceOn", date.toString()));
        } else {
          passage = rule.next(t, zone, situation);
        }
        if (passage.missing().isEmpty() && !passage.from().isAfter(t)) {
          until = passage.until().isBefore(until) ? passage.until() : until;
        }
        tightest = tighter(tightest, passage);
      }
      if (tightest == null) {
        continue;
      }
      if (!tightest.missing().isEmpty() && unknown == null) {
        unknown = each;
        missing = tightest.missing();
      }
      if (tightest.from().isAfter(from)) {
        from = tightest.from();
        binding = each;
      }
      if (traced) {
        trace(each, kindOf(tightest, t), tightest.inputs());
      }
    }
    return new Step(from, until, unknown == null ? binding : unknown, missing);
  }

  private static Passage tighter(@Nullable Passage a, Passage b) {
    if (a == null || a.missing().isEmpty() && !b.missing().isEmpty()) {
      return b;
    }
    return !a.missing().isEmpty() || !b.from().isAfter(a.from()) ? a : b;
  }

  private static Kind kindOf(Passage passage, Instant t) {
    if (!passage.missing().isEmpty()) {
      return Kind.NEEDS_DATA;
    }
    return passage.from().isAfter(t) ? Kind.DEFER : Kind.ALLOW;
  }

  private static Instant midnightAfter(LocalDate date, ZoneId zone) {
    return date.plusDays(1).atStartOfDay(zone).toInstant();
  }

  private boolean binds(ActiveRule each, Instant at) {
    return each.rule().head().binding().binds(situation.request())
        && each.pack().isInForceOn(dateOf(at));
  }

  private LocalDate dateOf(Instant at) {
    return LocalDate.ofInstant(at, shownZone());
  }

  private ZoneId shownZone() {
    return situation.zones().isEmpty() ? ZoneOffset.UTC : situation.zones().get(0);
  }

  // verdicts

  private ContactVerdict allow(Instant until) {
    List<Obligation> obligations = new ArrayList<>();
    for (ActiveRule each : rules) {
      if (each.rule() instanceof ContentRule content && binds(each, situation.request().at())) {
        List<Obligation> more = content.obligations(situation);
        trace(each, Kind.ALLOW, Map.of("obligations", Integer.toString(more.size())));
        obligations.addAll(more);
      }
    }
    return new ContactVerdict.Allow(
        until, obligations, trace, explanation(Kind.ALLOW, "", Cause.NONE, Optional.of(until), ""));
  }

  private ContactVerdict defer(Found found) {
    Cause cause = Cause.of(found.binding);
    return new ContactVerdict.Defer(
        found.opens,
        cause.rule,
        cause.source,
        found.reason,
        trace,
        explanation(Kind.DEFER, found.reason, cause, Optional.of(found.opens), ""));
  }

  private ContactVerdict deny(Objection objection, Cause cause) {
    return new ContactVerdict.Deny(
        cause.rule,
        cause.source,
        objection.reason(),
        objection.permanent(),
        objection.until(),
        trace,
        explanation(Kind.DENY, objection.reason(), cause, objection.until(), ""));
  }

  private ContactVerdict needsData(String missing, Cause cause) {
    return new ContactVerdict.NeedsData(
        missing,
        cause.rule,
        cause.source,
        trace,
        explanation(Kind.NEEDS_DATA, "NEEDS_DATA", cause, Optional.empty(), missing));
  }

  private ContactExplanation explanation(
      Kind kind, String reason, Cause cause, Optional<Instant> moment, String missing) {
    return new ContactExplanation(
        kind, reason, cause.rule, cause.source, cause.says, moment, shownZone(), missing);
  }

  private void trace(ActiveRule each, Kind outcome, Map<String, String> inputs) {
    trace.add(new RuleTrace(each.pack().id(), each.pack().version(), each.id(), outcome, inputs));
  }
}
