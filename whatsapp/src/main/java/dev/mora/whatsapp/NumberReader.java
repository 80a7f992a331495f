package dev.mora.whatsapp;

import dev.mora.channel.ChannelEvent;
import dev.mora.channel.SenderNews;
import dev.mora.channel.SenderNews.Reach;
import dev.mora.json.JsonSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** What Meta says of a phone number of ours, and of how many people it may write to. */
final class NumberReader {

  private static final String TIER = "TIER_";
  private static final String UNLIMITED = "TIER_UNLIMITED";

  private NumberReader() {}

  static ChannelEvent quality(NoticeReader notice, Item value) {
    String event = value.text("event");
    if (event.isEmpty()) {
      return notice.unrecognised(value);
    }
    JsonSlice daily = value.get("max_daily_conversations_per_business");
    return new SenderNews.NumberChanged(
        value.header(notice.at()),
        notice.key(value),
        value.text("display_phone_number"),
        event,
        reach(value.get("old_limit")),
        reach(daily.isMissing() ? value.get("current_limit") : daily));
  }

  /** Older versions tell the limit of each number, newer ones that of the business. */
  static ChannelEvent capability(NoticeReader notice, Item value) {
    JsonSlice business = value.get("max_daily_conversations_per_business");
    JsonSlice phone = value.get("max_daily_conversation_per_phone");
    OptionalLong numbers = whole(value.get("max_phone_numbers_per_business"));
    OptionalLong ofAccount = whole(value.get("max_phone_numbers_per_waba"));
    if (business.isMissing() && phone.isMissing() && numbers.isEmpty() && ofAccount.isEmpty()) {
      return notice.unrecognised(value);
    }
    return new SenderNews.CapabilityChanged(
        value.header(notice.at()),
        notice.key(value),
        reach(business.isMissing() ? phone : business),
        numbers,
        ofAccount);
  }

  /** {@code TIER_2K}, {@code 2000}, {@code "2000"}, {@code -1}. */
  private static Reach reach(JsonSlice written) {
    String word = written.text();
    if (word.isEmpty()) {
      return Reach.NOT_TOLD;
    }
    if (word.equals("-1") || word.toUpperCase(Locale.ROOT).equals(UNLIMITED)) {
      return new Reach(word, OptionalLong.empty(), true);
    }
    return new Reach(word, people(written, word.toUpperCase(Locale.ROOT)), false);
  }

  private static OptionalLong people(JsonSlice written, String word) {
    if (!word.startsWith(TIER)) {
      return whole(written);
    }
    String tier = word.substring(TIER.length());
    boolean thousands = tier.endsWith("K");
    String digits = thousands ? tier.substring(0, tier.length() - 1) : tier;
    return digits.matches("\\d{1,9}")
        ? OptionalLong.of(Long.parseLong(digits) * (thousands ? 1_000 : 1))
        : OptionalLong.empty();
  }

  private static OptionalLong whole(JsonSlice written) {
    long number = written.whole(-1);
    return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
  }

  static ChannelEvent name(NoticeReader notice, Item value) {
    return reviewed(
        notice,
        value,
        SenderNews.NameReviewed.Kind.SHOWN,
        value.text("requested_verified_name"),
        value.text("rejection_reason"));
  }

  static ChannelEvent username(NoticeReader notice, Item value) {
    List<String> reasons = new ArrayList<>();
    JsonSlice written = value.get("rejection_reasons");
    for (JsonSlice reason : written.isArray() ? written.items() : List.<JsonSlice>of()) {
      reasons.add(reason.text());
    }
    return reviewed(
        notice,
        value,
        SenderNews.NameReviewed.Kind.USERNAME,
        value.text("requested_username"),
        String.join(" ", reasons));
  }

  private static ChannelEvent reviewed(
      NoticeReader notice,
      Item value,
      SenderNews.NameReviewed.Kind kind,
      String name,
      String reason) {
    String decision = value.text("decision");
    return decision.isEmpty()
        ? notice.unrecognised(value)
        : new SenderNews.NameReviewed(
            value.header(notice.at()),
            notice.key(value),
            value.text("display_phone_number"),
            kind,
            decision,
            name,
            reason.equals("NONE") ? "" : reason);
  }

  static ChannelEvent security(NoticeReader notice, Item value) {
    String event = value.text("event");
    String requester = value.text("requester");
    return event.isEmpty()
        ? notice.unrecognised(value)
        : new SenderNews.SecurityChanged(
            value.header(notice.at()),
            notice.key(value),
            value.text("display_phone_number"),
            event,
            requester.isEmpty() ? Optional.empty() : Optional.of(requester));
  }
}
