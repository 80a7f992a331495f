package dev.mora.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.calendar.Place;
import dev.mora.channel.DailyReach;
import dev.mora.channel.SendLimits;
import dev.mora.contact.ContactPolicy;
import dev.mora.ledger.BusinessId;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.InMemoryLedger;
import dev.mora.ledger.SenderId;
import dev.mora.outreach.Outcome;
import dev.mora.outreach.Outreach;
import dev.mora.party.Borrower;
import dev.mora.party.Channel;
import dev.mora.party.Creditor;
import dev.mora.template.MessageTemplate;
import dev.mora.template.TemplateStatus;
import dev.mora.testkit.CloudAccount;
import dev.mora.testkit.CloudApiServer;
import dev.mora.testkit.Fault;
import dev.mora.testkit.MutableClock;
import dev.mora.testkit.SentMessage;
import dev.mora.whatsapp.TokenSupplier;
import dev.mora.whatsapp.WhatsAppConfig;
import dev.mora.whatsapp.WhatsAppSender;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two lenders in one process, a number, a token and limits each, share nothing. */
class TwoTenantsTest {

  private static final MessageTemplate TEMPLATE =
      MessageTemplate.parse(
          "aviso.txt",
          """
          template: aviso  category: UTILITY  version: 1
          fields: nombre text
          --- es_MX
          Hola {nombre}, su cuota ya venció. ¿Cuándo puede pagarla?
          """);

  private final MutableClock clock = MutableClock.at("2026-11-24T16:00:00Z");
  private final Lender small = new Lender("111", "token-of-small", 5);
  private final Lender large = new Lender("222", "token-of-large", DailyReach.NO_LIMIT);

  /** A lender, its ledger, its number, and a provider that takes this lender's token alone. */
  private final class Lender implements AutoCloseable {

    private final SenderId number;
    private final InMemoryLedger ledger = InMemoryLedger.of(clock);
    private final CloudApiServer provider;
    private final CloudAccount account;
    private final WhatsAppSender sender;
    private final Outreach outreach;
    private int sends;

    Lender(String phoneNumberId, String token, int tier) {
      number = new SenderId(Channel.WHATSAPP, phoneNumberId);
      provider = CloudApiServer.builder().clock(clock).token(token).start();
      account = provider.account(phoneNumberId).approve(TEMPLATE);
      sender =
          WhatsAppSender.of(
              WhatsAppConfig.builder(phoneNumberId, TokenSupplier.of(token))
                  .baseUri(provider.uri())
                  .limits(new SendLimits(1_000, Duration.ZERO, 8))
                  .reach(DailyReach.ofTier("business", tier))
                  .build());
      outreach =
          Outreach.builder()
              .sender(sender)
              .ledger(ledger)
              .contactPolicy(ContactPolicy.of("MX").consentForAll("contract"))
              .creditor(Creditor.firstParty("Lender " + phoneNumberId))
              .clock(clock)
              .sleeper(clock::advance)
              .build();
    }

    /** To six people, the same for every lender. */
    List<Outcome.Kind> sendAll() {
      return IntStream.range(0, 6)
          .mapToObj(i -> send("+52551234%04d".formatted(i)).kind())
          .toList();
    }

    Outcome send(String number) {
      Borrower borrower =
          Borrower.of("B" + number, "Rosa")
              .phone(number)
              .language("es")
              .place(Place.of("MX"))
              .zone(ZoneId.of("America/Mexico_City"))
              .build();
      return outreach
          .send(
              DispatchId.of("L-1", "aviso-" + sends++),
              borrower,
              TEMPLATE.fill(Map.of("nombre", "Rosa")))
          .join();
    }

    @Override
    public void close() {
      outreach.close();
      sender.close();
      ledger.close();
      provider.close();
    }
  }

  @AfterEach
  void close() {
    small.close();
    large.close();
  }

  @Test
  void each_sends_over_its_own_number_with_its_own_token_up_to_its_own_tier() {
    List<Outcome.Kind> ofSmall = small.sendAll();
    List<Outcome.Kind> ofLarge = large.sendAll();

    assertThat(ofSmall).filteredOn(Outcome.Kind.SENT::equals).hasSize(4);
    assertThat(ofSmall).filteredOn(Outcome.Kind.DEFERRED::equals).hasSize(2);
    assertThat(ofLarge).containsOnly(Outcome.Kind.SENT);
    assertThat(small.account.sent())
        .extracting(SentMessage::account)
        .containsOnly("111")
        .hasSize(4);
    assertThat(large.account.sent())
        .extracting(SentMessage::account)
        .containsOnly("222")
        .hasSize(6);
  }

  @Test
  void a_tier_that_is_told_to_one_is_not_told_to_the_other_of_the_same_name() {
    small.sendAll();

    large.ledger.reachTold(new BusinessId(Channel.WHATSAPP, "business"), 2_000, clock.instant());

    assertThat(small.send("+525512349999").kind()).isEqualTo(Outcome.Kind.DEFERRED);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"RATE_LIMITED", "SPAM_LIMITED", "TEMPLATE_PAUSED", "LOCKED"})
  void what_the_provider_says_against_one_is_not_said_against_the_other(Fault fault) {
    small.account.next(fault);

    assertThat(small.send("+525512340000").kind()).isNotEqualTo(Outcome.Kind.SENT);

    assertThat(large.send("+525512340000").kind()).isEqualTo(Outcome.Kind.SENT);
    assertThat(large.ledger.stopped(large.number)).isEqualTo(Optional.empty());
    assertThat(large.ledger.stoppedTemplates()).isEmpty();
  }

  @Test
  void a_template_that_is_stopped_for_one_is_sent_by_the_other() {
    small.outreach.templateChanged(
        new TemplateStatus("aviso", "es_MX", TemplateStatus.State.PAUSED, "", clock.instant()));

    assertThat(small.send("+525512340000").kind()).isEqualTo(Outcome.Kind.DEFERRED);
    assertThat(large.send("+525512340000").kind()).isEqualTo(Outcome.Kind.SENT);
  }
}
