package dev.mora.whatsapp;

import dev.mora.channel.ChannelEvent;
import dev.mora.json.JsonSlice;
import java.time.Instant;

/**
 * One change of any field but {@code messages}. A field that we do not know, and a known one in a
 * shape that we do not know, is kept as {@code Unrecognised} in the family that its name tells.
 *
 * @param time of the entry, as it was written: part of what tells one notice from the next
 * @param at the same, or the receipt
 */
record NoticeReader(String field, String time, Instant at) {

  void read(Item value, NotificationReader.Isolation isolation) {
    switch (field) {
      case "user_preferences" ->
          each(value, "user_preferences", isolation, item -> PreferenceReader.read(value, item));
      case "smb_message_echoes" ->
          each(value, "message_echoes", isolation, item -> StaffReader.wrote(item));
      case "smb_app_state_sync" ->
          each(value, "state_sync", isolation, item -> StaffReader.addressBook(item));
      case "history" -> each(value, "history", isolation, item -> StaffReader.history(item, at));
      default -> isolation.each(value.json(), () -> whole(value));
    }
  }

  private interface Part {
    ChannelEvent read(Item item);
  }

  /** Several things in one value: each stands for itself. */
  private void each(Item value, String key, NotificationReader.Isolation isolation, Part part) {
    JsonSlice items = value.get(key);
    Item ours = value.under(phoneNumberId(value));
    if (!items.isArray() || !items.items().iterator().hasNext()) {
      isolation.each(value.json(), () -> unrecognised(value));
      return;
    }
    value.json().checkedKeys();
    for (JsonSlice item : items.items()) {
      isolation.each(item, () -> part.read(ours.of(item)));
    }
  }

  /** Coexistence and preferences are of a number; what has none is of the business account. */
  private static String phoneNumberId(Item value) {
    String id = value.get("metadata").text("phone_number_id");
    return id.isEmpty() ? value.account() : id;
  }

  private ChannelEvent whole(Item value) {
    return switch (type(value)) {
      case "message_template_status_update" -> TemplateReader.status(this, value);
      case "message_template_quality_update" -> TemplateReader.quality(this, value);
      case "message_template_components_update" -> TemplateReader.content(this, value);
      case "template_category_update" -> TemplateReader.category(this, value);
      case "account_update" -> AccountReader.update(this, value);
      case "account_review_update" -> AccountReader.review(this, value);
      case "account_alerts" -> AccountReader.alert(this, value);
      case "flows" -> AccountReader.form(this, value);
      case "phone_number_quality_update" -> NumberReader.quality(this, value);
      case "phone_number_name_update" -> NumberReader.name(this, value);
      case "phone_number_username_update" -> NumberReader.username(this, value);
      case "business_capability_update" -> NumberReader.capability(this, value);
      case "security" -> NumberReader.security(this, value);
      default -> unrecognised(value);
    };
  }

  /** Meta's own sample of a change of quality prints the field of a change of status. */
  private String type(Item value) {
    return value.get("new_quality_score").isMissing() ? field : "message_template_quality_update";
  }

  String key(Item value) {
    return value.hash(type(value), time);
  }

  ChannelEvent unrecognised(Item value) {
    String type = type(value);
    return type.startsWith("message_template_") || type.startsWith("template_")
        ? new ChannelEvent.Template.Unrecognised(value.header(at), key(value), type, value.raw())
        : new ChannelEvent.Account.Unrecognised(value.header(at), key(value), type, value.raw());
  }
}
