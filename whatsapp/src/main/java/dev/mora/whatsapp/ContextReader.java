package dev.mora.whatsapp;

import dev.mora.channel.MessageContext;
import dev.mora.channel.MessageContext.Product;
import dev.mora.channel.MessageContext.Referral;
import dev.mora.json.JsonSlice;
import java.util.Optional;

/** What a message answers, the group it stands in, the advertisement it came from. */
final class ContextReader {

  private ContextReader() {}

  static MessageContext read(Item message) {
    JsonSlice context = message.get("context");
    JsonSlice referral = message.get("referral");
    String group = message.text("group_id");
    if (!context.isObject() && !referral.isObject() && group.isEmpty()) {
      return MessageContext.NONE;
    }
    boolean often = context.get("frequently_forwarded").isTrue();
    return new MessageContext(
        context.text("id"),
        often || context.get("forwarded").isTrue(),
        often,
        group,
        product(context.get("referred_product")),
        referral(referral));
  }

  private static Optional<Product> product(JsonSlice product) {
    return product.isObject()
        ? Optional.of(new Product(product.text("catalog_id"), product.text("product_retailer_id")))
        : Optional.empty();
  }

  private static Optional<Referral> referral(JsonSlice referral) {
    return referral.isObject()
        ? Optional.of(
            new Referral(
                referral.text("source_type"),
                referral.text("source_id"),
                referral.text("source_url"),
                referral.text("headline"),
                referral.text("body"),
                referral.text("media_type"),
                referral.text("ctwa_clid")))
        : Optional.empty();
  }
}
