package dev.mora.channel;

import dev.mora.channel.ChannelEvent.Header;
import dev.mora.channel.ChannelEvent.Message;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A message that is more than words: a place, people, an order, a form, a permission. */
public sealed interface SharedMessage extends Message {

  /**
   * A place; it says where somebody is, so it is personal data.
   *
   * @param latitude degrees, as the provider wrote them
   * @param longitude degrees, as the provider wrote them
   */
  record Location(
      Header header,
      Sender from,
      String messageId,
      MessageContext context,
      String latitude,
      String longitude,
      String name,
      String address,
      String url)
      implements SharedMessage {

    @Override
    public String toString() {
      return "Location(***)";
    }
  }

  /** Address cards of other people, who agreed to nothing: nobody is contacted by them. */
  record Contacts(
      Header header, Sender from, String messageId, MessageContext context, List<Card> cards)
      implements SharedMessage {

    public Contacts {
      cards = List.copyOf(cards);
    }

    @Override
    public String toString() {
      return "Contacts(" + cards.size() + ")";
    }
  }

  /**
   * @param phones as written, in any notation
   */
  record Card(String name, List<String> phones, List<String> emails, String organization) {

    public Card {
      phones = List.copyOf(phones);
      emails = List.copyOf(emails);
    }

    @Override
    public String toString() {
      return "Card(***)";
    }
  }

  /** Goods that somebody ordered from a catalogue. */
  record Order(
      Header header,
      Sender from,
      String messageId,
      MessageContext context,
      String catalog,
      String text,
      List<Line> lines)
      implements SharedMessage {

    public Order {
      lines = List.copyOf(lines);
    }

    @Override
    public String toString() {
      return "Order(" + lines.size() + " lines)";
    }
  }

  /** Numbers as the provider wrote them. */
  record Line(String item, String quantity, String price, String currency) {

    @Override
    public String toString() {
      return "Line(***)";
    }
  }

  /**
   * A form that somebody filled in.
   *
   * @param name of the form; {@code flow} on WhatsApp
   * @param token ours, as sent with the form; empty if it was not returned
   * @param fields its scalar answers as text, personal data; what is deeper stands in {@code json}
   * @param json all answers as they were written
   */
  record Form(
      Header header,
      Sender from,
      String messageId,
      MessageContext context,
      String name,
      String body,
      String token,
      Map<String, String> fields,
      String json)
      implements SharedMessage {

    public Form {
      fields = Map.copyOf(fields);
    }

    @Override
    public String toString() {
      return "Form(" + Masked.word(name) + ", " + fields.size() + " fields)";
    }
  }

  /**
   * Whether we may call.
   *
   * @param until when a permission ends; empty if it does not, or if it was not told
   */
  record CallPermission(
      Header header,
      Sender from,
      String messageId,
      MessageContext context,
      boolean granted,
      boolean permanent,
      Optional<Instant> until,
      String source)
      implements SharedMessage {

    @Override
    public String toString() {
      return "CallPermission(" + (granted ? "granted" : "refused") + ")";
    }
  }
}
