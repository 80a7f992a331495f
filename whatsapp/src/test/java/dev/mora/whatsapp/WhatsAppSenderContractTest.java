package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.MessageSender;
import dev.mora.channel.OutboundMessage;
import dev.mora.money.Money;
import dev.mora.party.Creditor;
import dev.mora.party.PhoneNumber;
import dev.mora.template.MessageTemplate;
import dev.mora.testkit.CloudApi;
import dev.mora.testkit.Fault;
import dev.mora.testkit.MessageSenderContract;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The adapter and the stand-in were written apart; here they meet. */
class WhatsAppSenderContractTest extends MessageSenderContract {

  private static final MessageTemplate TEMPLATE =
      MessageTemplate.parse(
          "aviso.txt",
          """
          template: aviso  category: UTILITY  version: 1
          fields: montoTotal money, pago text
          --- es_MX
          header: Aviso de {creditor}
          Debe {montoTotal}, dudas al {creditorPhone}. ¿Cuándo puede pagar?
          [Ya pagué: PAID] [Pagar -> https://pay.example.com/{pago}]
          """);

  @RegisterExtension static final CloudApi api = CloudApi.create().approved(TEMPLATE);

  private WhatsAppSender sender = WhatsAppSender.of(config(1));

  @BeforeEach
  void connect() {
    sender.close();
    sender = WhatsAppSender.of(config(api.uri().getPort()));
  }

  @AfterEach
  void disconnect() {
    sender.close();
  }

  @Test
  void every_part_of_a_template_is_taken_as_it_was_written() throws Exception {
    assertThat(sender.send(message()).toCompletableFuture().get().kind().name())
        .isEqualTo("ACCEPTED");

    assertThat(api.sentTo("+525512345678"))
        .singleElement()
        .satisfies(
            sent -> {
              assertThat(sent.value("montoTotal")).isEqualTo("$750.00");
              assertThat(sent.value("creditorPhone")).isEqualTo("+525555550100");
              assertThat(sent.value("button1")).isEqualTo("a-1");
              assertThat(sent.payloads()).containsExactly("PAID");
              assertThat(sent.text())
                  .isEqualTo("Debe $750.00, dudas al +525555550100. ¿Cuándo puede pagar?");
            });
  }

  @Override
  protected MessageSender sender() {
    return sender;
  }

  @Override
  protected OutboundMessage message() {
    Creditor creditor =
        new Creditor(
            "CrediAmiga", Creditor.Role.FIRST_PARTY, Optional.of(PhoneNumber.of("+525555550100")));
    return new OutboundMessage(
        "mora1:test:A",
        PhoneNumber.of("+525512345678"),
        new OutboundMessage.Template(
            TEMPLATE
                .by(creditor)
                .fill(Map.of("montoTotal", Money.of("750.00", "MXN"), "pago", "a-1"))
                .render("es-MX", sender.textProfile())));
  }

  @Override
  protected void theNextAnswerIsLost() {
    api.next(Fault.RESET_AFTER_READ);
  }

  @Override
  protected void theNextMessageIsRefused() {
    api.next(Fault.UNDELIVERABLE);
  }

  @Override
  protected void theNextAnswerIsNonsense() {
    api.next(Fault.GARBAGE);
  }

  @Override
  protected void theNextMessageIsTooFast() {
    api.next(Fault.RATE_LIMITED);
  }

  @Override
  protected void theProviderIsGone() {
    sender.close();
    sender = WhatsAppSender.of(config(1));
  }

  @Override
  protected int messagesThatReachedThePerson() {
    return api.sent().size();
  }

  private static WhatsAppConfig config(int port) {
    return WhatsAppConfig.builder(CloudApi.PHONE_NUMBER_ID, TokenSupplier.of("token"))
        .baseUri(URI.create("http://localhost:" + port))
        .build();
  }
}
