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
        context.get("id").text(),
        often || context.get("forwarded").isTrue(),
        often,
        group,
        product(context.get("referred_product")),
        referral(referral));
  }

  private static Optional<Product> product(JsonSlice product) {
    return product.isObject()
        ? Optional.of(
            new Product(
                product.get("catalog_id").text(), product.get("product_retailer_id").text()))
        : Optional.empty();
  }

  private static Optional<Referral> referral(JsonSlice referral) {
    return referral.isObject()
        ? Optional.of(
            new Referral(
                referral.get("source_type").text(),
                referral.get("source_id").text(),
                referral.get("source_url").text(),
                referral.get("headline").text(),
                referral.get("body").text(),
                referral.get("media_type").text(),
                referral.get("ctwa_clid").text()))
        : Optional.empty();
  }
}
