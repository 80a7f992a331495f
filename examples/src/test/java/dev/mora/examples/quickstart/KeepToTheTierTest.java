package dev.mora.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.calendar.Place;
import dev.mora.channel.DailyReach;
import dev.mora.contact.ContactPolicy;
import dev.mora.ledger.BusinessId;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.InMemoryLedger;
import dev.mora.outreach.Outcome;
import dev.mora.outreach.Outreach;
import dev.mora.party.Borrower;
import dev.mora.party.Channel;
import dev.mora.party.Creditor;
import dev.mora.template.MessageTemplate;
import dev.mora.testkit.CloudApi;
import dev.mora.whatsapp.TokenSupplier;
import dev.mora.whatsapp.WhatsAppConfig;
import dev.mora.whatsapp.WhatsAppSender;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Quick start: no more people a day than the provider allows, and the rest when there is room. */
class KeepToTheTierTest {

  private static final MessageTemplate TEMPLATE =
      MessageTemplate.parse(
          "aviso.txt",
          """
          template: aviso  category: UTILITY  version: 2026-11-21
          fields: nombre text
          --- es_MX
          Hola {nombre}, le escribe {creditor}. ¿Podemos hablar de su cuota de este mes?
          """);

  @RegisterExtension static final CloudApi API = CloudApi.create().approved(TEMPLATE);

  private final String phoneNumberId = CloudApi.PHONE_NUMBER_ID;
  private final TokenSupplier tokens = TokenSupplier.of("token");
  private InMemoryLedger ledger;
  private WhatsAppSender sender;
  private Outreach outreach;

  @BeforeEach
  void open() {
    ledger = InMemoryLedger.of(API.clock());
    sender =
        WhatsAppSender.of(
            WhatsAppConfig.builder(phoneNumberId, tokens)
                .reach(DailyReach.ofTier("CrediAmiga", 1))
                .baseUri(API.uri())
                .build());
    outreach =
        Outreach.builder()
            .sender(sender)
            .ledger(ledger)
            .contactPolicy(ContactPolicy.of("MX").consentForAll("loan contract, clause 12"))
            .creditor(Creditor.firstParty("CrediAmiga"))
            .clock(API.clock())
            .build();
  }

  @AfterEach
  void close() {
    outreach.close();
    sender.close();
    ledger.close();
  }

  @Test
  void a_declared_tier_is_used_to_80_percent_and_ramped_up_to() {
    WhatsAppConfig config =
        WhatsAppConfig.builder(phoneNumberId, tokens)
            .reach(DailyReach.ofTier("CrediAmiga", 2_000).rampingUpFrom(250))
            .build();

    assertThat(config.limits().reach())
        .hasValueSatisfying(
            reach -> {
              assertThat(reach.people(0)).isEqualTo(250);
              assertThat(reach.people(1)).isEqualTo(500);
              assertThat(reach.people(3)).isEqualTo(1_600);
            });
  }

  @Test
  void whoever_finds_no_room_waits_and_goes_when_the_provider_allows_more() {
    Outcome rosa = write("B-1", "+525512345678");
    Outcome luis = write("B-2", "+525512345679");
    Outcome rosaAgain = write("B-1", "+525512345678");
    ledger.reachTold(new BusinessId(Channel.WHATSAPP, "CrediAmiga"), 3, API.clock().instant());
    outreach.work();

    assertThat(rosa.kind()).isEqualTo(Outcome.Kind.SENT);
    assertThat(rosaAgain.kind()).isEqualTo(Outcome.Kind.SENT);
    assertThat(luis)
        .isInstanceOfSatisfying(
            Outcome.Deferred.class,
            waits -> assertThat(waits.reason().code()).isEqualTo("daily-reach"));
    assertThat(API.sentTo("+525512345679")).hasSize(1);
  }

  private Outcome write(String id, String number) {
    Borrower person =
        Borrower.of(id, "Rosa Peña")
            .phone(number)
            .language("es")
            .place(Place.of("MX", "Jalisco"))
            .zone(ZoneId.of("America/Mexico_City"))
            .build();
    return outreach
        .send(DispatchId.of(id, "aviso"), person, TEMPLATE.fill(Map.of("nombre", "Rosa")))
        .join();
  }
}
