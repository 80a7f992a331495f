package dev.mora.servlet;

import dev.mora.whatsapp.WebhookReceiver;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class WhatsAppHook {

  private final WebhookReceiver receiver;

  WhatsAppHook(WebhookReceiver receiver) {
    this.receiver = receiver;
  }

  @RequestMapping("/hooks/whatsapp")
  ResponseEntity<String> hear(
      HttpServletRequest request,
      @RequestHeader MultiValueMap<String, String> headers,
      InputStream body)
      throws IOException {
    WebhookReceiver.Reply reply =
        receiver.handle(request.getMethod(), request.getQueryString(), headers, body);
    return ResponseEntity.status(reply.status())
        .headers(to -> reply.headers().forEach(to::set))
        .body(reply.body());
  }
}
