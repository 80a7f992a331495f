package dev.mora.outreach;

import dev.mora.channel.OutboundMessage;
import dev.mora.ledger.Dispatch;
import dev.mora.party.BorrowerId;
import dev.mora.template.Rendering;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the gate must know of one dispatch beside what the ledger keeps: whom and what it is about,
 * and the text that goes with these facts.
 *
 * @param madeAt when it was planned
 * @param knownUntil what was told of its loans from this moment on is not in its facts
 * @param endsAt nobody asks for it from this moment on
 * @param refreshes whether a newer text of the same template may take the place of the planned one
 * @param sameNumber others who had the address when it was planned
 */
record Errand(
    Approach approach,
    OutboundMessage.Content content,
    Instant madeAt,
    Instant knownUntil,
    Instant endsAt,
    boolean refreshes,
    List<BorrowerId> sameNumber) {

  Errand {
    sameNumber = List.copyOf(sameNumber);
  }

  /**
   * Whether it speaks of this dispatch: same person, same address, same loan, same approved text.
   */
  boolean fits(Dispatch dispatch) {
    return approach.borrower().id().equals(dispatch.borrower())
        && approach.channel().equals(dispatch.channel())
        && approach.point().equals(Optional.of(dispatch.to()))
        && approach.loan().equals(dispatch.loans().stream().findFirst())
        && (content.equals(dispatch.content()) || refreshes && isSameTemplate(dispatch.content()));
  }

  private boolean isSameTemplate(OutboundMessage.Content planned) {
    if (!(planned instanceof OutboundMessage.Template old)
        || !(content instanceof OutboundMessage.Template fresh)) {
      return false;
    }
    Rendering before = old.rendering();
    Rendering now = fresh.rendering();
    return before.template().equals(now.template())
        && before.version().equals(now.version())
        && before.contentHash().equals(now.contentHash())
        && before.language().equals(now.language());
  }
}
