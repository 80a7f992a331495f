package dev.mora.whatsapp;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that misbehaves to order, one thread for each connection. It counts the whole requests
 * that it has read: what a provider could have acted on.
 */
final class RawServer implements AutoCloseable {

  /** What to do with one connection; the socket is closed (FIN) when it returns. */
  interface Behaviour {
    void on(Peer peer) throws Exception;
  }

  private final ServerSocket socket;
  private final ConcurrentLinkedQueue<Socket> accepted = new ConcurrentLinkedQueue<>();
  private final AtomicInteger bodies = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();
  private final CountDownLatch hungUp = new CountDownLatch(1);

  RawServer(Behaviour behaviour) throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    start(
        () -> {
          while (true) {
            Socket connection = socket.accept();
            accepted.add(connection);
            Peer peer = new Peer(connection, connections.getAndIncrement());
            start(() -> serve(behaviour, peer));
          }
        });
  }

  int port() {
    return socket.getLocalPort();
  }

  int bodies() {
    return bodies.get();
  }

  int connections() {
    return connections.get();
  }

  boolean sawTheClientHangUp() throws InterruptedException {
    return hungUp.await(60, TimeUnit.SECONDS);
  }

  private static void serve(Behaviour behaviour, Peer peer) throws Exception {
    try {
      behaviour.on(peer);
    } finally {
      peer.socket.close();
    }
  }

  private interface Work {
    void run() throws Exception;
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (Exception e) {
                // the other side hung up, or the test is over: either is what a test may want
              }
            },
            "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket connection : accepted) {
      connection.close();
    }
  }

  /** One connection, seen from the server. */
  final class Peer {

    private final Socket socket;
    private final int number;

    Peer(Socket socket, int number) {
      this.socket = socket;
      this.number = number;
    }

    /** 0 for the first. */
    int number() {
      return number;
    }

    /** Reads one whole request and counts it. */
    String request() throws IOException {
      InputStream in = socket.getInputStream();
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        head.write(readByte(in));
      }
      String text = head.toString(StandardCharsets.ISO_8859_1);
      byte[] body = in.readNBytes(contentLength(text));
      if (body.length < contentLength(text)) {
        throw new EOFException();
      }
      bodies.incrementAndGet();
      return text + new String(body, StandardCharsets.UTF_8);
    }

    void read(int bytes) throws IOException {
      for (int i = 0; i < bytes; i++) {
        readByte(socket.getInputStream());
      }
    }

    void write(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
    }

    void accept(String id) throws IOException {
      String body = "{\"messages\":[{\"id\":\"" + id + "\"}]}";
      write("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    /** Closes with RST instead of FIN. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    /** Says nothing more until the client has gone. */
    void stall() throws IOException {
      try {
        while (socket.getInputStream().read() >= 0) {
          // whatever comes
        }
      } finally {
        hungUp.countDown();
      }
    }

    private int readByte(InputStream in) throws IOException {
      int next = in.read();
      if (next < 0) {
        throw new EOFException();
      }
      return next;
    }

    private int contentLength(String head) {
      for (String line : head.split("\r\n")) {
        if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
          return Integer.parseInt(line.substring(15).trim());
        }
      }
      return 0;
    }
  }
}
