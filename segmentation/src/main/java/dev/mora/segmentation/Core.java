package dev.mora.segmentation;

import dev.mora.attribute.Condition;
import dev.mora.segmentation.Search.Need;
import java.util.ArrayList;
import java.util.List;

/** The fewest parts of a condition that no case fulfils together. */
final class Core {

  private static final int TRIED_WHOLLY = 12;

  private final Space space;
  private final Cases all;

  private Core(Space space, Cases all) {
    this.space = space;
    this.all = all;
  }

  /**
   * Of a condition that never holds. Where it offers alternatives, the parts of each are listed.
   *
   * @throws Steps.Exhausted if the steps do not suffice
   */
  static List<Condition> of(Condition condition, Space space, Cases all) {
    List<Condition> core = new ArrayList<>();
    new Core(space, all).add(condition, core);
    return List.copyOf(core);
  }

  private void add(Condition condition, List<Condition> core) {
    List<Condition> parts = new ArrayList<>();
    spread(condition, true, parts);
    List<Condition> fewest = fewest(parts);
    if (fewest.size() > 1) {
      core.addAll(fewest);
      return;
    }
    for (Condition alternative : alternatives(fewest.get(0))) {
      if (alternative.equals(fewest.get(0))) {
        core.add(alternative);
      } else {
        add(alternative, core);
      }
    }
  }

  /** The parts that must all hold, with what is denied turned inwards. */
  private static void spread(Condition condition, boolean holds, List<Condition> parts) {
    if (condition instanceof Condition.Not not) {
      spread(not.condition(), !holds, parts);
    } else if (holds && condition instanceof Condition.All joint) {
      joint.conditions().forEach(part -> spread(part, true, parts));
    } else if (!holds && condition instanceof Condition.Any choice) {
      choice.conditions().forEach(part -> spread(part, false, parts));
    } else {
      Condition part = holds ? condition : Condition.not(condition);
      if (!parts.contains(part)) {
        parts.add(part);
      }
    }
  }

  private static List<Condition> alternatives(Condition part) {
    if (part instanceof Condition.Any choice) {
      return choice.conditions();
    }
    if (part instanceof Condition.Not not && not.condition() instanceof Condition.All joint) {
      return joint.conditions().stream().map(Condition::not).toList();
    }
    return List.of(part);
  }

  private List<Condition> fewest(List<Condition> parts) {
    List<Node> nodes = parts.stream().map(space::node).toList();
    if (parts.size() <= TRIED_WHOLLY) {
      for (int size = 1; size < parts.size(); size++) {
        for (int chosen = 1; chosen < 1 << parts.size(); chosen++) {
          if (Integer.bitCount(chosen) == size && neverHolds(pick(nodes, chosen))) {
            return pick(parts, chosen);
          }
        }
      }
      return parts;
    }
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      kept.add(i);
    }
    for (int i = parts.size() - 1; i >= 0 && kept.size() > 1; i--) {
      List<Integer> fewer = new ArrayList<>(kept);
      fewer.remove(Integer.valueOf(i));
      if (neverHolds(fewer.stream().map(nodes::get).toList())) {
        kept = fewer;
      }
    }
    return kept.stream().map(parts::get).toList();
  }

  private static <T> List<T> pick(List<T> from, int chosen) {
    List<T> result = new ArrayList<>();
    for (int i = 0; i < from.size(); i++) {
      if ((chosen >> i & 1) != 0) {
        result.add(from.get(i));
      }
    }
    return result;
  }

  private boolean neverHolds(List<Node> nodes) {
    return Search.find(all, nodes.stream().map(Need::holds).toList()).isEmpty();
  }
}
