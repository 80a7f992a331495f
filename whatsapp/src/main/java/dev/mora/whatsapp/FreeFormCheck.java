package dev.mora.whatsapp;

import dev.mora.channel.Card;
import dev.mora.channel.FreeForm;
import dev.mora.channel.OutboundMessage;
import dev.mora.template.MediaRef;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a message that needs no template, in words for an operator; lengths in Unicode
 * code points. Limits are of the Cloud API v25.0: where Meta's pages and its OpenAPI document
 * differ (the body of a list), the page holds.
 */
final class FreeFormCheck {

  static final int TEXT = 4096;
  static final int CAPTION = 1024;
  static final int TITLE = 60;
  static final int BODY = 1024;
  static final int LIST_BODY = 4096;
  static final int FOOTER = 60;
  static final int LABEL = 20;
  static final int BUTTONS = 3;
  static final int BUTTON_ID = 256;
  static final int SECTIONS = 10;
  static final int ROWS = 10;
  static final int SECTION_TITLE = 24;
  static final int ROW_ID = 200;
  static final int ROW_TITLE = 24;
  static final int ROW_DESCRIPTION = 72;
  static final int URL = 2000;

  private static final Pattern WEB = Pattern.compile("https?://[!-~&&[^\"<>\\\\]]+");
  private static final Pattern ONE_SIGN = Pattern.compile("\\X");
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{Nd}\\p{Z}\\p{Cc}]");

  /** A digit within the sign of a key (Unicode, emoji keycap sequence). */
  private static final Pattern KEY = Pattern.compile("[0-9]\\x{FE0F}?\\x{20E3}");

  private FreeFormCheck() {}

  static Optional<String> of(FreeForm said) {
    if (said instanceof OutboundMessage.Text text) {
      return first(longer("a text", text.body(), TEXT));
    }
    if (said instanceof FreeForm.File file) {
      return file(file);
    }
    if (said instanceof FreeForm.Reaction reaction) {
      return reaction.emoji().isEmpty() || isSign(reaction.emoji())
          ? Optional.empty()
          : Optional.of("a reaction that is not one emoji");
    }
    if (said instanceof FreeForm.Buttons buttons) {
      return card(buttons.card(), BODY).or(() -> buttons(buttons.options()));
    }
    if (said instanceof FreeForm.Choices choices) {
      return card(choices.card(), LIST_BODY).or(() -> choices(choices));
    }
    if (said instanceof FreeForm.Link link) {
      return card(link.card(), BODY)
          .or(
              () ->
                  first(
                      longer("the label of a link", link.label(), LABEL),
                      longer("the address of a link", link.url(), URL),
                      WEB.matcher(link.url()).matches() ? null : "a link that is no web address"));
    }
    return Optional.empty();
  }

  private static Optional<String> file(FreeForm.File file) {
    boolean silent =
        switch (file.kind()) {
          case AUDIO, VOICE, STICKER -> true;
          case IMAGE, VIDEO, DOCUMENT -> false;
        };
    if (silent && !file.caption().isEmpty()) {
      return Optional.of("a caption below a sound or a sticker");
    }
    return first(
        name(file.kind() == FreeForm.FileKind.DOCUMENT, file.ref()),
        longer("a caption", file.caption(), CAPTION));
  }

  /** Other files have no name that a person sees: Meta refuses the field. */
  static @Nullable String name(boolean isDocument, MediaRef file) {
    return isDocument || file.fileName().isEmpty()
        ? null
        : "a file name on something else than a document";
  }

  private static boolean isSign(String emoji) {
    return ONE_SIGN.matcher(emoji).matches()
        && (!PLAIN.matcher(emoji).find() || KEY.matcher(emoji).matches());
  }

  private static Optional<String> card(Card card, int body) {
    return first(
        longer("a header", card.title(), TITLE),
        card.picture()
            .map(shown -> name(shown.kind() == FreeForm.FileKind.DOCUMENT, shown.ref()))
            .orElse(null),
        longer("a body", card.body(), body),
        longer("a footer", card.footer(), FOOTER));
  }

  private static Optional<String> buttons(List<FreeForm.Option> options) {
    Set<String> labels = new HashSet<>();
    if (options.size() > BUTTONS) {
      return Optional.of("more than " + BUTTONS + " buttons");
    }
    for (FreeForm.Option option : options) {
      Optional<String> fault =
          first(
              longer("the id of a button", option.id(), BUTTON_ID),
              longer("the label of a button", option.label(), LABEL),
              option.description().isEmpty() ? null : "a description on a button",
              labels.add(option.label()) ? null : "two buttons of one label");
      if (fault.isPresent()) {
        return fault;
      }
    }
    return ids(options.stream());
  }

  private static Optional<String> choices(FreeForm.Choices choices) {
    List<FreeForm.Section> sections = choices.sections();
    Optional<String> whole =
        first(
            choices.card().picture().isPresent() ? "a list with a picture above it" : null,
            longer("the label of a list", choices.label(), LABEL),
            sections.size() > SECTIONS ? "more than " + SECTIONS + " sections" : null,
            sections.stream().mapToInt(section -> section.options().size()).sum() > ROWS
                ? "more than " + ROWS + " rows in all sections"
                : null);
    if (whole.isPresent()) {
      return whole;
    }
    for (FreeForm.Section section : sections) {
      Optional<String> fault =
          first(
              longer("the title of a section", section.title(), SECTION_TITLE),
              sections.size() > 1 && section.title().isBlank()
                  ? "a section without title among several"
                  : null);
      if (fault.isPresent()) {
        return fault;
      }
    }
    Stream<Optional<String>> rows =
        sections.stream().flatMap(section -> section.options().stream()).map(FreeFormCheck::row);
    return rows.flatMap(Optional::stream)
        .findFirst()
        .or(() -> ids(sections.stream().flatMap(section -> section.options().stream())));
  }

  private static Optional<String> row(FreeForm.Option row) {
    return first(
        longer("the id of a row", row.id(), ROW_ID),
        longer("the title of a row", row.label(), ROW_TITLE),
        longer("the description of a row", row.description(), ROW_DESCRIPTION));
  }

  /** What comes back must tell which one was tapped. */
  private static Optional<String> ids(Stream<FreeForm.Option> options) {
    Set<String> ids = new HashSet<>();
    return options
        .map(FreeForm.Option::id)
        .flatMap(
            id ->
                Stream.of(
                    id.strip().equals(id) ? null : "an id that begins or ends with a blank",
                    ids.add(id) ? null : "one id twice"))
        .filter(fault -> fault != null)
        .findFirst();
  }

  private static @Nullable String longer(String what, String text, int most) {
    return LocalCheck.length(text) > most ? what + " of more than " + most + " characters" : null;
  }

  private static Optional<String> first(@Nullable String... faults) {
    for (String fault : faults) {
      if (fault != null) {
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }
}
