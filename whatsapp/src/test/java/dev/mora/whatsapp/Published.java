package dev.mora.whatsapp;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.mora.json.Json;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What Meta has published about one request, as a schema of our own: {@code
 * /published/v23.0/FILE.json}, which tells its source and each place where it differs from it.
 */
record Published(String file, String request) {

  static final Published MESSAGE = new Published("message", "message");
  static final Published RECEIPT = new Published("message", "receipt");
  static final Published REGISTER = new Published("number", "register");
  static final Published DEREGISTER = new Published("number", "deregister");
  static final Published PIN = new Published("number", "pin");
  static final Published UPLOAD = new Published("number", "upload");
  static final Published CREATE = new Published("template", "create");
  static final Published EDIT = new Published("template", "edit");

  private static final SchemaRegistry DIALECT =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Map<Published, Judge> READ = new ConcurrentHashMap<>();

  /** What is wrong with a body, by pointer; nothing if it is as published. */
  interface Judge {
    List<String> faults(String body);
  }

  /**
   * Where ours differs from what is published.
   *
   * @param at pointers into our schema
   * @param published what the document has there; empty if it has nothing
   * @param kind {@code missing} and {@code broken}: a body of ours needs it; {@code stricter}: no
   *     body of ours minds; {@code same}: it only looks different
   */
  record Departure(List<String> at, Optional<JsonValue> published, String kind, String why) {

    boolean isNeeded() {
      return kind.equals("missing") || kind.equals("broken");
    }
  }

  static Stream<Published> all() {
    return Stream.of(MESSAGE, RECEIPT, REGISTER, DEREGISTER, PIN, UPLOAD, CREATE, EDIT);
  }

  List<String> faults(String body) {
    return READ.computeIfAbsent(this, ours -> ours.judge(schema())).faults(body);
  }

  /** As ours would be if it held at this place what the document has. */
  Judge without(Departure departure, String at) {
    return judge(
        departure
            .published()
            .map(value -> Trees.with(schema(), at, value))
            .orElseGet(() -> Trees.removed(schema(), at)));
  }

  private Judge judge(JsonObject definitions) {
    Schema schema =
        DIALECT.getSchema(
            definitions.with("$ref", "#/$defs/" + request).toJson(), InputFormat.JSON);
    return body ->
        schema.validate(body, InputFormat.JSON).stream()
            .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
            .toList();
  }

  List<Departure> departures() {
    return document().array("departures").objects().stream()
        .map(
            each ->
                new Departure(
                    each.only("at", "published", "kind", "why").array("at").strings(),
                    each.optionalValue("published"),
                    each.string("kind"),
                    each.string("why")))
        .toList();
  }

  JsonObject source() {
    return document().object("source");
  }

  JsonObject schema() {
    return document().object("schema");
  }

  private JsonObject document() {
    String path = "/published/v23.0/" + file + ".json";
    try (InputStream in = Published.class.getResourceAsStream(path)) {
      return Json.read(path, in).asObject();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
