package dev.mora.contact;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * May this person be contacted now, over this channel, about this? Over several rules Deny beats
 * NeedsData, that beats Defer, and Allow is left when no rule objects.
 */
public sealed interface ContactVerdict {

  Kind kind();

  /** Id of the deciding rule; empty for {@link Allow}. */
  String rule();

  /** Law and article, or whose choice it is; empty for {@link Allow}. */
  String source();

  /** Stable code such as {@code OPT_OUT} or {@code OUTSIDE_WINDOW}; empty for {@link Allow}. */
  String reason();

  /** Each rule that applied, in the order of the packs. */
  List<RuleTrace> trace();

  ContactExplanation explanation();

  /** Answers with the function of this verdict's own kind. */
  <T> T fold(
      Function<Allow, T> allow,
      Function<Defer, T> defer,
      Function<Deny, T> deny,
      Function<NeedsData, T> needsData);

  enum Kind {
    ALLOW,
    DEFER,
    NEEDS_DATA,
    DENY
  }

  /**
   * @param validUntil the first moment at which it must be asked again; at most 24 hours away
   */
  record Allow(
      Instant validUntil,
      List<Obligation> obligations,
      List<RuleTrace> trace,
      ContactExplanation explanation)
      implements ContactVerdict {

    public Allow {
      Objects.requireNonNull(validUntil, "validUntil");
      obligations = List.copyOf(obligations);
      trace = List.copyOf(trace);
      Objects.requireNonNull(explanation, "explanation");
    }

    @Override
    public Kind kind() {
      return Kind.ALLOW;
    }

    @Override
    public String rule() {
      return "";
    }

    @Override
    public String source() {
      return "";
    }

    @Override
    public String reason() {
      return "";
    }

    @Override
    public <T> T fold(
        Function<Allow, T> allow,
        Function<Defer, T> defer,
        Function<Deny, T> deny,
        Function<NeedsData, T> needsData) {
      return allow.apply(this);
    }
  }

  /**
   * Not now. At {@code until} all rules of today's facts agree; ask again then.
   *
   * @param rule the one that holds it back longest at the moment of asking
   */
  record Defer(
      Instant until,
      String rule,
      String source,
      String reason,
      List<RuleTrace> trace,
      ContactExplanation explanation)
      implements ContactVerdict {

    public Defer {
      Objects.requireNonNull(until, "until");
      Objects.requireNonNull(rule, "rule");
      Objects.requireNonNull(source, "source");
      Objects.requireNonNull(reason, "reason");
      trace = List.copyOf(trace);
      Objects.requireNonNull(explanation, "explanation");
    }

    @Override
    public Kind kind() {
      return Kind.DEFER;
    }

    @Override
    public <T> T fold(
        Function<Allow, T> allow,
        Function<Defer, T> defer,
        Function<Deny, T> deny,
        Function<NeedsData, T> needsData) {
      return defer.apply(this);
    }
  }

  /**
   * No.
   *
   * @param permanent no passing of time changes it, only somebody who changes the facts
   * @param until when the reason ends by itself, if that is known
   */
  record Deny(
      String rule,
      String source,
      String reason,
      boolean permanent,
      Optional<Instant> until,
      List<RuleTrace> trace,
      ContactExplanation explanation)
      implements ContactVerdict {

    public Deny {
      Objects.requireNonNull(rule, "rule");
      Objects.requireNonNull(source, "source");
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(until, "until");
      trace = List.copyOf(trace);
      Objects.requireNonNull(explanation, "explanation");
    }

    @Override
    public Kind kind() {
      return Kind.DENY;
    }

    @Override
    public <T> T fold(
        Function<Allow, T> allow,
        Function<Defer, T> defer,
        Function<Deny, T> deny,
        Function<NeedsData, T> needsData) {
      return deny.apply(this);
    }
  }

  /**
   * A rule could not be decided.
   *
   * @param missing what has to be known, in English words
   */
  record NeedsData(
      String missing,
      String rule,
      String source,
      List<RuleTrace> trace,
      ContactExplanation explanation)
      implements ContactVerdict {

    public NeedsData {
      Objects.requireNonNull(missing, "missing");
      Objects.requireNonNull(rule, "rule");
      Objects.requireNonNull(source, "source");
      trace = List.copyOf(trace);
      Objects.requireNonNull(explanation, "explanation");
    }

    @Override
    public Kind kind() {
      return Kind.NEEDS_DATA;
    }

    @Override
    public String reason() {
      return "NEEDS_DATA";
    }

    @Override
    public <T> T fold(
        Function<Allow, T> allow,
        Function<Defer, T> defer,
        Function<Deny, T> deny,
        Function<NeedsData, T> needsData) {
      return needsData.apply(this);
    }
  }
}
