package dev.mora.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is the same in every message of a template that one language and one channel ask for. */
final class Layout {

  final TextProfile profile;
  final Translation translation;
  final LocaleFormat format;
  final List<TemplateField<?>> fields;
  final Optional<CompiledWording> header;
  final CompiledWording body;
  final int slots;

  private final String wanted;
  private final List<String> slotNames;
  private @Nullable List<Rendering.Button> fixedButtons;

  /**
   * @param wanted as it was asked for
   */
  Layout(MessageTemplate template, Translation translation, String wanted, TextProfile profile) {
    this.wanted = wanted;
    this.profile = profile;
    this.translation = translation;
    format = formatFor(Languages.normal(wanted), translation.language()).with(profile.amounts());
    fields = template.fields();
    slotNames = new ArrayList<>();
    fields.forEach(field -> slotNames.add(field.name()));
    slotNames.add(TemplateField.CREDITOR);
    slotNames.add(TemplateField.CREDITOR_PHONE);
    slots = slotNames.size();
    header =
        translation
            .header()
            .filter(TemplateHeader.Text.class::isInstance)
            .map(text -> compiled(((TemplateHeader.Text) text).wording()));
    body = compiled(translation.body());
  }

  private static LocaleFormat formatFor(String wanted, String written) {
    boolean sameLanguage = Languages.languageOf(wanted).equals(Languages.languageOf(written));
    return sameLanguage && Languages.hasRegion(wanted)
        ? LocaleFormat.find(wanted).orElseGet(() -> LocaleFormat.of(written))
        : LocaleFormat.of(written);
  }

  CompiledWording compiled(Wording wording) {
    return new CompiledWording(wording, slotNames);
  }

  int slot(String field) {
    return slotNames.indexOf(field);
  }

  String name(int slot) {
    return slotNames.get(slot);
  }

  /** Those that no value changes, once they were written; null before, or if one does. */
  @Nullable List<Rendering.Button> fixedButtons() {
    return fixedButtons;
  }

  /** Remembers them if no value is in them; who loses a race writes the same again. */
  List<Rendering.Button> buttons(List<Rendering.Button> written) {
    List<Rendering.Button> buttons = List.copyOf(written);
    boolean fixed =
        translation.buttons().stream()
            .allMatch(
                button ->
                    !(button instanceof TemplateButton.Url url && !url.url().fields().isEmpty())
                        && !(button instanceof TemplateButton.CopyCode copy
                            && !copy.code().fields().isEmpty()));
    if (fixed) {
      fixedButtons = buttons;
    }
    return buttons;
  }

  /**
   * Those that were asked for so far. There are as many as languages that borrowers have, so they
   * are kept up to a number and made anew beyond it.
   */
  static final class Cache {

    private static final int MOST = 64;

    private volatile Layout[] kept = {};

    @Nullable Layout find(String language, TextProfile profile) {
      for (Layout layout : kept) {
        if (layout.profile == profile && layout.wanted.equals(language)) {
          return layout;
        }
      }
      return null;
    }

    void keep(Layout layout) {
      Layout[] before = kept;
      if (before.length < MOST) {
        Layout[] more = Arrays.copyOf(before, before.length + 1);
        more[before.length] = layout;
        kept = more;
      }
    }
  }
}
