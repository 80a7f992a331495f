package dev.mora.whatsapp;

import static dev.mora.channel.SendResult.Kind.ACCEPTED;
import static dev.mora.channel.SendResult.Kind.NOT_SENT;
import static dev.mora.channel.SendResult.Kind.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.SendResult;
import dev.mora.channel.SendResult.Kind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every way in which a connection can fail, against raw sockets: the class of each outcome, and
 * never a second body. The build runs this once more in a JVM where another library has set {@code
 * jdk.httpclient.enableAllMethodRetry}, with the same expectations.
 */
class TransportMatrixTest {

  private static final int TIMES = 3;
  private static final Duration SHORT = Duration.ofMillis(600);
  private static final Duration GENEROUS = Duration.ofSeconds(30);
  private static final boolean RETRY_SET =
      "true".equals(System.getProperty("jdk.httpclient.enableAllMethodRetry"));

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void an_exchange_that_fails_has_its_class_and_never_a_second_body(
      String row,
      RawServer.Behaviour behaviour,
      Duration deadline,
      Set<Kind> kinds,
      int leastBodies,
      int mostBodies)
      throws Exception {
    for (int i = 0; i < TIMES; i++) {
      try (RawServer server = new RawServer(behaviour);
          WhatsAppSender sender = sender(server, deadline)) {

        SendResult result = Reminders.result(sender, Reminders.reminder());

        assertThat(result.kind()).as(row + ": " + result).isIn(kinds);
        assertThat(server.bodies()).as(row).isBetween(leastBodies, mostBodies);
      }
    }
  }

  static Stream<Arguments> rows() {
    return Stream.of(
        row("8 reset right after accept", RawServer.Peer::reset, 0, 0, NOT_SENT, UNKNOWN),
        row("9 end right after accept", peer -> {}, 0, 0, NOT_SENT, UNKNOWN),
        row(
            "10 request read, then reset",
            peer -> {
              peer.request();
              peer.reset();
            },
            1,
            1,
            UNKNOWN),
        row("11 request read, then end", RawServer.Peer::request, 1, 1, UNKNOWN),
        hasty(
            "12 request read, no answer",
            peer -> {
              peer.request();
              peer.stall();
            }),
        row("13 half a status line", answer("HTTP/1.1 20"), 1, 1, UNKNOWN),
        row("13 half a header", answer("HTTP/1.1 200 OK\r\nContent-Le"), 1, 1, UNKNOWN),
        row("14 garbage for a status line", answer("\u0000\u0001garbage\r\n\r\n"), 1, 1, UNKNOWN),
        row(
            "15 a body cut by an end",
            answer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"messages"),
            1,
            1,
            UNKNOWN),
        row(
            "15 a body cut by a reset",
            peer -> {
              peer.request();
              peer.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"messages");
              peer.reset();
            },
            1,
            1,
            UNKNOWN),
        row(
            "16 a malformed chunk",
            answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nxx\r\n"),
            1,
            1,
            UNKNOWN),
        hasty(
            "17 a body that stalls behind its head",
            peer -> {
              peer.request();
              peer.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n");
              peer.stall();
            }),
        hasty(
            "17 a body that drips past the deadline",
            peer -> {
              peer.request();
              peer.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
              CountDownLatch never = new CountDownLatch(1);
              while (!never.await(20, TimeUnit.MILLISECONDS)) {
                peer.write(" ");
              }
            }),
        row("18 a redirect", status("307 Temporary Redirect", "Location: /other"), 1, 1, UNKNOWN),
        row("18 a request timeout", status("408 Request Timeout", "X: y"), 1, 1, UNKNOWN),
        row(
            "18 come again at once",
            status("503 Service Unavailable", "Retry-After: 0"),
            1,
            1,
            UNKNOWN),
        row(
            "a continue that nobody asked for",
            peer -> {
              peer.request();
              peer.write("HTTP/1.1 100 Continue\r\n\r\n");
              peer.accept("wamid.1");
            },
            1,
            1,
            ACCEPTED,
            UNKNOWN),
        row(
            "a whole answer",
            peer -> {
              peer.request();
              peer.accept("wamid.1");
            },
            1,
            1,
            ACCEPTED));
  }

  @Test
  void row_1_a_closed_port_proves_that_nothing_was_sent() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    try (WhatsAppSender sender = WhatsAppSender.of(Reminders.config(port).build())) {

      SendResult result = Reminders.result(sender, Reminders.reminder());

      assertThat(result.kind()).isEqualTo(NOT_SENT);
      assertThat(result.toString()).contains("ConnectException").doesNotContain("127.0.0.1");
    }
  }

  @Test
  void row_2_a_host_without_an_address_proves_that_nothing_was_sent() {
    WhatsAppConfig config = Reminders.config(1).baseUri(URI.create("https://mora.invalid")).build();
    try (WhatsAppSender sender = WhatsAppSender.of(config)) {

      SendResult result = Reminders.result(sender, Reminders.reminder());

      assertThat(result.kind()).isEqualTo(NOT_SENT);
    }
  }

  @Test
  void rows_3_and_4_a_connection_that_is_never_made_proves_that_nothing_was_sent()
      throws Exception {
    List<Socket> queue = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      fill(full, queue);
      WhatsAppConfig.Builder config = Reminders.config(full.getLocalPort());
      try (WhatsAppSender byConnect =
              WhatsAppSender.of(config.connectTimeout(SHORT).exchangeDeadline(GENEROUS).build());
          WhatsAppSender byDeadline =
              WhatsAppSender.of(config.connectTimeout(GENEROUS).exchangeDeadline(SHORT).build())) {

        SendResult three = Reminders.result(byConnect, Reminders.reminder());
        SendResult four = Reminders.result(byDeadline, Reminders.reminder());

        assertThat(three.kind()).as(three.toString()).isEqualTo(NOT_SENT);
        assertThat(four).isEqualTo(new SendResult.NotSent("deadline", Duration.ZERO));
      }
    } finally {
      for (Socket socket : queue) {
        socket.close();
      }
    }
  }

  /**
   * The JDK's client sometimes asks for the body before it hears that the handshake failed (about
   * once in sixty tries here). The witness alone decides, so that try is unknown although nothing
   * left: the safe side.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("handshakes")
  void
      rows_5_to_7_a_tls_handshake_that_fails_proves_that_nothing_was_sent_unless_the_body_was_asked(
          String row, RawServer.Behaviour behaviour) throws Exception {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    for (int i = 0; i < TIMES; i++) {
      try (RawServer server = new RawServer(behaviour);
          WhatsAppSender sender =
              WhatsAppSender.of(
                  Reminders.config(1)
                      .baseUri(URI.create("https://127.0.0.1:" + server.port()))
                      .connectTimeout(SHORT)
                      .build())) {

        SendResult result = Reminders.result(sender, Reminders.reminder());

        assertThat(result.kind()).as(row + ": " + result).isIn(NOT_SENT, UNKNOWN);
        assertThat(server.bodies()).as(row).isZero();
        kinds.add(result.kind());
      }
    }
    assertThat(kinds).as(row).contains(NOT_SENT);
  }

  static Stream<Arguments> handshakes() {
    RawServer.Behaviour silent = RawServer.Peer::stall;
    RawServer.Behaviour garbage =
        peer -> {
          peer.read(5);
          peer.write("HTTP/1.1 400 this is no TLS\r\n\r\n");
        };
    RawServer.Behaviour reset =
        peer -> {
          peer.read(20);
          peer.reset();
        };
    return Stream.of(
        Arguments.of("5 never answered", silent),
        Arguments.of("6 answered with garbage", garbage),
        Arguments.of("7 reset", reset));
  }

  @Test
  void rows_17_and_27_the_deadline_hangs_up() throws Exception {
    RawServer.Behaviour stalls =
        peer -> {
          peer.request();
          peer.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n");
          peer.stall();
        };
    try (RawServer server = new RawServer(stalls);
        WhatsAppSender sender = sender(server, SHORT)) {

      SendResult result = Reminders.result(sender, Reminders.reminder());

      assertThat(((SendResult.Unknown) result).evidence())
          .startsWith("deadline inside the answer, HTTP 200 after ");
      assertThat(server.sawTheClientHangUp()).isTrue();
    }
  }

  @ParameterizedTest(name = "then {0}")
  @MethodSource("endings")
  void row_19_a_pooled_connection_that_breaks_behind_the_request_is_not_tried_again(
      String ending, RawServer.Behaviour end) throws Exception {
    for (int i = 0; i < TIMES; i++) {
      RawServer.Behaviour second =
          peer -> {
            peer.request();
            if (peer.number() == 0) {
              peer.accept("wamid.1");
              peer.request();
              end.on(peer);
            } else {
              peer.accept("wamid.again");
            }
          };
      try (RawServer server = new RawServer(second);
          WhatsAppSender sender = sender(server, GENEROUS)) {
        assertThat(Reminders.result(sender, Reminders.reminder()).kind()).isEqualTo(ACCEPTED);

        SendResult result = Reminders.result(sender, Reminders.reminder());

        if (server.connections() == 1) {
          assertThat(result.kind()).as(result.toString()).isEqualTo(UNKNOWN);
        }
        assertThat(server.bodies()).isEqualTo(2);
      }
    }
  }

  static Stream<Arguments> endings() {
    RawServer.Behaviour fin = peer -> {};
    RawServer.Behaviour reset = RawServer.Peer::reset;
    return Stream.of(Arguments.of("an end", fin), Arguments.of("a reset", reset));
  }

  @Test
  void row_20_a_send_is_a_post() throws Exception {
    AtomicLong posts = new AtomicLong();
    RawServer.Behaviour counts =
        peer -> {
          if (peer.request().startsWith("POST /v25.0/106540352242922/messages HTTP/1.1\r\n")) {
            posts.incrementAndGet();
          }
          peer.accept("wamid.1");
        };
    try (RawServer server = new RawServer(counts);
        WhatsAppSender sender = sender(server, GENEROUS)) {

      Reminders.result(sender, Reminders.reminder());

      assertThat(posts).hasValue(1);
    }
  }

  @Test
  void rows_21_and_22_a_server_that_hangs_up_behind_each_answer_gets_each_message_at_most_once()
      throws Exception {
    RawServer.Behaviour hangsUp =
        peer -> {
          peer.request();
          peer.accept("wamid." + peer.number());
        };
    try (RawServer server = new RawServer(hangsUp);
        WhatsAppSender sender = sender(server, GENEROUS)) {
      int accepted = 0;

      for (int i = 0; i < 60; i++) {
        Kind kind = Reminders.result(sender, Reminders.reminder()).kind();
        assertThat(kind).isIn(ACCEPTED, UNKNOWN, NOT_SENT);
        accepted += kind == ACCEPTED ? 1 : 0;
      }

      assertThat(server.bodies()).isBetween(accepted, 60);
    }
  }

  @Test
  void row_23_an_interrupted_caller_still_gets_the_result_of_what_it_sent() throws Exception {
    RawServer.Behaviour accepts =
        peer -> {
          peer.request();
          peer.accept("wamid.1");
        };
    try (RawServer server = new RawServer(accepts);
        WhatsAppSender sender = sender(server, GENEROUS)) {
      Thread.currentThread().interrupt();

      var sent = sender.send(Reminders.reminder()).toCompletableFuture();
      boolean interrupted = Thread.interrupted();

      assertThat(interrupted).isTrue();
      assertThat(sent.get(60, TimeUnit.SECONDS).kind()).isEqualTo(ACCEPTED);
      assertThat(server.bodies()).isEqualTo(1);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("early")
  void rows_24_and_25_a_large_body_that_is_cut_short_is_never_not_sent(
      String row, RawServer.Behaviour behaviour, boolean mayAnswer) throws Exception {
    for (int i = 0; i < TIMES; i++) {
      try (RawServer server = new RawServer(behaviour);
          CloudApiTransport transport =
              new CloudApiTransport(Reminders.config(server.port()).build(), System::nanoTime)) {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + "/");

        Exchange exchange =
            transport
                .exchange(GraphRequest.post(uri, new byte[8 << 20]), "t", GENEROUS)
                .get(60, TimeUnit.SECONDS);

        if (exchange instanceof Exchange.Answer answer) {
          assertThat(mayAnswer).as(row).isTrue();
          assertThat(answer.status()).isEqualTo(429);
        } else {
          assertThat(exchange).as(row).isInstanceOf(Exchange.Unclear.class);
        }
        assertThat(server.bodies()).isZero();
      }
    }
  }

  static Stream<Arguments> early() {
    RawServer.Behaviour reset =
        peer -> {
          peer.read(1000);
          peer.reset();
        };
    RawServer.Behaviour tooMany =
        peer -> {
          peer.read(1000);
          peer.write("HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n");
        };
    return Stream.of(
        Arguments.of("24 reset after 1 kB", reset, false),
        Arguments.of("25 an early 429", tooMany, true));
  }

  @Test
  void a_client_that_was_idle_for_longer_than_20_s_is_replaced() throws Exception {
    RawServer.Behaviour keepsAlive =
        peer -> {
          while (true) {
            peer.request();
            peer.accept("wamid.1");
          }
        };
    AtomicLong nanos = new AtomicLong();
    try (RawServer server = new RawServer(keepsAlive);
        WhatsAppSender sender =
            WhatsAppSender.of(Reminders.config(server.port()).build(), nanos::get)) {
      Reminders.result(sender, Reminders.reminder());
      nanos.addAndGet(CloudApiTransport.IDLE_LIMIT.toNanos());
      Reminders.result(sender, Reminders.reminder());
      int soon = server.connections();
      nanos.addAndGet(CloudApiTransport.IDLE_LIMIT.toNanos() + 1);

      Reminders.result(sender, Reminders.reminder());

      assertThat(soon).isEqualTo(1);
      assertThat(server.connections()).isEqualTo(2);
      assertThat(server.bodies()).isEqualTo(3);
    }
  }

  /** Shows what the witness is for: the same exchange with a plain body. */
  @Test
  void without_the_witness_the_property_makes_the_client_send_twice() throws Exception {
    try (RawServer server = new RawServer(RawServer.Peer::request)) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/"))
              .POST(HttpRequest.BodyPublishers.ofString("debt"))
              .build();
      HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

      client
          .sendAsync(request, HttpResponse.BodyHandlers.discarding())
          .handle((response, failure) -> response == null)
          .get(60, TimeUnit.SECONDS);

      assertThat(server.bodies() > 1).isEqualTo(RETRY_SET);
    }
  }

  private static Arguments row(
      String name, RawServer.Behaviour behaviour, int least, int most, Kind... kinds) {
    return Arguments.of(name, behaviour, GENEROUS, EnumSet.copyOf(List.of(kinds)), least, most);
  }

  private static Arguments hasty(String name, RawServer.Behaviour behaviour) {
    return Arguments.of(name, behaviour, SHORT, EnumSet.of(UNKNOWN), 1, 1);
  }

  private static RawServer.Behaviour answer(String bytes) {
    return peer -> {
      peer.request();
      peer.write(bytes);
    };
  }

  private static RawServer.Behaviour status(String line, String header) {
    return answer("HTTP/1.1 " + line + "\r\n" + header + "\r\nContent-Length: 0\r\n\r\n");
  }

  private static WhatsAppSender sender(RawServer server, Duration deadline) {
    return WhatsAppSender.of(Reminders.config(server.port()).exchangeDeadline(deadline).build());
  }

  /** Connects until the queue of those that nobody accepts is full and a SYN gets no answer. */
  private static void fill(ServerSocket server, List<Socket> queue) throws Exception {
    for (int i = 0; i < 50; i++) {
      Socket socket = new Socket();
      queue.add(socket);
      try {
        socket.connect(new InetSocketAddress("127.0.0.1", server.getLocalPort()), 300);
      } catch (SocketTimeoutException e) {
        return;
      }
    }
    throw new AssertionError("the queue never fills");
  }
}
