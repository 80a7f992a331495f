package dev.mora.template;

import java.util.ArrayList;
import java.util.List;

/**
 * A wording whose places know the slots of their values: nothing is looked up by name any more when
 * a message is written.
 */
final class CompiledWording {

  private static final int FIXED = -1;

  private final String[] literals;
  private final int[] slots;
  private final String[] names;
  private final int[] firstSlots;
  private final int fixedUnits;

  /**
   * @param slotNames the field of each slot
   */
  CompiledWording(Wording wording, List<String> slotNames) {
    int size = wording.pieces().size();
    literals = new String[size];
    slots = new int[size];
    int units = 0;
    for (int i = 0; i < size; i++) {
      if (wording.pieces().get(i) instanceof Wording.Piece.Place place) {
        literals[i] = "";
        slots[i] = slotNames.indexOf(place.field());
      } else {
        literals[i] = ((Wording.Piece.Literal) wording.pieces().get(i)).text();
        slots[i] = FIXED;
        units += literals[i].length();
      }
    }
    fixedUnits = units;
    names = wording.fields().toArray(String[]::new);
    firstSlots = wording.fields().stream().mapToInt(slotNames::indexOf).toArray();
  }

  /** Variables in the order of their first appearance. */
  int values() {
    return names.length;
  }

  String name(int value) {
    return names[value];
  }

  int slot(int value) {
    return firstSlots[value];
  }

  /** UTF-16 units of the text with these values, by slot. */
  int units(String[] shown) {
    int units = fixedUnits;
    for (int slot : slots) {
      units += slot == FIXED ? 0 : shown[slot].length();
    }
    return units;
  }

  String text(String[] shown) {
    StringBuilder out = new StringBuilder(units(shown));
    for (int i = 0; i < slots.length; i++) {
      out.append(slots[i] == FIXED ? literals[i] : shown[slots[i]]);
    }
    return out.toString();
  }

  List<Rendering.Value> shown(String[] shown) {
    List<Rendering.Value> out = new ArrayList<>(names.length);
    for (int i = 0; i < names.length; i++) {
      out.add(new Rendering.Value(names[i], shown[firstSlots[i]]));
    }
    return List.copyOf(out);
  }
}
