package dev.mora.outreach;

import dev.mora.channel.AccountNews;
import dev.mora.channel.ChannelEvent;
import dev.mora.channel.DailyReach;
import dev.mora.channel.MessageSender;
import dev.mora.channel.PersonNews;
import dev.mora.channel.SenderNews;
import dev.mora.channel.StaffNews;
import dev.mora.channel.TemplateNews;
import dev.mora.conversation.Tray;
import dev.mora.event.EventListener;
import dev.mora.history.ContactRecord;
import dev.mora.ledger.BusinessId;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.SenderId;
import dev.mora.ledger.Stop;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.template.TemplateStatus;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what has to be done about what no person wrote: a stopped template stops its steps, a
 * restricted account its senders, a wish in the provider's settings counts as said. Each of it is
 * shown to somebody; nothing that was stopped here starts again without a person or the provider.
 */
final class ProviderNews {

  private static final Logger LOG = LoggerFactory.getLogger(ProviderNews.class);

  private final DeliveryLedger ledger;
  private final People people;
  private final Tray tray;
  private final Listener listener;
  private final Map<Channel, MessageSender> senders;
  private final StoppedTemplates templates;
  private final InstantSource clock;
  private final EventListener host;

  ProviderNews(
      DeliveryLedger ledger,
      People people,
      Tray tray,
      Listener listener,
      Map<Channel, MessageSender> senders,
      StoppedTemplates templates,
      InstantSource clock,
      EventListener host) {
    this.ledger = ledger;
    this.people = people;
    this.tray = tray;
    this.listener = listener;
    this.senders = senders;
    this.templates = templates;
    this.clock = clock;
    this.host = host;
  }

  void hear(ChannelEvent event) {
    if (event instanceof StaffNews staff) {
      hear(staff);
    } else if (event instanceof PersonNews person) {
      hear(person);
    } else {
      if (event instanceof TemplateNews template) {
        template.status().ifPresent(status -> changed(event.header().channel(), status));
      } else if (event instanceof AccountNews account && account.stopsSending()) {
        stop(account);
      } else if (event instanceof SenderNews.CapabilityChanged can) {
        reaches(can.header(), can.reach());
      } else if (event instanceof SenderNews.NumberChanged number) {
        reaches(number.header(), number.now());
      }
      tray.add(Notices.notice(event));
    }
  }

  /**
   * What stops is written first. What may go on again is told first: whoever keeps listings may
   * know better, and says so before any gate is open.
   */
  private void changed(Channel channel, TemplateStatus status) {
    if (status.isSendable()) {
      tell(status);
      templates.heard(channel, status, clock.instant());
    } else {
      templates.heard(channel, status, clock.instant());
      tell(status);
    }
  }

  private void tell(TemplateStatus status) {
    try {
      host.on(status);
    } catch (RuntimeException failure) {
      LOG.error("a listener failed: {}", failure.getClass().getName());
    }
  }

  /** The account is one of our senders, or the business that all our senders of it belong to. */
  private void stop(AccountNews news) {
    MessageSender sender = senders.get(news.header().channel());
    if (sender != null) {
      ledger.stopSender(SenderId.of(sender), news.toString(), Stop.PROVIDER);
    }
  }

  /** For senders that declare a reach: nobody else says which business the word is about. */
  private void reaches(ChannelEvent.Header told, SenderNews.Reach reach) {
    boolean isTold = reach.unlimited() || reach.people().isPresent();
    MessageSender sender = senders.get(told.channel());
    Optional<DailyReach> declared =
        isTold && sender != null ? sender.limits().reach() : Optional.empty();
    long people = reach.unlimited() ? DailyReach.NO_LIMIT : reach.people().orElse(0);
    if (people > 0) {
      int tier = (int) Math.min(DailyReach.NO_LIMIT, people);
      declared.ifPresent(
          own -> ledger.reachTold(BusinessId.of(told.channel(), own), tier, told.at()));
    }
  }

  private void hear(PersonNews news) {
    List<BorrowerId> who = people.withDigits(news.person().number());
    if (news instanceof PersonNews.Preference wish) {
      if (wish.wish() == PersonNews.Wish.STOP) {
        listener.stopped(wish, who);
      }
      tray.add(Notices.wish(wish, who));
    } else {
      tray.add(Notices.check(news, who));
    }
  }

  /** What staff wrote by hand counts as a contact; the rest of their app is theirs. */
  private void hear(StaffNews news) {
    if (news instanceof StaffNews.Wrote wrote) {
      for (BorrowerId borrower : people.withDigits(wrote.to().number())) {
        ledger.record(
            new ContactRecord(
                borrower,
                Optional.empty(),
                wrote.at(),
                wrote.header().channel(),
                ContactRecord.Direction.OUT,
                ContactRecord.Outcome.SENT,
                ""));
      }
    }
  }
}
