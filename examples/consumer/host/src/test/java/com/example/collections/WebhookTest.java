package com.example.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import dev.mora.whatsapp.WebhookHandler;
import dev.mora.whatsapp.WebhookReceiver;
import dev.mora.whatsapp.WhatsAppWebhook;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The descriptor of this host asks for no server: whoever mounts a hook brings one. */
class WebhookTest {
  @Test
  void a_hook_on_the_server_of_the_jdk_shakes_hands() throws Exception {
    var webhook = WhatsAppWebhook.of("verify-me", "secret");
    HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    server.createContext("/hook", WebhookHandler.of(WebhookReceiver.of(webhook, body -> true)));
    server.start();

    String query = "?hub.mode=subscribe&hub.verify_token=verify-me&hub.challenge=42";
    URI hook = URI.create("http://localhost:" + server.getAddress().getPort() + "/hook" + query);
    try (InputStream answer = hook.toURL().openStream()) {
      assertEquals("42", new String(answer.readAllBytes(), StandardCharsets.US_ASCII));
    } finally {
      server.stop(0);
    }
  }
}
