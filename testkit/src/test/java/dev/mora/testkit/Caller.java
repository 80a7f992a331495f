package dev.mora.testkit;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** Calls a server as a host would that writes its JSON by hand. */
final class Caller {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI root;
  private final String token;

  Caller(URI root) {
    this(root, "token");
  }

  Caller(URI root, String token) {
    this.root = root;
    this.token = token;
  }

  HttpResponse<String> get(String path) throws Exception {
    return HTTP.send(request(path).GET().build(), BodyHandlers.ofString());
  }

  HttpResponse<byte[]> bytes(String url) throws Exception {
    return HTTP.send(request(url).GET().build(), BodyHandlers.ofByteArray());
  }

  HttpResponse<String> delete(String path) throws Exception {
    return HTTP.send(request(path).DELETE().build(), BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, String json) throws Exception {
    return HTTP.send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build(),
        BodyHandlers.ofString());
  }

  HttpResponse<String> upload(String number, String type, byte[] file) throws Exception {
    String head =
        part("messaging_product", "whatsapp")
            + part("type", type)
            + "--xYz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n"
            + "Content-Type: "
            + type
            + "\r\n\r\n";
    byte[] start = head.getBytes(StandardCharsets.UTF_8);
    byte[] end = "\r\n--xYz--\r\n".getBytes(StandardCharsets.UTF_8);
    byte[] body = new byte[start.length + file.length + end.length];
    System.arraycopy(start, 0, body, 0, start.length);
    System.arraycopy(file, 0, body, start.length, file.length);
    System.arraycopy(end, 0, body, start.length + file.length, end.length);
    return HTTP.send(
        request("/v25.0/" + number + "/media")
            .header("Content-Type", "multipart/form-data; boundary=xYz")
            .POST(BodyPublishers.ofByteArray(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static String part(String name, String value) {
    return "--xYz\r\nContent-Disposition: form-data; name=\""
        + name
        + "\"\r\n\r\n"
        + value
        + "\r\n";
  }

  private HttpRequest.Builder request(String path) {
    URI to = path.startsWith("http") ? URI.create(path) : root.resolve(path);
    return HttpRequest.newBuilder(to).header("Authorization", "Bearer " + token);
  }

  /** The text of a JSON string after its name; the first such. */
  static String field(String json, String name) {
    String mark = "\"" + name + "\":\"";
    int from = json.indexOf(mark) + mark.length();
    return json.substring(from, json.indexOf('"', from)).replace("\\/", "/");
  }
}
