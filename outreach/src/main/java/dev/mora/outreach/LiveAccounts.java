package dev.mora.outreach;

import dev.mora.loan.LoanId;
import java.util.Optional;

/**
 * Asks the host, right before a send, how a loan stands now. Called off the caller's thread, at
 * most once per attempt, before any lock is taken; must be thread-safe and should answer within a
 * second. A failure or an empty answer leaves the message unsent for now: better late than wrong.
 */
@FunctionalInterface
public interface LiveAccounts {

  Optional<LiveAccount> liveAccount(LoanId loan);
}
