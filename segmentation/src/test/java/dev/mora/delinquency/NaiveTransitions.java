package dev.mora.delinquency;

import dev.mora.loan.Loan;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A second opinion on transitions: every day is assessed anew from what was booked by then, and put
 * beside the day before, likewise. It shares no code with the walk through change points.
 */
final class NaiveTransitions {

  private final Loan loan;
  private final DelinquencyPolicy policy;

  NaiveTransitions(Loan loan, DelinquencyPolicy policy) {
    this.loan = loan;
    this.policy = policy;
  }

  /** One line for each transition. */
  List<String> between(LocalDate from, LocalDate to) {
    List<String> lines = new ArrayList<>();
    Delinquency before = on(from, from);
    for (LocalDate day = from.plusDays(1); !day.isAfter(to); day = day.plusDays(1)) {
      Delinquency now = on(day, day);
      List<String> kinds = kinds(before, now);
      if (!kinds.isEmpty()) {
        Delinquency again = on(day.minusDays(1), day);
        boolean restated =
            again.countedDays() != before.countedDays() || !again.bucket().equals(before.bucket());
        for (String kind : kinds) {
          lines.add(kind + " " + text(before) + " -> " + text(now) + (restated ? " restated" : ""));
        }
      }
      before = now;
    }
    return lines;
  }

  static List<String> lines(List<Transition> transitions) {
    return transitions.stream()
        .map(
            one ->
                one.getClass().getSimpleName()
                    + " "
                    + text(one.before())
                    + " -> "
                    + text(one.after())
                    + (one.isRestated() ? " restated" : ""))
        .toList();
  }

  private Delinquency on(LocalDate day, LocalDate knownBy) {
    return policy.assess(RandomPasts.completed(RandomPasts.known(loan, knownBy), day), day);
  }

  private List<String> kinds(Delinquency before, Delinquency now) {
    List<String> kinds = new ArrayList<>();
    if (!before.bucket().equals(now.bucket())) {
      if (!before.bucket().isEmpty()) {
        kinds.add("BucketLeft");
      }
      if (!now.bucket().isEmpty()) {
        kinds.add("BucketEntered");
      }
      int was = from(before.bucket());
      int is = from(now.bucket());
      if (was > 0 && is > 0) {
        kinds.add(is > was ? "RolledForward" : "RolledBack");
      }
    }
    if (before.countedDays() > 0 && now.countedDays() == 0) {
      kinds.add("Cured");
    }
    return kinds;
  }

  private int from(String code) {
    return policy.forProduct(loan.product()).buckets().list().stream()
        .filter(bucket -> bucket.code().equals(code))
        .mapToInt(Bucket::from)
        .findFirst()
        .orElse(0);
  }

  private static String text(Delinquency d) {
    return String.join(
        "|",
        d.asOf().toString(),
        d.bucket(),
        d.daysPastDue() + "",
        d.countedDays() + "",
        d.overdueAmount().toString(),
        d.outstanding().toString(),
        d.outstandingPrincipal().orElseThrow().toString());
  }

  private static String text(Standing s) {
    return String.join(
        "|",
        s.asOf().toString(),
        s.bucket(),
        s.daysPastDue() + "",
        s.countedDays() + "",
        s.overdueAmount().toString(),
        s.outstanding().toString(),
        s.outstandingPrincipal().toString());
  }
}
