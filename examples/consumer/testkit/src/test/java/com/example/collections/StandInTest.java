package com.example.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.mora.channel.OutboundMessage;
import dev.mora.channel.SendResult;
import dev.mora.money.Money;
import dev.mora.party.PhoneNumber;
import dev.mora.template.MessageTemplate;
import dev.mora.template.TextProfile;
import dev.mora.testkit.CloudApi;
import dev.mora.whatsapp.TokenSupplier;
import dev.mora.whatsapp.WhatsAppConfig;
import dev.mora.whatsapp.WhatsAppSender;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A host's own test, with the stand-in on a server of its own and on one that the host has. */
class StandInTest {
  private static final String ROSA = "+525512345678";
  private static final MessageTemplate REMINDER =
      MessageTemplate.load(Path.of("cuota_vencida.txt"));

  @RegisterExtension static CloudApi api = CloudApi.create().approved("cuota_vencida.txt");

  @Test
  void an_approved_reminder_is_accepted_and_can_be_read_back() {
    SendResult result = send(api);

    assertEquals(SendResult.Kind.ACCEPTED, result.kind());
    assertEquals("$750.00", api.sentTo(ROSA).get(0).value("monto"));
  }

  @Test
  void it_stands_behind_a_server_that_the_host_has() {
    WireMockServer server = new WireMockServer(WireMockConfiguration.options().dynamicPort());
    server.start();
    CloudApi behind = CloudApi.on(server).approved(REMINDER);
    try {
      SendResult result = send(behind);

      assertEquals(SendResult.Kind.ACCEPTED, result.kind());
      assertEquals("Rosa", behind.sentTo(ROSA).get(0).value("nombre"));
    } finally {
      behind.stop();
      server.stop();
    }
  }

  @Test
  void the_junit_of_this_build_runs() {
    String jar = Test.class.getProtectionDomain().getCodeSource().getLocation().getPath();

    assertTrue(jar.contains(System.getProperty("junit.expected")), jar);
  }

  private static SendResult send(CloudApi to) {
    var config =
        WhatsAppConfig.builder(CloudApi.PHONE_NUMBER_ID, TokenSupplier.of("token"))
            .baseUri(to.uri())
            .build();
    var filled = REMINDER.fill(Map.of("nombre", "Rosa", "monto", Money.of("750.00", "MXN")));
    var content = new OutboundMessage.Template(filled.render("es_MX", TextProfile.PLAIN));
    var message = new OutboundMessage("mora1:test:A", PhoneNumber.of(ROSA), content);
    try (WhatsAppSender sender = WhatsAppSender.of(config)) {
      return sender.send(message).toCompletableFuture().join();
    }
  }
}
