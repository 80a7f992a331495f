package dev.mora.servlet;

import dev.mora.whatsapp.WebhookReceiver;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Mounts a {@link WebhookReceiver} on a servlet container, for all methods. Belongs before every
 * filter that reads bodies or asks for parameters: what is gone from the body fails its signature.
 */
public final class WebhookServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private final transient WebhookReceiver receiver;

  private WebhookServlet(WebhookReceiver receiver) {
    this.receiver = receiver;
  }

  public static WebhookServlet of(WebhookReceiver receiver) {
    return new WebhookServlet(Objects.requireNonNull(receiver, "receiver"));
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Map<String, List<String>> headers = new HashMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.put(name, Collections.list(request.getHeaders(name)));
    }
    WebhookReceiver.Reply reply =
        receiver.handle(
            request.getMethod(), request.getQueryString(), headers, request.getInputStream());
    response.setStatus(reply.status());
    reply.headers().forEach(response::setHeader);
    response.getOutputStream().write(reply.body().getBytes(StandardCharsets.US_ASCII));
  }
}
