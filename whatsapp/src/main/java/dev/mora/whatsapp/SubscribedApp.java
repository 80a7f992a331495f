package dev.mora.whatsapp;

import dev.mora.json.JsonObject;
import java.util.Objects;

/**
 * An app that hears of an account.
 *
 * @param id of the app at Meta, digits
 * @param name as its owner calls it; may be empty
 * @param callback where this account's notifications go instead of the callback of the app's
 *     dashboard; empty if there
 */
public record SubscribedApp(String id, String name, String callback) {

  public SubscribedApp {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(callback, "callback");
    if (id.isBlank()) {
      throw new IllegalArgumentException("an app has an id");
    }
  }

  /**
   * @throws dev.mora.json.InvalidDocument if it has no id
   */
  static SubscribedApp of(JsonObject json) {
    JsonObject app = Loose.object(json, "whatsapp_business_api_data");
    String id = Loose.text(app, "id");
    if (id.isBlank()) {
      throw json.invalid("no id of an app", "whatsapp_business_api_data with an id");
    }
    return new SubscribedApp(
        id, Loose.text(app, "name"), Loose.text(json, "override_callback_uri"));
  }

  /** Without the callback, whose path some keep a secret. */
  @Override
  public String toString() {
    return "SubscribedApp(" + id + ")";
  }
}
