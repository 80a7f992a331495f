package dev.mora.servlet;

import jakarta.servlet.ServletContainerInitializer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** A Tomcat of its own, on this machine and a free port. */
final class Container implements AutoCloseable {

  /** Held, for the logging of the JDK forgets what nobody holds. */
  private static final Logger QUIET = Logger.getLogger("org.apache");

  private final Tomcat tomcat = new Tomcat();

  private Container() {}

  static Container start(Path folder, ServletContainerInitializer mounts)
      throws LifecycleException {
    QUIET.setLevel(Level.OFF);
    Container container = new Container();
    Tomcat tomcat = container.tomcat;
    tomcat.setSilent(true);
    tomcat.setBaseDir(folder.toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "localhost");
    Context root = tomcat.addContext("", folder.toString());
    root.addServletContainerInitializer(mounts, null);
    tomcat.start();
    return container;
  }

  URI uri(String path) {
    return URI.create("http://localhost:" + tomcat.getConnector().getLocalPort() + path);
  }

  /** The status line of the answer to bytes that need not be a whole request. */
  String raw(byte[] head, InputStream rest) throws IOException {
    try (Socket socket = new Socket("localhost", tomcat.getConnector().getLocalPort())) {
      socket.setSoTimeout(30_000);
      OutputStream out = socket.getOutputStream();
      out.write(head);
      rest.transferTo(out);
      out.flush();
      StringBuilder line = new StringBuilder();
      for (int c = socket.getInputStream().read(); c >= ' '; c = socket.getInputStream().read()) {
        line.append((char) c);
      }
      return line.toString();
    }
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }
}
