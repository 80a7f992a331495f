package dev.mora.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The declared fields of a template, and whether one may stand in a place of its texts. */
record Declared(Map<String, TemplateField<?>> fields) {

  /** In a text or at the end of an address: any field but a picture, film, file or place. */
  void check(Wording wording) {
    for (int i = 0; i < wording.pieces().size(); i++) {
      if (!(wording.pieces().get(i) instanceof Wording.Piece.Place place)
          || FieldName.isReserved(place.field())) {
        continue;
      }
      if (!fields.containsKey(place.field())) {
        List<String> known = new ArrayList<>(fields.keySet());
        known.addAll(FieldName.reserved());
        throw unknown(place.field(), known).at(wording.offset(i));
      }
      TemplateField<?> field = Objects.requireNonNull(fields.get(place.field()));
      if (field.type().header().isPresent()) {
        throw Misfit.described(
                "{" + field.name() + "} of type " + field.kind() + " in a text",
                "it in a header: [" + field.kind() + " {" + field.name() + "}]")
            .at(wording.offset(i));
      }
    }
  }

  /** A header's field has the header's own type. */
  void check(TemplateHeader.Media header) {
    if (header.field().isEmpty()) {
      return;
    }
    String name = header.field().get();
    String word = header.kind().word();
    List<String> fitting =
        fields.values().stream()
            .filter(field -> field.kind().equals(word))
            .map(TemplateField::name)
            .toList();
    if (!fitting.contains(name)) {
      throw new Misfit(
          name,
          fitting.isEmpty()
              ? "a declared field of type " + word + ", such as " + name + " " + word
              : "a declared field of type " + word + ": " + String.join(", ", fitting),
          fitting);
    }
  }

  void check(Translation translation) {
    if (translation.header().isPresent()
        && translation.header().get() instanceof TemplateHeader.Media media) {
      check(media);
    }
    translation.wordings().forEach(this::check);
  }

  private static Misfit unknown(String name, List<String> known) {
    return new Misfit(name, "a declared field: " + String.join(", ", known), known);
  }
}
