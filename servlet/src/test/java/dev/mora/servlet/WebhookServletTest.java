package dev.mora.servlet;

import dev.mora.whatsapp.WebhookReceiver;
import jakarta.servlet.ServletContext;

class WebhookServletTest extends WebhookContract {

  @Override
  void mount(WebhookReceiver receiver, ServletContext context) {
    context.addServlet("whatsapp", WebhookServlet.of(receiver)).addMapping("/hooks/whatsapp");
  }
}
