/** The WhatsApp Cloud API as a channel. */
module dev.mora.whatsapp {
  requires transitive dev.mora.core;
  requires com.github.benmanes.caffeine;
  requires java.net.http;
  requires static transitive jdk.httpserver; // only where WebhookHandler is used
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports dev.mora.whatsapp;
}
