/** WhatsApp's webhook on any servlet container. */
module dev.mora.servlet {
  requires transitive dev.mora.whatsapp;
  requires transitive jakarta.servlet;
  requires static transitive org.jspecify;

  exports dev.mora.servlet;
}
