package dev.mora.whatsapp;

import dev.mora.json.JsonObject;
import java.util.List;
import java.util.OptionalInt;

/**
 * How a business phone number fares, as Meta tells it. Words that are new to this library are kept
 * as they came; what Meta did not tell is empty.
 *
 * @param verifiedName the name that people see; a business's, no person's
 * @param nameStatus such as {@code APPROVED}
 * @param quality {@code GREEN}, {@code YELLOW}, {@code RED} or {@code UNKNOWN}
 * @param throughput {@code STANDARD} (80/s), {@code HIGH} (1,000/s) or {@code NOT_APPLICABLE}
 * @param status such as {@code CONNECTED}
 * @param tier {@code TIER_250} to {@code TIER_UNLIMITED}, of the whole portfolio
 * @param canSend {@code AVAILABLE}, {@code LIMITED} or {@code BLOCKED}: do not start a campaign on
 *     the last
 * @param problems of the number, its account, its business and its app
 */
public record NumberStanding(
    String displayNumber,
    String verifiedName,
    String nameStatus,
    String quality,
    String throughput,
    String status,
    String tier,
    String canSend,
    List<Problem> problems) {

  public NumberStanding {
    problems = List.copyOf(problems);
  }

  /**
   * What stands in the way of sending.
   *
   * @param entity such as {@code WABA} or {@code BUSINESS}
   * @param code of another family than those of messages; empty if none was told
   */
  public record Problem(
      String entity, String canSend, String code, String description, String solution) {}

  static NumberStanding of(JsonObject in) {
    JsonObject health = Loose.object(in, "health_status");
    return new NumberStanding(
        Loose.text(in, "display_phone_number"),
        Loose.text(in, "verified_name"),
        Loose.text(in, "name_status"),
        Loose.text(in, "quality_rating"),
        Loose.text(Loose.object(in, "throughput"), "level"),
        Loose.text(in, "status"),
        Loose.text(in, "whatsapp_business_manager_messaging_limit"),
        Loose.text(health, "can_send_message"),
        Loose.objects(health, "entities").stream()
            .flatMap(
                entity -> Loose.objects(entity, "errors").stream().map(e -> problem(entity, e)))
            .toList());
  }

  private static Problem problem(JsonObject entity, JsonObject error) {
    return new Problem(
        Loose.text(entity, "entity_type"),
        Loose.text(entity, "can_send_message"),
        Loose.text(error, "error_code"),
        Loose.text(error, "error_description"),
        Loose.text(error, "possible_solution"));
  }

  /** Messages a second that this throughput allows, inbound included; empty if it is not known. */
  public OptionalInt perSecond() {
    return switch (throughput) {
      case "STANDARD" -> OptionalInt.of(80);
      case "HIGH" -> OptionalInt.of(1000);
      default -> OptionalInt.empty();
    };
  }

  /**
   * People whom all numbers of the portfolio together may write to first in 24 hours; the largest
   * int for no limit, empty if it is not known.
   */
  public OptionalInt recipientsPerDay() {
    return switch (tier) {
      case "TIER_250" -> OptionalInt.of(250);
      case "TIER_2K" -> OptionalInt.of(2_000);
      case "TIER_10K" -> OptionalInt.of(10_000);
      case "TIER_100K" -> OptionalInt.of(100_000);
      case "TIER_UNLIMITED" -> OptionalInt.of(Integer.MAX_VALUE);
      default -> OptionalInt.empty();
    };
  }

  /** {@code NumberStanding(GREEN, STANDARD, TIER_2K, AVAILABLE)}. */
  @Override
  public String toString() {
    return "NumberStanding(" + String.join(", ", quality, throughput, tier, canSend) + ")";
  }
}
