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
    String type = system.get("type").text();
    return switch (type) {
      case "user_changed_number", "customer_changed_number" ->
          new PersonNews.NumberChanged(
              header, id, person, newNumber(system), system.get("user_id").text());
      case "user_changed_user_id" ->
          new PersonNews.UserIdChanged(
              header,
              id,
              person,
              system.get("previous_user_id").text(),
              system.get("user_id").text(),
              system.get("previous_parent_user_id").text(),
              system.get("parent_user_id").text());
      case "customer_identity_changed" -> identity(message, header, id, person);
      default ->
          new Person.Unrecognised(
              header, id, person, type.isEmpty() ? "system" : "system." + type, message.raw());
    };
  }

  private static String newNumber(JsonSlice system) {
    String number = SenderReader.number(system.get("wa_id").text());
    return number.isEmpty() ? SenderReader.number(system.get("new_wa_id").text()) : number;
  }

  private static Person identity(Item message, Header header, String id, Sender person) {
    JsonSlice within = message.get("system").get("identity");
    JsonSlice identity = within.isObject() ? within : message.get("identity");
    String hash = identity.isObject() ? identity.get("hash").text() : within.text();
    return new PersonNews.IdentityChanged(
        header, id, person, hash, identity.get("acknowledged").isTrue());
  }
}
