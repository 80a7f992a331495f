package dev.mora.testkit;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.mora.template.MessageTemplate;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The stand-in as a JUnit extension, for a {@code static} field with {@code @RegisterExtension}:
 * one server for the class, forgotten messages before each test. Its methods speak of one account,
 * {@link #PHONE_NUMBER_ID}; others are at {@link #account}.
 *
 * <pre>{@code
 * @RegisterExtension
 * static CloudApi api = CloudApi.create().approved("cuota_vencida.txt").callback(() -> hookUrl);
 * }</pre>
 */
public final class CloudApi implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

  public static final String PHONE_NUMBER_ID = "100000000000001";

  /** The business account of that number. */
  public static final String BUSINESS_ID = "2" + PHONE_NUMBER_ID;

  private final List<MessageTemplate> templates = new ArrayList<>();
  private final @Nullable WireMockServer host;
  private @Nullable Supplier<URI> callback;
  private @Nullable CloudApiServer server;

  private CloudApi(@Nullable WireMockServer host) {
    this.host = host;
  }

  /** On a server of its own. */
  public static CloudApi create() {
    return new CloudApi(null);
  }

  /**
   * Behind a server that the host has already started: requests to {@code /vNN.N/} and for files go
   * to the stand-in, all others stay the host's. Faults that break a connection reach the caller as
   * an answer with status 500, for a proxy stands between.
   */
  public static CloudApi on(WireMockServer running) {
    CloudApi api = new CloudApi(running);
    api.startServer();
    return api;
  }

  /** Approves a template of a file, in all its languages. */
  public CloudApi approved(String file) {
    return approved(MessageTemplate.load(Path.of(file)));
  }

  /** Approves a template in all its languages. */
  public CloudApi approved(MessageTemplate template) {
    templates.add(template);
    if (server != null) {
      server.account(PHONE_NUMBER_ID).approve(template);
    }
    return this;
  }

  /** Where notifications go; asked at each one. */
  public CloudApi callback(Supplier<URI> value) {
    callback = value;
    if (server != null) {
      server.callbackTo(value);
    }
    return this;
  }

  /** Base address for the sender's configuration. */
  public URI uri() {
    return host != null ? URI.create(host.baseUrl()) : server().uri();
  }

  public CloudApiServer server() {
    if (server == null) {
      throw new IllegalStateException("the stand-in starts with the test class");
    }
    return server;
  }

  public MutableClock clock() {
    return (MutableClock) server().clock();
  }

  /** Another account on the same server. */
  public CloudAccount account(String phoneNumberId) {
    return server().account(phoneNumberId);
  }

  /** The business account of the number: its templates, their review, its limits. */
  public CloudBusiness business() {
    return server().business(BUSINESS_ID);
  }

  /** The next request meets this fault. */
  public CloudApi next(Fault fault) {
    account(PHONE_NUMBER_ID).next(fault);
    return this;
  }

  public List<SentMessage> sent() {
    return account(PHONE_NUMBER_ID).sent();
  }

  /** What reached one number, in order. */
  public List<SentMessage> sentTo(String number) {
    return account(PHONE_NUMBER_ID).sentTo(number);
  }

  /** Tells the callback what became of the newest message. */
  public void statusOfLast(Behaviour.Status status) {
    account(PHONE_NUMBER_ID).statusOfLast(status);
  }

  /** A person writes to the account. */
  public void write(String from, Reply reply) {
    account(PHONE_NUMBER_ID).write(from, reply);
  }

  /** Stops the server; called by JUnit, or by hand behind a server of the host's. */
  public void stop() {
    if (server != null) {
      server.close();
      server = null;
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    startServer();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    server().reset();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    stop();
  }

  private void startServer() {
    if (server != null) {
      return;
    }
    CloudApiServer.Builder builder = CloudApiServer.builder();
    if (callback != null) {
      builder.callback(callback);
    }
    server = builder.start();
    CloudAccount account = server.account(PHONE_NUMBER_ID);
    templates.forEach(account::approve);
    if (host != null) {
      host.stubFor(
          any(urlMatching("/(v\\d+\\.\\d+|whatsapp_business)/.+"))
              .willReturn(aResponse().proxiedFrom(server.uri().toString())));
    }
  }
}
