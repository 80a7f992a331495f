package dev.mora.whatsapp;

import dev.mora.channel.AccountNews;
import dev.mora.channel.AccountNews.Restriction;
import dev.mora.channel.ChannelEvent;
import dev.mora.channel.Handling;
import dev.mora.json.JsonSlice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What Meta says of the business account, and of forms (flows). */
final class AccountReader {

  private AccountReader() {}

  /**
   * A problem of the whole account has no time and no id of its own. The time of receipt is part of
   * its key: told twice is better than not told again.
   */
  static AccountNews problem(Item error) {
    Instant at = error.times().receivedAt();
    String code = StatusReader.codeOf(error.json());
    String key = error.hash("errors", at.toString());
    return WhatsAppErrors.standard()
        .find(code)
        .map(
            known ->
                new AccountNews.Problem(
                    error.header(at), key, code, known.meaning(), known.afterAcceptance()))
        .orElseGet(
            () ->
                new AccountNews.Problem(
                    error.header(at), key, code, "not in the table", Handling.FAIL_MESSAGE));
  }

  static ChannelEvent update(NoticeReader notice, Item value) {
    String event = value.text("event");
    String violation = value.get("violation_info").text("violation_type");
    return switch (event) {
      case "" -> notice.unrecognised(value);
      case "ACCOUNT_VIOLATION" ->
          new AccountNews.Violated(value.header(notice.at()), notice.key(value), violation);
      case "ACCOUNT_RESTRICTION" ->
          new AccountNews.Restricted(
              value.header(notice.at()),
              notice.key(value),
              violation,
              restrictions(value.get("restriction_info")));
      case "DISABLED_UPDATE" -> ban(notice, value, value.get("ban_info"));
      case "ACCOUNT_DELETED" -> link(notice, value, AccountNews.Link.DELETED);
      case "ACCOUNT_OFFBOARDED" -> link(notice, value, AccountNews.Link.OFFBOARDED);
      case "ACCOUNT_RECONNECTED" -> link(notice, value, AccountNews.Link.RECONNECTED);
      case "VOLUME_BASED_PRICING_TIER_UPDATE" -> tier(notice, value, value.get("volume_tier_info"));
      default -> new AccountNews.Updated(value.header(notice.at()), notice.key(value), event);
    };
  }

  private static ChannelEvent link(NoticeReader notice, Item value, AccountNews.Link link) {
    return new AccountNews.LinkChanged(value.header(notice.at()), notice.key(value), link);
  }

  private static ChannelEvent ban(NoticeReader notice, Item value, JsonSlice ban) {
    String word = ban.text("waba_ban_state");
    AccountNews.Ban state =
        switch (word) {
          case "SCHEDULE_FOR_DISABLE" -> AccountNews.Ban.SCHEDULED;
          case "DISABLE" -> AccountNews.Ban.DISABLED;
          case "REINSTATE" -> AccountNews.Ban.LIFTED;
          default -> AccountNews.Ban.UNKNOWN;
        };
    return new AccountNews.BanChanged(
        value.header(notice.at()), notice.key(value), state, word, ban.text("waba_ban_date"));
  }

  private static ChannelEvent tier(NoticeReader notice, Item value, JsonSlice tier) {
    return new AccountNews.PriceTierReached(
        value.header(notice.at()),
        notice.key(value),
        tier.text("pricing_category"),
        tier.text("region"),
        tier.text("tier"),
        tier.text("effective_month"));
  }

  private static List<Restriction> restrictions(JsonSlice written) {
    List<Restriction> all = new ArrayList<>();
    for (JsonSlice one : written.isArray() ? written.items() : List.<JsonSlice>of()) {
      String word = one.text("restriction_type");
      all.add(
          new Restriction(
              kind(word), word, Times.term(one.get("expiration")), one.text("remediation")));
    }
    return all;
  }

  private static Restriction.Kind kind(String word) {
    return switch (word) {
      case "RESTRICTED_BIZ_INITIATED_MESSAGING" -> Restriction.Kind.INITIATING;
      case "RESTRICTED_CUSTOMER_INITIATED_MESSAGING" -> Restriction.Kind.ANSWERING;
      case "RATE_LIMITED_UTILITY_TEMPLATE_MESSAGING" -> Restriction.Kind.LESS_UTILITY;
      case "RESTRICTED_UTILITY_TEMPLATES", "RESTRICTED_DIRECT_SEND_UTILITY_TEMPLATES" ->
          Restriction.Kind.UTILITY;
      case "RESTRICTED_ADD_PHONE_NUMBER_ACTION" -> Restriction.Kind.NEW_NUMBERS;
      default -> word.contains("CALL") ? Restriction.Kind.CALLING : Restriction.Kind.UNKNOWN;
    };
  }

  static ChannelEvent review(NoticeReader notice, Item value) {
    String decision = value.text("decision");
    return decision.isEmpty()
        ? notice.unrecognised(value)
        : new AccountNews.Reviewed(value.header(notice.at()), notice.key(value), decision);
  }

  /** The parts of the alert stand in an object of their own, or in older versions beside it. */
  static ChannelEvent alert(NoticeReader notice, Item value) {
    JsonSlice info = value.get("alert_info");
    JsonSlice alert = info.isObject() ? info : value.json();
    String type = alert.text("alert_type");
    String severity = alert.text("alert_severity");
    if (type.isEmpty() && severity.isEmpty()) {
      return notice.unrecognised(value);
    }
    return new AccountNews.Alert(
        value.header(notice.at()),
        notice.key(value),
        value.text("entity_type"),
        value.text("entity_id"),
        severity(severity),
        alert.text("alert_status"),
        type,
        alert.text("alert_description"));
  }

  private static AccountNews.Severity severity(String word) {
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "CRITICAL" -> AccountNews.Severity.CRITICAL;
      case "WARNING" -> AccountNews.Severity.WARNING;
      case "INFORMATIONAL" -> AccountNews.Severity.INFORMATIONAL;
      default -> AccountNews.Severity.UNKNOWN;
    };
  }

  static ChannelEvent form(NoticeReader notice, Item value) {
    String event = value.text("event");
    return event.isEmpty()
        ? notice.unrecognised(value)
        : new AccountNews.FormChanged(
            value.header(notice.at()),
            notice.key(value),
            value.text("flow_id"),
            event,
            value.text("old_status"),
            value.text("new_status"),
            value.text("message"));
  }
}
