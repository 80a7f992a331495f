package dev.mora.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mora.channel.Inbound;
import dev.mora.whatsapp.WhatsAppWebhook;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One notification of 1.4 kB, two statuses and a message, verified and made into typed events that
 * keep what was written, against a MAC and a tree of Jackson's that knows nothing of it yet.
 */
final class WebhookBenchmark {

  private static final double BAR = 1.0;
  private static final double SPARE = 5_000;
  private static final int SIZE = 1_400;
  private static final String SECRET = "app-secret-of-the-benchmark";
  private static final Instant RECEIVED = Instant.parse("2025-11-27T08:00:05Z");

  private static final String BODY =
      """
      {"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"value":\
      {"messaging_product":"whatsapp","metadata":{"display_phone_number":"525555550100",\
      "phone_number_id":"106540352242922"},"statuses":[{"id":\
      "wamid.HBgNNTIxNTUwMDAwMDAxNxUCABEYEkE1QTA5RjJCN0MxRDNFNEY2QQA=","status":"delivered",\
      "timestamp":"1764230401","recipient_id":"5215500000017","biz_opaque_callback_data":\
      "mora1:prod:01JD8XK2M4Q6S8V0X2Z4B6D8","pricing":{"billable":true,"pricing_model":"PMP",\
      "category":"utility","type":"regular"}},{"id":\
      "wamid.HBgNNTIxNTUwMDAwMDAyNRUCABEYEkE1QTA5RjJCN0MxRDNFNEY2QgA=","status":"sent",\
      "timestamp":"1764230402","recipient_id":"5215500000025"}]},"field":"messages"},{"value":\
      {"messaging_product":"whatsapp","metadata":{"display_phone_number":"525555550100",\
      "phone_number_id":"106540352242922"},"contacts":[{"profile":{"name":"Ana P."},\
      "wa_id":"5215500000017","user_id":"MX.1349120865530274"}],"messages":[{"context":{"from":\
      "525555550100","id":"wamid.HBgNNTIxNTUwMDAwMDAxNxUCABEYEkE1QTA5RjJCN0MxRDNFNEY2QQA="},"from":\
      "5215500000017","id":"wamid.HBgNNTIxNTUwMDAwMDAxNxUCABIYFjNFQjBDNUE3RDk4RjJBMUI0QzZEOAA=",\
      "timestamp":"1764230403","text":{"body":"@"},"type":"text"}]},"field":"messages"}]}]}\
      """;

  private WebhookBenchmark() {}

  static boolean run(List<String> arguments) throws Exception {
    Options options = new Options(arguments, "--bodies", "--rounds", "--warm-up", "--csv");
    int bodies = options.whole("--bodies", 20_000);
    byte[] body = body();
    WhatsAppWebhook webhook = WhatsAppWebhook.of("unused", SECRET);
    ObjectMapper mapper = new ObjectMapper();
    String signature = webhook.sign(body);
    Inbound read = webhook.parse(body, RECEIVED);
    if (read.events().size() != 3
        || !read.rejections().isEmpty()
        || !webhook.verify(body, signature)
        || theirs(mapper, body, signature).path("entry").size() != 1) {
      throw new IllegalStateException("the body is not read as it should be");
    }
    long[] seen = new long[1];
    Report report = new Report(System.out);
    report.machine();
    List<Harness.Cost> costs =
        new Harness(options.whole("--rounds", 15), options.whole("--warm-up", 10))
            .compare(
                List.of(
                    new Harness.Way(
                        "Mac and a tree of ObjectMapper",
                        bodies,
                        () -> {
                          for (int i = 0; i < bodies; i++) {
                            seen[0] += theirs(mapper, body, signature).size();
                          }
                        }),
                    new Harness.Way(
                        "verified, typed events with raw",
                        bodies,
                        () -> {
                          for (int i = 0; i < bodies; i++) {
                            seen[0] += ours(webhook, body, signature).events().size();
                          }
                        })));
    report.add("a body of " + body.length + " bytes", costs, 0, BAR);
    report.add(
        "bytes allocated",
        String.format(Locale.ROOT, "%.0f B, %.0f B may be spent", costs.get(1).bytes(), SPARE),
        costs.get(1).bytes() / SPARE,
        BAR);
    return report.finish(options.text("--csv", ""));
  }

  private static byte[] body() {
    int missing = SIZE - BODY.length() + 1;
    return BODY.replace("@", "Ya hice el pago. ".repeat(20).substring(0, Math.max(12, missing)))
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static Inbound ours(WhatsAppWebhook webhook, byte[] body, String signature) {
    if (!webhook.verify(body, signature)) {
      throw new IllegalStateException("not verified");
    }
    return webhook.parse(body, RECEIVED);
  }

  private static JsonNode theirs(ObjectMapper mapper, byte[] body, String signature) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] claimed = HexFormat.of().parseHex(signature, 7, signature.length());
      if (!MessageDigest.isEqual(mac.doFinal(body), claimed)) {
        throw new IllegalStateException("not verified");
      }
      return mapper.readTree(body);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
