package dev.mora.outreach;

import dev.mora.channel.ChannelEvent;
import dev.mora.channel.MessageSender;
import dev.mora.channel.OpenWindow;
import dev.mora.channel.OutboundMessage;
import dev.mora.contact.Initiation;
import dev.mora.contact.Purpose;
import dev.mora.conversation.Acknowledgement;
import dev.mora.conversation.Conversation;
import dev.mora.conversation.Intent;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.PlanKey;
import dev.mora.ledger.Planned;
import dev.mora.ledger.SenderId;
import dev.mora.party.Borrower;
import dev.mora.party.Channel;
import dev.mora.party.Creditor;
import dev.mora.party.PhoneNumber;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the bot says at once to somebody who wrote. Answers go through the ledger like everything
 * else: planned under an id made from the message, so that a notification told twice is answered
 * once; and only to the line that wrote, from the account that it wrote to.
 */
final class Answers {

  static final CampaignId CAMPAIGN = CampaignId.of("answers");

  private final DeliveryLedger ledger;
  private final Map<Channel, MessageSender> senders;
  private final Optional<Creditor> speaker;
  private final InstantSource clock;
  private final Errands errands;

  /**
   * @param speaker empty if the host wants no acknowledgements
   */
  Answers(
      DeliveryLedger ledger,
      Map<Channel, MessageSender> senders,
      Optional<Creditor> speaker,
      InstantSource clock,
      Errands errands) {
    this.ledger = ledger;
    this.senders = senders;
    this.speaker = speaker;
    this.clock = clock;
    this.errands = errands;
  }

  /** Plans the acknowledgement, if the host wants one and the window is open. */
  void acknowledge(Borrower borrower, Intent intent, ChannelEvent.Message message) {
    Channel channel = message.header().channel();
    MessageSender sender = senders.get(channel);
    Optional<PhoneNumber> phone =
        borrower.phone().filter(own -> own.sameLineAs(message.from().number()));
    if (speaker.isEmpty() || sender == null || phone.isEmpty() || !isTo(sender, message)) {
      return;
    }
    Instant now = clock.instant();
    Instant heardAt = message.at().isAfter(now) ? now : message.at();
    Optional<OpenWindow> window = new Conversation(channel, phone.get(), heardAt).window(now);
    if (window.isEmpty()) {
      return;
    }
    DispatchId id = DispatchId.of("ack", message.messageId());
    boolean stop = intent == Intent.OPT_OUT || intent == Intent.WRONG_PERSON;
    Approach approach =
        new Approach(
            borrower,
            channel,
            speaker.get(),
            stop ? Purpose.OPT_OUT_CONFIRMATION : Purpose.REPLY,
            Initiation.REPLY_TO_INBOUND,
            Optional.empty(),
            "",
            0,
            Optional.empty(),
            List.of());
    String text = Acknowledgement.of(intent, borrower.language().orElse("es"));
    OutboundMessage.Text content = new OutboundMessage.Text(text, window.get());
    Instant end = window.get().closesAt();
    Errand errand = new Errand(approach, content, now, now, end, false, List.of());
    boolean added = errands.add(id, errand);
    Planned planned =
        ledger
            .plan(
                List.of(
                    Dispatch.of(
                            id,
                            new PlanKey(CAMPAIGN, borrower.id(), "ack", id.value()),
                            SenderId.of(sender))
                        .notBefore(now)
                        .expiresAt(end)
                        .priority(10)
                        .brief(Brief.of(errand))
                        .build(phone.get(), content)))
            .get(0);
    if (added && !planned.isNew() && !planned.entry().state().isOpen()) {
      errands.drop(id);
    }
  }

  /** A window is open towards one account of the lender, not towards all of them. */
  private static boolean isTo(MessageSender sender, ChannelEvent.Message message) {
    String account = message.header().account();
    return account.isEmpty() || account.equals(sender.account());
  }
}
