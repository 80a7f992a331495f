package dev.mora.whatsapp;

import dev.mora.json.JsonWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The business phone number itself: its registration with the Cloud API, its PIN for two-step
 * verification, and how it fares. Thread-safe; nothing is repeated; no stage completes
 * exceptionally but {@link #standing()}.
 *
 * <p>Meta takes ten registrations of a number in 72 hours (133016), so a failure of kind {@link
 * GraphFailure.Kind#UNKNOWN} is looked up with {@link #standing()} before it is tried again.
 */
public final class WhatsAppNumber implements AutoCloseable {

  private static final String FIELDS =
      "display_phone_number,verified_name,name_status,quality_rating,throughput,status,"
          + "code_verification_status,whatsapp_business_manager_messaging_limit,health_status";

  private final WhatsAppConfig config;
  private final GraphClient graph;

  private WhatsAppNumber(WhatsAppConfig config) {
    this.config = config;
    graph = GraphClient.of(config);
  }

  public static WhatsAppNumber of(WhatsAppConfig config) {
    return new WhatsAppNumber(config);
  }

  /** Makes the number ready for sending; sets the PIN if the number has none yet. */
  public CompletionStage<Optional<GraphFailure>> register(TwoStepPin pin) {
    return done(
        "/register",
        JsonWriter.create()
            .object()
            .field("messaging_product", "whatsapp")
            .field("pin", pin.digits()));
  }

  /** The number sends and receives nothing any more until it is registered again. */
  public CompletionStage<Optional<GraphFailure>> deregister() {
    return done("/deregister", JsonWriter.create().object());
  }

  /** Replaces the PIN of a registered number; there is no call that takes it away. */
  public CompletionStage<Optional<GraphFailure>> changePin(TwoStepPin pin) {
    return done("", JsonWriter.create().object().field("pin", pin.digits()));
  }

  /** Completes with a {@link GraphException} if the provider does not tell. */
  public CompletionStage<NumberStanding> standing() {
    return graph
        .get(config.phoneNumberId(), Map.of("fields", FIELDS))
        .thenApply(answer -> NumberStanding.of(answer.object()))
        .minimalCompletionStage();
  }

  private CompletionStage<Optional<GraphFailure>> done(String edge, JsonWriter body) {
    return graph
        .post(config.phoneNumberId() + edge, body.end().toBytes())
        .thenApply(GraphAnswer::notDone)
        .minimalCompletionStage();
  }

  /** Ends at once what is still open. */
  @Override
  public void close() {
    graph.close();
  }

  @Override
  public String toString() {
    return "WhatsAppNumber(" + config + ")";
  }
}
