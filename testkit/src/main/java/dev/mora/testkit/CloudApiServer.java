package dev.mora.testkit;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in for the Cloud API on this machine. It checks a request as the real one does (shape,
 * template known and approved in the language, parameters by number and name, lengths), answers
 * ids, keeps files, and sends signed notifications to a callback. It knows no JUnit; {@link
 * CloudApi} is the same as an extension. Thread-safe.
 *
 * <p>Time is the clock's: on a {@link MutableClock} what is due happens when a test moves it, on a
 * system clock when {@link #deliverDue} is called, for which {@link Builder#realTime} starts a
 * thread.
 */
public final class CloudApiServer implements AutoCloseable {

  private final WireMockServer http;
  private final InstantSource clock;
  private final Optional<String> token;
  private final Callbacks callbacks;
  private final Map<String, CloudAccount> accounts = new ConcurrentHashMap<>();
  private final Map<String, CloudBusiness> businesses = new ConcurrentHashMap<>();
  private final Agenda agenda = new Agenda();
  private final MediaShelf media;
  private final ExampleShelf examples = new ExampleShelf();
  private final Routes routes = new Routes(this);
  private final @Nullable Ticker ticker;

  private CloudApiServer(Builder b) {
    clock = b.clock;
    token = Optional.ofNullable(b.token);
    media = new MediaShelf(clock, () -> uri().toString());
    callbacks = new Callbacks(clock, b.appSecret, b.verifyToken, b.callback);
    WireMockConfiguration configuration =
        options().http2PlainDisabled(true).extensions(new Answer());
    configuration = b.port == 0 ? configuration.dynamicPort() : configuration.port(b.port);
    if (b.keepRequests) {
      configuration.maxRequestJournalEntries(5_000);
    } else {
      configuration.disableRequestJournal();
    }
    http = new WireMockServer(configuration);
    http.stubFor(
        any(anyUrl()).willReturn(new ResponseDefinitionBuilder().withTransformers(Answer.NAME)));
    http.start();
    if (clock instanceof MutableClock movable) {
      movable.onMove(this::deliverDue);
    }
    ticker = b.realTime ? Ticker.start(this::deliverDue) : null;
  }

  /** On a free port, on a movable clock that starts 2026-11-24T15:00:00Z, with no callback yet. */
  public static CloudApiServer start() {
    return builder().start();
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Base address, without a version. */
  public URI uri() {
    return URI.create("http://localhost:" + http.port());
  }

  public InstantSource clock() {
    return clock;
  }

  /** The account of a phone number id, if it was asked for before. */
  Optional<CloudAccount> known(String phoneNumberId) {
    return Optional.ofNullable(accounts.get(phoneNumberId));
  }

  /**
   * The account of a phone number id; made at the first call. Over HTTP no other number exists:
   * error 100 with subcode 33, as the provider answers an id that it does not know.
   */
  public CloudAccount account(String phoneNumberId) {
    return account(phoneNumberId, "2" + phoneNumberId);
  }

  /** The same, made in a business account that it may share with other numbers. */
  public CloudAccount account(String phoneNumberId, String businessId) {
    return accounts.computeIfAbsent(
        phoneNumberId, id -> new CloudAccount(this, business(businessId), id));
  }

  /** The business account of an id, if it was asked for before. */
  Optional<CloudBusiness> knownBusiness(String businessId) {
    return Optional.ofNullable(businesses.get(businessId));
  }

  /** The business account of an id; made at the first call. Over HTTP no other exists. */
  public CloudBusiness business(String businessId) {
    return businesses.computeIfAbsent(businessId, id -> new CloudBusiness(this, id));
  }

  /** The template of an id, wherever it is. */
  Optional<CloudBusiness> withTemplate(String templateId) {
    return businesses.values().stream().filter(b -> b.byId(templateId).isPresent()).findFirst();
  }

  /**
   * Does what is due by now: reviews that end first, then all notifications in the order of their
   * time, posted before it returns.
   */
  public void deliverDue() {
    agenda.runDue(clock.instant());
    callbacks.deliverDue(clock.instant());
  }

  /** How many notifications wait for their time or for a callback that answers 200. */
  public int waiting() {
    return callbacks.waiting();
  }

  /**
   * The time of the next notification that waits, or of what the provider does next by itself.
   *
   * @return empty if nothing waits
   */
  public Optional<Instant> nextDue() {
    return Stream.of(callbacks.nextDue(), agenda.nextDue())
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder());
  }

  /**
   * Does what the provider does when a callback is registered.
   *
   * @return whether the callback returned the challenge
   */
  public boolean subscribe() {
    return callbacks.subscribe();
  }

  /**
   * Posts any body to the callback now, signed, once.
   *
   * @return the callback's status; 0 if it did not answer
   */
  public int deliver(byte[] body) {
    return callbacks.deliver(body, sign(body));
  }

  /** The same with a signature header of the test's own; empty leaves it out. */
  public int deliver(byte[] body, String signature) {
    return callbacks.deliver(body, signature);
  }

  /** The signature header for a body, with this server's secret. */
  public String sign(byte[] body) {
    return callbacks.sign(body);
  }

  /**
   * Forgets messages, files, faults, limits and waiting notifications; templates are approved as
   * they were seeded.
   */
  public void reset() {
    callbacks.clear();
    agenda.clear();
    media.clear();
    examples.clear();
    businesses.values().forEach(CloudBusiness::reset);
    accounts.values().forEach(CloudAccount::reset);
  }

  @Override
  public void close() {
    if (ticker != null) {
      ticker.close();
    }
    http.stop();
  }

  void callback(byte[] body) {
    callbacks.add(clock.instant(), at -> body);
    deliverDue();
  }

  void later(Instant due, Function<Instant, byte[]> body) {
    callbacks.add(due, body);
  }

  void callbackTo(Supplier<URI> callback) {
    callbacks.to(callback);
  }

  Agenda agenda() {
    return agenda;
  }

  MediaShelf media() {
    return media;
  }

  ExampleShelf examples() {
    return examples;
  }

  private ResponseDefinitionBuilder answer(LoggedRequest request) {
    String authorization = Optional.ofNullable(request.getHeader("Authorization")).orElse("");
    if (!authorization.startsWith("Bearer ")
        || token.filter(t -> !authorization.equals("Bearer " + t)).isPresent()) {
      return GraphAnswer.error(GraphError.of(190, "Invalid OAuth access token"), 401);
    }
    String url = request.getUrl();
    if (url.startsWith(MediaShelf.DOWNLOADS)) {
      return media.download(Call.query(url.substring(url.indexOf('?') + 1)));
    }
    return Call.of(request)
        .map(
            call ->
                routes.answer(
                    call, name -> Optional.ofNullable(request.getHeader(name)).orElse("")))
        .orElseGet(
            () -> GraphAnswer.error(GraphError.of(100, "Unsupported request", "no such path")));
  }

  /** Lets the server answer instead of a fixed stub. */
  private final class Answer implements ResponseDefinitionTransformerV2 {

    static final String NAME = "mora-cloud-api";

    @Override
    public ResponseDefinition transform(ServeEvent event) {
      return answer(event.getRequest()).build();
    }

    @Override
    public boolean applyGlobally() {
      return false;
    }

    @Override
    public String getName() {
      return NAME;
    }
  }

  /** Options of the stand-in. */
  public static final class Builder {

    private int port;
    private InstantSource clock = MutableClock.at("2026-11-24T15:00:00Z");
    private String appSecret = "stand-in-secret";
    private String verifyToken = "stand-in-verify";
    private @Nullable String token;
    private @Nullable Supplier<URI> callback;
    private boolean realTime;
    private boolean keepRequests = true;

    private Builder() {}

    /** 0, the default, takes a free one. */
    public Builder port(int value) {
      port = value;
      return this;
    }

    public Builder clock(InstantSource value) {
      clock = value;
      return this;
    }

    /** Signs notifications; {@code stand-in-secret} by default. */
    public Builder appSecret(String value) {
      appSecret = value;
      return this;
    }

    /** Sent at {@link #subscribe}; {@code stand-in-verify} by default. */
    public Builder verifyToken(String value) {
      verifyToken = value;
      return this;
    }

    /** Only this access token is taken; any by default. */
    public Builder token(String value) {
      token = value;
      return this;
    }

    /** Where notifications go; asked at each one. */
    public Builder callback(Supplier<URI> value) {
      callback = value;
      return this;
    }

    /**
     * Delivers what is due by itself, from a daemon thread; for a server that people run.
     *
     * @param value a clock that runs
     */
    public Builder realTime(InstantSource value) {
      realTime = true;
      clock = value;
      return this;
    }

    /** Keeps no requests: for long runs. */
    public Builder forgetful() {
      keepRequests = false;
      return this;
    }

    public CloudApiServer start() {
      return new CloudApiServer(this);
    }
  }
}
