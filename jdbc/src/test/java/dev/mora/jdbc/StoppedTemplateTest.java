package dev.mora.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.calendar.Place;
import dev.mora.contact.ContactPolicy;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.LedgerSettings;
import dev.mora.ledger.contract.FakeSender;
import dev.mora.outreach.Outcome;
import dev.mora.outreach.Outreach;
import dev.mora.party.Borrower;
import dev.mora.party.Creditor;
import dev.mora.template.MessageTemplate;
import dev.mora.template.TemplateStatus;
import dev.mora.testkit.MutableClock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What one process hears of a template, another one on the same database obeys. */
class StoppedTemplateTest {

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
  private final FakeSender sender = FakeSender.accepting();

  @ParameterizedTest
  @EnumSource(dev.mora.jdbc.Place.class)
  void a_stop_outlives_who_heard_it_and_ends_for_all_when_the_template_comes_back(
      dev.mora.jdbc.Place place) {
    DataSource source = place.fresh();
    DeliveryLedger first = open(place, source);
    outreach(first).templateChanged(status(TemplateStatus.State.PAUSED));
    first.close();
    DeliveryLedger ledger = open(place, source);
    DeliveryLedger other = open(place, source);
    Outreach sends = outreach(ledger);

    Outcome waits = send(sends);

    assertThat(waits).isInstanceOf(Outcome.Deferred.class);
    assertThat(((Outcome.Deferred) waits).reason().in("en")).contains("PAUSED QUALITY");
    clock.advance(Duration.ofMinutes(6));
    sends.work();
    assertThat(sender.bodies()).isEmpty();
    outreach(other).templateChanged(status(TemplateStatus.State.APPROVED));
    clock.advance(Duration.ofMinutes(6));
    sends.work();
    assertThat(sender.bodies()).hasSize(1);
    ledger.close();
    other.close();
  }

  private TemplateStatus status(TemplateStatus.State state) {
    return new TemplateStatus("aviso", "es_MX", state, "QUALITY", clock.instant());
  }

  private DeliveryLedger open(dev.mora.jdbc.Place place, DataSource source) {
    return place.ledger(source).settings(LedgerSettings.of("test")).clock(clock).migrate().build();
  }

  private Outreach outreach(DeliveryLedger ledger) {
    return Outreach.builder()
        .sender(sender)
        .ledger(ledger)
        .contactPolicy(ContactPolicy.of("MX").consentForAll("contract"))
        .creditor(Creditor.firstParty("CrediAmiga"))
        .clock(clock)
        .sleeper(clock::advance)
        .build();
  }

  private static Outcome send(Outreach outreach) {
    Borrower rosa =
        Borrower.of("B-1", "Rosa")
            .phone("+525512345678")
            .language("es")
            .place(Place.of("MX"))
            .zone(ZoneId.of("America/Mexico_City"))
            .build();
    return outreach
        .send(DispatchId.of("L-1", "aviso"), rosa, TEMPLATE.fill(Map.of("nombre", "Rosa")))
        .join();
  }
}
