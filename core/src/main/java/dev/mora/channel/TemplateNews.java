package dev.mora.channel;

import dev.mora.channel.ChannelEvent.Header;
import dev.mora.channel.ChannelEvent.Template;
import dev.mora.template.TemplateStatus;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What changed about one template in one language. */
public sealed interface TemplateNews extends Template {

  Which which();

  /** What it means for sends with this template; empty if it changes nothing by itself. */
  default Optional<TemplateStatus> status() {
    return Optional.empty();
  }

  /**
   * @param id the provider's, digits
   * @param language {@code es_MX}, or as the provider wrote it if it is none
   * @param category the provider's word; empty if it was not told
   */
  record Which(String id, String name, String language, String category) {

    /** Empty if its language is none that a template can have: then it is none of ours. */
    Optional<TemplateStatus> status(TemplateStatus.State state, String why, Instant at) {
      try {
        return Optional.of(new TemplateStatus(name, language, state, why, at));
      } catch (IllegalArgumentException notALanguage) {
        return Optional.empty();
      }
    }

    @Override
    public String toString() {
      return Masked.name(name) + " " + Masked.word(language);
    }
  }

  /**
   * It may be sent again, or no more.
   *
   * @param word the provider's word for the state
   * @param reason the provider's word; empty if it gave none
   * @param title which of several pauses it is; empty if it was not told
   * @param detail the provider's sentences about it: description, what was wrong, how to mend it
   * @param disabledOn when it ends; empty unless told
   */
  record StatusChanged(
      Header header,
      String key,
      Which which,
      TemplateStatus.State state,
      String word,
      String reason,
      String title,
      String detail,
      Optional<Instant> disabledOn)
      implements TemplateNews {

    @Override
    public Optional<TemplateStatus> status() {
      return which.status(state, reason.isEmpty() ? title : reason, header.at());
    }

    @Override
    public String toString() {
      return "StatusChanged("
          + which
          + ", "
          + Masked.word(word)
          + (reason.isEmpty() ? "" : ", " + Masked.word(reason))
          + (title.isEmpty() ? "" : ", " + Masked.word(title))
          + ")";
    }
  }

  /** How people take it. */
  record QualityChanged(Header header, String key, Which which, Quality before, Quality now)
      implements TemplateNews {

    @Override
    public String toString() {
      return "QualityChanged(" + which + ", " + before + " to " + now + ")";
    }
  }

  enum Quality {
    GREEN,
    YELLOW,
    RED,
    UNKNOWN;

    /** {@link #UNKNOWN} for a word that is none of these. */
    public static Quality of(String word) {
      return switch (word.toUpperCase(Locale.ROOT)) {
        case "GREEN", "HIGH" -> GREEN;
        case "YELLOW", "MEDIUM" -> YELLOW;
        case "RED", "LOW" -> RED;
        default -> UNKNOWN;
      };
    }
  }

  /**
   * It is taken for another category, or will be: another price, other limits, maybe another law.
   *
   * @param announced whether it is still to come
   * @param from the provider's word; empty if it was not told
   * @param to the provider's word
   * @param when it comes; empty unless told
   */
  record CategoryChanged(
      Header header,
      String key,
      Which which,
      boolean announced,
      String from,
      String to,
      Optional<Instant> when)
      implements TemplateNews {

    /** An announced change stops nothing: a person has a day to act. */
    @Override
    public Optional<TemplateStatus> status() {
      return announced
          ? Optional.empty()
          : which.status(TemplateStatus.State.RECATEGORIZED, to, header.at());
    }

    @Override
    public String toString() {
      return "CategoryChanged("
          + which
          + ", "
          + Masked.word(from)
          + " to "
          + Masked.word(to)
          + (announced ? ", announced" : "")
          + ")";
    }
  }

  /**
   * Its text was changed at the provider: until the copy there is compared again it is not ours.
   */
  record ContentChanged(
      Header header,
      String key,
      Which which,
      String title,
      String body,
      String footer,
      List<Button> buttons)
      implements TemplateNews {

    public ContentChanged {
      buttons = List.copyOf(buttons);
    }

    @Override
    public Optional<TemplateStatus> status() {
      return which.status(TemplateStatus.State.DRIFTED, "content-changed", header.at());
    }

    @Override
    public String toString() {
      return "ContentChanged(" + which + ")";
    }
  }

  /** A button as the provider holds it; any part but the type may be empty. */
  record Button(String type, String text, String url, String phone) {}
}
