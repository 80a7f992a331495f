package dev.mora.whatsapp;

import dev.mora.channel.ChannelEvent.Header;
import dev.mora.channel.ChannelEvent.Message.Sender;
import dev.mora.channel.ChannelEvent.Person;
import dev.mora.channel.PersonNews;
import dev.mora.json.JsonSlice;

/** A message that nobody wrote: Meta tells of a person's number, ids or keys. */
final class SystemReader {

  private SystemReader() {}

  /** The number changed under one name of the type today and under another before. */
  static Person read(Item message, Header header, String id, Sender person) {
    JsonSlice system = message.get("system");
    String type = system.text("type");
    return switch (type) {
      case "user_changed_number", "customer_changed_number" ->
          new PersonNews.NumberChanged(
              header, id, person, newNumber(system), system.text("user_id"));
      case "user_changed_user_id" ->
          new PersonNews.UserIdChanged(
              header,
              id,
              person,
              system.text("previous_user_id"),
              system.text("user_id"),
              system.text("previous_parent_user_id"),
              system.text("parent_user_id"));
      case "customer_identity_changed" -> identity(message, header, id, person);
      default ->
          new Person.Unrecognised(
              header, id, person, type.isEmpty() ? "system" : "system." + type, message.raw());
    };
  }

  private static String newNumber(JsonSlice system) {
    String number = SenderReader.number(system.text("wa_id"));
    return number.isEmpty() ? SenderReader.number(system.text("new_wa_id")) : number;
  }

  private static Person identity(Item message, Header header, String id, Sender person) {
    JsonSlice within = message.get("system").get("identity");
    JsonSlice identity = within.isObject() ? within : message.get("identity");
    String hash = identity.isObject() ? identity.text("hash") : within.text();
    return new PersonNews.IdentityChanged(
        header, id, person, hash, identity.get("acknowledged").isTrue());
  }
}
