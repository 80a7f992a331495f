package dev.mora.outreach;

import dev.mora.ledger.Dispatch;
import dev.mora.loan.LoanId;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One row of a plan: what will be done about a loan, or why nothing is.
 *
 * @param step name of the step; empty where no step falls on the day
 * @param template name of the template, of a test of wordings the arm that this borrower gets;
 *     empty where no step sends
 * @param at when it will be done; empty for a silence
 * @param dispatch what waits in the ledger once the plan runs; empty unless something is sent
 */
public record PlannedStep(
    BorrowerId borrower,
    LoanId loan,
    String segment,
    String step,
    Optional<Channel> channel,
    String template,
    Verdict verdict,
    Optional<Instant> at,
    Reason reason,
    Optional<Dispatch> dispatch) {

  public PlannedStep {
    Objects.requireNonNull(borrower, "borrower");
    Objects.requireNonNull(loan, "loan");
    Objects.requireNonNull(verdict, "verdict");
    Objects.requireNonNull(reason, "reason");
    if (verdict == Verdict.SILENT && dispatch.isPresent()) {
      throw new IllegalArgumentException("a silence has nothing to send");
    }
  }

  @Override
  public String toString() {
    return "PlannedStep(" + loan + ", " + step + ", " + verdict + ", " + reason + ")";
  }

  /** What becomes of the row when the plan runs. */
  public enum Verdict {
    /** Sent now. */
    SEND,
    /** Sent at the next permitted moment. */
    DEFER,
    /** Put on an agent's desk. */
    AGENT,
    /**
     * An earlier run of the campaign has sent it, or it failed, was held back or was set aside: as
     * the reason says. It stays in the plan, and running the plan does nothing about it.
     */
    DONE,
    /** Left alone. */
    SILENT
  }
}
