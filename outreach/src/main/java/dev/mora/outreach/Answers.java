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
import dev.mora.ledger.SenderId;
import dev.mora.loan.LoanId;
import dev.mora.party.Borrower;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.Creditor;
import dev.mora.party.PhoneNumber;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What is said and done at once when somebody writes. Answers go through the ledger like everything
 * else: planned under an id made from the message, so that a notification told twice is answered
 * once.
 */
final class Answers {

  private static final CampaignId CAMPAIGN = CampaignId.of("answers");

  private final DeliveryLedger ledger;
  private final Map<Channel, MessageSender> senders;
  private final People people;
  private final Optional<Creditor> speaker;
  private final InstantSource clock;
  private final BiConsumer<DispatchId, Approach> remember;
  private final Consumer<LoanId> dispute;

  Answers(
      DeliveryLedger ledger,
      Map<Channel, MessageSender> senders,
      People people,
      Optional<Creditor> speaker,
      InstantSource clock,
      BiConsumer<DispatchId, Approach> remember,
      Consumer<LoanId> dispute) {
    this.ledger = ledger;
    this.senders = senders;
    this.people = people;
    this.speaker = speaker;
    this.clock = clock;
    this.remember = remember;
    this.dispute = dispute;
  }

  void disputed(LoanId loan) {
    dispute.accept(loan);
  }

  /** Plans the acknowledgement, if the host wants one and the window is open. */
  void acknowledge(BorrowerId id, Intent intent, ChannelEvent.Message message) {
    Channel channel = message.header().channel();
    MessageSender sender = senders.get(channel);
    Optional<Borrower> borrower = people.borrower(id);
    Optional<PhoneNumber> phone = borrower.flatMap(Borrower::phone);
    if (speaker.isEmpty() || sender == null || phone.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    Optional<OpenWindow> window = new Conversation(channel, phone.get(), message.at()).window(now);
    if (window.isEmpty()) {
      return;
    }
    DispatchId dispatch = DispatchId.of("ack", message.messageId());
    boolean stop = intent == Intent.OPT_OUT || intent == Intent.WRONG_PERSON;
    remember.accept(
        dispatch,
        new Approach(
            borrower.get(),
            channel,
            speaker.get(),
            stop ? Purpose.OPT_OUT_CONFIRMATION : Purpose.REPLY,
            Initiation.REPLY_TO_INBOUND,
            Optional.empty(),
            "",
            0,
            Optional.empty()));
    String text = Acknowledgement.of(intent, borrower.get().language().orElse("es"));
    ledger.plan(
        List.of(
            Dispatch.of(
                    dispatch,
                    new PlanKey(CAMPAIGN, id, "ack", dispatch.value()),
                    SenderId.of(sender))
                .notBefore(now)
                .expiresAt(window.get().closesAt())
                .priority(10)
                .build(phone.get(), new OutboundMessage.Text(text, window.get()))));
  }
}
