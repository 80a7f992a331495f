package dev.mora.segmentation;

import dev.mora.delinquency.DelinquencyPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What can be told of a policy by reading it alone. Exact for the tests that the language has: what
 * it says is so, and what it does not say is not, but for questions that it says it gave up.
 */
final class PolicyCheck {

  private final Questions questions;
  private final Optional<DelinquencyPolicy> delinquency;

  private PolicyCheck(Questions questions, Optional<DelinquencyPolicy> delinquency) {
    this.questions = questions;
    this.delinquency = delinquency;
  }

  /** Errors and warnings alone. */
  static List<Finding> findings(SegmentationPolicy policy) {
    return new PolicyCheck(Questions.about(policy), Optional.empty()).run(false);
  }

  static List<Finding> all(Questions questions, Optional<DelinquencyPolicy> delinquency) {
    return new PolicyCheck(questions, delinquency).run(true);
  }

  /** Nested policies come first, as they are asked first. */
  private List<Finding> run(boolean all) {
    List<Finding> found = new ArrayList<>();
    questions
        .policy()
        .policies()
        .forEach(
            (name, nested) ->
                new PolicyCheck(questions.inside(nested), delinquency)
                    .of(all).stream().map(each -> each.inside(name)).forEach(found::add));
    found.addAll(of(all));
    return found.stream().filter(finding -> all || finding.level() != Finding.Level.INFO).toList();
  }

  private List<Finding> of(boolean all) {
    SegmentationPolicy policy = questions.policy();
    ReachCheck reach = new ReachCheck(questions);
    SlipCheck slips = new SlipCheck(questions);
    List<Finding> found = new ArrayList<>();
    for (int i = 0; i < policy.rules().size(); i++) {
      List<Finding> reached = reach.of(i);
      found.addAll(reached);
      found.addAll(slips.of(policy.rules().get(i), delinquency));
      if (all && reached.stream().noneMatch(PolicyCheck::isDead)) {
        reach.shadowed(i).ifPresent(found::add);
      }
    }
    found.addAll(slips.ofPolicy());
    HoleCheck holes = new HoleCheck(questions);
    Questions.Answer<Cases> gap = holes.gap();
    gap.value().ifPresent(cases -> found.add(HoleCheck.gap(questions, cases)));
    found.addAll(holes.holes(gap.isNo()));
    found.addAll(questions.notDecided());
    return found;
  }

  private static boolean isDead(Finding finding) {
    return switch (finding.kind()) {
      case NEVER_TRUE, UNREACHABLE, DUPLICATE_RULE -> true;
      default -> false;
    };
  }
}
