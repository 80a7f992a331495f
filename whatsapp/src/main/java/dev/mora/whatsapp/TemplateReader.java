package dev.mora.whatsapp;

import dev.mora.channel.ChannelEvent;
import dev.mora.channel.TemplateNews;
import dev.mora.json.JsonSlice;
import dev.mora.template.TemplateStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What changed about a template. Languages come with a hyphen as well as with an underscore. */
final class TemplateReader {

  private static final String NO_REASON = "NONE";

  private TemplateReader() {}

  static ChannelEvent status(NoticeReader notice, Item value) {
    Optional<TemplateNews.Which> which = which(value);
    String word = value.text("event");
    if (which.isEmpty() || word.isEmpty()) {
      return notice.unrecognised(value);
    }
    JsonSlice other = value.get("other_info");
    JsonSlice rejection = value.get("rejection_info");
    return new TemplateNews.StatusChanged(
        value.header(notice.at()),
        notice.key(value),
        which.get(),
        TemplateStatus.State.of(word),
        word,
        reason(value.text("reason")),
        other.text("title"),
        sentences(
            other.text("description"), rejection.text("reason"), rejection.text("recommendation")),
        Times.term(value.get("disable_info").get("disable_date")));
  }

  static ChannelEvent quality(NoticeReader notice, Item value) {
    Optional<TemplateNews.Which> which = which(value);
    if (which.isEmpty()) {
      return notice.unrecognised(value);
    }
    return new TemplateNews.QualityChanged(
        value.header(notice.at()),
        notice.key(value),
        which.get(),
        TemplateNews.Quality.of(value.text("previous_quality_score")),
        TemplateNews.Quality.of(value.text("new_quality_score")));
  }

  /**
   * A change to come carries the right category apart, and then the new category is the one of now;
   * a change that was made carries the one before.
   */
  static ChannelEvent category(NoticeReader notice, Item value) {
    Optional<TemplateNews.Which> which = which(value);
    String now = value.text("new_category");
    String right = value.text("correct_category");
    if (which.isEmpty() || now.isEmpty() && right.isEmpty()) {
      return notice.unrecognised(value);
    }
    boolean announced = !right.isEmpty();
    return new TemplateNews.CategoryChanged(
        value.header(notice.at()),
        notice.key(value),
        which.get(),
        announced,
        announced ? now : value.text("previous_category"),
        announced ? right : now,
        Times.term(value.get("category_update_timestamp")));
  }

  static ChannelEvent content(NoticeReader notice, Item value) {
    Optional<TemplateNews.Which> which = which(value);
    if (which.isEmpty()) {
      return notice.unrecognised(value);
    }
    List<TemplateNews.Button> buttons = new ArrayList<>();
    JsonSlice written = value.get("message_template_buttons");
    for (JsonSlice button : written.isArray() ? written.items() : List.<JsonSlice>of()) {
      buttons.add(
          new TemplateNews.Button(
              button.text("message_template_button_type"),
              button.text("message_template_button_text"),
              button.text("message_template_button_url"),
              button.text("message_template_button_phone_number")));
    }
    return new TemplateNews.ContentChanged(
        value.header(notice.at()),
        notice.key(value),
        which.get(),
        value.text("message_template_title"),
        value.text("message_template_element"),
        value.text("message_template_footer"),
        buttons);
  }

  private static Optional<TemplateNews.Which> which(Item value) {
    String name = value.text("message_template_name");
    String language = value.text("message_template_language").replace('-', '_');
    return name.isEmpty() || language.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new TemplateNews.Which(
                value.text("message_template_id"),
                name,
                language,
                value.text("message_template_category")));
  }

  private static String reason(String word) {
    return word.toUpperCase(Locale.ROOT).equals(NO_REASON) ? "" : word;
  }

  private static String sentences(String... parts) {
    return String.join(" ", List.of(parts).stream().filter(part -> !part.isEmpty()).toList());
  }
}
