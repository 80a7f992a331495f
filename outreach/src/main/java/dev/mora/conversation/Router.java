package dev.mora.conversation;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Decides the queue of every inbound message, a reply as well as a borrower's first word. The rules
 * are data and tried in order; the first that fits decides. A number that is nobody's or several
 * people's goes to a queue of its own before any rule is tried, because nothing may be said to a
 * stranger. Immutable.
 */
public final class Router {

  /** For numbers that nobody has. */
  public static final String UNKNOWN_NUMBER = "unknown-number";

  /** For numbers that several borrowers have. */
  public static final String IDENTIFY = "identify";

  /** For what was written so long ago that nothing is done about it by itself. */
  public static final String LATE = "late";

  /** For what no rule takes. */
  public static final String INBOX = "inbox";

  private final List<Rule> rules;

  private Router(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /**
   * Wishes first (stop, dispute, wrong person, a person, paid, receipt, plan, promise), then by
   * days past due: from 61 to senior agents, from 31 to agents, from 1 to early arrears, else to
   * service.
   */
  public static Router standard() {
    return new Router(
        List.of(
            Rule.on("opt-out", "opt-out", 90, Intent.OPT_OUT),
            Rule.on("dispute", "disputes", 90, Intent.DISPUTE),
            Rule.on("wrong-person", "contact-data", 80, Intent.WRONG_PERSON),
            Rule.on("paid", "payments", 70, Intent.PAID, Intent.RECEIPT),
            new Rule(
                "agent-late", "senior-agents", 85, EnumSet.of(Intent.AGENT), 61, Integer.MAX_VALUE),
            Rule.on("agent", "agents", 75, Intent.AGENT),
            Rule.on("plan", "plans", 65, Intent.PLAN),
            Rule.on("promise", "promises", 60, Intent.PROMISE),
            Rule.late("late", "senior-agents", 55, 61),
            Rule.late("mid", "agents", 50, 31),
            Rule.late("early", "early-arrears", 45, 1)));
  }

  public static Router of(List<Rule> rules) {
    return new Router(rules);
  }

  public List<Rule> rules() {
    return rules;
  }

  /** For a message that came in days after it was written: no rule is tried, a person decides. */
  public Routing late(Intent intent) {
    return new Routing(
        LATE,
        60,
        LATE,
        intent.in("es") + "; llegó con más de ocho días de retraso",
        intent.in("pt") + "; chegou com mais de oito dias de atraso",
        intent.in("en") + "; came in more than eight days late");
  }

  public Routing route(Intent intent, Caller caller) {
    String es = intent.in("es");
    String pt = intent.in("pt");
    String en = intent.in("en");
    if (caller.borrowers().isEmpty()) {
      return new Routing(
          UNKNOWN_NUMBER,
          40,
          UNKNOWN_NUMBER,
          es + "; el número no es de ningún deudor",
          pt + "; o número não é de nenhum devedor",
          en + "; the number is nobody's");
    }
    if (caller.borrowers().size() > 1) {
      int count = caller.borrowers().size();
      return new Routing(
          IDENTIFY,
          80,
          IDENTIFY,
          es + "; el número es de " + count + " deudores",
          pt + "; o número é de " + count + " devedores",
          en + "; the number belongs to " + count + " borrowers");
    }
    String days = String.valueOf(caller.daysPastDue());
    String tailEs =
        "; " + days + " días de mora" + (caller.answers() ? "" : ", escribe por su cuenta");
    String tailPt =
        "; " + days + " dias de atraso" + (caller.answers() ? "" : ", escreve por conta própria");
    String tailEn = "; " + days + " days past due" + (caller.answers() ? "" : ", wrote first");
    for (Rule rule : rules) {
      if (rule.fits(intent, caller.daysPastDue())) {
        return new Routing(
            rule.queue(), rule.priority(), rule.id(), es + tailEs, pt + tailPt, en + tailEn);
      }
    }
    return new Routing(INBOX, 30, "otherwise", es + tailEs, pt + tailPt, en + tailEn);
  }

  /**
   * @param intents empty for any
   * @param from days past due, this day in
   * @param to days past due, this day in
   */
  public record Rule(String id, String queue, int priority, Set<Intent> intents, int from, int to) {

    public Rule {
      Objects.requireNonNull(id, "id");
      intents = Set.copyOf(intents);
      if (from < 0 || to < from) {
        throw new IllegalArgumentException(
            "rule " + id + ": days run from 0 upwards: " + from + " to " + to);
      }
      if (queue.isBlank()) {
        throw new IllegalArgumentException("rule " + id + " names no queue");
      }
    }

    static Rule on(String id, String queue, int priority, Intent first, Intent... more) {
      return new Rule(id, queue, priority, EnumSet.of(first, more), 0, Integer.MAX_VALUE);
    }

    static Rule late(String id, String queue, int priority, int from) {
      return new Rule(id, queue, priority, Set.of(), from, Integer.MAX_VALUE);
    }

    boolean fits(Intent intent, int daysPastDue) {
      return (intents.isEmpty() || intents.contains(intent))
          && daysPastDue >= from
          && daysPastDue <= to;
    }
  }
}
