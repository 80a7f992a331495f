package dev.mora.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A provider that takes every message after a fixed time: one thread, one selector, HTTP/1.1 with
 * connections that stay open. A process of its own, so that what it costs is not counted as ours.
 * Says its port on the first line of its output, answers {@code GET /seen} at once with how many
 * connections and messages it saw, and ends when its input does.
 */
final class SlowProvider {

  private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};

  /** What one connection has sent so far, and an answer that waits for its time. */
  private static final class Peer {
    final ByteBuffer in = ByteBuffer.allocate(16 * 1024);
    final SocketChannel channel;
    long due;
    byte[] answer = {};

    Peer(SocketChannel channel) {
      this.channel = channel;
    }
  }

  private final long latencyNanos;
  private final Deque<Peer> waiting = new ArrayDeque<>();
  private int connections;
  private int messages;

  private SlowProvider(long latencyMillis) {
    latencyNanos = latencyMillis * 1_000_000;
  }

  /** {@code SlowProvider LATENCY_MILLIS}. */
  public static void main(String[] arguments) throws IOException {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // until whoever started this is gone
                }
              } catch (IOException e) {
                // the same
              }
              Runtime.getRuntime().halt(0);
            });
    watch.setDaemon(true);
    watch.start();
    new SlowProvider(Long.parseLong(arguments[0])).serve();
  }

  private void serve() throws IOException {
    try (Selector selector = Selector.open();
        ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
      server.configureBlocking(false);
      server.register(selector, SelectionKey.OP_ACCEPT);
      System.out.println(server.socket().getLocalPort());
      while (true) {
        long wait = answerDue();
        selector.select(wait);
        for (SelectionKey key : selector.selectedKeys()) {
          if (key.isAcceptable()) {
            accept(server, selector);
          } else {
            read(key);
          }
        }
        selector.selectedKeys().clear();
      }
    }
  }

  /** Writes what has waited long enough; tells how many ms until the next, at least one. */
  private long answerDue() throws IOException {
    long now = System.nanoTime();
    @Nullable Peer next = waiting.peek();
    while (next != null && next.due - now <= 0) {
      waiting.poll();
      write(next, next.answer);
      next = waiting.peek();
    }
    return next == null ? 1000 : Math.max(1, (next.due - now) / 1_000_000);
  }

  private void accept(ServerSocketChannel server, Selector selector) throws IOException {
    SocketChannel channel = server.accept();
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.register(selector, SelectionKey.OP_READ, new Peer(channel));
    connections++;
  }

  private void read(SelectionKey key) throws IOException {
    Peer peer = (Peer) key.attachment();
    try {
      if (peer.channel.read(peer.in) < 0) {
        peer.channel.close();
        return;
      }
    } catch (IOException e) {
      peer.channel.close();
      return;
    }
    int end = headEnd(peer.in);
    if (end < 0) {
      return;
    }
    String head =
        new String(peer.in.array(), 0, end, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    int length = length(head);
    if (peer.in.position() < end + length) {
      return;
    }
    peer.in.clear();
    if (head.startsWith("get ")) {
      write(peer, response(connections + " " + messages));
      return;
    }
    messages++;
    peer.answer =
        response(
            "{\"messaging_product\":\"whatsapp\",\"contacts\":[{\"wa_id\":\"525512345678\"}],"
                + "\"messages\":[{\"id\":\"wamid."
                + messages
                + "\",\"message_status\":\"accepted\"}]}");
    peer.due = System.nanoTime() + latencyNanos;
    waiting.add(peer);
  }

  private static int headEnd(ByteBuffer in) {
    byte[] bytes = in.array();
    for (int i = 0; i + 4 <= in.position(); i++) {
      if (bytes[i] == HEAD_END[0]
          && bytes[i + 1] == HEAD_END[1]
          && bytes[i + 2] == HEAD_END[2]
          && bytes[i + 3] == HEAD_END[3]) {
        return i + 4;
      }
    }
    return -1;
  }

  private static int length(String head) {
    int at = head.indexOf("content-length:");
    return at < 0 ? 0 : Integer.parseInt(head.substring(at + 15, head.indexOf('\r', at)).strip());
  }

  private static byte[] response(String body) {
    return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** A short answer fits into the buffer of an idle socket. */
  private static void write(Peer peer, byte[] answer) throws IOException {
    ByteBuffer out = ByteBuffer.wrap(answer);
    try {
      while (out.hasRemaining()) {
        peer.channel.write(out);
      }
    } catch (IOException e) {
      peer.channel.close();
    }
  }
}
