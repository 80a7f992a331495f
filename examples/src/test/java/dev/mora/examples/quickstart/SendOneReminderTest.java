package dev.mora.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.calendar.Place;
import dev.mora.contact.ContactPolicy;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.InMemoryLedger;
import dev.mora.money.Money;
import dev.mora.outreach.Outcome;
import dev.mora.outreach.Outreach;
import dev.mora.party.Borrower;
import dev.mora.party.Creditor;
import dev.mora.template.MessageTemplate;
import dev.mora.testkit.CloudApi;
import dev.mora.testkit.Fault;
import dev.mora.whatsapp.TokenSupplier;
import dev.mora.whatsapp.WhatsAppConfig;
import dev.mora.whatsapp.WhatsAppSender;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Quick start 2: one reminder through the front door, against the stand-in of the provider. In
 * production the base address is left out and the ledger is a durable one.
 */
class SendOneReminderTest {

  static final MessageTemplate TEMPLATE =
      MessageTemplate.parse(
          "cuota_vencida.txt",
          """
          template: cuota_vencida  category: UTILITY  version: 2026-11-21
          fields: nombre text, monto money, vencimiento date
          --- es_MX
          Hola {nombre}, le escribe {creditor}. Su cuota de {monto} venció el {vencimiento}. ¿Cuándo puede pagarla?
          [Ya pagué: PAID] [Hablar con una persona: AGENT]
          """);

  @RegisterExtension static final CloudApi API = CloudApi.create().approved(TEMPLATE);

  private final Borrower rosa =
      Borrower.of("B-9", "Rosa Peña")
          .phone("+525512345678")
          .language("es")
          .place(Place.of("MX", "Jalisco"))
          .zone(ZoneId.of("America/Mexico_City"))
          .build();

  private InMemoryLedger ledger;
  private WhatsAppSender sender;
  private Outreach outreach;

  @BeforeEach
  void open() {
    ledger = InMemoryLedger.of(API.clock());
    sender =
        WhatsAppSender.of(
            WhatsAppConfig.builder(CloudApi.PHONE_NUMBER_ID, TokenSupplier.of("token"))
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
  void a_reminder_is_sent_once_however_often_it_is_asked_for() {
    Outcome first = remind();
    Outcome again = remind();

    assertThat(line(first)).isEqualTo("sent").isEqualTo(line(again));
    assertThat(API.sentTo("+525512345678"))
        .singleElement()
        .satisfies(
            message -> {
              assertThat(message.template()).isEqualTo("cuota_vencida");
              assertThat(message.value("monto")).isEqualTo("$750.00");
              assertThat(message.value("vencimiento")).isEqualTo("5 de noviembre de 2026");
            });
  }

  @Test
  void a_lost_answer_is_never_sent_twice() {
    API.next(Fault.RESET_AFTER_READ);

    Outcome lost = remind();
    Outcome again = remind();

    assertThat(line(lost)).isEqualTo("unknown: not resent").isEqualTo(line(again));
    assertThat(API.sentTo("+525512345678")).hasSize(1);
  }

  private Outcome remind() {
    return outreach
        .send(
            DispatchId.of("L-17", "vencida-3"),
            rosa,
            TEMPLATE.fill(
                Map.of(
                    "nombre", "Rosa",
                    "monto", Money.of("750.00", "MXN"),
                    "vencimiento", LocalDate.of(2026, 11, 5))))
        .join();
  }

  private static String line(Outcome outcome) {
    return outcome.fold(
        sent -> "sent",
        deferred -> "deferred to " + deferred.until(),
        silent -> "silent: " + silent.reason(),
        refused -> "refused: " + refused.reason(),
        unknown -> "unknown: not resent");
  }
}
